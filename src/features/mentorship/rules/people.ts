// Who may ask for a mentor, who can be asked, and their working hours.
import type { Temporal } from 'temporal-polyfill';
import type { Day } from '../../../domain/day.ts';
import { isWithin } from '../../../domain/match-week.ts';
import type { WorkingTime } from '../../../domain/working-time.ts';
import { matchWeeksOf, type Person, personStanding, zoneOf } from '../../../people/person.ts';
import { isAway, type MatchDays } from '../../../people/telling.ts';
import { closedDaysOf } from '../../../program/closed-days.ts';
import type { Program } from '../../../program/program.ts';

/** Students in their PCE ask for mentors. */
export function isMentee(program: Program, person: Person, today: Day): boolean {
  return person.active && personStanding(program, person, today)?.phase === 'pce';
}

/** Whether somebody is a mentor to whom a student can be given at a moment. */
export function canMentor(program: Program, person: Person, at: Temporal.Instant, matchDays: MatchDays): boolean {
  const today = program.today(at);
  if (!person.roles.includes('peer-mentor') || isAway(program, person, today)) return false;
  if (personStanding(program, person, today)?.stage === 'graduated') return false;
  const { pausedUntil } = person.settings;
  return !(pausedUntil !== null && pausedUntil > today) && !isWithin(matchWeeksOf(program, person, matchDays), at);
}

/** A mentor's working hours, in their own zone. */
export function workingTimeOf(program: Program, person: Person): WorkingTime {
  return { zone: zoneOf(program, person), hours: program.file.mentorship.hours, closed: closedDaysOf(program) };
}

/** The working hours of staff, in which a student's days are counted. */
export function schoolTimeOf(program: Program): WorkingTime {
  return {
    zone: program.file.school.timeZone,
    hours: program.file.mentorship.hours,
    closed: closedDaysOf(program),
  };
}
