import { timeOfDay } from '../state/clock-words.ts';
import type { Notice } from '../state/page-state.ts';
import { useReader } from '../text/reader.ts';
import { Icon } from './icon.tsx';

/** What the page itself tells one person, drawn as Slackbot's private word. The text is shown as it is, without mark-up. */
export function NoticeRow({ notice }: { notice: Notice }) {
  const { zone } = useReader();
  return (
    <article class="message message-only-you" aria-label={`Slackbot, ${timeOfDay(notice.ts, zone)}`}>
      <div class="only-you">
        <Icon name="eye" /> Only visible to you
      </div>
      <span class="avatar avatar-large avatar-slackbot" aria-hidden="true">
        S
      </span>
      <div class="message-main">
        <div class="message-head">
          <span class="message-author">Slackbot</span>
          <time class="message-time">{timeOfDay(notice.ts, zone)}</time>
        </div>
        <div class="message-text">{notice.text}</div>
      </div>
    </article>
  );
}
