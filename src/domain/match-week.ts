// Match week: the days around a Match Day on which nothing is said unasked to those who are matched (spec 10).
import type { Temporal } from 'temporal-polyfill';
import { addDays, type Day, weekdayOf } from './day.ts';
import { atHour } from './hour.ts';

/** Some time, from its first moment on and before its last. */
export interface Spell {
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/** Whether a moment lies in any of these spells. */
export function isWithin(spells: readonly Spell[], at: Temporal.Instant): boolean {
  const ms = at.epochMilliseconds;
  return spells.some(({ from, to }) => from.epochMilliseconds <= ms && ms < to.epochMilliseconds);
}

/** From Friday 17:00 before the week of a Match Day to Monday 08:00 after it, in the school's `zone`. */
export function matchWeekOf(matchDay: Day, zone: string): Spell {
  const monday = addDays(matchDay, 1 - weekdayOf(matchDay));
  return { from: atHour(addDays(monday, -3), '17:00', zone), to: atHour(addDays(monday, 7), '08:00', zone) };
}
