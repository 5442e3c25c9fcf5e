import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { clockText, fieldMoment, fieldValue, laterBy, nextMorning } from '../page/state/clock-words.ts';
import { dayAfterKey, monthWeeks } from '../page/state/month-grid.ts';
import { dayTimes, readTime, timeLabel } from '../page/state/time-words.ts';

const zone = 'America/New_York';
const at = (iso: string): Temporal.Instant => Temporal.Instant.from(iso);

test('the clock is written in the zone of the person', () => {
  // Newer language data put a narrow space before AM.
  expect(clockText(at('2026-12-01T14:00:00Z'), zone).replaceAll('\u202f', ' ')).toBe(
    'Tue, Dec 1, 2026, 9:00:00 AM EST',
  );
});

test('the field shows and takes local time', () => {
  expect(fieldValue(at('2026-12-01T14:00:31Z'), zone)).toBe('2026-12-01T09:00');
  expect(fieldMoment('2026-12-01T09:00', zone)?.toString()).toBe('2026-12-01T14:00:00Z');
  expect(fieldMoment('', zone)).toBeUndefined();
});

test.each([
  ['2026-12-01T13:59:59Z', '2026-12-01T14:00:00Z'],
  ['2026-12-01T14:00:00Z', '2026-12-02T14:00:00Z'],
  ['2027-03-14T03:00:00Z', '2027-03-14T13:00:00Z'],
])('the morning after %s is %s', (now, morning) => {
  expect(nextMorning(at(now), zone).toString()).toBe(morning);
});

test('a week later is the same time of day, also where the clocks change', () => {
  expect(laterBy(at('2027-03-10T14:00:00Z'), zone, { weeks: 1 }).toString()).toBe('2027-03-17T13:00:00Z');
});

const day = Temporal.PlainDate.from;

describe('the calendar', () => {
  test.each([
    ['2026-12', '2026-11-29', 5, '2027-01-02'],
    // The first is a Sunday and February has four weeks: no day of another month.
    ['2026-02', '2026-02-01', 4, '2026-02-28'],
    ['2026-08', '2026-07-26', 6, '2026-09-05'],
  ])('%s begins on Sunday %s and has %i weeks', (month, first, weeks, last) => {
    const grid = monthWeeks(Temporal.PlainYearMonth.from(month));
    expect(grid).toHaveLength(weeks);
    expect(grid.every((week) => week.length === 7)).toBe(true);
    expect([grid[0]?.[0]?.toString(), grid.at(-1)?.at(-1)?.toString()]).toEqual([first, last]);
  });

  test.each([
    ['ArrowRight', '2027-02-01'],
    ['ArrowUp', '2027-01-24'],
    ['PageDown', '2027-02-28'],
    ['Home', '2027-01-31'],
    ['End', '2027-02-06'],
  ])('%s leads from Sunday, 31 January to %s', (key, there) => {
    expect(dayAfterKey(day('2027-01-31'), key)?.toString()).toBe(there);
  });

  test('other keys do not move', () => {
    expect(dayAfterKey(day('2027-01-31'), 'a')).toBeUndefined();
  });
});

describe('times', () => {
  test.each([
    ['9', '09:00'],
    ['9:15', '09:15'],
    ['915', '09:15'],
    ['14:30', '14:30'],
    ['2 pm', '14:00'],
    ['12am', '00:00'],
    ['12:05 p.m.', '12:05'],
    ['25', undefined],
    ['13 pm', undefined],
    ['9:75', undefined],
    ['noon', undefined],
    ['', undefined],
  ])('"%s" is read as %s', (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });

  test('every quarter of the day is offered, and read back from its own words', () => {
    expect(dayTimes).toHaveLength(96);
    expect(dayTimes.map((time) => readTime(timeLabel(time)))).toEqual(dayTimes);
  });
});
