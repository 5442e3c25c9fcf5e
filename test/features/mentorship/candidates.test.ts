import { describe, expect, it } from 'vitest';
import { candidatesFor, inTurn } from '../../../src/features/mentorship/rules/candidates.ts';
import type { Mentor, Request } from '../../../src/features/mentorship/rules/market.ts';
import { aMentor, aRequest } from '../../support/mentorship-builders.ts';

const given = { apart: () => false, asked: new Set<number>(), seed: 1 };

function ids(request: Request, mentors: readonly Mentor[], more: Partial<typeof given> = {}): number[] {
  return candidatesFor(request, mentors, { ...given, ...more }).map(({ mentor }) => mentor.personId);
}

describe('who is asked', () => {
  it('are the wishes in their order, then who has most in common', () => {
    const mentors = [
      aMentor(101, { specialties: [] }),
      aMentor(102),
      aMentor(103, { topics: ['family'] }),
      aMentor(104, { specialties: ['urology'] }),
      aMentor(105, { specialties: ['urology', 'neurology'] }),
    ];
    const request = aRequest(1, { specialties: ['neurology', 'urology'], topics: ['family'], wishes: [104, 101] });
    expect(ids(request, mentors)).toEqual([104, 101, 105, 103, 102]);
  });

  it('are only the wishes, where the student wants no others', () => {
    expect(ids(aRequest(1, { wishes: [102], matchMe: false }), [aMentor(101), aMentor(102)])).toEqual([102]);
  });

  it('among equals are those with fewer of their places taken', () => {
    const mentors = [aMentor(101, { capacity: 4, taken: 2 }), aMentor(102, { capacity: 5, taken: 1 })];
    expect(ids(aRequest(1), mentors)).toEqual([102, 101]);
  });

  it.each<[string, Partial<Mentor>, Partial<typeof given>]>([
    ['at capacity', { capacity: 1, taken: 1 }, {}],
    ['on pause', { paused: true }, {}],
    ['kept apart', {}, { apart: () => true }],
    ['asked before', {}, { asked: new Set([101]) }],
  ])('never are those %s, whoever wishes for them', (_, mentor, more) => {
    expect(ids(aRequest(1, { wishes: [101] }), [aMentor(101, mentor)], more)).toEqual([]);
  });

  it('is nobody about themselves', () => {
    expect(ids(aRequest(101), [aMentor(101)])).toEqual([]);
  });

  it('are named with what speaks for them', () => {
    const mentors = [aMentor(101, { topics: ['family', 'research'] }), aMentor(102, { specialties: ['urology'] })];
    const request = aRequest(1, { topics: ['research'], wishes: [101], leftOut: true });
    const [first, second] = candidatesFor(request, mentors, given);
    expect(first?.reasons).toEqual([
      { kind: 'specialties', ids: ['neurology'] },
      { kind: 'wish', rank: 1 },
      { kind: 'topics', ids: ['research'] },
      { kind: 'left-out' },
    ]);
    expect(second?.reasons).toEqual([{ kind: 'left-out' }]);
  });

  it('depends on the seed among equals, and on nothing else', () => {
    const mentors = Array.from({ length: 6 }, (_, at) => aMentor(101 + at));
    const orders = new Set([1, 2, 3, 4, 5].map((seed) => ids(aRequest(1), mentors, { seed }).join()));
    expect(orders.size).toBeGreaterThan(1);
    expect(ids(aRequest(1), [...mentors].reverse())).toEqual(ids(aRequest(1), mentors));
  });
});

it('those left out last time go first, then those who asked first', () => {
  const waiting = [aRequest(3), aRequest(4, { leftOut: true }), aRequest(1), aRequest(2, { leftOut: true })];
  expect(inTurn(waiting).map(({ id }) => id)).toEqual([2, 4, 1, 3]);
});
