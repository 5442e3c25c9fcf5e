import { useEffect, useRef, useState } from 'preact/hooks';
import type { Option, OverflowElement } from '../api/block-schema.ts';
import { Floating } from '../parts/floating.tsx';
import { Icon } from '../parts/icon.tsx';
import { moveFocus } from '../parts/move-focus.ts';
import { PlainText } from '../text/block-text.tsx';
import { safeAddress } from '../text/safe-address.ts';
import { useAct } from './use-act.tsx';

/** The "..." menu. An option with an address opens it and tells the app as well. */
export function OverflowMenu({ element }: { element: OverflowElement }) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [open]);
  const { busy, perform, aside } = useAct(element);

  function close(): void {
    setOpen(false);
    anchor.current?.focus();
  }
  function choose(option: Option): void {
    close();
    const address = option.url === undefined ? undefined : safeAddress(option.url);
    const open = () => window.open(address, '_blank', 'noopener,noreferrer');
    perform({ selected: option.value ?? '' }, address === undefined ? {} : { done: open });
  }
  return (
    <>
      <button
        ref={anchor}
        type="button"
        class="button button-overflow"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-busy={busy}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      {open && (
        <Floating anchor={anchor} onClose={close}>
          <div
            ref={menu}
            class="menu"
            role="menu"
            tabIndex={-1}
            onKeyDown={(event) => moveFocus(event, event.currentTarget, '[role=menuitem]', true)}
          >
            {element.options.map((option) => (
              <button
                type="button"
                role="menuitem"
                class="menu-item"
                key={option.value ?? option.text.text}
                onClick={() => choose(option)}
              >
                <PlainText text={option.text.text} />
                {option.description && <span class="menu-detail">{option.description.text}</span>}
              </button>
            ))}
          </div>
        </Floating>
      )}
      {aside}
    </>
  );
}
