// Days are ISO strings (`2027-01-31`): they compare with `<`, come so from YAML and Postgres, and cost nothing on the hot path.
import { Temporal } from 'temporal-polyfill';
import { remembered } from './remembered.ts';

/** A calendar day, `YYYY-MM-DD`, in the school's zone unless a name says otherwise. */
export type Day = string;

/** A calendar month, `YYYY-MM`. */
export type YearMonth = string;

export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;
export type Month = (typeof MONTHS)[number];

/** In the order of ISO 8601, Monday first. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Some years of days, for a few classes and zones. */
const REMEMBERED = 10_000;

const MINUTE_MS = 60_000;

const dayOfMinute = remembered(REMEMBERED, (minute: number, zone: string): Day => {
  const instant = Temporal.Instant.fromEpochMilliseconds(minute * MINUTE_MS);
  return instant.toZonedDateTimeISO(zone).toPlainDate().toString();
});

/** The day that an instant falls on in `zone` (IANA name). Days begin on a whole minute everywhere. */
export function dayOf(instant: Temporal.Instant, zone: string): Day {
  return dayOfMinute(Math.floor(instant.epochMilliseconds / MINUTE_MS), zone);
}

export const addDays = remembered(
  REMEMBERED,
  (day: Day, days: number): Day => Temporal.PlainDate.from(day).add({ days }).toString(),
);

/** Adds months; a day that the month does not have becomes its last day. */
export const addMonths = remembered(
  REMEMBERED,
  (day: Day, months: number): Day => Temporal.PlainDate.from(day).add({ months }).toString(),
);

/** Whole months from `start` to `day`; 0 in the first month, -1 in the month before it. */
export const monthsBetween = remembered(REMEMBERED, (start: Day, day: Day): number => {
  const { months, days } = Temporal.PlainDate.from(start).until(Temporal.PlainDate.from(day), {
    largestUnit: 'months',
  });
  return days < 0 ? months - 1 : months;
});

/** Whole days from one day to another; negative where the second comes first. */
export const daysBetween = remembered(
  REMEMBERED,
  (from: Day, to: Day): number => Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days,
);

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = remembered(REMEMBERED, (day: Day): number => Temporal.PlainDate.from(day).dayOfWeek);

/** The Monday of the week after a day. */
export const mondayAfter = remembered(REMEMBERED, (day: Day): Day => {
  const date = Temporal.PlainDate.from(day);
  return date.add({ days: 8 - date.dayOfWeek }).toString();
});

export function earlierOf(a: Day, b: Day): Day {
  return a < b ? a : b;
}

export function laterOf(a: Day, b: Day): Day {
  return a < b ? b : a;
}

/** The day itself where it lies between two days (inclusive), else the nearer of the two. */
export function clampedTo(day: Day, { from, to }: { from: Day; to: Day }): Day {
  return laterOf(from, earlierOf(to, day));
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** 1 for January to 12 for December. */
export function monthOf(day: Day): number {
  return Number(day.slice(5, 7));
}

export function yearMonthOf(day: Day): YearMonth {
  return day.slice(0, 7);
}

/** The first day of month `month` (1 to 12; 13 is January of the next year, 0 December of the last). */
export function firstDayOf(year: number, month: number): Day {
  return Temporal.PlainYearMonth.from({ year, month: 1 })
    .add({ months: month - 1 })
    .toPlainDate({ day: 1 })
    .toString();
}

export function lastDayOf(year: number, month: number): Day {
  return addDays(firstDayOf(year, month + 1), -1);
}

export function addToYearMonth(month: YearMonth, months: number): YearMonth {
  return Temporal.PlainYearMonth.from(month).add({ months }).toString();
}

/** The year in which the academic year of `day` began; `startMonth` (1 to 12) is the school's. */
export function academicYearOf(day: Day, startMonth: number): number {
  return monthOf(day) >= startMonth ? yearOf(day) : yearOf(day) - 1;
}

/** Whether text is a day that exists: `2027-02-30` is none, nor is one of the year 0, which Postgres does not know. */
export function isDay(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= Temporal.PlainYearMonth.from(text.slice(0, 7)).daysInMonth;
}
