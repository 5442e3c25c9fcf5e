// Mentors and requests for tests; all invented.
import type { Mentor, Request } from '../../src/features/mentorship/rules/market.ts';

/** A mentor of two who considered neurology, with nobody so far. */
export function aMentor(personId: number, given: Partial<Mentor> = {}): Mentor {
  return { personId, specialties: ['neurology'], topics: [], capacity: 2, taken: 0, paused: false, ...given };
}

/** Of the student with the same id, who considers neurology and takes anybody. */
export function aRequest(id: number, given: Partial<Request> = {}): Request {
  return {
    id,
    personId: id,
    specialties: ['neurology'],
    topics: [],
    wishes: [],
    matchMe: true,
    leftOut: false,
    ...given,
  };
}
