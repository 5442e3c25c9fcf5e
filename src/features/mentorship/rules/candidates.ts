// Whom a student is matched with, in which order: their wishes first, then who fits best.
import { compareFit, fitOf, freePlaces, lot, type Mentor, type Reason, type Request, reasonsFor } from './market.ts';

/** Whether two must not be paired: one of them wishes so, or they were a pair before. Symmetric; says no reason. */
export type Apart = (a: number, b: number) => boolean;

/** Whether a mentor could take a student at present. A mentor at capacity or on pause is never asked. */
export function canTake(request: Request, mentor: Mentor, apart: Apart): boolean {
  if (mentor.personId === request.personId || mentor.paused || freePlaces(mentor) === 0) return false;
  return !apart(request.personId, mentor.personId);
}

/** The share of their places that is taken: among equals the one with fewer students comes first. */
function load({ taken, capacity }: Mentor): number {
  return taken / capacity;
}

/** Mentors by person id, to look wishes up in. */
export type MentorsById = ReadonlyMap<number, Mentor>;

export function mentorsById(mentors: readonly Mentor[]): MentorsById {
  return new Map(mentors.map((mentor) => [mentor.personId, mentor]));
}

/** Mentors in the student's order of preference; those whom the student does not want are left out. No two are equal. */
export function preferred(request: Request, mentors: MentorsById, seed: number): Mentor[] {
  const wished = request.wishes.flatMap((id) => mentors.get(id) ?? []);
  if (!request.matchMe) return wished;
  const others = [...mentors.values()]
    .filter(({ personId }) => !request.wishes.includes(personId))
    .map((mentor) => ({
      mentor,
      fit: fitOf(request, mentor),
      lot: lot(seed, request.personId, mentor.personId),
    }))
    .sort(
      (a, b) =>
        compareFit(a.fit, b.fit) ||
        load(a.mentor) - load(b.mentor) ||
        a.lot - b.lot ||
        a.mentor.personId - b.mentor.personId,
    );
  return [...wished, ...others.map(({ mentor }) => mentor)];
}

export interface Candidate {
  mentor: Mentor;
  reasons: readonly Reason[];
}

/**
 * Who is asked next for a student, the best first: free, not apart, and not among those who have been `asked` for this request.
 * The seed draws lots among equals.
 */
export function candidatesFor(
  request: Request,
  mentors: readonly Mentor[],
  { apart, asked, seed }: { apart: Apart; asked: ReadonlySet<number>; seed: number },
): Candidate[] {
  const free = mentors.filter((mentor) => !asked.has(mentor.personId) && canTake(request, mentor, apart));
  return preferred(request, mentorsById(free), seed).map((mentor) => ({
    mentor,
    reasons: reasonsFor(request, mentor),
  }));
}

/** Waiting students in the order in which they get what becomes free: those left out last time, then those who asked first. */
export function inTurn<One extends { id: number; leftOut: boolean }>(requests: readonly One[]): One[] {
  return [...requests].sort((a, b) => Number(b.leftOut) - Number(a.leftOut) || a.id - b.id);
}
