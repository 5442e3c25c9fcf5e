// Who may ask for a mentor, who can be asked, and when something may be said to them.
import { Temporal } from 'temporal-polyfill';
import { addDays, type Day, dayOf } from '../../../domain/day.ts';
import { atHour, hourAt, isWithinHours } from '../../../domain/hour.ts';
import { isWithin } from '../../../domain/match-week.ts';
import type { WorkingTime } from '../../../domain/working-time.ts';
import { afterMatchWeek, matchWeeksOf, type Person, personStanding, quietOf, zoneOf } from '../../../people/person.ts';
import { closedDaysOf } from '../../../program/closed-days.ts';
import type { Program } from '../../../program/program.ts';

/** Match days that staff entered, as `matchWeeksOf` wants them. */
export type MatchDays = Parameters<typeof matchWeeksOf>[2];

/** Students in their PCE ask for mentors. */
export function isMentee(program: Program, person: Person, today: Day): boolean {
  return person.active && personStanding(program, person, today)?.phase === 'pce';
}

/** On leave, in PhD years, or not in the program any more. */
export function isAway(program: Program, person: Person, today: Day): boolean {
  return !person.active || Boolean(personStanding(program, person, today)?.away);
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

/** The first moment from `at` on at which a person is told of somebody else's act: after their Match week, out of quiet hours. */
export function tellingMoment(
  program: Program,
  person: Person,
  at: Temporal.Instant,
  matchDays: MatchDays,
): Temporal.Instant {
  const zone = zoneOf(program, person);
  const quiet = quietOf(program, person);
  const from = afterMatchWeek(program, person, at, matchDays);
  if (!isWithinHours(hourAt(from, zone), quiet)) return from;
  const day = dayOf(from, zone);
  const end = atHour(day, quiet.to, zone);
  return Temporal.Instant.compare(end, from) > 0 ? end : atHour(addDays(day, 1), quiet.to, zone);
}
