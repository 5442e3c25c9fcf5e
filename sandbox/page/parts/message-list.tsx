import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Workspace } from '../api/control-schema.ts';
import { shownMessages } from '../state/message-book.ts';
import type { PageActs } from '../state/page-acts.ts';
import type { PageState } from '../state/page-state.ts';
import { channelMessages, type Replies, repliesByRoot } from '../state/threads.ts';
import { type TimelineRow, timeline } from '../state/timeline.ts';
import { useReader } from '../text/reader.ts';
import { MessageRow, type MessageRowProps } from './message-row.tsx';
import { NoticeRow } from './notice-row.tsx';

interface MessageListProps {
  readonly state: PageState;
  readonly workspace: Workspace;
  readonly acts: PageActs;
  readonly channel: string;
  readonly title: string;
}

/** Somebody who scrolled up to read is not pulled down; this near the end counts as being at it. */
const NEAR_END_PX = 80;

interface RowProps {
  readonly row: TimelineRow;
  readonly workspace: Workspace;
  readonly acts: PageActs;
  readonly replies: ReadonlyMap<string, Replies>;
}

/** Where the unread messages of the channel began when it was opened, and who would not be told of their own. */
function unreadSince({ unreadFrom, person }: PageState, channel: string) {
  return unreadFrom?.channel === channel ? { ts: unreadFrom.ts, person } : undefined;
}

function Row({ row, workspace, acts, replies }: RowProps) {
  switch (row.kind) {
    case 'day':
      return (
        <div class="day">
          <span class="day-text">{row.text}</span>
        </div>
      );
    case 'unread':
      return (
        <div class="day day-unread">
          <span class="day-text">New</span>
        </div>
      );
    case 'notice':
      return <NoticeRow notice={row.notice} />;
    case 'message':
      return (
        <SteadyMessage
          message={row.message}
          workspace={workspace}
          acts={acts}
          follows={row.follows}
          replies={row.message.ephemeral ? undefined : replies.get(row.message.ts)}
        />
      );
  }
}

/** The same element as before is not drawn again: a message changes seldom, the page all the time. */
function SteadyMessage({ message, workspace, acts, follows, replies }: MessageRowProps) {
  return useMemo(
    () => <MessageRow message={message} workspace={workspace} acts={acts} follows={follows} replies={replies} />,
    [message, workspace, acts, follows, replies?.last, replies?.count],
  );
}

/** The messages of a channel, newest at the bottom. */
export function MessageList({ state, workspace, acts, channel, title }: MessageListProps) {
  const reader = useReader();
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const shown = shownMessages(state.book, channel);
  const messages = channelMessages(shown);
  const replies = repliesByRoot(shown);
  const notices = state.notices.filter((notice) => notice.channel === channel);
  const rows = timeline(messages, notices, reader, unreadSince(state, channel));

  // Another channel or person begins at the end again.
  useLayoutEffect(() => {
    atEnd.current = true;
  }, [channel, state.person]);

  useLayoutEffect(() => {
    const element = list.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  });

  useEffect(() => {
    if (!document.hidden) acts.markRead();
  }, [acts, shown.length]);

  return (
    <div
      class="messages"
      ref={list}
      role="log"
      aria-label={`Messages in ${title}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the log scrolls, and must do so from the keyboard too
      tabIndex={0}
      onScroll={(event) => {
        const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
        atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
      }}
    >
      <div class="messages-inner">
        {rows.length === 0 && <p class="messages-empty">Nothing has been said here yet.</p>}
        {rows.map((row) => (
          <Row key={row.key} row={row} workspace={workspace} acts={acts} replies={replies} />
        ))}
      </div>
    </div>
  );
}
