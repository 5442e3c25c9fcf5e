import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/domain/day.ts';
import type { Override } from '../../src/domain/standing.ts';
import {
  overlapping,
  overrideText,
  parseOverride,
  storedOverride,
  writtenOverride,
} from '../../src/people/override.ts';

const year = fc.integer({ min: 2000, max: 2100 });
const kindAndValue: fc.Arbitrary<Pick<Override, 'kind' | 'value'>> = fc.oneof(
  fc.record({ kind: fc.constant('class' as const), value: year }),
  fc.record({ kind: fc.constant('track' as const), value: fc.constantFrom('pathways' as const, 'hst' as const) }),
  fc.record({
    kind: fc.constant('phase' as const),
    value: fc.constantFrom('preclerkship' as const, 'pce' as const, 'post-pce' as const),
  }),
  fc.record({
    kind: fc.constant('cycle' as const),
    value: fc.oneof(year, fc.constantFrom('not-applying' as const, 'undecided' as const)),
  }),
  fc.record({ kind: fc.constant('leave' as const), value: fc.constantFrom('leave' as const, 'phd' as const) }),
);
const anyOverride = fc
  .tuple(kindAndValue, fc.nat(10_000), fc.integer({ min: 1, max: 3000 }), fc.boolean())
  .map(([what, start, days, open]) => {
    const from = addDays('2015-01-01', start);
    const to = open && what.kind !== 'leave' ? null : addDays(from, days);
    return { ...what, from, to } as Override;
  });

describe('an override of a roster', () => {
  it('is read back from its text', () => {
    fc.assert(
      fc.property(anyOverride, (override) => {
        expect(parseOverride(overrideText(override))).toEqual(override);
      }),
    );
  });

  it('is read back from its row', () => {
    fc.assert(
      fc.property(anyOverride, (override) => {
        const { kind, value, startsOn, returnsOn } = writtenOverride(override);
        expect(storedOverride({ kind, value, from: startsOn, to: returnsOn })).toEqual(override);
      }),
    );
  });

  it.each<[string, Override]>([
    ['class 2028 from 2026-07-01', { kind: 'class', value: 2028, from: '2026-07-01', to: null }],
    ['  CLASS  2028  From 2026-07-01 ', { kind: 'class', value: 2028, from: '2026-07-01', to: null }],
    ['track HST from 2026-07-01', { kind: 'track', value: 'hst', from: '2026-07-01', to: null }],
    ['phase pce from 2026-07-01 to 2026-10-01', { kind: 'phase', value: 'pce', from: '2026-07-01', to: '2026-10-01' }],
    ['cycle Not-Applying from 2026-07-01', { kind: 'cycle', value: 'not-applying', from: '2026-07-01', to: null }],
    ['cycle 2029 from 2026-07-01', { kind: 'cycle', value: 2029, from: '2026-07-01', to: null }],
    ['leave from 2026-09-01 to 2027-09-01', { kind: 'leave', value: 'leave', from: '2026-09-01', to: '2027-09-01' }],
    ['PhD from 2026-09-01 to 2030-09-01', { kind: 'leave', value: 'phd', from: '2026-09-01', to: '2030-09-01' }],
  ])('is read: %j', (text, expected) => {
    expect(parseOverride(text)).toEqual(expected);
  });

  it.each([
    ['class 2028', 'expected something like'],
    ['away from 2026-09-01', 'expected something like'],
    ['class from 2026-09-01', 'expected something like'],
    ['class 2028 from 2026-07-01 until 2027-07-01', 'expected something like'],
    ['class 2028 from 1 July 2026', 'expected something like'],
    ['class 2028 from 2026-02-30', 'found "2026-02-30"'],
    ['leave from 2026-09-01 to 2027-13-01', 'found "2027-13-01"'],
    ['class 2028 from 0000-01-01', 'found "0000-01-01"'],
    ['leave from 2026-09-01', 'expected a day of return'],
    ['leave from 2026-09-01 to 2026-09-01', 'expected the day of return after the first day'],
    ['leave from 2026-09-01 to 2026-08-01', 'expected the day of return after the first day'],
    ['class next from 2026-09-01', 'expected a graduation year like 2028'],
    ['class 28 from 2026-09-01', 'expected a graduation year like 2028'],
    ['class 2e3 from 2026-09-01', 'expected a graduation year like 2028'],
    ['class 2028.0 from 2026-09-01', 'expected a graduation year like 2028'],
    ['track md from 2026-09-01', 'expected pathways or hst'],
    ['phase intern from 2026-09-01', 'expected preclerkship, pce, post-pce'],
    ['cycle maybe from 2026-09-01', 'expected a Match year like 2028, not-applying or undecided'],
  ])('is refused with what was expected: %j', (text, expected) => {
    expect(parseOverride(text)).toEqual({ problem: expect.stringContaining(expected) });
  });

  it('throws on a row that nobody of us wrote', () => {
    expect(() => storedOverride({ kind: 'mood', value: 'x', from: '2026-01-01', to: null })).toThrow();
    expect(() => storedOverride({ kind: 'class', value: 'x', from: '2026-01-01', to: null })).toThrow();
  });
});

describe('overrides on the same day', () => {
  const on = (kind: 'class' | 'leave', from: string, to: string | null): Override =>
    kind === 'class' ? { kind, value: 2028, from, to } : { kind, value: 'leave', from, to };
  it.each([
    ['one after the other', on('class', '2026-01-01', '2026-02-01'), on('class', '2026-02-01', null), false],
    ['one day of both', on('class', '2026-01-01', '2026-02-02'), on('class', '2026-02-01', null), true],
    ['one within the other', on('class', '2026-01-01', null), on('class', '2026-02-01', '2026-03-01'), true],
    ['both without end', on('class', '2026-01-01', null), on('class', '2020-01-01', null), true],
    ['of two kinds', on('class', '2026-01-01', null), on('leave', '2026-01-01', '2027-01-01'), false],
  ])('%s', (_, one, other, clash) => {
    expect(overlapping([one, other]) !== undefined).toBe(clash);
    expect(overlapping([other, one]) !== undefined).toBe(clash);
  });

  it('are named as the two that clash', () => {
    const [a, b, c] = [
      on('leave', '2026-01-01', '2027-01-01'),
      on('class', '2026-01-01', null),
      on('class', '2027-01-01', null),
    ];
    expect(overlapping([a, b, c])).toEqual([b, c]);
  });
});
