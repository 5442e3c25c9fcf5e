import { useId, useState } from 'preact/hooks';
import { useDirectory } from '../state/directory.ts';
import type { PageActs } from '../state/page-acts.ts';
import { Dialog } from './dialog.tsx';
import { Icon } from './icon.tsx';
import { OptionPicker } from './option-picker.tsx';

/** Slack's group conversations hold nine people: the writer and eight others (conversations.open). */
const MOST_PEOPLE = 8;

interface NewMessageProps {
  readonly person: string;
  readonly acts: PageActs;
  readonly onClose: () => void;
}

/** Writes to one or several people with whom no conversation is open yet. */
export function NewMessage({ person, acts, onClose }: NewMessageProps) {
  const labelId = useId();
  const { people } = useDirectory();
  const [to, setTo] = useState<readonly string[]>([]);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function send(): Promise<void> {
    if (busy || to.length === 0 || text.trim() === '') return;
    setBusy(true);
    const said = await acts.writeTo(to, text.trim());
    setBusy(false);
    setProblem(said);
    if (said === undefined) onClose();
  }

  return (
    <Dialog class="dialog dialog-modal" label="New message" onClose={onClose}>
      <form
        class="modal"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <header class="modal-head">
          <h2 class="dialog-title">New message</h2>
          <button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        <div class="modal-body">
          <div class="input-block">
            <div class="input-label" id={labelId}>
              To
            </div>
            <OptionPicker
              groups={[{ title: '', options: people.filter(({ value }) => value !== person) }]}
              chosen={to}
              many
              most={MOST_PEOPLE}
              placeholder="Somebody's name"
              labelId={labelId}
              busy={false}
              onChoose={setTo}
            />
          </div>
          <label class="input-block">
            <span class="input-label">Message</span>
            <textarea class="field" rows={4} value={text} onInput={(event) => setText(event.currentTarget.value)} />
          </label>
        </div>
        <footer class="dialog-foot">
          {problem !== undefined && (
            <p class="act-problem" role="alert">
              {problem}
            </p>
          )}
          <button
            type="submit"
            class="button button-filled"
            aria-busy={busy}
            disabled={to.length === 0 || text.trim() === ''}
          >
            <span class="button-label">Send</span>
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
