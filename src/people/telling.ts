// When somebody is told of another's act: the steps of delivery for what is neither reminder nor answer. Pure.
import type { Temporal } from 'temporal-polyfill';
import type { Day } from '../domain/day.ts';
import { sayableFrom } from '../domain/delivery/sayable.ts';
import { closedDaysOf } from '../program/closed-days.ts';
import type { Program } from '../program/program.ts';
import { matchWeeksOf, type Person, personStanding, quietOf, silentUntil, zoneOf } from './person.ts';

/** Longer than anybody pauses. */
const LONGEST = { hours: 24 * 365 * 10 };

/** Match days that staff entered, as `matchWeeksOf` wants them. */
export type MatchDays = Parameters<typeof matchWeeksOf>[2];

/** On leave, in PhD years, or not in the program any more. */
export function isAway(program: Program, person: Person, today: Day): boolean {
  return !person.active || Boolean(personStanding(program, person, today)?.away);
}

/** Nothing is said to somebody who is away, or outside Slack. */
export function canBeTold(
  program: Program,
  person: Person | null | undefined,
  now: Temporal.Instant,
): person is Person {
  return person?.slackUserId != null && !isAway(program, person, program.today(now));
}

/**
 * The first moment from `at` on at which a person is told: after their Match week, out of quiet hours; what is not booked
 * (`waits`) comes after their pause or Quiet until and not on a closed day, either.
 */
export function tellingMoment(
  program: Program,
  person: Person,
  at: Temporal.Instant,
  matchDays: MatchDays,
  { waits = false } = {},
): Temporal.Instant {
  const zone = zoneOf(program, person);
  const silences = {
    zone,
    closed: closedDaysOf(program),
    quiet: quietOf(program, person),
    closeDayFrom: program.file.reminders.closeDayFrom,
    away: [],
    matchWeeks: matchWeeksOf(program, person, matchDays),
    pausedUntil: silentUntil(person, zone),
  };
  const waiting = { kind: 'notice', booked: !waits, mandatory: false, urgent: false } as const;
  return sayableFrom(silences, { ...waiting, usefulUntil: at.add(LONGEST) }, at) ?? at;
}

/** One moment suits all whose quiet hours leave them a common hour; as many steps find it. */
const MOST_STEPS = 10;

/** The first moment from `at` on at which each of some people is told, because they read it together. */
export function tellingMomentOfAll(
  program: Program,
  people: readonly Person[],
  at: Temporal.Instant,
  matchDays: MatchDays,
  terms: { waits?: boolean } = {},
): Temporal.Instant {
  let moment = at;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const later = people.reduce((from, person) => tellingMoment(program, person, from, matchDays, terms), moment);
    if (later.equals(moment)) return moment;
    moment = later;
  }
  return moment;
}
