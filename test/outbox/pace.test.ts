import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  claimableAt,
  HORIZON_MS,
  limited,
  opensAt,
  type Pace,
  SLACK_RATES,
  slotsWithin,
  startingPace,
  takeSlots,
} from '../../src/outbox/pace.ts';

const start = Temporal.Instant.from('2026-12-01T14:00:00Z');
const rate = SLACK_RATES['chat.postMessage'];
const seconds = (from: Temporal.Instant, to: Temporal.Instant) => to.since(from).total('seconds');
const later = (s: number) => start.add({ milliseconds: Math.round(s * 1000) });

describe('Home pages', () => {
  const home = SLACK_RATES['views.publish'];

  it('are published together while they are few, then one after the other', () => {
    const { slots, pace } = takeSlots(startingPace(home, start), home, start, 10);
    const at = slots.map((slot) => seconds(start, slot));
    expect(at.slice(0, 8)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(at.slice(8)).toEqual([expect.closeTo(2 / 3, 6), expect.closeTo(4 / 3, 6)]);
    const next = takeSlots(pace, home, later(1.5), 1).slots[0];
    expect(next && seconds(start, next)).toBeCloseTo(2, 6);
  });

  it('stay below a hundred in any minute', () => {
    const { slots } = takeSlots(startingPace(home, start), home, start, 300);
    const at = slots.map((slot) => seconds(start, slot));
    for (const from of at) expect(at.filter((s) => s >= from && s < from + 60).length).toBeLessThan(100);
  });

  it('wait for the end of a silence', () => {
    const silent = limited(startingPace(home, start), home, start, 5_000);
    const { slots } = takeSlots(silent, home, later(1), 2);
    expect(slots.map((slot) => seconds(start, slot))).toEqual([5, 5]);
  });
});

describe('posting', () => {
  it('begins at four a second, and one does not wait', () => {
    const { slots } = takeSlots(startingPace(rate, start), rate, start, 4);
    expect(slots.map((slot) => seconds(start, slot))).toEqual([0, 0.25, 0.5, 0.75]);
  });

  it('creeps to eight a second while nothing is refused, and no further', () => {
    let pace = startingPace(rate, start);
    for (let call = 0; call < 399; call++) pace = takeSlots(pace, rate, start, 1).pace;
    expect(pace.rate).toBeLessThan(8);
    for (let call = 0; call < 100; call++) pace = takeSlots(pace, rate, start, 1).pace;
    expect(pace.rate).toBe(8);
  });

  it('saves nothing up while there is nothing to say', () => {
    const { pace } = takeSlots(startingPace(rate, start), rate, start, 1);
    const { slots } = takeSlots(pace, rate, later(3_600), 2);
    expect(slots.map((slot) => seconds(later(3_600), slot))).toEqual([0, expect.closeTo(0.25, 2)]);
  });

  it('is silent after a 429 for as long as Slack asked, then half as fast, once for a whole burst', () => {
    const first = limited(startingPace(rate, start), rate, start, 7_000);
    const second = limited(first, rate, later(0.1), 9_000);
    expect([first.rate, second.rate]).toEqual([2, 2]);
    expect(seconds(start, opensAt(second, later(1)))).toBe(9.1);
    expect(slotsWithin(second, later(9))).toBe(0);
    expect(seconds(start, claimableAt(second, later(1)))).toBe(9.1);
    expect(slotsWithin(second, later(9.1))).toBe(2);
    const again = limited({ ...second, rate: 0.3 }, rate, later(20), 1_000);
    expect(again.rate).toBe(1);
    const steady = SLACK_RATES['chat.update'];
    expect(limited(startingPace(steady, start), steady, start, 1_000).rate).toBe(0.75);
  });

  it('climbs back after a refusal', () => {
    let pace: Pace = { ...startingPace(rate, start), rate: 1 };
    for (let call = 0; call < 1_000; call++) pace = takeSlots(pace, rate, start, 1).pace;
    expect(pace.rate).toBe(8);
  });
});

it('a claim takes about half a second of slots, at least one and at most a hundred', () => {
  const ofRate = (each: number) => slotsWithin({ ...startingPace(rate, start), rate: each }, start);
  expect([0.1, 0.75, 4, 8, 1_000_000].map(ofRate)).toEqual([1, 1, 3, 5, 100]);
  expect(slotsWithin({ ...startingPace(rate, start), nextAt: later(0.6) }, start)).toBe(0);
});

it('slots never come closer than the rate allows, however they are taken', () => {
  const taking = fc.record({ waitMs: fc.nat(2_000), calls: fc.integer({ min: 1, max: 5 }) });
  fc.assert(
    fc.property(fc.array(taking, { maxLength: 40 }), (takings) => {
      let pace = startingPace(rate, start);
      let now = start;
      const all: Temporal.Instant[] = [];
      for (const { waitMs, calls } of takings) {
        now = now.add({ milliseconds: waitMs });
        const count = Math.min(calls, slotsWithin(pace, now));
        const taken = takeSlots(pace, rate, now, count);
        pace = taken.pace;
        all.push(...taken.slots);
        for (const slot of taken.slots) expect(slot.since(now).total('milliseconds')).toBeLessThanOrEqual(HORIZON_MS);
      }
      for (const [at, slot] of all.entries()) {
        const previous = all[at - 1];
        if (previous) expect(seconds(previous, slot)).toBeGreaterThanOrEqual(1 / rate.ceiling - 1e-6);
      }
    }),
  );
});
