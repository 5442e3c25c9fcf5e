// The days that staff have entered for milestones and their steps: where there is one, it stands in place of the program's rule.
import { isForApplicants } from '../domain/audience.ts';
import { graduatingFrom } from '../domain/cycles.ts';
import { academicYearOf, addDays, clampedTo, type Day, daysBetween } from '../domain/day.ts';
import { TRACKS } from '../domain/phases.ts';
import { classKey, type Standing } from '../domain/standing.ts';
import type { Entry } from '../program/program.ts';
import type { ClassDue, Occurrence } from './almanac.ts';
import type { ProgramDate } from './program-date.ts';
import { isItemOf, matchesIn, stretchOn, type View } from './view.ts';

type Item = Entry['items'][number];

/** Some steps of an entry (none where it has no steps) that share a day. */
export interface Portion {
  /** The one step that has a day of its own; null where they share that of the entry. */
  step: string | null;
  steps: readonly Item[];
  /** null: as the program has it. */
  day: Day | null;
}

/** Those of one entry and its steps. */
export function staffDaysOf({ dates }: View, entry: Entry): readonly ProgramDate[] {
  return dates.get(entry.id) ?? [];
}

function stepOf(date: ProgramDate): string | undefined {
  return date.subject.split('/')[1];
}

/** By which year the days of an entry are entered for a student: the Match year where it hangs on an application, else the class. */
export function dateYear(entry: Entry, { cycle, class: graduationYear }: Standing): number | null {
  return isForApplicants({ anyOf: entry.for }) ? (cycle?.matchYear ?? null) : graduationYear;
}

/** `items` in portions: each that has a day of its own, and the rest together on the day of the whole entry. `dates` are of one year. */
export function portionsOf(items: readonly Item[], dates: readonly ProgramDate[]): Portion[] {
  const ownDay = (item: Item) => dates.find((date) => stepOf(date) === item.id)?.day;
  const dated = items.flatMap((item) => {
    const day = ownDay(item);
    return day === undefined ? [] : [{ step: item.id, steps: [item], day }];
  });
  const rest = items.filter((item) => ownDay(item) === undefined);
  if (items.length > 0 && rest.length === 0) return dated;
  return [...dated, { step: null, steps: rest, day: dates.find((date) => stepOf(date) === undefined)?.day ?? null }];
}

function comesInYear({ program }: View, { window, year, academicYear }: Occurrence, of: number): boolean {
  if (window.match !== undefined) return year - window.match === of;
  if (window.year === undefined) return true;
  const entered = academicYear - (window.year - 1);
  const { classes, startMonth } = program.calendar;
  return [...classes.values()].some((c) => c.graduationYear === of && academicYearOf(c.entry, startMonth) === entered);
}

function apart(a: Day, b: Day): number {
  return Math.abs(daysBetween(a, b));
}

/** Whether a day is meant for this occurrence: of those of its year, it is the one that holds the day, or the nearest. */
function isMeantFor(view: View, occurrence: Occurrence, { day, year }: ProgramDate): boolean {
  const { entry } = occurrence;
  if (!comesInYear(view, occurrence, year)) return false;
  const others = (view.almanac.byEntry.get(entry.id) ?? []).filter((other) => comesInYear(view, other, year));
  return others.every((other) => apart(clampedTo(day, occurrence), day) <= apart(clampedTo(day, other), day));
}

/**
 * The days of one occurrence that concern whoever looks: of a student's own year, of all years for those who are no students.
 * What hangs on another entry's sessions is dated by those.
 */
export function occurrenceDates(view: View, occurrence: Occurrence): readonly ProgramDate[] {
  const { entry, window } = occurrence;
  const all = staffDaysOf(view, entry);
  if (all.length === 0 || window.dueAtEndOf !== undefined) return [];
  return all.filter((date) => {
    if (!isMeantFor(view, occurrence, date)) return false;
    if (!view.stretches) return true;
    const stretch = stretchOn(view, clampedTo(date.day, occurrence));
    return stretch !== undefined && dateYear(entry, stretch.standing) === date.year;
  });
}

/** The same by year, in order of year. */
export function byYear(dates: readonly ProgramDate[]): [year: number, dates: readonly ProgramDate[]][] {
  const years = [...new Set(dates.map(({ year }) => year))].sort();
  return years.map((year) => [year, dates.filter((date) => date.year === year)]);
}

/** Whose a day is, to those who are no students: `class of 2029`, `Match of 2028`. */
export function yearText(entry: Entry, year: number): string {
  return isForApplicants({ anyOf: entry.for }) ? `Match of ${year}` : `class of ${year}`;
}

/**
 * The days for a milestone that hangs on a phase, by the year they are entered for. A class has one day for both tracks, whose phases
 * begin months apart: it is meant for the track whose own day is nearest.
 */
export function dueDates(view: View, due: ClassDue, graduationYear: number, year: number | null): ProgramDate[] {
  const all = TRACKS.flatMap((track) => view.almanac.dues.get(classKey(graduationYear, track)) ?? []);
  const others = all.filter(({ entry }) => entry === due.entry);
  return staffDaysOf(view, due.entry).filter(
    ({ day, year: of }) => of === year && others.every((other) => apart(due.due, day) <= apart(other.due, day)),
  );
}

/**
 * On which days it is judged whose a dated step is: its own, or where it was set outside their part of the cycle, the nearest within.
 * Who is in another Match year by its own day, or in none, is past this one for good.
 */
function judgedDays(view: View, entry: Entry, { day, year }: ProgramDate): Day[] {
  if (!isForApplicants({ anyOf: entry.for })) return [day];
  const own = stretchOn(view, day)?.standing;
  const hasMoved = own?.stage === 'enrolled' && dateYear(entry, own) !== year;
  return hasMoved ? [] : [day, addDays(graduatingFrom(year), -1), graduatingFrom(year)];
}

/** The standing by which a dated step (or the entry as a whole) is the student's; undefined where it is not. */
export function standingAtDate(
  view: View,
  entry: Entry,
  item: Item | undefined,
  date: ProgramDate,
): Standing | undefined {
  for (const day of judgedDays(view, entry, date)) {
    const stretch = stretchOn(view, day);
    if (!stretch || dateYear(entry, stretch.standing) !== date.year || !matchesIn(view, entry, stretch)) continue;
    if (item === undefined || isItemOf(view, item, stretch.standing)) return stretch.standing;
  }
  return undefined;
}

/** The steps that a day is entered for: the one it names, else those that have no day of their own. `dates` are of its year. */
export function stepsOfDate(
  entry: Entry,
  date: ProgramDate,
  dates: readonly ProgramDate[],
): readonly (Item | undefined)[] {
  const named = stepOf(date);
  if (named !== undefined) return entry.items.filter((item) => item.id === named);
  if (entry.items.length === 0) return [undefined];
  return entry.items.filter((item) => !dates.some((other) => other.year === date.year && stepOf(other) === item.id));
}
