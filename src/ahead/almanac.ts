// The program's windows laid out over real years, once for each program, so that an answer only compares days.
import { audienceText, matchesAudience } from '../domain/audience.ts';
import {
  academicYearOf,
  addDays,
  addMonths,
  type Day,
  daysBetween,
  firstDayOf,
  lastDayOf,
  MONTHS,
  yearOf,
} from '../domain/day.ts';
import { type Phase, TRACK_NAMES, type Track } from '../domain/phases.ts';
import { type ClassCalendar, classKey, type SchoolCalendar, standingOn } from '../domain/standing.ts';
import { monthsText } from '../domain/wording.ts';
import type { Entry, Program, Window } from '../program/program.ts';
import { isTickable, occurrenceName } from './occurrence-name.ts';

type MonthsWindow = Extract<Window, { months: unknown }>;

/** One time a window comes round: in these months of this year. Both days inclusive. */
export interface Occurrence {
  entry: Entry;
  from: Day;
  to: Day;
  /** As it is written: `September`, `June/July`. */
  months: string;
  /** Staff will name a date within it. */
  awaitsDate: boolean;
  /** The academic year (by its first calendar year) and the calendar year in which it begins. */
  academicYear: number;
  year: number;
  window: MonthsWindow;
}

/** A day by which something is due for one class and track. */
export interface ClassDue {
  entry: Entry;
  /** The first day on which it can be done. */
  from: Day;
  due: Day;
  /** Which time it comes round. */
  occurrence: string;
}

/** The same for those who are no students: with the class whose it is, in words. */
export interface ProgramDue extends ClassDue {
  class: number;
  audience: string;
}

export interface Almanac {
  /** In order of their first day. */
  occurrences: readonly Occurrence[];
  byEntry: ReadonlyMap<string, readonly Occurrence[]>;
  /** Those that can be ticked off or waved away, in the same order. */
  tickable: readonly Occurrence[];
  /** The entries on whose sessions the days of those hang. */
  deciding: ReadonlySet<string>;
  /** By class and track. */
  dues: ReadonlyMap<string, readonly ClassDue[]>;
  /** Those of all classes, in order of their day. */
  allDues: readonly ProgramDue[];
  /** Entries whose dates staff enter, with no month named. */
  datedByStaff: readonly Entry[];
  /** All years in which some class is at the school. */
  span: { from: Day; to: Day };
  /** What was worked out of sessions, by entry and day. */
  memberships: Map<string, readonly Occurrence[]>;
}

function awaitsDate(entry: Entry, window: MonthsWindow): boolean {
  return entry.kind !== 'milestone' || window.dueAtEndOf !== undefined || window.awaitsDate === true;
}

function occurrence(program: Program, entry: Entry, window: MonthsWindow, year: number): Occurrence {
  const first = MONTHS.indexOf(window.months[0] ?? 'january') + 1;
  const from = firstDayOf(year, first);
  return {
    entry,
    window,
    from,
    to: lastDayOf(year, first + window.months.length - 1),
    months: monthsText(window.months),
    awaitsDate: awaitsDate(entry, window),
    academicYear: academicYearOf(from, program.calendar.startMonth),
    year,
  };
}

function phaseStart(calendar: ClassCalendar, phase: Phase): Day {
  return { preclerkship: calendar.entry, pce: calendar.pce, 'post-pce': calendar.postPce }[phase];
}

function classDue(entry: Entry, window: Window, calendar: ClassCalendar): ClassDue | undefined {
  if ('monthsOfPhase' in window) {
    const start = phaseStart(calendar, window.phase);
    const [first, last] = window.monthsOfPhase;
    const from = addMonths(start, first - 1);
    return { entry, from, due: addDays(addMonths(start, last), -1), occurrence: occurrenceName(entry, window, from) };
  }
  if ('monthsBefore' in window) {
    const due = addMonths(phaseStart(calendar, window.phase), -window.monthsBefore);
    return { entry, from: due, due, occurrence: occurrenceName(entry, window, due) };
  }
  return undefined;
}

/** A due day as it is told to those who are no students; none where the class is out of the audience by then. */
function programDue(school: SchoolCalendar, { graduationYear, track }: ClassCalendar, due: ClassDue): ProgramDue[] {
  const standing = standingOn(school, { class: graduationYear, track, overrides: [] }, due.due);
  if (!matchesAudience({ anyOf: due.entry.for }, { roles: ['student'], standing })) return [];
  const whose = [audienceText({ anyOf: due.entry.for }), TRACK_NAMES[track], `class of ${graduationYear}`];
  return [{ ...due, class: graduationYear, audience: [...new Set(whose)].join(', ') }];
}

/** The entries on whose sessions an entry's days hang. */
function hangsOn({ when }: Entry): string[] {
  return when
    .flatMap((window) => ('months' in window ? [window.dueAtEndOf, window.after] : []))
    .flatMap((id) => id ?? []);
}

function createAlmanac(program: Program): Almanac {
  const calendars = [...program.calendar.classes.values()];
  const firstYear = Math.min(...calendars.map((c) => yearOf(c.entry))) - 1;
  const lastYear = Math.max(...calendars.map((c) => yearOf(c.graduation))) + 1;
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, at) => firstYear + at);
  const occurrences = program.entries
    .flatMap((entry) =>
      entry.when.flatMap((window) =>
        'months' in window ? years.map((year) => occurrence(program, entry, window, year)) : [],
      ),
    )
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const dues = calendars.map((calendar) => ({
    calendar,
    all: program.entries.flatMap((entry) => entry.when.flatMap((window) => classDue(entry, window, calendar) ?? [])),
  }));
  return {
    occurrences,
    byEntry: new Map(program.entries.map((entry) => [entry.id, occurrences.filter((o) => o.entry === entry)])),
    tickable: occurrences.filter(({ entry }) => isTickable(entry)),
    deciding: new Set(program.entries.filter(isTickable).flatMap((entry) => [entry.id, ...hangsOn(entry)])),
    dues: new Map(dues.map(({ calendar, all }) => [classKey(calendar.graduationYear, calendar.track), all])),
    allDues: dues
      .flatMap(({ calendar, all }) => all.flatMap((due) => programDue(program.calendar, calendar, due)))
      .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)),
    datedByStaff: program.entries.filter((entry) => entry.when.some((window) => 'datedBy' in window)),
    span: { from: firstDayOf(firstYear, 1), to: lastDayOf(lastYear, 12) },
    memberships: new Map(),
  };
}

const almanacs = new WeakMap<Program, Almanac>();

export function almanacOf(program: Program): Almanac {
  const almanac = almanacs.get(program) ?? createAlmanac(program);
  almanacs.set(program, almanac);
  return almanac;
}

/** Whether a window that is for one year of a class, one Match year or one track comes round for this student now. */
export function comesRoundFor(
  { window, academicYear, year }: Occurrence,
  standing: { year: number; track: Track; cycle: { matchYear: number | null } | null },
  standingAcademicYear: number,
): boolean {
  if (window.only !== undefined && window.only.track !== standing.track) return false;
  if (window.year !== undefined && standing.year + (academicYear - standingAcademicYear) !== window.year) return false;
  return window.match === undefined || standing.cycle?.matchYear === year - window.match;
}

/** Where no occurrence holds the day: those that end or begin nearest to it, the earlier ones on a tie. */
function nearestOccurrences(all: readonly Occurrence[], day: Day): Occurrence[] {
  const ends = all.flatMap((o) => (o.to < day ? o.to : [])).sort();
  const lastEnd = ends.at(-1);
  const firstStart = all.find((o) => o.from > day)?.from;
  const isEarlier =
    firstStart === undefined || (lastEnd !== undefined && daysBetween(lastEnd, day) <= daysBetween(day, firstStart));
  return all.filter((o) => (isEarlier ? o.to === lastEnd : o.from === firstStart));
}

/**
 * The occurrences that a session of an entry belongs to: those whose months hold its day, else the nearest, however far.
 * Empty for an entry without months.
 */
export function occurrencesOfSession(almanac: Almanac, entryId: string, day: Day): readonly Occurrence[] {
  const key = `${entryId} ${day}`;
  const known = almanac.memberships.get(key);
  if (known) return known;
  const all = almanac.byEntry.get(entryId) ?? [];
  const holding = all.filter((o) => o.from <= day && day <= o.to);
  const found = holding.length > 0 ? holding : nearestOccurrences(all, day);
  almanac.memberships.set(key, found);
  return found;
}
