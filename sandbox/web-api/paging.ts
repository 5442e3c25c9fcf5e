import { keeps } from '../rules/rules.ts';
import { SlackError } from '../wire/slack-error.ts';

export interface Page<Item> {
  items: Item[];
  /** What to ask for next; '' at the end, as Slack says it. */
  nextCursor: string;
}

/** The part of a list that cursor and limit ask for. Throws SlackError for a cursor that is none of ours. */
export function pageOf<Item>(list: readonly Item[], cursor: string | undefined, limit: number): Page<Item> {
  const start = cursor ? offsetOf(cursor) : 0;
  const end = start + limit;
  return { items: list.slice(start, end), nextCursor: end < list.length ? btoa(`next:${end}`) : '' };
}

function offsetOf(cursor: string): number {
  const decoded = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
  if (decoded === undefined && keeps('page.cursor')) throw new SlackError('invalid_cursor');
  return Number(decoded ?? 0);
}

/** The limit to use: what was asked for, at most `most`, or `usual` for none and for 0. */
export function limitWithin(asked: number | undefined, usual: number, most: number): number {
  return keeps('page.limit') ? Math.min(asked || usual, most) : asked || usual;
}
