// Which part of the year `calendar` shows, from what was typed or from a button.

import type { Ahead, Range } from '../../../ahead/view.ts';
import {
  addToYearMonth,
  type Day,
  firstDayOf,
  lastDayOf,
  laterOf,
  MONTHS,
  monthOf,
  type YearMonth,
  yearMonthOf,
  yearOf,
} from '../../../domain/day.ts';
import { nearest, plainWord } from '../../../domain/nearest.ts';
import { PHASES, type Phase, TRACKS } from '../../../domain/phases.ts';

/** A quarter of the year fits on a phone screen or two. */
export const MONTHS_A_PAGE = 3;

export type CalendarRequest =
  | { kind: 'page'; first: YearMonth; months: number }
  | { kind: 'phase'; phase: Phase }
  | { kind: 'all' }
  /** Understood, but not to be had: a whole year at once, the calendar of a track. */
  | { kind: 'year' | 'track' | 'unknown' };

/** The page of the academic year that holds a day. */
export function pageOf(day: Day, startMonth: number): YearMonth {
  const intoYear = (monthOf(day) - startMonth + 12) % 12;
  return addToYearMonth(yearMonthOf(day), -(intoYear % MONTHS_A_PAGE));
}

/** A month or a season (months from 1): of the year that was named, else the one that is not over. */
interface Stretch {
  name: string;
  first: number;
  months: number;
}

const STRETCHES: readonly Stretch[] = [
  ...MONTHS.map((name, at) => ({ name, first: at + 1, months: 1 })),
  { name: 'winter', first: 12, months: 3 },
  { name: 'spring', first: 3, months: 3 },
  { name: 'summer', first: 6, months: 3 },
  { name: 'fall', first: 9, months: 3 },
  { name: 'autumn', first: 9, months: 3 },
];

function stretchPage({ first, months }: Stretch, year: number | undefined, today: Day): CalendarRequest {
  const thisYear = yearOf(today);
  // From the year before on: in January this winter began last December.
  const next = [thisYear - 1, thisYear].find((one) => today <= lastDayOf(one, first + months - 1)) ?? thisYear + 1;
  return { kind: 'page', first: yearMonthOf(firstDayOf(year ?? next, first)), months };
}

/** The beginning of one month's name, from three letters on: `jan`, `sept`. */
function abbreviatedMonth(word: string): Stretch | undefined {
  const found = STRETCHES.filter(({ name, months }) => months === 1 && name.startsWith(word));
  return word.length >= 3 && found.length === 1 ? found[0] : undefined;
}

interface Choice {
  name: string;
  request: CalendarRequest;
}

/** All that has a name beside months; the first fits what was typed exactly, the others also nearly. */
function namedChoices(today: Day): Choice[] {
  const month = (by: number): CalendarRequest => ({
    kind: 'page',
    first: addToYearMonth(yearMonthOf(today), by),
    months: 1,
  });
  return [
    { name: 'all', request: { kind: 'all' } },
    { name: 'next month', request: month(1) },
    { name: 'this month', request: month(0) },
    { name: 'post', request: { kind: 'phase', phase: 'post-pce' } },
    ...PHASES.map((phase) => ({ name: phase, request: { kind: 'phase' as const, phase } })),
    ...TRACKS.map((name) => ({ name, request: { kind: 'track' as const } })),
  ];
}

/** `` is today's page, `january`, `jan 2027` or `fall` those months, `pce` a phase, `all` the whole program. */
export function readCalendarRequest(words: string, today: Day, startMonth: number): CalendarRequest {
  const word = plainWord(words);
  if (word === '') return { kind: 'page', first: pageOf(today, startMonth), months: MONTHS_A_PAGE };
  const [, name = word, written] = /^(.*?)(20\d\d)$/.exec(word) ?? [];
  const year = written === undefined ? undefined : Number(written);
  if (name === '') return { kind: 'year' };
  const exact = STRETCHES.find((one) => one.name === name) ?? abbreviatedMonth(name);
  if (exact) return stretchPage(exact, year, today);
  const months = STRETCHES.map((one) => ({ name: one.name, request: stretchPage(one, year, today) }));
  const choices = year === undefined ? [...namedChoices(today), ...months] : months;
  return nearest(name, choices, (choice) => choice.name)?.request ?? { kind: 'unknown' };
}

export function rangeOf(first: YearMonth, months: number): Range {
  const year = Number(first.slice(0, 4));
  const month = Number(first.slice(5, 7));
  return { from: firstDayOf(year, month), to: lastDayOf(year, month + months - 1) };
}

/** Where a button leads: `2027-01` is a page of three months, `2027-01/1` one month. */
export function pageValue(first: YearMonth, months: number): string {
  return months === MONTHS_A_PAGE ? first : `${first}/${months}`;
}

/** undefined: no page. */
export function readPageValue(value: string): { first: YearMonth; months: number } | undefined {
  const [, first, months = String(MONTHS_A_PAGE)] = /^(\d{4}-(?:0[1-9]|1[0-2]))(?:\/([1-3]))?$/.exec(value) ?? [];
  return first === undefined ? undefined : { first, months: Number(months) };
}

export interface CalendarMonth {
  month: YearMonth;
  items: Ahead[];
}

/**
 * The months of a page with what they hold; a month with nothing stays, so that it is seen to be empty.
 * A window stands in each of its months from that of `today` on.
 */
export function byMonth(items: readonly Ahead[], first: YearMonth, months: number, today: Day): CalendarMonth[] {
  const isIn = (month: YearMonth, { when, day, through }: Ahead) =>
    when.kind === 'window'
      ? yearMonthOf(laterOf(day, today)) <= month && month <= yearMonthOf(through)
      : yearMonthOf(day) === month;
  return Array.from({ length: months }, (_, at) => {
    const month = addToYearMonth(first, at);
    return { month, items: items.filter((item) => isIn(month, item)) };
  });
}
