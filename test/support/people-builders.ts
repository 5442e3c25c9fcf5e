// People and rosters for tests; all invented.
import { Temporal } from 'temporal-polyfill';
import type { Session } from '../../src/ahead/session.ts';
import { UNCHANGED } from '../../src/domain/person-settings.ts';
import type { Enrollment } from '../../src/domain/standing.ts';
import type { Person } from '../../src/people/person.ts';
import type { SlackMember } from '../../src/slack/directory.ts';

/** Somebody with no role, in no class and outside Slack, but for what is given. */
export function person(given: Partial<Person> = {}): Person {
  const id = given.id ?? 1;
  return {
    id,
    name: `Person ${id}`,
    emails: [`person${id}@example.edu`],
    slackUserId: null,
    timeZone: null,
    active: true,
    roles: [],
    enrollment: null,
    society: null,
    specialties: [],
    follows: [],
    settings: UNCHANGED,
    ticks: [],
    ...given,
  };
}

export function student(enrollment: Enrollment, given: Partial<Person> = {}): Person {
  return person({ roles: ['student'], enrollment, ...given });
}

/** An active member of the workspace in Boston. */
export function member(slackUserId: string, email: string | null, given: Partial<SlackMember> = {}): SlackMember {
  return { slackUserId, email, timeZone: 'America/New_York', active: true, ...given };
}

/** A session of an hour at five in the afternoon of a day in Boston. */
export function session(entry: string, day: string, given: Partial<Session> = {}): Session {
  const startsAt = Temporal.PlainDate.from(day)
    .toZonedDateTime({ timeZone: 'America/New_York', plainTime: '17:00' })
    .toInstant();
  return {
    id: 1,
    key: `${entry}-${day}`,
    entry,
    title: null,
    specialty: null,
    startsAt,
    endsAt: startsAt.add({ hours: 1 }),
    day,
    place: null,
    link: null,
    sequence: 0,
    capacity: null,
    taken: 0,
    rsvpClosesAt: null,
    cancelledAt: null,
    postponed: false,
    recording: null,
    ...given,
  };
}

export const ROSTER_HEADING = 'name,emails,roles,class,track,society,specialties,overrides';

/** A roster with the full heading and these lines. */
export function roster(...lines: readonly string[]): string {
  return `${[ROSTER_HEADING, ...lines].join('\n')}\n`;
}

/** The line of the staff member who imports in tests. */
export const STAFF_LINE = 'Rosa Staff,rosa@example.edu,staff,,,,,';
