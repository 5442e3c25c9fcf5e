// A round: all open requests matched at once, stable and explained. Staff lock, forbid and run again; the same seed gives the same draft.
import { type Apart, canTake, mentorsById, preferred } from './candidates.ts';
import { deferredAcceptance } from './deferred-acceptance.ts';
import { compareFit, fitOf, freePlaces, lot, type Mentor, type Reason, type Request, reasonsFor } from './market.ts';

/** A request together with a mentor. */
export interface Couple {
  requestId: number;
  mentorId: number;
}

export interface RoundInput {
  requests: readonly Request[];
  mentors: readonly Mentor[];
  apart: Apart;
  /** What staff decided: these come together, whatever else would. */
  locked: readonly Couple[];
  /** And these don't. */
  forbidden: readonly Couple[];
  seed: number;
}

export interface DraftPair extends Couple {
  locked: boolean;
  reasons: readonly Reason[];
}

/**
 * Why somebody stays without a mentor. `none-free`: nobody at all who could take them has a place; `wishes-unavailable`: they asked for their
 * wishes only, and none of those can take them; `forbidden`: staff ruled out whoever was left; `wishes-taken`, `all-taken`: there were
 * places, and others came first.
 */
export type WhyUnmatched = 'none-free' | 'wishes-unavailable' | 'forbidden' | 'wishes-taken' | 'all-taken';

export interface Draft {
  pairs: readonly DraftPair[];
  unmatched: readonly { requestId: number; why: WhyUnmatched }[];
}

/**
 * The locks that can be kept, in their order: no rule is broken by one. The rest is left out, and those requests are matched like others.
 * A mentor's free places are used up by locks first.
 */
export function keptLocks({ requests, mentors, apart, locked }: RoundInput): Couple[] {
  const byRequest = new Map(requests.map((request) => [request.id, request]));
  const byMentor = new Map(mentors.map((mentor) => [mentor.personId, mentor]));
  const used = new Map<number, number>();
  const seen = new Set<number>();
  return locked.filter(({ requestId, mentorId }) => {
    const request = byRequest.get(requestId);
    const mentor = byMentor.get(mentorId);
    if (!request || !mentor || seen.has(requestId) || !canTake(request, mentor, apart)) return false;
    const taken = used.get(mentorId) ?? 0;
    if (taken >= freePlaces(mentor)) return false;
    used.set(mentorId, taken + 1);
    seen.add(requestId);
    return true;
  });
}

/** How a mentor's places are given: those left out last time first, then who has most in common, then by lot. */
function placeOrder(request: Request, mentor: Mentor, seed: number) {
  return {
    leftOut: request.leftOut,
    fit: fitOf(request, mentor),
    lot: lot(seed, mentor.personId, request.personId),
    id: request.id,
  };
}

type PlaceOrder = ReturnType<typeof placeOrder>;

function comparePlaces(a: PlaceOrder, b: PlaceOrder): number {
  return Number(b.leftOut) - Number(a.leftOut) || compareFit(a.fit, b.fit) || a.lot - b.lot || a.id - b.id;
}

/** Whether a mentor prefers the first of two students, in a round with this seed: negative where so, never 0 for two. */
export function mentorPrefers(mentor: Mentor, one: Request, other: Request, seed: number): number {
  return comparePlaces(placeOrder(one, mentor, seed), placeOrder(other, mentor, seed));
}

function whyUnmatched(request: Request, open: readonly Mentor[], allowed: readonly Mentor[]): WhyUnmatched {
  if (open.length === 0) return request.matchMe ? 'none-free' : 'wishes-unavailable';
  if (allowed.length === 0) return 'forbidden';
  return request.matchMe ? 'all-taken' : 'wishes-taken';
}

/** The draft of a round. Deterministic: the order of what is given in plays no part. */
export function draftRound(input: RoundInput): Draft {
  const { apart, forbidden, seed } = input;
  const requests = [...input.requests].sort((a, b) => a.id - b.id);
  const mentors = [...input.mentors].sort((a, b) => a.personId - b.personId);
  const locks = keptLocks(input);
  const lockedTo = new Map(locks.map(({ requestId, mentorId }) => [requestId, mentorId]));
  const forbids = new Set(forbidden.map(({ requestId, mentorId }) => `${requestId}/${mentorId}`));
  const places = new Map(mentors.map((mentor) => [mentor.personId, freePlaces(mentor)]));
  for (const { mentorId } of locks) places.set(mentorId, (places.get(mentorId) ?? 0) - 1);
  const at = new Map(mentors.map(({ personId }, index) => [personId, index]));

  const byId = mentorsById(mentors.filter((mentor) => !mentor.paused && freePlaces(mentor) > 0));
  const lists = requests.map((request) => {
    const open = preferred(request, byId, seed).filter((mentor) => canTake(request, mentor, apart));
    return { request, open, allowed: open.filter(({ personId }) => !forbids.has(`${request.id}/${personId}`)) };
  });
  const orders = new Map<string, PlaceOrder>();
  const orderOf = (receiver: number, proposer: number): PlaceOrder | undefined => {
    const key = `${receiver}/${proposer}`;
    const known = orders.get(key);
    const [mentor, request] = [mentors[receiver], requests[proposer]];
    if (known || !mentor || !request) return known;
    const order = placeOrder(request, mentor, seed);
    orders.set(key, order);
    return order;
  };
  const outcome = deferredAcceptance({
    wishes: lists.map(({ request, allowed }) =>
      lockedTo.has(request.id) ? [] : allowed.flatMap(({ personId }) => at.get(personId) ?? []),
    ),
    capacity: mentors.map(({ personId }) => places.get(personId) ?? 0),
    compare: (receiver, one, other) => {
      const [first, second] = [orderOf(receiver, one), orderOf(receiver, other)];
      return first && second ? comparePlaces(first, second) : one - other;
    },
  });

  const pairs: DraftPair[] = [];
  const unmatched: { requestId: number; why: WhyUnmatched }[] = [];
  for (const [index, { request, open, allowed }] of lists.entries()) {
    const locked = lockedTo.get(request.id);
    const mentor = mentors[locked === undefined ? (outcome[index] ?? -1) : (at.get(locked) ?? -1)];
    if (!mentor) unmatched.push({ requestId: request.id, why: whyUnmatched(request, open, allowed) });
    else
      pairs.push({
        requestId: request.id,
        mentorId: mentor.personId,
        locked: locked !== undefined,
        reasons: reasonsFor(request, mentor),
      });
  }
  return { pairs, unmatched };
}
