import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { type Message, messagesAnswer } from '../page/api/control-schema.ts';
import { addMessages, emptyBook, lastTs, shownMessages, unreadCount } from '../page/state/message-book.ts';
import { channelMessages, repliesByRoot, threadMessages } from '../page/state/threads.ts';
import { timeline } from '../page/state/timeline.ts';

function message(seq: number, ts: string, more: Partial<Message> = {}): Message {
  const plain = { user: 'U1', text: `m${seq}`, blocks: [], ephemeral: false, edited: false, deleted: false, files: [] };
  return { seq, channel: 'D1', ts, ...plain, ...more };
}
const textsOf = (items: readonly Message[]) => items.map(({ text }) => text);

describe('the book of messages', () => {
  test('an edit takes the place of the message, whichever comes first', () => {
    const first = message(1, '100.000001');
    const second = message(2, '101.000001');
    const edit = message(3, '100.000001', { text: 'edited', edited: true });
    const forward = addMessages(addMessages(emptyBook, [first, second]), [edit]);
    const backward = addMessages(addMessages(emptyBook, [edit, second]), [first]);
    expect(textsOf(shownMessages(forward, 'D1'))).toEqual(['edited', 'm2']);
    expect(textsOf(shownMessages(backward, 'D1'))).toEqual(['edited', 'm2']);
  });

  test('a deleted message stays away, also when an older item comes late', () => {
    const gone = addMessages(emptyBook, [message(5, '100.000001', { deleted: true })]);
    expect(shownMessages(addMessages(gone, [message(1, '100.000001')]), 'D1')).toEqual([]);
  });

  test('an ephemeral message and a stored one of the same ts are two messages', () => {
    const book = addMessages(emptyBook, [message(1, '100.000001'), message(2, '100.000001', { ephemeral: true })]);
    expect(textsOf(shownMessages(book, 'D1'))).toEqual(['m1', 'm2']);
  });

  test('channels without news keep their list', () => {
    const book = addMessages(emptyBook, [message(1, '100.000001')]);
    const more = addMessages(book, [message(2, '101.000001', { channel: 'C1' })]);
    expect(more.get('D1')).toBe(book.get('D1'));
    expect(addMessages(book, [])).toBe(book);
  });

  test('unread are the messages of others after the last one seen; an edit does not count again', () => {
    const items = [message(1, '100.000001'), message(2, '101.000001'), message(3, '102.000001', { user: 'U9' })];
    const book = addMessages(emptyBook, [...items, message(4, '100.000001', { text: 'edited' })]);
    expect(unreadCount(book, 'D1', 'U9', undefined)).toBe(2);
    expect(unreadCount(book, 'D1', 'U9', '100.000001')).toBe(1);
    expect(unreadCount(book, 'D1', 'U9', lastTs(book, 'D1'))).toBe(0);
  });

  test('what the sandbox leaves out of a message is filled in, and a block of an unknown type is named', () => {
    const { items } = messagesAnswer.parse({
      seq: 1,
      items: [{ seq: 1, channel: 'D1', ts: '1.0', user: 'U1', text: 'x', blocks: [{ type: 'video', title: 1 }] }],
    });
    expect(items[0]).toMatchObject({ ephemeral: false, edited: false, deleted: false, files: [] });
    expect(items[0]?.blocks).toEqual([{ type: 'unknown', of: 'video' }]);
  });
});

describe('the timeline', () => {
  const view = { zone: 'America/New_York', now: Temporal.Instant.from('2026-12-01T14:00:00Z') };
  const ts = (iso: string): string => `${Temporal.Instant.from(iso).epochMilliseconds / 1000}.000100`;
  const kinds = (rows: ReturnType<typeof timeline>) =>
    rows.map((row) =>
      row.kind === 'day' ? row.text : row.kind === 'message' ? `${row.kind} ${row.follows}` : row.kind,
    );

  test('a day begins at midnight where the person is', () => {
    const rows = timeline([message(1, ts('2026-12-01T04:59:00Z')), message(2, ts('2026-12-01T05:01:00Z'))], [], view);
    expect(kinds(rows)).toEqual(['Yesterday', 'message false', 'Today', 'message false']);
  });

  test('name and picture are repeated after five minutes, by another author and around private messages', () => {
    const items = [
      message(1, ts('2026-12-01T12:00:00Z')),
      message(2, ts('2026-12-01T12:04:59Z')),
      message(3, ts('2026-12-01T12:10:00Z')),
      message(4, ts('2026-12-01T12:10:01Z'), { user: 'U2' }),
      message(5, ts('2026-12-01T12:10:02Z'), { user: 'U2', ephemeral: true }),
    ];
    const follows = [false, true, false, false, false].map((yes) => `message ${yes}`);
    expect(kinds(timeline(items, [], view))).toEqual(['Today', ...follows]);
  });

  test('a notice stands between the messages by its time', () => {
    const items = [message(1, ts('2026-12-01T12:00:00Z')), message(2, ts('2026-12-01T12:02:00Z'))];
    const notice = { id: 1, channel: 'D1', ts: ts('2026-12-01T12:01:00Z'), text: 'failed' };
    expect(kinds(timeline(items, [notice], view))).toEqual(['Today', 'message false', 'notice', 'message false']);
  });
});

const threadItem = (ts: string, user: string, thread_ts: string | null = null, ephemeral = false) => ({
  seq: Number(ts),
  channel: 'C1',
  ts,
  user,
  text: ts,
  thread_ts,
  ephemeral,
});
const { items: threaded } = messagesAnswer.parse({
  seq: 9,
  items: [
    threadItem('1', 'ada'),
    threadItem('2', 'ben', '1'),
    threadItem('3', 'ada', '1'),
    threadItem('4', 'ben', '1'),
    // Slack gives a root its own ts as thread_ts once it has answers.
    threadItem('5', 'cy', '5'),
    threadItem('6', 'cy', 'gone'),
    threadItem('7', 'app', '1', true),
  ],
});
const tsOf = (list: readonly { ts: string }[]) => list.map(({ ts }) => ts);

test('answers stand in the thread and not in the channel, unless the message they hang on is gone', () => {
  expect(tsOf(channelMessages(threaded))).toEqual(['1', '5', '6']);
  expect(tsOf(threadMessages(threaded, '1'))).toEqual(['1', '2', '3', '4', '7']);
  expect(tsOf(threadMessages(threaded, '5'))).toEqual(['5']);
});

test('a message knows who answered, how often, and when last', () => {
  const replies = repliesByRoot(threaded);
  expect(replies.get('1')).toEqual({ count: 4, last: '7', people: ['ben', 'ada', 'app'] });
  expect(replies.has('5')).toBe(false);
});
