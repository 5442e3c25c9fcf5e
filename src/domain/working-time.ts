// Working days and working hours: how long somebody has to answer, without nights, weekends and days on which the school is closed.
import type { Temporal } from 'temporal-polyfill';
import { addDays, type Day, dayOf, weekdayOf } from './day.ts';
import { atHour, type HourSpan } from './hour.ts';

/** When somebody works. */
export interface WorkingTime {
  /** IANA name of the zone in which the hours are. */
  zone: string;
  /** Of every working day; the second is the later one. */
  hours: HourSpan;
  closed: ReadonlySet<Day>;
}

const MINUTE_MS = 60_000;

/** Monday to Friday, unless the school is closed. */
export function isWorkingDay(day: Day, closed: ReadonlySet<Day>): boolean {
  return weekdayOf(day) <= 5 && !closed.has(day);
}

/** The working day so many working days after a day; of 0 the day itself, or the next where that is none. */
export function addWorkingDays(day: Day, count: number, closed: ReadonlySet<Day>): Day {
  let found = day;
  while (!isWorkingDay(found, closed)) found = addDays(found, 1);
  for (let left = count; left > 0; left--) {
    found = addDays(found, 1);
    while (!isWorkingDay(found, closed)) found = addDays(found, 1);
  }
  return found;
}

/** The working hours of the first working day from `day` on. */
function hoursFrom(day: Day, { zone, hours, closed }: WorkingTime): { day: Day; from: number; to: number } {
  const found = addWorkingDays(day, 0, closed);
  return {
    day: found,
    from: atHour(found, hours.from, zone).epochMilliseconds,
    to: atHour(found, hours.to, zone).epochMilliseconds,
  };
}

/** The first moment from `at` on that lies in working hours. */
export function workingMoment(time: WorkingTime, at: Temporal.Instant): Temporal.Instant {
  return afterWorkingMinutes(time, at, 0);
}

/** The moment at which so many working minutes have passed since `at`; what ends with the hours of a day ends on that day. */
export function afterWorkingMinutes(time: WorkingTime, at: Temporal.Instant, minutes: number): Temporal.Instant {
  let day = dayOf(at, time.zone);
  let from = at.epochMilliseconds;
  let left = minutes * MINUTE_MS;
  for (;;) {
    const hours = hoursFrom(day, time);
    const begins = Math.max(from, hours.from);
    if (begins < hours.to && begins + left <= hours.to)
      return at.add({ milliseconds: begins + left - at.epochMilliseconds });
    left -= Math.max(0, hours.to - begins);
    from = hours.to;
    day = addDays(hours.day, 1);
  }
}

/** How many working minutes lie between two moments; 0 where the second is not later. */
export function workingMinutesBetween(time: WorkingTime, from: Temporal.Instant, to: Temporal.Instant): number {
  let sum = 0;
  let day = dayOf(from, time.zone);
  for (;;) {
    const hours = hoursFrom(day, time);
    if (hours.from >= to.epochMilliseconds) return Math.floor(sum / MINUTE_MS);
    sum += Math.max(0, Math.min(hours.to, to.epochMilliseconds) - Math.max(hours.from, from.epochMilliseconds));
    day = addDays(hours.day, 1);
  }
}

/** The length of a working day. */
export function minutesOf({ from, to }: HourSpan): number {
  const minute = (hour: string) => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3, 5));
  return minute(to) - minute(from);
}
