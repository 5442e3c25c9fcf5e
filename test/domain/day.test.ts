import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  academicYearOf,
  addDays,
  addMonths,
  addToYearMonth,
  dayOf,
  earlierOf,
  firstDayOf,
  isDay,
  lastDayOf,
  laterOf,
  monthsBetween,
} from '../../src/domain/day.ts';

const anyDay = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays('2020-01-01', days));
/** A day that every month has: from the 29th on, adding a month can give its last day instead. */
const dayOfEveryMonth = anyDay.filter((day) => day.slice(8) <= '28');

describe('days', () => {
  it('are those of the zone that is named', () => {
    const lateEvening = Temporal.Instant.from('2026-12-02T03:30:00Z');
    expect(dayOf(lateEvening, 'America/New_York')).toBe('2026-12-01');
    expect(dayOf(lateEvening, 'UTC')).toBe('2026-12-02');
  });

  it('are real on both days when the clocks change', () => {
    expect(dayOf(Temporal.Instant.from('2027-03-14T04:59:59Z'), 'America/New_York')).toBe('2027-03-13');
    expect(dayOf(Temporal.Instant.from('2027-03-15T03:59:59Z'), 'America/New_York')).toBe('2027-03-14');
    expect(dayOf(Temporal.Instant.from('2026-11-02T04:59:59Z'), 'America/New_York')).toBe('2026-11-01');
  });

  it.each([
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2027-01-01', -1, '2026-12-31'],
  ])('%s and %i days is %s', (day, days, expected) => {
    expect(addDays(day, days)).toBe(expected);
  });

  it.each([
    ['2027-01-31', 1, '2027-02-28'],
    ['2027-04-01', -6, '2026-10-01'],
    ['2026-08-31', 6, '2027-02-28'],
  ])('%s and %i months is %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected);
  });

  it('compare', () => {
    expect([earlierOf('2027-01-31', '2027-02-01'), laterOf('2027-01-31', '2027-02-01')]).toEqual([
      '2027-01-31',
      '2027-02-01',
    ]);
    expect([earlierOf('2027-01-31', '2027-01-31'), laterOf('2027-01-31', '2027-01-31')]).toEqual([
      '2027-01-31',
      '2027-01-31',
    ]);
  });

  it.each([
    ['2027-01-31', true],
    ['2028-02-29', true],
    ['2027-02-29', false],
    ['2027-02-30', false],
    ['2027-13-01', false],
    ['2027-00-10', false],
    ['2027-01-00', false],
    ['2027-1-31', false],
    ['0000-01-01', false],
    ['0226-07-01', false],
    ['2027-01-31 ', false],
    ['31.01.2027', false],
    ['', false],
  ])('%j exists: %s', (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });
});

describe('months', () => {
  it.each([
    ['2026-10-01', '2026-10-01', 0],
    ['2026-10-01', '2026-10-31', 0],
    ['2026-10-01', '2026-11-01', 1],
    ['2026-10-01', '2027-09-30', 11],
    ['2026-10-01', '2027-10-01', 12],
    ['2026-10-01', '2026-09-30', -1],
    ['2026-10-01', '2026-09-01', -1],
    ['2026-10-01', '2026-08-31', -2],
  ])('from %s to %s: %i whole ones', (start, day, expected) => {
    expect(monthsBetween(start, day)).toBe(expected);
  });

  it('begin and end on their own days, also beyond the year', () => {
    expect([firstDayOf(2027, 1), lastDayOf(2027, 1)]).toEqual(['2027-01-01', '2027-01-31']);
    expect([firstDayOf(2027, 13), lastDayOf(2027, 14)]).toEqual(['2028-01-01', '2028-02-29']);
    expect(firstDayOf(2027, 0)).toBe('2026-12-01');
  });

  it('add up over the end of a year', () => {
    expect([addToYearMonth('2026-11', 3), addToYearMonth('2026-01', -1)]).toEqual(['2027-02', '2025-12']);
  });

  it('put a day into the academic year that began last', () => {
    expect([academicYearOf('2026-07-31', 8), academicYearOf('2026-08-01', 8), academicYearOf('2027-01-01', 8)]).toEqual(
      [2025, 2026, 2026],
    );
    expect(academicYearOf('2026-01-01', 1)).toBe(2026);
  });
});

describe('arithmetic with days', () => {
  it('goes there and back', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        expect(addDays(addDays(day, days), -days)).toBe(day);
        expect(isDay(addDays(day, days))).toBe(true);
        expect(addDays(day, days) < day).toBe(days < 0);
      }),
    );
  });

  it('finds a day in the month it counts', () => {
    fc.assert(
      fc.property(dayOfEveryMonth, anyDay, (start, day) => {
        const months = monthsBetween(start, day);
        expect(addMonths(start, months) <= day).toBe(true);
        expect(day < addMonths(start, months + 1)).toBe(true);
      }),
    );
  });
});
