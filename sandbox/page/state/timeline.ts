/** The order in which a channel is drawn: messages and notices by time, with a line where a new day begins. */
import type { Temporal } from 'temporal-polyfill';
import type { Message } from '../api/control-schema.ts';
import { slackDateText, type Viewpoint } from '../text/slack-date.ts';
import { tsMoment } from './clock-words.ts';
import { messageKey } from './message-book.ts';
import type { Notice } from './page-state.ts';

/** Slack repeats name and picture after five minutes of silence. */
const FOLLOWS_WITHIN_SECONDS = 300;

export type TimelineRow =
  | { readonly kind: 'day'; readonly key: string; readonly text: string }
  | { readonly kind: 'message'; readonly key: string; readonly message: Message; readonly follows: boolean }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'notice'; readonly key: string; readonly notice: Notice };

type Entry = { readonly ts: string; readonly message: Message } | { readonly ts: string; readonly notice: Notice };

function followsOn(previous: Entry | undefined, message: Message): boolean {
  if (!previous || !('message' in previous)) return false;
  const { user, ephemeral, ts } = previous.message;
  const near = Number(message.ts) - Number(ts) < FOLLOWS_WITHIN_SECONDS;
  return near && user === message.user && !ephemeral && !message.ephemeral;
}

/** Where what was unread begins: after `ts`, with the first message that is not the person's own. */
interface UnreadFrom {
  readonly ts: string;
  readonly person: string | undefined;
}

/** Days are those of the viewer's zone. */
export function timeline(
  messages: readonly Message[],
  notices: readonly Notice[],
  view: Viewpoint,
  unread?: UnreadFrom,
): TimelineRow[] {
  const firstUnread = unread && messages.find(({ ts, user }) => ts > unread.ts && user !== unread.person);
  const entries: Entry[] = [
    ...messages.map((message) => ({ ts: message.ts, message })),
    ...notices.map((notice) => ({ ts: notice.ts, notice })),
  ].sort((a, b) => Number(a.ts) - Number(b.ts));
  const rows: TimelineRow[] = [];
  let day: Temporal.PlainDate | undefined;
  let previous: Entry | undefined;
  for (const entry of entries) {
    const entryDay = tsMoment(entry.ts).toZonedDateTimeISO(view.zone).toPlainDate();
    if (!day?.equals(entryDay)) {
      const text = slackDateText(Number(entry.ts), '{date_long_pretty}', view);
      rows.push({ kind: 'day', key: `day-${entryDay.toString()}`, text });
      day = entryDay;
      previous = undefined;
    }
    if ('message' in entry) {
      if (entry.message === firstUnread) {
        rows.push({ kind: 'unread', key: 'unread' });
        previous = undefined;
      }
      const { message } = entry;
      rows.push({ kind: 'message', key: messageKey(message), message, follows: followsOn(previous, message) });
    } else rows.push({ kind: 'notice', key: `notice-${entry.notice.id}`, notice: entry.notice });
    previous = entry;
  }
  return rows;
}
