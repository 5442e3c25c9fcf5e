import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canTake, mentorsById, preferred } from '../../../src/features/mentorship/rules/candidates.ts';
import { freePlaces, type Mentor, type Request } from '../../../src/features/mentorship/rules/market.ts';
import {
  type Couple,
  type Draft,
  draftRound,
  keptLocks,
  mentorPrefers,
  type RoundInput,
} from '../../../src/features/mentorship/rules/round.ts';
import { shortages } from '../../../src/features/mentorship/rules/shortage.ts';
import { aMentor, aRequest } from '../../support/mentorship-builders.ts';
import { bestStableMatching, blockingPairs, type Preferences } from '../../support/stability.ts';

const none = { apart: () => false, locked: [], forbidden: [], seed: 1 };

function coupled(draft: Draft): string[] {
  return draft.pairs.map(({ requestId, mentorId }) => `${requestId}-${mentorId}`);
}

describe('a round', () => {
  it('gives the first wish where there is room', () => {
    const requests = [aRequest(1, { wishes: [102, 101] }), aRequest(2, { wishes: [102] })];
    const draft = draftRound({ ...none, requests, mentors: [aMentor(101), aMentor(102)] });
    expect(coupled(draft)).toEqual(['1-102', '2-102']);
    expect(draft.pairs[0]?.reasons).toEqual([
      { kind: 'specialties', ids: ['neurology'] },
      { kind: 'wish', rank: 1 },
    ]);
  });

  it('lets those go first who got nobody last time, whoever has more in common', () => {
    const requests = [
      aRequest(1, { wishes: [101], matchMe: false, topics: ['couples'] }),
      aRequest(2, { wishes: [101], matchMe: false, specialties: [], leftOut: true }),
    ];
    const mentors = [aMentor(101, { capacity: 1, topics: ['couples'] })];
    const draft = draftRound({ ...none, requests, mentors });
    expect(coupled(draft)).toEqual(['2-101']);
    expect(draft.unmatched).toEqual([{ requestId: 1, why: 'wishes-taken' }]);
  });

  it('prefers who has a specialty in common to who has a topic', () => {
    const requests = [
      aRequest(1, { specialties: ['urology'], topics: ['research', 'family'] }),
      aRequest(2, { specialties: ['neurology'] }),
    ];
    const mentors = [aMentor(101, { capacity: 1, topics: ['research', 'family'] })];
    expect(coupled(draftRound({ ...none, requests, mentors }))).toEqual(['2-101']);
  });

  it.each<[string, Partial<Request>, Partial<Mentor>, Partial<RoundInput>, string]>([
    ['nobody has a place', {}, { taken: 2 }, {}, 'none-free'],
    ['the only mentor is on pause', {}, { paused: true }, {}, 'none-free'],
    ['the two must not be paired', {}, {}, { apart: () => true }, 'none-free'],
    ['the only wish has no place', { wishes: [101], matchMe: false }, { taken: 2 }, {}, 'wishes-unavailable'],
    ['the wish is no mentor any more', { wishes: [999], matchMe: false }, {}, {}, 'wishes-unavailable'],
    ['staff forbade the only one', {}, {}, { forbidden: [{ requestId: 1, mentorId: 101 }] }, 'forbidden'],
  ])('says why somebody stays without a mentor: %s', (_, request, mentor, more, why) => {
    const draft = draftRound({ ...none, requests: [aRequest(1, request)], mentors: [aMentor(101, mentor)], ...more });
    expect(draft).toEqual({ pairs: [], unmatched: [{ requestId: 1, why }] });
  });

  it('says that others came first', () => {
    const requests = [aRequest(1, { leftOut: true }), aRequest(2)];
    const draft = draftRound({ ...none, requests, mentors: [aMentor(101, { capacity: 1 })] });
    expect(draft.unmatched).toEqual([{ requestId: 2, why: 'all-taken' }]);
  });

  it('keeps what staff locked, and matches the rest around it', () => {
    const requests = [aRequest(1, { wishes: [101] }), aRequest(2, { wishes: [101], leftOut: true })];
    const mentors = [aMentor(101, { capacity: 1 }), aMentor(102, { specialties: [] })];
    const draft = draftRound({ ...none, requests, mentors, locked: [{ requestId: 1, mentorId: 101 }] });
    expect(coupled(draft)).toEqual(['1-101', '2-102']);
    expect(draft.pairs.map(({ locked }) => locked)).toEqual([true, false]);
  });

  it('keeps no lock that breaks a rule', () => {
    const requests = [aRequest(1), aRequest(2), aRequest(3)];
    const mentors = [aMentor(101, { capacity: 1 }), aMentor(102, { paused: true }), aMentor(103)];
    const locked: Couple[] = [
      { requestId: 1, mentorId: 101 },
      { requestId: 2, mentorId: 101 },
      { requestId: 2, mentorId: 102 },
      { requestId: 3, mentorId: 103 },
      { requestId: 3, mentorId: 101 },
      { requestId: 9, mentorId: 103 },
    ];
    const apart = (a: number, b: number) => Math.min(a, b) === 3 && Math.max(a, b) === 103;
    expect(keptLocks({ ...none, requests, mentors, apart, locked })).toEqual([{ requestId: 1, mentorId: 101 }]);
  });

  it('is the same for a seed, in whatever order it is given, and draws other lots for another', () => {
    const requests = Array.from({ length: 40 }, (_, at) => aRequest(at + 1));
    const mentors = Array.from({ length: 10 }, (_, at) => aMentor(100 + at, { capacity: 3 }));
    const draft = draftRound({ ...none, requests, mentors });
    const turned = draftRound({ ...none, requests: [...requests].reverse(), mentors: [...mentors].reverse() });
    expect(turned).toEqual(draft);
    expect(draft.unmatched).toHaveLength(10);
    expect(draftRound({ ...none, requests, mentors, seed: 2 })).not.toEqual(draft);
  });
});

describe('where mentors are short', () => {
  it('is said by specialty and by topic, the shortest first', () => {
    const requests = [
      ...[1, 2, 3].map((id) => aRequest(id, { specialties: ['dermatology', 'neurology'], topics: ['family'] })),
      aRequest(4, { specialties: ['urology'] }),
      aRequest(5, { specialties: ['neurology'] }),
    ];
    const mentors = [
      aMentor(101, { capacity: 5, taken: 1 }),
      aMentor(102, { specialties: ['dermatology'], capacity: 1, topics: ['family'] }),
      aMentor(103, { specialties: ['urology'], paused: true }),
    ];
    expect(shortages(requests, mentors)).toEqual({
      specialties: [
        { id: 'dermatology', asked: 3, places: 1 },
        { id: 'urology', asked: 1, places: 0 },
      ],
      topics: [{ id: 'family', asked: 3, places: 1 }],
    });
  });
});

interface Season extends RoundInput {
  keptApart: readonly (readonly [number, number])[];
}

const SPECIALTIES = ['neurology', 'urology', 'dermatology'];
const TOPICS = ['family', 'research'];

/** A random season; mentors have ids from 101 on. */
function season(most: { requests: number; mentors: number }): fc.Arbitrary<Season> {
  const mentorId = fc.integer({ min: 101, max: 100 + most.mentors });
  const requestId = fc.integer({ min: 1, max: most.requests });
  const request = fc.record({
    specialties: fc.shuffledSubarray(SPECIALTIES),
    topics: fc.shuffledSubarray(TOPICS),
    wishes: fc.uniqueArray(mentorId, { maxLength: 5 }),
    matchMe: fc.boolean(),
    leftOut: fc.boolean(),
  });
  const mentor = fc.record({
    specialties: fc.shuffledSubarray(SPECIALTIES),
    topics: fc.shuffledSubarray(TOPICS),
    capacity: fc.integer({ min: 1, max: 3 }),
    taken: fc.nat(1),
    paused: fc.boolean(),
  });
  const couple = fc.record({ requestId, mentorId });
  return fc
    .record({
      requests: fc.array(request, { minLength: 1, maxLength: most.requests }),
      mentors: fc.array(mentor, { minLength: 1, maxLength: most.mentors }),
      keptApart: fc.array(fc.tuple(requestId, mentorId), { maxLength: 4 }),
      locked: fc.array(couple, { maxLength: 3 }),
      forbidden: fc.array(couple, { maxLength: 4 }),
      seed: fc.nat(1000),
    })
    .map(({ requests, mentors, keptApart, ...rest }) => ({
      ...rest,
      keptApart,
      requests: requests.map((given, at) => aRequest(at + 1, given)),
      mentors: mentors.map((given, at) => aMentor(101 + at, given)),
      apart: (a, b) => keptApart.some(([one, other]) => (one === a && other === b) || (one === b && other === a)),
    }));
}

/** The market that is left when the locks are taken out, said independently of the draft. */
function rest(input: Season): { preferences: Preferences; requests: Request[]; mentors: readonly Mentor[] } {
  const { mentors, apart, forbidden, seed } = input;
  const locks = keptLocks(input);
  const requests = input.requests.filter(({ id }) => !locks.some(({ requestId }) => requestId === id));
  const mayMeet = (request: Request) => (mentor: Mentor) =>
    canTake(request, mentor, apart) &&
    !forbidden.some(({ requestId, mentorId }) => requestId === request.id && mentorId === mentor.personId);
  const wishes = requests.map((request) =>
    preferred(request, mentorsById(mentors.filter(mayMeet(request))), seed).map((mentor) => mentors.indexOf(mentor)),
  );
  const capacity = mentors.map(
    (mentor) => freePlaces(mentor) - locks.filter(({ mentorId }) => mentorId === mentor.personId).length,
  );
  const orders = mentors.map((mentor) => [...requests].sort((a, b) => mentorPrefers(mentor, a, b, seed)));
  const place = (receiver: number, proposer: number) => {
    const request = requests[proposer];
    return request ? (orders[receiver]?.indexOf(request) ?? 0) : 0;
  };
  return { preferences: { wishes, capacity, place }, requests, mentors };
}

function outcomeIn(draft: Draft, { requests, mentors }: ReturnType<typeof rest>): (number | null)[] {
  return requests.map(({ id }) => {
    const pair = draft.pairs.find(({ requestId }) => requestId === id);
    return pair ? mentors.findIndex(({ personId }) => personId === pair.mentorId) : null;
  });
}

describe('in any season', () => {
  it('a round breaks no rule', () => {
    fc.assert(
      fc.property(season({ requests: 25, mentors: 8 }), (input) => {
        const draft = draftRound(input);
        expect(draft.pairs.length + draft.unmatched.length).toBe(input.requests.length);
        for (const mentor of input.mentors) {
          const own = draft.pairs.filter(({ mentorId }) => mentorId === mentor.personId);
          expect(own.length).toBeLessThanOrEqual(Math.max(0, mentor.capacity - mentor.taken));
          if (mentor.paused) expect(own).toEqual([]);
        }
        for (const { requestId, mentorId, locked } of draft.pairs) {
          const request = input.requests.find(({ id }) => id === requestId);
          expect(input.keptApart.some(([one, other]) => one === request?.personId && other === mentorId)).toBe(false);
          if (locked) continue;
          expect(input.forbidden).not.toContainEqual({ requestId, mentorId });
          expect(request?.matchMe || request?.wishes.includes(mentorId)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('nobody outside what staff locked or forbade would rather have each other', () => {
    fc.assert(
      fc.property(season({ requests: 25, mentors: 8 }), (input) => {
        const left = rest(input);
        expect(blockingPairs(left.preferences, outcomeIn(draftRound(input), left))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('a round is the stable one that is best for the students, found by looking at all', () => {
    fc.assert(
      fc.property(season({ requests: 5, mentors: 4 }), (input) => {
        const left = rest(input);
        expect(outcomeIn(draftRound(input), left)).toEqual(bestStableMatching(left.preferences));
      }),
      { numRuns: 300 },
    );
  });

  it('a round run again over what it was run over is the same', () => {
    fc.assert(
      fc.property(season({ requests: 12, mentors: 5 }), (input) => {
        expect(draftRound({ ...input, requests: [...input.requests].reverse() })).toEqual(draftRound(input));
      }),
    );
  });
});
