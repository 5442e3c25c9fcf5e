// Days, hours and zones of one person. Moments are milliseconds since 1970, days ISO strings, times of day `HH:mm`.
import { Temporal } from 'temporal-polyfill';
import type { Policy } from './policy.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const instants = new Map<string, number>();

/** The moment of a time of day in a zone; a time that the clocks skip is the first one after it. */
export function momentOf(day: string, time: string, zone: string): number {
  const key = `${day} ${time} ${zone}`;
  const known = instants.get(key);
  if (known !== undefined) return known;
  const at = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).epochMilliseconds;
  instants.set(key, at);
  return at;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day and the time of day that it is in a zone. */
export function localOf(at: number, zone: string): { day: string; time: string } {
  let format = formats.get(zone);
  if (!format) {
    const digits = '2-digit' as const;
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  const [day = '', time = ''] = format.format(at).split(' ');
  return { day, time };
}

const shifted = new Map<string, string>();

export function addDays(day: string, days: number): string {
  const key = `${day}${days}`;
  const known = shifted.get(key);
  if (known !== undefined) return known;
  const moved = Temporal.PlainDate.from(day).add({ days }).toString();
  shifted.set(key, moved);
  return moved;
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** The Monday of the week that holds a day. */
export function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day));
}

export function isClosed({ closed }: Policy, day: string): boolean {
  return closed.some(({ from, to }) => from <= day && day <= to);
}

/** The nearest day that is not closed, in one direction; the spec leaves open whether a Saturday is a working day, so both readings. */
export function openDays(policy: Policy, day: string, step: 1 | -1): string[] {
  let any = addDays(day, step);
  while (isClosed(policy, any)) any = addDays(any, step);
  let working = any;
  while (isClosed(policy, working) || weekdayOf(working) > 5) working = addDays(working, step);
  return [...new Set([any, working])];
}

/** Whether a time of day lies in quiet hours, which may pass midnight. */
export function isQuiet(time: string, { from, to }: { from: string; to: string }): boolean {
  return from <= to ? from <= time && time < to : time >= from || time < to;
}

/** The quiet hours around a moment that lies in them, from their first moment to their end. */
export function quietAround(
  at: number,
  zone: string,
  { from, to }: { from: string; to: string },
): { begins: number; ends: number } {
  const { day, time } = localOf(at, zone);
  const [first, last] = from <= to ? [day, day] : time >= from ? [day, addDays(day, 1)] : [addDays(day, -1), day];
  return { begins: momentOf(first, from, zone), ends: momentOf(last, to, zone) };
}
