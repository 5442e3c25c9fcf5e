import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Workspace } from '../api/control-schema.ts';
import { shownMessages } from '../state/message-book.ts';
import type { PageActs } from '../state/page-acts.ts';
import type { PageState } from '../state/page-state.ts';
import { channelMessages, type Replies, repliesByRoot } from '../state/threads.ts';
import { type TimelineRow, timeline } from '../state/timeline.ts';
import { useReader } from '../text/reader.ts';
import { MessageRow, type MessageRowProps } from './message-row.tsx';
import { NoticeRow } from './notice-row.tsx';
import { useStayAtEnd } from './stay-at-end.ts';

interface MessageListProps {
  readonly state: PageState;
  readonly workspace: Workspace;
  readonly acts: PageActs;
  readonly channel: string;
  readonly title: string;
}

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

/** What comes of one's own act is shown wherever one was reading: one's own words, and what only oneself can see. */
function isOfOwnAct(row: TimelineRow | undefined, person: string | undefined): boolean {
  if (row?.kind === 'notice') return true;
  return row?.kind === 'message' && (row.message.ephemeral || row.message.user === person);
}

/** The messages of a channel, newest at the bottom. */
export function MessageList({ state, workspace, acts, channel, title }: MessageListProps) {
  const reader = useReader();
  const list = useRef<HTMLDivElement>(null);
  const shown = shownMessages(state.book, channel);
  const messages = channelMessages(shown);
  const replies = repliesByRoot(shown);
  const notices = state.notices.filter((notice) => notice.channel === channel);
  const rows = timeline(messages, notices, reader, unreadSince(state, channel));

  const last = rows.at(-1);
  const end = useStayAtEnd(list, {
    of: `${state.person} ${channel}`,
    lastKey: last?.key,
    own: isOfOwnAct(last, state.person),
  });

  useEffect(() => {
    if (!document.hidden) acts.markRead();
  }, [acts, shown.length]);

  return (
    <>
      <div
        class="messages"
        ref={list}
        role="log"
        aria-label={`Messages in ${title}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the log scrolls, and must do so from the keyboard too
        tabIndex={0}
        onScroll={end.onScroll}
      >
        <div class="messages-inner">
          {rows.length === 0 && <p class="messages-empty">Nothing has been said here yet.</p>}
          {rows.map((row) => (
            <Row key={row.key} row={row} workspace={workspace} acts={acts} replies={replies} />
          ))}
        </div>
      </div>
      {end.missed && (
        <button type="button" class="messages-missed" onClick={end.toEnd}>
          New messages below
        </button>
      )}
    </>
  );
}
