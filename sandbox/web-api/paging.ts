import { keeps } from '../rules/rules.ts';
import { SlackError } from '../wire/slack-error.ts';

export interface Page<Item> {
  items: Item[];
  /** What to ask for next; '' at the end, as Slack says it. */
  nextCursor: string;
}

/** What was asked for of a list: its name, which tells its cursors from those of others, and which page of it. */
export interface Asked {
  list: string;
  cursor: string | undefined;
  limit: number;
}

/** The part of a list that cursor and limit ask for. Throws SlackError for a cursor that this list never gave. */
export function pageOf<Item>(all: readonly Item[], { list, cursor, limit }: Asked): Page<Item> {
  const start = cursor ? offsetOf(cursor, list, all.length) : 0;
  const end = start + limit;
  return { items: all.slice(start, end), nextCursor: end < all.length ? btoa(`${list}:${end}`) : '' };
}

function offsetOf(cursor: string, list: string, length: number): number {
  const [, of, digits] = /^(.+):(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8')) ?? [];
  if (digits === undefined && keeps('page.cursor')) throw new SlackError('invalid_cursor');
  const isOfList = of === list && Number(digits) <= length;
  if (digits !== undefined && !isOfList && keeps('page.own-cursor')) throw new SlackError('invalid_cursor');
  return Number(digits ?? 0);
}

/** The limit to use: what was asked for, at most `most`, or `usual` for none and for 0. */
export function limitWithin(asked: number | undefined, usual: number, most: number): number {
  return keeps('page.limit') ? Math.min(asked || usual, most) : asked || usual;
}
