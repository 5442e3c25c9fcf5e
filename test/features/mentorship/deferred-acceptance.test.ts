import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deferredAcceptance } from '../../../src/features/mentorship/rules/deferred-acceptance.ts';
import { bestStableMatching, blockingPairs, type Preferences } from '../../support/stability.ts';

function outcomeOf(preferences: Preferences): (number | null)[] {
  const { wishes, capacity, place } = preferences;
  return deferredAcceptance({
    wishes,
    capacity,
    compare: (receiver, one, other) => place(receiver, one) - place(receiver, other),
  });
}

/** Preferences of `proposers` over `receivers`, some of them cut short. */
function preferences(most: { proposers: number; receivers: number }): fc.Arbitrary<Preferences> {
  return fc
    .record({
      proposers: fc.integer({ min: 0, max: most.proposers }),
      receivers: fc.integer({ min: 1, max: most.receivers }),
    })
    .chain(({ proposers, receivers }) => {
      const all = Array.from({ length: receivers }, (_, at) => at);
      const everybody = Array.from({ length: proposers }, (_, at) => at);
      return fc.record({
        wishes: fc.array(fc.shuffledSubarray(all), { minLength: proposers, maxLength: proposers }),
        capacity: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: receivers, maxLength: receivers }),
        orders: fc.array(fc.shuffledSubarray(everybody, { minLength: proposers }), {
          minLength: receivers,
          maxLength: receivers,
        }),
      });
    })
    .map(({ wishes, capacity, orders }) => ({
      wishes,
      capacity,
      place: (receiver, proposer) => orders[receiver]?.indexOf(proposer) ?? 0,
    }));
}

describe('deferred acceptance', () => {
  it('of the example of three and three in which both sides want the opposite serves the proposers', () => {
    const place = (receiver: number, proposer: number) =>
      [
        [1, 2, 0],
        [2, 0, 1],
        [0, 1, 2],
      ][receiver]?.indexOf(proposer) ?? 0;
    const wishes = [
      [0, 1, 2],
      [1, 2, 0],
      [2, 0, 1],
    ];
    expect(outcomeOf({ wishes, capacity: [1, 1, 1], place })).toEqual([0, 1, 2]);
  });

  it('leaves nobody who would rather have somebody that would rather have them', () => {
    fc.assert(
      fc.property(preferences({ proposers: 30, receivers: 12 }), (given) => {
        expect(blockingPairs(given, outcomeOf(given))).toEqual([]);
      }),
    );
  });

  it('keeps to what each receiver has room for, and gives nobody what they do not want', () => {
    fc.assert(
      fc.property(preferences({ proposers: 30, receivers: 12 }), (given) => {
        const outcome = outcomeOf(given);
        for (const [receiver, room] of given.capacity.entries())
          expect(outcome.filter((one) => one === receiver).length).toBeLessThanOrEqual(room);
        for (const [proposer, receiver] of outcome.entries())
          if (receiver !== null) expect(given.wishes[proposer]).toContain(receiver);
      }),
    );
  });

  it('gives every proposer the best that any stable outcome has for them', () => {
    fc.assert(
      fc.property(preferences({ proposers: 5, receivers: 4 }), (given) => {
        expect(outcomeOf(given)).toEqual(bestStableMatching(given));
      }),
      { numRuns: 300 },
    );
  });
});
