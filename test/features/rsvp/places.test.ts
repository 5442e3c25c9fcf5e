import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Override } from '../../../src/domain/standing.ts';
import { answerAfter, type Closed, closedTo, lostSessions, openTo } from '../../../src/features/rsvp/rules/places.ts';
import type { Person } from '../../../src/people/person.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { person, session, student } from '../../support/people-builders.ts';
import { hst, pathways } from '../../support/school-calendar.ts';

const program = await loadProgram();
const TODAY = '2026-12-01';
const at = (text: string) => Temporal.Instant.from(text);

describe('an answer', () => {
  it.each([
    ['nothing yet, a free place', 'going', null, 20, 19, 'going'],
    ['nothing yet, room for everybody', 'going', null, null, 500, 'going'],
    ['nothing yet, no free place', 'going', null, 20, 20, 'waiting'],
    ['a place already, and none is free', 'going', 'going', 20, 20, 'going'],
    ['on the waiting list', 'going', 'waiting', 20, 20, 'waiting'],
    ['not going before, no free place', 'going', 'not-going', 20, 20, 'waiting'],
    ['not going before, a free place', 'going', 'not-going', 20, 3, 'going'],
    ['a place', 'not-going', 'going', 20, 20, 'not-going'],
    ['on the waiting list, and not after all', 'not-going', 'waiting', 20, 20, 'not-going'],
    ['nothing yet, and not', 'not-going', null, null, 0, 'not-going'],
  ] as const)('of %s', (_, wanted, before, capacity, taken, after) => {
    expect(answerAfter(wanted, before, { capacity, taken })).toBe(after);
  });

  it('never gives a place that is not there', () => {
    const answers = fc.constantFrom(null, 'going', 'not-going', 'waiting');
    const seats = fc.record({ capacity: fc.option(fc.nat(5)), taken: fc.nat(5) });
    fc.assert(
      fc.property(fc.constantFrom('going', 'not-going'), answers, seats, (wanted, before, { capacity, taken }) => {
        const after = answerAfter(wanted, before, { capacity, taken });
        if (after === 'going' && before !== 'going') expect(capacity === null || taken < capacity).toBe(true);
        if (wanted === 'not-going') expect(after).toBe('not-going');
      }),
    );
  });
});

describe('answers are taken', () => {
  const road = session('road-to-residency-1', '2027-01-21', { rsvpClosesAt: at('2027-01-20T17:00:00Z') });
  it.each<[string, 'going' | 'not-going', Partial<typeof road>, string, Closed | null]>([
    ['before the closing time', 'going', {}, '2027-01-20T16:59:59Z', null],
    ['not from the closing time on', 'going', {}, '2027-01-20T17:00:00Z', 'closed'],
    ['until the beginning where none is set', 'going', { rsvpClosesAt: null }, '2027-01-21T21:59:59Z', null],
    ['for a place given back, until the beginning', 'not-going', {}, '2027-01-21T21:59:59Z', null],
    ['not once it has begun', 'not-going', {}, '2027-01-21T22:00:00Z', 'begun'],
    ['not when it is over', 'going', {}, '2027-01-21T23:00:00Z', 'over'],
    [
      'not when it was cancelled',
      'going',
      { cancelledAt: at('2027-01-02T12:00:00Z') },
      '2027-01-03T00:00:00Z',
      'cancelled',
    ],
    [
      'not when it was postponed',
      'not-going',
      { cancelledAt: at('2027-01-02T12:00:00Z'), postponed: true },
      '2027-01-03T00:00:00Z',
      'postponed',
    ],
  ])('%s', (_, wanted, more, now, closed) => {
    expect(closedTo(wanted, { ...road, ...more }, at(now))).toBe(closed);
  });
});

describe('a session is open to', () => {
  const opens = (who: Person, entry: string, day = '2027-01-21') =>
    openTo(program, who, [session(entry, day)], TODAY).length === 1;
  const notApplying: Override = { kind: 'cycle', value: 'not-applying', from: '2026-07-01', to: null };
  it.each<[string, boolean, Person, string]>([
    ['a student whose it is', true, student(pathways()), 'road-to-residency-1'],
    ['no student who does not apply', false, student(pathways(notApplying)), 'road-to-residency-1'],
    ['no student of another phase', false, student(pathways()), 'specialty-interest-series'],
    ['no staff, who only see it', false, person({ roles: ['staff'] }), 'road-to-residency-1'],
  ])('%s', (_, open, who, entry) => {
    expect(opens(who, entry)).toBe(open);
  });

  it('those whose it would have been, where it was cancelled', () => {
    const cancelled = session('road-to-residency-1', '2027-01-21', { cancelledAt: at('2027-01-02T12:00:00Z') });
    expect(openTo(program, student(pathways()), [cancelled], TODAY)).toEqual([cancelled]);
  });
});

describe('a place is lost', () => {
  const road = session('road-to-residency-1', '2027-01-21');
  const lost = (before: Person, after: Person) => lostSessions(program, { before, after }, [road], TODAY).length === 1;
  const leave: Override = { kind: 'leave', value: 'leave', from: '2027-01-04', to: '2027-09-01' };
  const back: Override = { ...leave, from: '2026-12-05', to: '2027-01-20' };
  it.each<[string, boolean, Person, Person]>([
    ['not where nothing is different', false, student(pathways()), student(pathways())],
    ['not with a new society', false, student(pathways()), student(pathways(), { society: 'Castle' })],
    ['with a leave on its day', true, student(pathways()), student(pathways(leave))],
    ['not with a leave that is over by then', false, student(pathways()), student(pathways(back))],
    ['with a later class', true, student(pathways()), student({ ...pathways(), class: 2029 })],
    ['with another role', true, student(pathways()), person({ roles: ['staff'] })],
    ['not with another track, where it is for both', false, student(pathways()), student(hst())],
  ])('%s', (_, isLost, before, after) => {
    expect(lost(before, after)).toBe(isLost);
  });
});
