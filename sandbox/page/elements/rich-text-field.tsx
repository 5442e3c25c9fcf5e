import { useEffect, useRef, useState } from 'preact/hooks';
import type { TextInputElement } from '../api/block-schema.ts';
import { moveAcross } from '../parts/move-focus.ts';
import { drawDocument, readDocument } from '../text/rich-text-document.ts';
import { useBlock } from './surface.ts';
import { useAct } from './use-act.tsx';

// Browsers mark execCommand as old, but none offers anything else that makes text bold within an editable element and can undo it.
const COMMANDS = [
  ['bold', 'Bold', 'B'],
  ['italic', 'Italic', 'I'],
  ['strikeThrough', 'Strike through', 'S'],
  ['insertUnorderedList', 'Bulleted list', '•'],
  ['insertOrderedList', 'Numbered list', '1.'],
] as const;

/** Text with bold, italic, struck words and lists. */
export function RichTextField({ element }: { element: TextInputElement }) {
  const { labelId, describedBy } = useBlock();
  const { perform, aside } = useAct(element);
  const editor = useRef<HTMLDivElement>(null);
  const [empty, setEmpty] = useState(element.initial_value === undefined);
  const [active, setActive] = useState<readonly string[]>([]);
  useEffect(() => {
    if (editor.current) drawDocument(editor.current, element.initial_value);
  }, []);

  function read(): void {
    const value = editor.current ? readDocument(editor.current) : undefined;
    setEmpty(value === undefined && editor.current?.querySelector('li') === null);
    perform({ value: value ?? '' });
  }
  function look(): void {
    setActive(COMMANDS.map(([command]) => command).filter((command) => document.queryCommandState(command)));
  }
  function format(command: string): void {
    editor.current?.focus();
    document.execCommand(command);
    look();
    read();
  }
  return (
    <>
      <div class="rich">
        <div
          class="rich-bar"
          role="toolbar"
          tabIndex={-1}
          aria-label="Formatting"
          onKeyDown={(event) => moveAcross(event, event.currentTarget, 'button')}
        >
          {COMMANDS.map(([command, label, sign], index) => (
            <button
              type="button"
              key={command}
              class={`rich-button rich-${command}`}
              aria-label={label}
              title={label}
              tabIndex={index === 0 ? 0 : -1}
              aria-pressed={active.includes(command)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => format(command)}
            >
              {sign}
            </button>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: no field of HTML takes bold text */}
        <div
          ref={editor}
          class="rich-text"
          role="textbox"
          tabIndex={0}
          contentEditable
          aria-multiline="true"
          aria-labelledby={labelId}
          aria-describedby={describedBy}
          data-empty={empty}
          data-placeholder={element.placeholder?.text ?? ''}
          data-focus-on-load={element.focus_on_load}
          onInput={read}
          onKeyUp={look}
          onPointerUp={look}
        />
      </div>
      {aside}
    </>
  );
}
