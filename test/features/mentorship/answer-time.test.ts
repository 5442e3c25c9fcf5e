import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { WorkingTime } from '../../../src/domain/working-time.ts';
import {
  answerTime,
  goesToStaff,
  hearBy,
  hearFromStaffBy,
  staffAt,
} from '../../../src/features/mentorship/rules/answer-time.ts';
import { closedDaysOf } from '../../../src/program/closed-days.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { BOSTON, moment, wall } from '../../support/delivery-builders.ts';

const closed = closedDaysOf(await loadProgram());
const boston: WorkingTime = { zone: BOSTON, hours: { from: '09:00', to: '17:00' }, closed };
const seattle: WorkingTime = { ...boston, zone: 'America/Los_Angeles' };

function timesOf(mentor: WorkingTime, now: string, quietUntil: string | null = null): string[] | null {
  const at = moment(now);
  const times = answerTime(
    mentor,
    at,
    staffAt(boston, at, '2026-11-16'),
    quietUntil === null ? null : moment(quietUntil),
  );
  return times && [times.asksAt, times.nudgeAt, times.lapsesAt].map((one) => wall(one));
}

describe('a mentor has three working days', () => {
  it.each<[string, WorkingTime, string, string | null, string[]]>([
    [
      'asked on a Tuesday morning',
      boston,
      '2026-12-01 11:00',
      null,
      ['2026-12-01 11:00', '2026-12-02 15:00', '2026-12-04 11:00'],
    ],
    [
      'asked on a Friday afternoon',
      boston,
      '2026-12-04 15:00',
      null,
      ['2026-12-04 15:00', '2026-12-08 11:00', '2026-12-09 15:00'],
    ],
    ['asked at night', boston, '2026-12-01 23:30', null, ['2026-12-02 09:00', '2026-12-03 13:00', '2026-12-04 17:00']],
    [
      'with the winter recess between',
      boston,
      '2026-12-17 12:00',
      null,
      ['2026-12-17 12:00', '2026-12-18 16:00', '2027-01-05 12:00'],
    ],
    [
      'in Seattle, asked before their day begins',
      seattle,
      '2026-12-01 10:00',
      null,
      ['2026-12-01 12:00', '2026-12-02 16:00', '2026-12-03 20:00'],
    ],
    [
      'in an exam until Thursday noon',
      boston,
      '2026-12-01 11:00',
      '2026-12-03 12:00',
      ['2026-12-03 12:00', '2026-12-04 16:00', '2026-12-08 12:00'],
    ],
  ])('%s: is asked, is nudged halfway, and the offer lapses', (_, mentor, now, quiet, expected) => {
    expect(timesOf(mentor, now, quiet)).toEqual(expected);
  });

  it('but never beyond the day on which staff get the request', () => {
    const limit = staffAt(boston, moment('2026-12-01 11:00'), '2026-12-01');
    expect(wall(limit)).toBe('2026-12-09 11:00');
    const second = answerTime(boston, moment('2026-12-07 10:00'), limit);
    expect(second && wall(second.lapsesAt)).toBe('2026-12-09 11:00');
    expect(second && wall(second.nudgeAt)).toBe('2026-12-08 10:30');
  });

  it('and is not asked at all with less than a working day to answer', () => {
    const limit = staffAt(boston, moment('2026-12-01 11:00'), '2026-12-01');
    expect(answerTime(boston, moment('2026-12-08 11:00'), limit)).not.toBeNull();
    expect(answerTime(boston, moment('2026-12-08 11:01'), limit)).toBeNull();
    expect(timesOf(boston, '2026-12-01 11:00', '2026-12-20 12:00')).toBeNull();
  });

  it('and is not asked where they are quiet for as long as others have to answer', () => {
    expect(timesOf(boston, '2026-12-01 11:00', '2026-12-04 10:59')).not.toBeNull();
    expect(timesOf(boston, '2026-12-01 11:00', '2026-12-04 11:00')).toBeNull();
  });
});

describe('staff match by hand', () => {
  const asked = moment('2026-12-01 11:00');
  const limit = staffAt(boston, asked, '2026-12-01');
  it.each([
    ['not after one lapse', 1, '2026-12-04 11:00', false],
    ['after two', 2, '2026-12-08 11:00', true],
    ['not just before six working days are over', 0, '2026-12-09 10:59', false],
    ['after six working days', 0, '2026-12-09 11:00', true],
  ])('%s', (_, lapses, now, expected) => {
    expect(goesToStaff(lapses, limit, moment(now))).toBe(expected);
  });

  it('six working days after the first day of the season, where it was asked before', () => {
    expect(wall(staffAt(boston, asked, '2026-12-07'))).toBe('2026-12-14 17:00');
  });

  it('and the student always knows the latest day on which they hear', () => {
    expect(hearBy(limit, BOSTON)).toBe('2026-12-09');
    expect(hearFromStaffBy(boston, limit)).toBe('2026-12-14');
    expect(hearFromStaffBy(boston, Temporal.Instant.from('2026-12-19T03:00:00Z'))).toBe('2027-01-06');
  });
});
