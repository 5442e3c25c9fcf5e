// Times of day, as the program names them and people set them.
import { Temporal } from 'temporal-polyfill';
import type { Day } from './day.ts';
import { remembered } from './remembered.ts';

/** A time of day, `18:30`; whose zone it is in, a name says. */
export type Hour = string;

/** From one time of day to another, over midnight where the second is the earlier one. */
export interface HourSpan {
  from: Hour;
  to: Hour;
}

/** Whether text is a time of day with two digits each. */
export function isHour(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Whether a time of day lies in a span: from its first minute on, before its last. A span from an hour to itself is empty. */
export function isWithinHours(hour: Hour, { from, to }: HourSpan): boolean {
  return from <= to ? from <= hour && hour < to : from <= hour || hour < to;
}

/** Some years of days at the few hours that people choose, in a few zones. */
const REMEMBERED = 20_000;

/** The moment at which it is `hour` on a day in `zone` (IANA name). An hour that the clocks skip comes as much later, one that they repeat comes first. */
export const atHour = remembered(
  REMEMBERED,
  (day: Day, hour: Hour, zone: string): Temporal.Instant =>
    Temporal.PlainDate.from(day)
      .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(hour) })
      .toInstant(),
);

/** So many days later at the same time of day in `zone`, however the clocks stand. */
export function daysLater(at: Temporal.Instant, days: number, zone: string): Temporal.Instant {
  return at.toZonedDateTimeISO(zone).add({ days }).toInstant();
}

const MINUTE_MS = 60_000;

const hourOfMinute = remembered(REMEMBERED, (minute: number, zone: string): Hour => {
  const instant = Temporal.Instant.fromEpochMilliseconds(minute * MINUTE_MS);
  return instant.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
});

/** The time of day at a moment in `zone`, without its seconds. */
export function hourAt(instant: Temporal.Instant, zone: string): Hour {
  return hourOfMinute(Math.floor(instant.epochMilliseconds / MINUTE_MS), zone);
}

/** `6:30 PM` for `18:30`. */
export function hourText(hour: Hour): string {
  const hours = Number(hour.slice(0, 2));
  return `${hours % 12 === 0 ? 12 : hours % 12}:${hour.slice(3, 5)} ${hours < 12 ? 'AM' : 'PM'}`;
}
