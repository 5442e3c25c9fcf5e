import type { Temporal } from 'temporal-polyfill';
import { addDays, dayOf, WEEKDAYS, type Weekday, weekdayOf } from '../../../domain/day.ts';
import { atHour, type Hour } from '../../../domain/hour.ts';

/** Digests leave within half an hour, so that they do not all stand in line at once. */
const SPREAD_MINUTES = 30;

/** Minutes by which somebody's digest leaves after the hour: the same each week, evenly spread over people (Knuth's multiplicative hash). */
export function digestOffset(personId: number): number {
  return (Math.imul(personId, 2_654_435_761) >>> 0) % SPREAD_MINUTES;
}

/** When somebody's weekly digests leave, from the day before `from` (one that was missed may still help) to `until`. */
export function digestTimes(
  { weekday, at }: { weekday: Weekday; at: Hour },
  personId: number,
  zone: string,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Temporal.Instant[] {
  const minutes = digestOffset(personId);
  const last = dayOf(until, zone);
  const start = addDays(dayOf(from, zone), -2);
  const times: Temporal.Instant[] = [];
  let day = addDays(start, (WEEKDAYS.indexOf(weekday) + 8 - weekdayOf(start)) % 7);
  for (; day <= last; day = addDays(day, 7)) times.push(atHour(day, at, zone).add({ minutes }));
  return times;
}
