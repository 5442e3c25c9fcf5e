// What of the program lies ahead of a person between two days. Pure: standings and sessions in, upcoming things out.
import type { Temporal } from 'temporal-polyfill';
import { type Day, yearMonthOf } from '../domain/day.ts';
import { byTime } from '../domain/upcoming.ts';
import type { Person } from '../people/person.ts';
import type { Entry, Program } from '../program/program.ts';
import { almanacOf, type Occurrence, occurrencesOfSession } from './almanac.ts';
import { duesAhead, staffDatedAhead } from './dues-ahead.ts';
import { isTickable, occurrenceName } from './occurrence-name.ts';
import type { ProgramDate } from './program-date.ts';
import { shownProgress } from './progress.ts';
import type { Session } from './session.ts';
import { sessionsAhead } from './sessions-ahead.ts';
import { type Ahead, createView, type Onlooker, type Range, type View } from './view.ts';
import { windowsAhead } from './windows-ahead.ts';

/** A session of something optional can be waved away. */
function tickableSession(view: View, item: Ahead): Ahead {
  if (!item.entry.optional) return item;
  const [first] = occurrencesOfSession(view.almanac, item.entry.id, item.day);
  const occurrence = first ? occurrenceName(item.entry, first.window, first.from) : yearMonthOf(item.day);
  return { ...item, tick: { occurrence, step: null, steps: [] } };
}

/** Everything of every kind, of the given occurrences, in order of time. */
function inView(view: View, occurrences: readonly Occurrence[]): Ahead[] {
  return [
    ...sessionsAhead(view).map((item) => tickableSession(view, item)),
    ...windowsAhead(view, occurrences),
    ...duesAhead(view),
    ...staffDatedAhead(view),
  ].sort(byTime);
}

/** Where things are looked for: what staff have dated, the days that are of interest, and the day on which somebody looks. */
interface Search {
  program: Program;
  sessions: readonly Session[];
  range: Range;
  today: Day;
  dates: readonly ProgramDate[];
}

interface Found {
  program: Program;
  dates: readonly ProgramDate[];
  byOnlooker: Map<string, readonly Ahead[]>;
}

const MOST_REMEMBERED = 500;
const found = new WeakMap<readonly Session[], Found>();

/**
 * Works out what lies ahead, once for all who have the same standing and roles: classmates ask for the same days all day long.
 * What is remembered holds as long as the very same sessions and dates do; `what` names the `search`.
 */
function aheadOfCohort(
  { program, sessions, range, today, dates }: Search,
  { roles, enrollment }: Onlooker,
  what: string,
  search: (who: Onlooker) => Ahead[],
): readonly Ahead[] {
  const last = found.get(sessions);
  const known = last?.program === program && last.dates === dates ? last : { program, dates, byOnlooker: new Map() };
  found.set(sessions, known);
  const key = JSON.stringify([what, range.from, range.to, today, roles, enrollment]);
  const ahead = known.byOnlooker.get(key) ?? search({ roles, enrollment });
  if (known.byOnlooker.size >= MOST_REMEMBERED) known.byOnlooker.clear();
  known.byOnlooker.set(key, ahead);
  return ahead;
}

/**
 * Everything of the program that is ahead of a person in the range, in order of its day.
 * `sessions` holds at least all that are dated from a year before the range to a year after it, so that a window is known as dated
 * also where its sessions lie outside the range;
 * `dates` are the days that staff have entered beside sessions;
 * `today` decides whether applications are a subject at all.
 * What a student has ticked off says so, and what they waved away is left out.
 */
export function programAhead(
  program: Program,
  person: Person,
  sessions: readonly Session[],
  range: Range,
  today: Day,
  dates: readonly ProgramDate[] = [],
): Ahead[] {
  const ahead = aheadOfCohort({ program, sessions, range, today, dates }, person, 'program', (who) => {
    const view = createView(program, who, sessions, range, today, dates);
    return inView(view, view.almanac.occurrences);
  });
  return ahead.flatMap((item) => shownProgress(person, item));
}

/** The same of one entry; `sessions` holds those of the entry and of what its windows hang on. */
export function entryAhead(
  program: Program,
  person: Person,
  entry: Entry,
  sessions: readonly Session[],
  range: Range,
  today: Day,
  dates: readonly ProgramDate[] = [],
): Ahead[] {
  const view = createView(program, person, sessions, range, today, dates);
  return inView(view, view.almanac.byEntry.get(entry.id) ?? []).filter((item) => item.entry === entry);
}

/** What a student can tick off or wave away, in order of its day and whether it is done or not. Parameters as of `programAhead`. */
export function tickableAhead(
  program: Program,
  person: Person,
  sessions: readonly Session[],
  range: Range,
  today: Day,
  dates: readonly ProgramDate[],
): readonly Ahead[] {
  return aheadOfCohort({ program, sessions, range, today, dates }, person, 'tickable', (who) => {
    const { deciding, tickable } = almanacOf(program);
    const decisive = sessions.filter(({ entry }) => deciding.has(entry));
    const view = createView(program, who, decisive, range, today, dates);
    return inView(view, tickable).filter(({ tick, entry }) => tick !== null && isTickable(entry));
  });
}

/** Whether it is over at an instant, which falls on `today` at the school. */
export function isOver({ when }: Pick<Ahead, 'when'>, now: Temporal.Instant, today: Day): boolean {
  if (when.kind === 'session') return when.endsAt.epochMilliseconds <= now.epochMilliseconds;
  return (when.kind === 'due' ? when.day : when.to) < today;
}
