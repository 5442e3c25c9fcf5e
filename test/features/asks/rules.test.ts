// The life of a case and its alarm, in tables.
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it, test } from 'vitest';
import { CASE_STATES } from '../../../src/domain/asks.ts';
import { nudgeAt } from '../../../src/features/asks/rules/alarm.ts';
import { isInQueueOf } from '../../../src/features/asks/rules/case.ts';
import { MOVES, stateAfter, waitsAfter } from '../../../src/features/asks/rules/case-life.ts';
import { queueOf } from '../../../src/features/asks/rules/kinds.ts';
import { closedDaysOf } from '../../../src/program/closed-days.ts';
import { loadProgram } from '../../../src/program/load.ts';

const program = await loadProgram();

describe('the life of a case', () => {
  test.each([
    ['open', 'claim', 'claimed'],
    ['open', 'withdraw', 'closed'],
    ['claimed', 'reply', 'claimed'],
    ['claimed', 'connect', 'connected'],
    ['claimed', 'give-back', 'open'],
    ['claimed', 'close', 'closed'],
    ['claimed', 'withdraw', 'closed'],
    ['connected', 'reply', 'connected'],
    ['connected', 'connect', 'connected'],
    ['connected', 'give-back', 'open'],
    ['connected', 'close', 'closed'],
    ['connected', 'withdraw', 'closed'],
  ] as const)('from %s by %s leads to %s', (state, move, after) => {
    expect(stateAfter(state, move)).toBe(after);
  });

  it('has no other ways, and none out of closed', () => {
    const ways = CASE_STATES.flatMap((state) => MOVES.flatMap((move) => stateAfter(state, move) ?? []));
    expect(ways).toHaveLength(12);
    expect(MOVES.map((move) => stateAfter('closed', move))).toEqual(MOVES.map(() => null));
  });

  it('leaves the asker waiting until they hear something', () => {
    expect(MOVES.filter(waitsAfter)).toEqual(['claim', 'give-back']);
  });

  it('begins in the queue of the right role', () => {
    expect(queueOf('alumni-advisor', true)).toBe('alumni-liaison');
    expect(queueOf('alumni-advisor', false)).toBe('staff');
    expect(queueOf('question', true)).toBe('staff');
    expect(isInQueueOf({ queue: 'alumni-liaison' }, { roles: ['staff'] })).toBe(false);
  });
});

describe('the alarm', () => {
  const school = { zone: 'America/New_York', closed: closedDaysOf(program), hours: { from: '09:00', to: '17:00' } };
  const moment = (wall: string) => Temporal.PlainDateTime.from(wall).toZonedDateTime(school.zone).toInstant();

  test.each([
    ['in three working days', '2026-12-01T12:00', '2026-12-04T12:00'],
    ['over the weekend', '2026-12-03T12:00', '2026-12-08T12:00'],
    ['from a Saturday', '2026-12-05T12:00', '2026-12-09T12:00'],
    ['over Thanksgiving', '2026-11-24T12:00', '2026-12-01T12:00'],
    ['over the winter recess', '2026-12-18T12:00', '2027-01-06T12:00'],
    ['not at night', '2026-12-01T23:30', '2026-12-04T17:00'],
    ['not before work', '2026-12-01T06:00', '2026-12-04T09:00'],
    ['at the same time of day where the clocks change', '2027-03-11T12:00', '2027-03-16T12:00'],
  ])('comes %s', (_, asked, expected) => {
    expect(nudgeAt({ waitsSince: moment(asked), nudgedAt: null }, school)).toEqual(moment(expected));
  });

  it('comes again three working days after the last one', () => {
    const at = nudgeAt({ waitsSince: moment('2026-12-01T12:00'), nudgedAt: moment('2026-12-04T12:00') }, school);
    expect(at).toEqual(moment('2026-12-09T12:00'));
  });
});
