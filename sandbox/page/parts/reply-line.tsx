import type { Workspace } from '../api/control-schema.ts';
import { timeOfDay, tsMoment } from '../state/clock-words.ts';
import { findMember } from '../state/page-state.ts';
import type { Replies } from '../state/threads.ts';
import { useReader } from '../text/reader.ts';
import { Avatar } from './avatar.tsx';

const MOST_FACES = 5;

interface ReplyLineProps {
  readonly replies: Replies;
  readonly workspace: Workspace;
  readonly onOpen: () => void;
}

/** Below a message: who answered it, how often, and when last. Leads to the thread. */
export function ReplyLine({ replies, workspace, onOpen }: ReplyLineProps) {
  const { zone, now } = useReader();
  const last = tsMoment(replies.last).toZonedDateTimeISO(zone);
  const today = last.toPlainDate().equals(now.toZonedDateTimeISO(zone).toPlainDate());
  const day = today ? 'today' : last.toLocaleString('en-US', { month: 'short', day: 'numeric' });
  return (
    <button type="button" class="reply-line" onClick={onOpen}>
      {replies.people.slice(0, MOST_FACES).map((id) => (
        <Avatar key={id} id={id} name={findMember(workspace, id)?.name ?? id} size="small" />
      ))}
      <span class="reply-count">{replies.count === 1 ? '1 reply' : `${replies.count} replies`}</span>
      <span class="reply-last">
        Last reply {day} at {timeOfDay(replies.last, zone)}
      </span>
    </button>
  );
}
