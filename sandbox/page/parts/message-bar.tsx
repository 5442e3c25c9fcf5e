import { useRef, useState } from 'preact/hooks';
import type { Message, Shortcut } from '../api/control-schema.ts';
import type { PageActs } from '../state/page-acts.ts';
import { Floating } from './floating.tsx';
import { Icon } from './icon.tsx';
import { moveFocus } from './move-focus.ts';

interface MessageBarProps {
  readonly message: Message;
  readonly shortcuts: readonly Shortcut[];
  readonly acts: PageActs;
}

/** What can be done with a message: answer it in its thread, use the app's shortcuts on it. Seen on hover and focus. */
export function MessageBar({ message, shortcuts, acts }: MessageBarProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const { channel, ts } = message;
  return (
    <div class={open ? 'message-bar message-bar-open' : 'message-bar'}>
      <button
        type="button"
        class="icon-button"
        aria-label="Reply in thread"
        title="Reply in thread"
        onClick={() => acts.openThread({ channel, ts: message.thread_ts ?? ts })}
      >
        <Icon name="reply" />
      </button>
      {shortcuts.length > 0 && (
        <button
          ref={anchor}
          type="button"
          class="icon-button"
          aria-label="Shortcuts"
          title="Shortcuts"
          aria-haspopup="menu"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Icon name="more" />
        </button>
      )}
      {open && (
        <Floating anchor={anchor} onClose={() => setOpen(false)}>
          <div
            class="menu"
            role="menu"
            tabIndex={-1}
            onKeyDown={(event) => moveFocus(event, event.currentTarget, '[role=menuitem]', true)}
          >
            {shortcuts.map(({ callback_id, name }) => (
              <button
                type="button"
                role="menuitem"
                class="menu-item"
                key={callback_id}
                onClick={() => {
                  setOpen(false);
                  void acts.runShortcut(callback_id, { channel, ts });
                }}
              >
                {name}
              </button>
            ))}
          </div>
        </Floating>
      )}
    </div>
  );
}
