// The life of one interview. Pure.
//
//   draft --publish--> booked --it is over--> held (feedback was given)
//                       | | |                  or did-not-take-place (somebody said so)
//                       | | +--- I can't ----> cancelled, and another is looked for
//                       | +--- moved to make room for somebody: cancelled, and booked anew at once
//                       +--- the publishing is taken back: cancelled, and a draft anew, so that calendars can be told of the old one
import { Temporal } from 'temporal-polyfill';
import type { Confirmation, InterviewState, Side } from '../../../domain/interview.ts';
import type { Booking } from './round.ts';

/** An interview as it is stored. */
export interface Interview {
  id: number;
  roundId: number;
  studentId: number;
  interviewerId: number;
  seat: number;
  specialty: string;
  relaxed: boolean;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  state: InterviewState;
  locked: boolean;
  sequence: number;
  hearBy: Temporal.Instant | null;
}

/** Which of the two somebody is; null: neither. */
export function sideOf({ studentId, interviewerId }: Interview, personId: number): Side | null {
  if (studentId === personId) return 'student';
  return interviewerId === personId ? 'interviewer' : null;
}

/** The same as the rules and the solver see it: the moment in milliseconds. */
export function bookingOf({ studentId, interviewerId, startsAt, specialty, relaxed }: Interview): Booking {
  return {
    student: studentId,
    interviewer: interviewerId,
    startsAt: startsAt.epochMilliseconds,
    specialty,
    relaxed,
  };
}

/** At the moment of its end it is. */
export function isOver({ endsAt }: Interview, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(endsAt, now) <= 0;
}

/** At the moment of its beginning it has. */
export function hasBegun({ startsAt }: Interview, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(startsAt, now) <= 0;
}

/** Feedback is of use for so long, and an interview that is over is shown. */
export const FEEDBACK_DAYS = 14;

/** Whether it is so long over that nothing of it waits any more. */
export function isPast({ endsAt }: Interview, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(endsAt.add({ hours: FEEDBACK_DAYS * 24 }), now) <= 0;
}

/** Which of the two places of a student a new interview takes; who has the other one moves where that is needed. */
export function seatFor(
  relaxed: boolean,
  own: readonly Pick<Interview, 'id' | 'seat' | 'relaxed'>[],
): { seat: number; moves: number | null } {
  const taken = new Map(own.map((interview) => [interview.seat, interview]));
  const wanted = relaxed || taken.has(1) ? 2 : 1;
  const there = taken.get(wanted);
  // A relaxed interview is the second one: the other becomes the first.
  return { seat: wanted, moves: there && !there.relaxed ? there.id : null };
}

export type Confirmed = Partial<Record<Side, Confirmation>>;
