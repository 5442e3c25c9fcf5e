import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/domain/day.ts';
import { PHASES, type Phase } from '../../src/domain/phases.ts';
import type { Enrollment, Override, Stretch } from '../../src/domain/standing.ts';
import { standingOn, standingsOver } from '../../src/domain/standing.ts';
import { school } from '../support/school-calendar.ts';

const year = fc.integer({ min: 2027, max: 2031 });
const track = fc.constantFrom('pathways', 'hst');
const day = fc.integer({ min: 0, max: 365 * 9 }).map((days) => addDays('2022-06-01', days));

/** A dated exception of one kind with a value of that kind. */
function dated<K extends Override['kind']>(kind: K, value: fc.Arbitrary<Extract<Override, { kind: K }>['value']>) {
  return fc
    .tuple(value, day, fc.option(fc.integer({ min: 1, max: 900 })))
    .map(([chosen, from, days]) => ({ kind, value: chosen, from, to: days === null ? null : addDays(from, days) }));
}

const classChange = dated('class', year) as fc.Arbitrary<Override>;
const override = fc.oneof(
  classChange,
  dated('track', track) as fc.Arbitrary<Override>,
  dated('phase', fc.constantFrom(...PHASES)) as fc.Arbitrary<Override>,
  dated('cycle', fc.oneof(year, fc.constantFrom('not-applying', 'undecided'))) as fc.Arbitrary<Override>,
  dated('leave', fc.constantFrom('leave', 'phd')) as fc.Arbitrary<Override>,
);

function overlap(a: Override, b: Override): boolean {
  return a.kind === b.kind && (a.to === null || b.from < a.to) && (b.to === null || a.from < b.to);
}

/** As the database holds them: no two of a kind on one day. */
function apart(overrides: readonly Override[]): Override[] {
  return overrides.filter((one, at) => !overrides.slice(0, at).some((earlier) => overlap(one, earlier)));
}

function enrolled(overrides: fc.Arbitrary<Override[]>): fc.Arbitrary<Enrollment> {
  return fc.record({ class: year, track, overrides: overrides.map(apart) });
}

const anyone = enrolled(fc.array(override, { maxLength: 5 }));
const range = fc
  .tuple(day, fc.integer({ min: 0, max: 800 }))
  .map(([from, days]) => ({ from, to: addDays(from, days) }));

/** Ten years and more of days, counted out once: every day that the properties ask about lies among them. */
const calendarDays = Array.from({ length: 365 * 15 }, (_, days) => addDays('2022-06-01', days));

function daysOf({ from, to }: { from: string; to: string }): string[] {
  return calendarDays.slice(calendarDays.indexOf(from), calendarDays.indexOf(to) + 1);
}

/** The days on which a phase can change: the first and the last of a month, and both sides of an override. */
function turningDays(enrollment: Enrollment): string[] {
  const edges = enrollment.overrides.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  const days = new Set([...edges, ...edges.map((edge) => addDays(edge, -1))]);
  return calendarDays.filter((at, index) => {
    const isMonthEnd = calendarDays[index + 1]?.endsWith('-01') ?? true;
    return at < '2032-06-01' && (at.endsWith('-01') || isMonthEnd || days.has(at));
  });
}

function place(phase: Phase | null): number {
  return phase === null ? -1 : PHASES.indexOf(phase);
}

/** The phases that somebody goes through while at the school, in order. */
function phasesOf(enrollment: Enrollment): number[] {
  return turningDays(enrollment)
    .map((at) => standingOn(school, enrollment, at))
    .filter(({ stage, away }) => stage === 'enrolled' && away === null)
    .map(({ phase }) => place(phase));
}

function goesBack(places: readonly number[]): boolean {
  return places.some((one, at) => at > 0 && one < (places[at - 1] ?? -1));
}

describe('standings over a range of days', () => {
  it('agree with the standing on every day of it', () => {
    fc.assert(
      fc.property(anyone, range, (enrollment, { from, to }) => {
        for (const stretch of standingsOver(school, enrollment, from, to)) {
          for (const at of daysOf(stretch)) expect(standingOn(school, enrollment, at)).toEqual(stretch.standing);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('tile the range without gap or overlap', () => {
    fc.assert(
      fc.property(anyone, range, (enrollment, { from, to }) => {
        const stretches: Stretch[] = standingsOver(school, enrollment, from, to);
        expect(stretches[0]?.from).toBe(from);
        expect(stretches.at(-1)?.to).toBe(to);
        for (const [at, stretch] of stretches.entries()) {
          expect(stretch.from <= stretch.to).toBe(true);
          const next = stretches[at + 1];
          if (next) expect(next.from).toBe(addDays(stretch.to, 1));
        }
      }),
    );
  });

  it('break where the academic year begins', () => {
    const starts = standingsOver(school, { class: 2028, track: 'pathways', overrides: [] }, '2025-06-01', '2026-12-31');
    expect(starts.map((s) => s.from)).toEqual(expect.arrayContaining(['2025-08-01', '2026-08-01']));
    expect(starts.map((s) => s.standing.year)).toContain(3);
  });
});

describe('a phase once reached', () => {
  it('is never taken back by time alone', () => {
    fc.assert(
      fc.property(enrolled(fc.constant([])), (enrollment) => {
        expect(goesBack(phasesOf(enrollment))).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  it('is never taken back by moves to other classes', () => {
    fc.assert(
      fc.property(enrolled(fc.array(classChange, { minLength: 1, maxLength: 3 })), (enrollment) => {
        expect(goesBack(phasesOf(enrollment))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('is never taken back by a change of track', () => {
    const trackChange = dated('track', track) as fc.Arbitrary<Override>;
    fc.assert(
      fc.property(enrolled(fc.array(trackChange, { minLength: 1, maxLength: 2 })), (enrollment) => {
        expect(goesBack(phasesOf(enrollment))).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});
