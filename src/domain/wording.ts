// How days, months and times are written, in one place, so that an answer, a reminder and a list say the same.
import type { Temporal } from 'temporal-polyfill';
import {
  type Day,
  dayOf,
  MONTHS,
  type Month,
  monthOf,
  WEEKDAYS,
  weekdayOf,
  type YearMonth,
  yearMonthOf,
  yearOf,
} from './day.ts';
import { remembered } from './remembered.ts';

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `January` for 1. */
export function monthName(month: number): string {
  return capitalised(MONTHS[(month - 1) % 12] ?? '');
}

/** `March 31, 2027` */
export function dayText(day: Day): string {
  return `${monthName(monthOf(day))} ${Number(day.slice(8, 10))}, ${yearOf(day)}`;
}

/** `Wednesday, March 31, 2027` */
export function weekdayText(day: Day): string {
  return `${capitalised(WEEKDAYS[weekdayOf(day) - 1] ?? '')}, ${dayText(day)}`;
}

/** `January 2027` */
export function yearMonthText(month: YearMonth): string {
  return `${monthName(Number(month.slice(5, 7)))} ${month.slice(0, 4)}`;
}

/** `September`, `June/July`, `September-April`: one month, two, or the first and the last of a longer run. */
export function monthsText(months: readonly Month[]): string {
  const names = months.map(capitalised);
  const [first] = names;
  const last = names.at(-1);
  if (names.length <= 2) return names.join('/');
  return `${first}-${last}`;
}

/** Months with their year, given the first and the last day: `September 2027`, `June/July 2027`, `November 2027-March 2028`. */
export function monthsAndYearText(from: Day, to: Day): string {
  const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from) + 1;
  const last = yearMonthText(yearMonthOf(to));
  if (months <= 1) return last;
  const first = yearOf(from) === yearOf(to) ? monthName(monthOf(from)) : yearMonthText(yearMonthOf(from));
  return [first, last].join(months === 2 ? '/' : '-');
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Building an Intl format costs a hundred times its use, so each zone's two are kept. */
function format(zone: string, kind: 'moment' | 'time'): Intl.DateTimeFormat {
  const key = `${kind} ${zone}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      ...(kind === 'moment' ? { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' } : {}),
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    });
    formats.set(key, found);
  }
  return found;
}

/** ICU puts a narrow no-break space before AM and PM; Slack's search and our readers want a plain one. */
function plainSpaces(text: string): string {
  return text.replaceAll('\u202f', ' ');
}

const momentAt = remembered(10_000, (milliseconds: number, zone: string): string =>
  plainSpaces(format(zone, 'moment').format(milliseconds)),
);

/** `Thu, Jan 21, 2027, 5:00 PM EST`, in the reader's zone (IANA name). */
export function momentText(instant: Temporal.Instant, zone: string): string {
  return momentAt(instant.epochMilliseconds, zone);
}

/** `6:00 PM EST`, in the reader's zone (IANA name). */
export function timeText(instant: Temporal.Instant, zone: string): string {
  return plainSpaces(format(zone, 'time').format(instant.epochMilliseconds));
}

/** `Thu, Jan 21, 2027, 5:00 PM EST to 6:30 PM EST`, in the reader's zone; the end has its day where it is another one. */
export function spanText(start: Temporal.Instant, end: Temporal.Instant, zone: string): string {
  return `${momentText(start, zone)} to ${isSameDay(start, end, zone) ? timeText(end, zone) : momentText(end, zone)}`;
}

/** Whether two instants fall on one day in the zone. */
export function isSameDay(a: Temporal.Instant, b: Temporal.Instant, zone: string): boolean {
  return dayOf(a, zone) === dayOf(b, zone);
}

/** `a`, `a and b`, `a, b and c`; `or` where the word says so. */
export function listText(items: readonly string[], word: 'and' | 'or' = 'and'): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}

/** `1 panel`, `2 panels` */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
