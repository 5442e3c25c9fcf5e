import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  afterWorkingMinutes,
  isWorkingDay,
  minutesOf,
  type WorkingTime,
  workingMinutesBetween,
  workingMoment,
} from '../../src/domain/working-time.ts';
import { moment, wall } from '../support/delivery-builders.ts';

const closed = new Set(['2026-12-21', '2026-12-22', '2026-12-23', '2026-12-24', '2026-12-25']);
const boston: WorkingTime = { zone: 'America/New_York', hours: { from: '09:00', to: '17:00' }, closed };
const DAY = minutesOf(boston.hours);

describe('working days', () => {
  it.each([
    ['2026-12-01', 0, '2026-12-01'],
    ['2026-12-01', 3, '2026-12-04'],
    ['2026-12-04', 1, '2026-12-07'],
    ['2026-12-05', 0, '2026-12-07'],
    ['2026-12-05', 3, '2026-12-10'],
    ['2026-12-18', 1, '2026-12-28'],
  ])('from %s so many as %i are %s', (day, count, expected) => {
    expect(addWorkingDays(day, count, closed)).toBe(expected);
  });
});

describe('working time', () => {
  it.each([
    ['in working hours at once', '2026-12-01 11:20', '2026-12-01 11:20'],
    ['before they begin when they do', '2026-12-01 06:00', '2026-12-01 09:00'],
    ['in the evening the next morning', '2026-12-01 17:00', '2026-12-02 09:00'],
    ['on Friday night on Monday', '2026-12-04 22:00', '2026-12-07 09:00'],
    ['in the recess after it', '2026-12-22 12:00', '2026-12-28 09:00'],
  ])('begins %s', (_, at, expected) => {
    expect(wall(workingMoment(boston, moment(at)))).toBe(expected);
  });

  it.each([
    ['three days at the same hour', '2026-12-01 11:20', 3 * DAY, '2026-12-04 11:20'],
    ['three whole days, to the end of the third', '2026-12-07 09:00', 3 * DAY, '2026-12-09 17:00'],
    ['over a weekend', '2026-12-03 16:00', 3 * DAY, '2026-12-08 16:00'],
    ['over a recess', '2026-12-18 16:00', 2 * 60, '2026-12-28 10:00'],
    ['asked at night', '2026-12-01 23:00', DAY, '2026-12-02 17:00'],
    // On Sunday 1 November 2026 the clocks go back.
    ['over a change of the clocks', '2026-10-30 10:00', 2 * DAY, '2026-11-03 10:00'],
  ])('passes: %s', (_, from, minutes, expected) => {
    expect(wall(afterWorkingMinutes(boston, moment(from), minutes))).toBe(expected);
  });

  it('is that of the zone', () => {
    const seattle = { ...boston, zone: 'America/Los_Angeles' };
    expect(wall(workingMoment(seattle, moment('2026-12-01 09:00')))).toBe('2026-12-01 12:00');
  });

  it('measured back is what was added', () => {
    const minute = fc.integer({ min: 0, max: 40 * 24 * 60 });
    fc.assert(
      fc.property(minute, fc.integer({ min: 0, max: 6 * DAY }), (offset, minutes) => {
        const from = moment('2026-11-20 00:00').add({ minutes: offset });
        const to = afterWorkingMinutes(boston, from, minutes);
        expect(workingMinutesBetween(boston, from, to)).toBe(minutes);
        const day = to.toZonedDateTimeISO(boston.zone).toPlainDate().toString();
        expect(isWorkingDay(day, closed)).toBe(true);
      }),
    );
  });
});
