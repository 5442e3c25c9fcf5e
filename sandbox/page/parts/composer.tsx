import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import type { Workspace } from '../api/control-schema.ts';
import { type Proposal, proposals, usageHint } from '../state/completion.ts';
import type { PageActs } from '../state/page-acts.ts';
import { CompletionList } from './completion-list.tsx';
import { ComposerField } from './composer-field.tsx';
import { Icon } from './icon.tsx';
import { listMove } from './list-move.ts';

interface ComposerProps {
  readonly workspace: Workspace;
  readonly acts: PageActs;
  readonly label: string;
  readonly placeholder: string;
  /** Slack takes no commands in threads (docs.slack.dev/interactivity/implementing-slash-commands). */
  readonly commands: boolean;
  readonly onSend: (text: string) => Promise<void>;
}

function SendButton({ busy, disabled }: { busy: boolean; disabled: boolean }) {
  return (
    <button type="submit" class="composer-send" aria-label="Send" aria-busy={busy} disabled={disabled}>
      <Icon name="send" />
    </button>
  );
}

/** Where one types: `/` proposes commands, `@` people; Enter sends, Shift+Enter breaks the line. */
export function Composer({ workspace, acts, label, placeholder, commands, onSend }: ComposerProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [dismissed, setDismissed] = useState(false);
  const [sending, setSending] = useState(0);
  const offered = useMemo(
    () => (commands ? workspace : { ...workspace, commands: [], shortcuts: [] }),
    [workspace, commands],
  );
  const found = dismissed ? [] : proposals(text, offered);
  const active = found[at];

  useEffect(() => {
    if (window.matchMedia('(min-width: 700px)').matches) field.current?.focus();
  }, []);

  function write(next: string): void {
    setText(next);
    setAt(0);
    setDismissed(false);
  }
  function take(proposal: Proposal): void {
    write(proposal.completed);
    if (proposal.shortcut !== undefined) void acts.runShortcut(proposal.shortcut);
    field.current?.focus();
  }
  async function send(): Promise<void> {
    const typed = text.trim();
    if (typed === '') return;
    write('');
    setSending((count) => count + 1);
    await onSend(typed);
    setSending((count) => count - 1);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const moved = found.length > 0 ? listMove(event.key, at, found.length) : undefined;
    if (moved !== undefined) {
      event.preventDefault();
      setAt(moved);
    } else if (active && (event.key === 'Tab' || event.key === 'Enter') && !event.shiftKey) {
      event.preventDefault();
      take(active);
    } else if (event.key === 'Escape' && found.length > 0) {
      event.preventDefault();
      event.stopPropagation();
      setDismissed(true);
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void send();
    }
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {found.length > 0 && <CompletionList id={id} found={found} active={active} onTake={take} />}
      <div class="composer-box">
        <ComposerField
          field={field}
          label={label}
          placeholder={placeholder}
          text={text}
          hint={usageHint(text, offered.commands)}
          listId={found.length > 0 ? id : undefined}
          activeId={active ? `${id}-${active.key}` : undefined}
          onWrite={write}
          onKeyDown={onKeyDown}
        />
        <SendButton busy={sending > 0} disabled={text.trim() === ''} />
      </div>
    </form>
  );
}
