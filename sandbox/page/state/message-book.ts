/** What a person can see, by channel, put together from the pieces the live feed brings. */
import type { Message } from '../api/control-schema.ts';
import { groupBy } from './group-by.ts';

export type MessageBook = ReadonlyMap<string, readonly Message[]>;

export const emptyBook: MessageBook = new Map();

/** A message is known by its ts; an ephemeral one shares no ts with a stored message, and may have none. */
export function messageKey(message: Pick<Message, 'ts' | 'seq' | 'ephemeral'>): string {
  return `${message.ephemeral ? 'only-you' : 'stored'}-${message.ts || message.seq}`;
}

// A ts has a fixed width ("1796133600.000100"), so that text order is time order.
function byTime(a: Message, b: Message): number {
  return a.ts === b.ts ? a.seq - b.seq : a.ts < b.ts ? -1 : 1;
}

/**
 * Takes in items of the feed in any order and any number of times: an edit replaces, a deletion removes, and the newer seq wins.
 * Channels without news keep their list as the same object.
 */
export function addMessages(book: MessageBook, items: readonly Message[]): MessageBook {
  if (items.length === 0) return book;
  const next = new Map(book);
  for (const [channel, news] of groupBy(items, (item) => item.channel)) {
    const byKey = new Map((book.get(channel) ?? []).map((message) => [messageKey(message), message]));
    for (const item of news) {
      const known = byKey.get(messageKey(item));
      if (!known || known.seq <= item.seq) byKey.set(messageKey(item), item);
    }
    next.set(channel, [...byKey.values()].sort(byTime));
  }
  return next;
}

/** What is drawn: deleted messages are kept in the book (a late older item must not bring them back) but not shown. */
export function shownMessages(book: MessageBook, channel: string): readonly Message[] {
  return (book.get(channel) ?? []).filter((message) => !message.deleted);
}

/** How many messages of others came after the one the person saw last (`seen` is its ts). */
export function unreadCount(book: MessageBook, channel: string, person: string, seen: string | undefined): number {
  return shownMessages(book, channel).filter((message) => message.user !== person && message.ts > (seen ?? '')).length;
}

/** How many unread messages there are in all channels but the open one. */
export function unreadElsewhere(
  book: MessageBook,
  person: string,
  open: string | undefined,
  seen: Readonly<Record<string, string>>,
): number {
  return [...book.keys()]
    .filter((channel) => channel !== open)
    .reduce((sum, channel) => sum + unreadCount(book, channel, person, seen[channel]), 0);
}

/** The ts of the last message shown in a channel; undefined while there is none. */
export function lastTs(book: MessageBook, channel: string): string | undefined {
  return shownMessages(book, channel).at(-1)?.ts;
}
