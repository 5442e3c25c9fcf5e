// Mentors of a season and requests, as everything that matches them sees them; and what two have in common.

/** A mentor of a season. */
export interface Mentor {
  personId: number;
  /** Ids of specialties that they considered. */
  specialties: readonly string[];
  /** Ids of topics they are glad to talk about. */
  topics: readonly string[];
  /** 1 to 5. */
  capacity: number;
  /** Students they have, and offers that they have not answered. */
  taken: number;
  /** By their own choice, or because they are away: nobody new for now. */
  paused: boolean;
}

/** What a student asks for. */
export interface Request {
  id: number;
  /** The student. */
  personId: number;
  specialties: readonly string[];
  topics: readonly string[];
  /** Mentors by person id, the dearest first. */
  wishes: readonly number[];
  /** Anybody who fits, where none of the wishes can. */
  matchMe: boolean;
  /** Got nobody last time: goes first. */
  leftOut: boolean;
}

/** What speaks for a pair. */
export type Reason =
  | { kind: 'wish'; rank: number }
  | { kind: 'specialties'; ids: readonly string[] }
  | { kind: 'topics'; ids: readonly string[] }
  | { kind: 'left-out' };

/** What two have in common, in the order of the student. */
export interface Fit {
  specialties: readonly string[];
  topics: readonly string[];
}

export function fitOf(request: Request, mentor: Mentor): Fit {
  return {
    specialties: request.specialties.filter((id) => mentor.specialties.includes(id)),
    topics: request.topics.filter((id) => mentor.topics.includes(id)),
  };
}

/** What speaks for a pair, the strongest first; empty where nothing does but a free place. */
export function reasonsFor(request: Request, mentor: Mentor): Reason[] {
  const { specialties, topics } = fitOf(request, mentor);
  const rank = request.wishes.indexOf(mentor.personId) + 1;
  return [
    ...(specialties.length > 0 ? [{ kind: 'specialties', ids: specialties } as const] : []),
    ...(rank > 0 ? [{ kind: 'wish', rank } as const] : []),
    ...(topics.length > 0 ? [{ kind: 'topics', ids: topics } as const] : []),
    ...(request.leftOut ? [{ kind: 'left-out' } as const] : []),
  ];
}

export function freePlaces({ capacity, taken }: Mentor): number {
  return Math.max(capacity - taken, 0);
}

/** A number for two that looks like chance and is always the same for a seed: it draws the lots. */
export function lot(seed: number, a: number, b: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(a + 0x7f4a7c15, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ Math.imul(b + 0x165667b1, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Specialties count before topics. */
export function compareFit(a: Fit, b: Fit): number {
  return b.specialties.length - a.specialties.length || b.topics.length - a.topics.length;
}
