import { useState } from 'preact/hooks';
import type { TextInputElement } from '../api/block-schema.ts';
import { useBlock, useSurface } from './surface.ts';
import { useAct } from './use-act.tsx';

// The keyboard of a phone follows from this; the sandbox says what is wrong with a value, as Slack does.
const KEYBOARDS = {
  plain_text_input: 'text',
  rich_text_input: 'text',
  number_input: 'decimal',
  email_text_input: 'email',
  url_text_input: 'url',
} as const;

/** A line or a box of text. An app that asked for it is told at Enter, or with every character, as its configuration says. */
export function TextField({ element }: { element: TextInputElement }) {
  const surface = useSurface();
  const { blockId, mode, labelId, describedBy, invalid } = useBlock();
  const { perform, aside } = useAct(element);
  const [value, setValue] = useState(typeof element.initial_value === 'string' ? element.initial_value : '');
  const tall = element.multiline === true;
  // Slack tells at Enter unless the app says otherwise (docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object).
  const moments = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const shared = {
    class: 'field',
    value,
    placeholder: element.placeholder?.text,
    maxLength: element.max_length,
    'aria-labelledby': labelId,
    'aria-label': labelId ? undefined : (element.placeholder?.text ?? 'Text'),
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    'data-focus-on-load': element.focus_on_load,
    onInput: (event: Event & { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      setValue(event.currentTarget.value);
      keep(event.currentTarget.value);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      if (mode === 'fills' || !moments.includes('on_enter_pressed')) return;
      event.preventDefault();
      perform({ value });
    },
  };
  function keep(text: string): void {
    if (mode === 'fills' || moments.includes('on_character_entered')) perform({ value: text });
    else surface.fill(blockId, element.action_id, text);
  }
  return (
    <>
      {tall ? <textarea {...shared} rows={4} /> : <input {...shared} type="text" inputMode={KEYBOARDS[element.type]} />}
      {aside}
    </>
  );
}
