import { useEffect } from 'preact/hooks';
import type { PageActs } from '../state/page-acts.ts';
import type { Toast } from '../state/toasts.ts';
import { InlineText } from '../text/inline-text.tsx';
import { parsePlain } from '../text/mrkdwn-inline.ts';
import { plainWords } from '../text/plain-words.ts';
import { useReader } from '../text/reader.ts';
import { Icon } from './icon.tsx';

/** Long enough to read two lines, short enough not to be in the way. */
const SHOWN_MS = 6_000;

function ToastCard({ toast, acts }: { toast: Toast; acts: PageActs }) {
  const reader = useReader();
  useEffect(() => {
    const timer = setTimeout(() => acts.dropToast(toast.key), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [acts, toast.key]);
  return (
    <li class="toast">
      <button
        type="button"
        class="toast-open"
        onClick={() => {
          acts.dropToast(toast.key);
          acts.openChannel(toast.channel);
        }}
      >
        <span class="toast-author">
          {toast.author}
          {toast.where !== undefined && <span class="toast-where"> in {toast.where}</span>}
        </span>
        <span class="toast-text">
          <InlineText nodes={parsePlain(plainWords(toast.text, reader))} />
        </span>
      </button>
      <button type="button" class="icon-button" aria-label="Dismiss" onClick={() => acts.dropToast(toast.key)}>
        <Icon name="close" />
      </button>
    </li>
  );
}

/** Notifications: what was said elsewhere a moment ago. A click leads there. */
export function Toasts({ toasts, acts }: { toasts: readonly Toast[]; acts: PageActs }) {
  return (
    <ul class="toasts" aria-label="Notifications" aria-live="polite">
      {toasts.map((toast) => (
        <ToastCard key={toast.key} toast={toast} acts={acts} />
      ))}
    </ul>
  );
}
