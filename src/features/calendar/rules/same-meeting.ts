// Whether two sessions are one, and what a new one is called in the table. Pure.
import { Temporal } from 'temporal-polyfill';
import type { SessionPlan } from './session-changes.ts';

/** Whether two that take place are the same meeting: of one event and specialty, by one title, at one time. */
export function isSameMeeting(a: SessionPlan, b: SessionPlan): boolean {
  const takePlace = a.cancelledAt === null && b.cancelledAt === null;
  const isAlike = a.entry === b.entry && a.specialty === b.specialty && a.title === b.title;
  return takePlace && isAlike && Temporal.Instant.compare(a.startsAt, b.startsAt) === 0;
}

/** Words as a part of a key: `OB/GYN` becomes `ob-gyn`. */
function keyPart(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** The key of a new session, from what it is and when; with a number behind it where there is one of that key. */
export function freeKey(parts: readonly string[], taken: readonly string[]): string {
  const key = parts
    .map(keyPart)
    .filter((part) => part !== '')
    .join('-');
  let free = key;
  for (let number = 2; taken.includes(free); number += 1) free = `${key}-${number}`;
  return free;
}
