// What staff have not dated although its time is near: sessions, milestones that they date, national dates, Match Days. Pure.
import { almanacOf, type Occurrence, occurrencesOfSession } from '../../../ahead/almanac.ts';
import type { ProgramDate } from '../../../ahead/program-date.ts';
import type { Session } from '../../../ahead/session.ts';
import { audienceText, isForApplicants, matchesAudience } from '../../../domain/audience.ts';
import { cycleOn } from '../../../domain/cycles.ts';
import { academicYearOf, addMonths, type Day } from '../../../domain/day.ts';
import { TRACK_NAMES } from '../../../domain/phases.ts';
import { standingOn } from '../../../domain/standing.ts';
import { monthsAndYearText } from '../../../domain/wording.ts';
import type { Entry, Program } from '../../../program/program.ts';

/** What begins within so many months is near: rooms are booked and people asked about that long before. */
export const NEAR_MONTHS = 3;

export type Undated =
  /** Sessions of an entry, in these months; `count` of a series is how many of this time round are dated. */
  | { kind: 'session'; entry: Entry; months: string; audience: string; from: Day; count: number }
  /** A session that was postponed. */
  | { kind: 'postponed'; session: Session; title: string }
  /** A milestone, one of its steps, or a Match Day. */
  | { kind: 'day'; subject: string; year: number; title: string; audience: string };

/** Entries whose meetings are sessions. Seasons have days of their own, on pages of their own. */
export function hasSessions({ kind }: Pick<Entry, 'kind'>): boolean {
  return kind === 'class-meeting' || kind === 'session' || kind === 'series';
}

function isNear({ from, to }: Pick<Occurrence, 'from' | 'to'>, today: Day): boolean {
  return from <= addMonths(today, NEAR_MONTHS) && to >= today;
}

function wordsFor({ entry, window }: Occurrence): string {
  const text = audienceText({ anyOf: entry.for });
  return window.only ? `${text}, ${TRACK_NAMES[window.only.track]}` : text;
}

function undatedSessions(program: Program, sessions: readonly Session[], today: Day): Undated[] {
  const almanac = almanacOf(program);
  const dated = new Map<Occurrence, number>();
  for (const { entry, day, cancelledAt } of sessions) {
    if (cancelledAt !== null) continue;
    for (const one of occurrencesOfSession(almanac, entry, day)) dated.set(one, (dated.get(one) ?? 0) + 1);
  }
  return almanac.occurrences.flatMap((occurrence) => {
    const { entry, from, to, window } = occurrence;
    const count = dated.get(occurrence) ?? 0;
    const isOpen = entry.kind === 'series' || count === 0;
    if (!hasSessions(entry) || window.matchDay !== undefined || !isOpen || !isNear(occurrence, today)) return [];
    return [
      { kind: 'session', entry, months: monthsAndYearText(from, to), audience: wordsFor(occurrence), from, count },
    ];
  });
}

/** The Match years whose students are in their cycle on a day. */
function matchYearsOn({ file }: Program, today: Day): { year: number; state: 'applying' | 'graduating' }[] {
  const years = [...new Set(file.classes.map((calendar) => calendar.class))].sort();
  return years.flatMap((year) => {
    const { state } = cycleOn(year, year, today);
    const isOver = file.classes.every((calendar) => calendar.class !== year || calendar.graduation < today);
    return state === null || isOver ? [] : [{ year, state }];
  });
}

function isEntered(dates: readonly ProgramDate[], entry: Entry, item: string | null, year: number): boolean {
  const ofEntry = entry.id;
  return dates.some(
    (date) => date.year === year && (date.subject === ofEntry || date.subject === `${ofEntry}/${item ?? ''}`),
  );
}

/** Milestones that staff date without a month, step by step, while those of a Match year have them ahead. */
function undatedSteps(program: Program, dates: readonly ProgramDate[], today: Day): Undated[] {
  const found = almanacOf(program).datedByStaff.flatMap((entry) =>
    matchYearsOn(program, today).flatMap(({ year, state }) => {
      const audience = `${state} ${year}`;
      const isTheirs = (clauses: Entry['for']) =>
        clauses.some((clause) => clause.some((term) => 'cycle' in term && term.cycle === state));
      const isOpen = (item: string | null) => !isEntered(dates, entry, item, year);
      const items = entry.items.filter((item) => isTheirs(item.for ?? entry.for) && isOpen(item.id));
      if (entry.items.length === 0 && isTheirs(entry.for) && isOpen(null))
        return [{ kind: 'day' as const, subject: entry.id, year, title: entry.title, audience }];
      return items.map((item) => ({
        kind: 'day' as const,
        subject: `${entry.id}/${item.id}`,
        year,
        title: `${entry.title}: ${item.title}`,
        audience,
      }));
    }),
  );
  return found;
}

/** The classes (by their years) whose this time round of a milestone is. */
function classesOf({ calendar }: Program, { entry, window, academicYear, year, from }: Occurrence): number[] {
  if (isForApplicants({ anyOf: entry.for })) return window.match === undefined ? [] : [year - window.match];
  const years = [...calendar.classes.values()].flatMap((own) => {
    const isTrack = window.only === undefined || window.only.track === own.track;
    const entered = academicYearOf(own.entry, calendar.startMonth);
    const isYear = window.year === undefined || academicYear - entered + 1 === window.year;
    if (!isTrack || !isYear) return [];
    const standing = standingOn(calendar, { class: own.graduationYear, track: own.track, overrides: [] }, from);
    return matchesAudience({ anyOf: entry.for }, { roles: ['student'], standing }) ? [own.graduationYear] : [];
  });
  return [...new Set(years)];
}

/** Milestones for which the program has a month and staff name the day. */
function undatedMilestones(program: Program, dates: readonly ProgramDate[], today: Day): Undated[] {
  return almanacOf(program).occurrences.flatMap((occurrence) => {
    const { entry, window } = occurrence;
    if (entry.kind !== 'milestone' || window.awaitsDate !== true || !isNear(occurrence, today)) return [];
    return classesOf(program, occurrence)
      .filter((year) => !isEntered(dates, entry, null, year))
      .map((year) => ({
        kind: 'day' as const,
        subject: entry.id,
        year,
        title: entry.title,
        audience: `${wordsFor(occurrence)}, class of ${year}; ${monthsAndYearText(occurrence.from, occurrence.to)}`,
      }));
  });
}

/** While a Match Day has no date there is no Match week: nothing would keep the bot from speaking in it. */
function undatedMatches(program: Program, dates: readonly ProgramDate[], today: Day): Undated[] {
  const graduating = matchYearsOn(program, today).filter(({ state }) => state === 'graduating');
  return graduating.flatMap(({ year }) =>
    program.file.matches
      .map(({ id, name }) => ({ subject: `match/${id}`, title: `Match Day: ${name}` }))
      .filter(({ subject }) => !dates.some((date) => date.subject === subject && date.year === year))
      .map(({ subject, title }) => ({ kind: 'day' as const, subject, year, title, audience: `graduating ${year}` })),
  );
}

/** What has no date although its time is near: sessions in order of their months, then days. */
export function undated(
  program: Program,
  sessions: readonly Session[],
  dates: readonly ProgramDate[],
  today: Day,
): Undated[] {
  const postponed = sessions
    .filter(({ postponed, day }) => postponed && day >= addMonths(today, -NEAR_MONTHS))
    .map((session): Undated => {
      const title = session.title ?? program.entry(session.entry)?.title ?? session.entry;
      return { kind: 'postponed', session, title };
    });
  return [
    ...postponed,
    ...undatedSessions(program, sessions, today),
    ...undatedMilestones(program, dates, today),
    ...undatedSteps(program, dates, today),
    ...undatedMatches(program, dates, today),
  ];
}
