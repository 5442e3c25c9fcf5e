import type { Temporal } from 'temporal-polyfill';
import { type Day, monthOf, monthsBetween, yearMonthOf } from './day.ts';
import { monthName, yearMonthText } from './wording.ts';

/** When something happens: a dated session, a day by which it is due, or a window without a date yet. */
export type When =
  | { kind: 'session'; startsAt: Temporal.Instant; endsAt: Temporal.Instant; day: Day }
  | { kind: 'due'; day: Day }
  | {
      kind: 'window';
      /** The same day twice where only the hour is not known. */
      from: Day;
      to: Day;
      /** As it is written ("September", "June/July"); empty where staff have named no month. */
      months: string;
      /** A date within it will be announced; else it is simply to be done in these months. */
      awaitsDate: boolean;
      /** What has to be over first, in words ("after Match week"). */
      opens: string | null;
    };

/** One thing that lies ahead of a person, whichever slice it comes from. */
export interface Upcoming {
  title: string;
  when: When;
  /** Where it stands in the order of time: the session's day, the day it is due, the first day of a window that is this person's. */
  day: Day;
  where: string | null;
  /** Opens the online meeting, or more about it. */
  link: string | null;
  /** Of one series only a few are shown; `one` and `many` are what its sessions are called. */
  series: { id: string; title: string; one: string; many: string } | null;
  /** The id of the specialty it is about, in the program; null where it is about none. */
  specialty: string | null;
  /** Concerns an application that the person has not decided on. */
  ifApplying: boolean;
  /** For whom it is; said to those who ask as staff or mentors, not for themselves. */
  audience: string | null;
  button: { label: string; action: string; value: string };
}

/** Heads what concerns an application that somebody has not decided on (spec 1). */
export const IF_APPLYING = 'If you apply in this cycle';

/** Of a window: its day is known, and only the hour is not. */
export function isOneDay({ from, to, awaitsDate }: Extract<When, { kind: 'window' }>): boolean {
  return from === to && !awaitsDate;
}

/** From so many months on, the name of a month alone could mean another year's. */
const MONTHS_WITH_YEAR = 10;

/** Of what passed undone on a day: `still open from April`, with the year where it is long ago. */
export function stillOpenText(passed: Day, today: Day): string {
  const isRecent = monthsBetween(passed, today) < MONTHS_WITH_YEAR;
  return `still open from ${isRecent ? monthName(monthOf(passed)) : yearMonthText(yearMonthOf(passed))}`;
}

/** The last day of something that passed. */
export function passedOn({ when, day }: Pick<Upcoming, 'when' | 'day'>): Day {
  return when.kind === 'window' ? when.to : day;
}

function startOf(when: When): number {
  return when.kind === 'session' ? when.startsAt.epochMilliseconds : 0;
}

/** The one order of time: by day, then by hour; what has only a day comes first. */
export function byTime(a: Pick<Upcoming, 'day' | 'when'>, b: Pick<Upcoming, 'day' | 'when'>): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return startOf(a.when) - startOf(b.when);
}
