// What an override makes different about a student, in words that staff and the student can judge. Pure.
import type { Day } from '../../../domain/day.ts';
import type { Enrollment, SchoolCalendar, Standing } from '../../../domain/standing.ts';
import { standingOn, standingsOver } from '../../../domain/standing.ts';
import { standingText } from '../../../domain/standing-text.ts';
import type { Upcoming } from '../../../domain/upcoming.ts';
import { dayText } from '../../../domain/wording.ts';

/** From a day on: how somebody stands, and how they would have stood. */
export interface StandingChange {
  from: Day;
  before: string;
  after: string;
}

/** What is different about somebody, before and after. */
export interface WhatChanges {
  standing: readonly StandingChange[];
  /** Events and milestones of the next twelve months that come, and that go. */
  comes: readonly string[];
  goes: readonly string[];
  /** How many reminders fall due in the next four weeks. */
  reminders: { before: number; after: number };
}

/** A standing without what merely passes in it: months and years counted. */
function kindOf({ stage, phase, class: graduationYear, track, away, cycle }: Standing): string {
  return JSON.stringify([stage, phase, graduationYear, track, away, cycle]);
}

/** Each stretch of days on which somebody stands otherwise than they would have, by its first day. */
export function standingChanges(
  calendar: SchoolCalendar,
  before: Enrollment,
  after: Enrollment,
  from: Day,
  to: Day,
): StandingChange[] {
  const starts = [before, after].flatMap((one) =>
    standingsOver(calendar, one, from, to).map((stretch) => stretch.from),
  );
  const changes: StandingChange[] = [];
  let last = '';
  for (const day of [...new Set(starts)].sort()) {
    const [was, is] = [standingOn(calendar, before, day), standingOn(calendar, after, day)];
    const key = kindOf(was) === kindOf(is) ? '' : `${kindOf(was)} ${kindOf(is)}`;
    if (key !== '' && key !== last)
      changes.push({ from: day, before: standingText(was, day), after: standingText(is, day) });
    last = key;
  }
  return changes;
}

function named({ title, day, when }: Upcoming): string {
  if (when.kind !== 'window') return `${title}, ${dayText(day)}`;
  return when.months === '' ? title : `${title}, ${when.months}`;
}

/** What is in one list and not in the other, by what it is and when. */
export function upcomingChanges(
  before: readonly Upcoming[],
  after: readonly Upcoming[],
): { comes: string[]; goes: string[] } {
  const [was, is] = [before.map(named), after.map(named)];
  const [had, has] = [new Set(was), new Set(is)];
  return {
    comes: [...new Set(is)].filter((name) => !had.has(name)),
    goes: [...new Set(was)].filter((name) => !has.has(name)),
  };
}
