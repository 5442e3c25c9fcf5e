// What of the program lies ahead of a person between two days. Pure: standings and sessions in, upcoming things out.
import type { Temporal } from 'temporal-polyfill';
import type { Day } from '../domain/day.ts';
import { byTime } from '../domain/upcoming.ts';
import type { Person } from '../people/person.ts';
import type { Entry, Program } from '../program/program.ts';
import type { Occurrence } from './almanac.ts';
import { duesAhead, staffDatedAhead } from './dues-ahead.ts';
import type { Session } from './session.ts';
import { sessionsAhead } from './sessions-ahead.ts';
import { type Ahead, createView, type Range, type View } from './view.ts';
import { windowsAhead } from './windows-ahead.ts';

/** Everything of every kind, of the given occurrences, in order of time. */
function inView(view: View, occurrences: readonly Occurrence[]): Ahead[] {
  return [
    ...sessionsAhead(view),
    ...windowsAhead(view, occurrences),
    ...duesAhead(view),
    ...staffDatedAhead(view),
  ].sort(byTime);
}

/**
 * Everything of the program that is ahead of a person in the range, in order of its day.
 * `sessions` holds all that are dated from a year before the range to a year after it, so that a window is known as dated
 * also where its sessions lie outside the range;
 * `today` decides whether applications are a subject at all.
 */
export function programAhead(
  program: Program,
  person: Person,
  sessions: readonly Session[],
  range: Range,
  today: Day,
): Ahead[] {
  const view = createView(program, person, sessions, range, today);
  return inView(view, view.almanac.occurrences);
}

/** The same of one entry; `sessions` holds those of the entry and of what its windows hang on. */
export function entryAhead(
  program: Program,
  person: Person,
  entry: Entry,
  sessions: readonly Session[],
  range: Range,
  today: Day,
): Ahead[] {
  const view = createView(program, person, sessions, range, today);
  return inView(view, view.almanac.byEntry.get(entry.id) ?? []).filter((item) => item.entry === entry);
}

/** Whether it is over at an instant, which falls on `today` at the school. */
export function isOver({ when }: Pick<Ahead, 'when'>, now: Temporal.Instant, today: Day): boolean {
  if (when.kind === 'session') return when.endsAt.epochMilliseconds <= now.epochMilliseconds;
  return (when.kind === 'due' ? when.day : when.to) < today;
}
