/** Which messages stand in the channel and which in a thread below one of them. */
import type { Message } from '../api/control-schema.ts';

export interface Replies {
  readonly count: number;
  /** The ts of the latest. */
  readonly last: string;
  /** Who answered, each once, in the order of their first answer. */
  readonly people: readonly string[];
}

const isReply = (message: Message): boolean => message.thread_ts != null && message.thread_ts !== message.ts;

/** The messages of the channel itself. A reply whose root is not there stands in the channel rather than nowhere. */
export function channelMessages(messages: readonly Message[]): Message[] {
  const known = new Set(messages.filter(({ ephemeral }) => !ephemeral).map(({ ts }) => ts));
  return messages.filter((message) => !isReply(message) || !known.has(message.thread_ts ?? ''));
}

/** The message a thread hangs on and its replies, oldest first. */
export function threadMessages(messages: readonly Message[], root: string): Message[] {
  return messages.filter((message) =>
    message.ts === root ? !message.ephemeral : isReply(message) && message.thread_ts === root,
  );
}

/** The replies to each message that has any, by its ts. */
export function repliesByRoot(messages: readonly Message[]): ReadonlyMap<string, Replies> {
  const found = new Map<string, Replies>();
  for (const message of messages) {
    if (!isReply(message) || message.thread_ts == null) continue;
    const { count = 0, people = [] } = found.get(message.thread_ts) ?? {};
    const author = message.user ?? '';
    found.set(message.thread_ts, {
      count: count + 1,
      last: message.ts,
      people: people.includes(author) ? people : [...people, author],
    });
  }
  return found;
}
