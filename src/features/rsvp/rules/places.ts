// Who gets a place at a session. Pure.
//
//            Going, a place is free                    Going, none is free
//   nothing ----------------------> going <---------- waiting <----------- nothing
//                                     |    a place is    |
//                                     |    free          |
//                                     v                  v
//                                  not-going  <----------+     Not going; no, thank you; no longer theirs
//
// A place that is given back goes to the first on the waiting list in the same transaction, so that nobody waits while one is free.
import { Temporal } from 'temporal-polyfill';
import type { Session } from '../../../ahead/session.ts';
import { sessionsFor } from '../../../ahead/sessions-for.ts';
import type { Day } from '../../../domain/day.ts';
import type { RsvpAnswer } from '../../../domain/rsvp.ts';
import { type Person, personStanding } from '../../../people/person.ts';
import type { Program } from '../../../program/program.ts';

export type Seats = Pick<Session, 'capacity' | 'taken'>;
export type Asked = Pick<Session, 'startsAt' | 'endsAt' | 'rsvpClosesAt' | 'cancelledAt' | 'postponed'>;

/** How many places are free; null: room for everybody. */
export function freePlaces({ capacity, taken }: Seats): number | null {
  return capacity === null ? null : Math.max(capacity - taken, 0);
}

/** What an answer becomes. Who has a place keeps it, and who waits does not lose their turn. */
export function answerAfter(wanted: 'going' | 'not-going', before: RsvpAnswer | null, seats: Seats): RsvpAnswer {
  if (wanted === 'not-going' || before === 'going') return wanted;
  return freePlaces(seats) === 0 ? 'waiting' : 'going';
}

export type Closed = 'postponed' | 'cancelled' | 'over' | 'begun' | 'closed';

function isReached(moment: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return moment !== null && Temporal.Instant.compare(moment, now) <= 0;
}

/** Why an answer is not taken any more; null where it is. After the closing time a place can still be given back. */
export function closedTo(wanted: 'going' | 'not-going', session: Asked, now: Temporal.Instant): Closed | null {
  if (session.cancelledAt !== null) return session.postponed ? 'postponed' : 'cancelled';
  if (isReached(session.endsAt, now)) return 'over';
  if (isReached(session.startsAt, now)) return 'begun';
  return wanted === 'going' && isReached(session.rsvpClosesAt, now) ? 'closed' : null;
}

/** Those of some sessions that are for somebody, and to which they may say that they come. */
export function openTo<One extends Session>(
  program: Program,
  person: Person,
  sessions: readonly One[],
  today: Day,
): One[] {
  const own = new Set(sessionsFor(program, person, sessions, today).map(({ sessionId }) => sessionId));
  return sessions.filter(({ id }) => own.has(id));
}

function isAwayOn(program: Program, person: Person, day: Day): boolean {
  return Boolean(personStanding(program, person, day)?.away);
}

/**
 * Those of some sessions at which somebody keeps no place after something became different about them: the session is not theirs
 * any more, they have left, or they will be away on its day.
 */
export function lostSessions<One extends Session>(
  program: Program,
  { before, after }: { before: Person; after: Person },
  sessions: readonly One[],
  today: Day,
): One[] {
  const open = new Set(openTo(program, after, sessions, today));
  return sessions.filter(
    (session) =>
      !after.active ||
      !open.has(session) ||
      (isAwayOn(program, after, session.day) && !isAwayOn(program, before, session.day)),
  );
}
