import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  countText,
  dayText,
  listText,
  momentText,
  monthName,
  monthsAndYearText,
  monthsText,
  spanText,
  timeText,
  yearMonthText,
} from '../../src/domain/wording.ts';

describe('days and months in words', () => {
  it('are written out', () => {
    expect(dayText('2027-03-01')).toBe('March 1, 2027');
    expect(dayText('2027-12-31')).toBe('December 31, 2027');
    expect(yearMonthText('2027-01')).toBe('January 2027');
    expect([monthName(1), monthName(12)]).toEqual(['January', 'December']);
  });

  it('name one month, two, or the first and last of more', () => {
    expect(monthsText([])).toBe('');
    expect(monthsText(['september'])).toBe('September');
    expect(monthsText(['june', 'july'])).toBe('June/July');
    expect(monthsText(['december', 'january', 'february'])).toBe('December-February');
  });
});

describe('months with their year', () => {
  it.each([
    ['2027-09-01', '2027-09-30', 'September 2027'],
    ['2027-06-01', '2027-07-31', 'June/July 2027'],
    ['2027-09-01', '2027-11-30', 'September-November 2027'],
    ['2027-11-01', '2028-03-31', 'November 2027-March 2028'],
    ['2027-12-01', '2028-01-31', 'December 2027/January 2028'],
  ])('%s to %s', (from, to, expected) => {
    expect(monthsAndYearText(from, to)).toBe(expected);
  });
});

describe('from when to when', () => {
  const at = (time: string) => Temporal.Instant.from(`2027-01-21T${time}:00Z`);
  it('names the day once, and that of the end where it is another in the zone', () => {
    const zone = 'America/New_York';
    expect(spanText(at('22:00'), at('23:30'), zone)).toBe('Thu, Jan 21, 2027, 5:00 PM EST to 6:30 PM EST');
    expect(spanText(at('14:30'), at('15:30'), 'Asia/Tokyo')).toBe(
      'Thu, Jan 21, 2027, 11:30 PM GMT+9 to Fri, Jan 22, 2027, 12:30 AM GMT+9',
    );
  });
});

describe('times in words', () => {
  const winter = Temporal.Instant.from('2027-01-21T22:00:00Z');
  it.each([
    ['America/New_York', 'Thu, Jan 21, 2027, 5:00 PM EST', '5:00 PM EST'],
    ['America/Los_Angeles', 'Thu, Jan 21, 2027, 2:00 PM PST', '2:00 PM PST'],
    ['Asia/Tokyo', 'Fri, Jan 22, 2027, 7:00 AM GMT+9', '7:00 AM GMT+9'],
  ])('are those of %s, with plain blanks', (zone, moment, time) => {
    expect(momentText(winter, zone)).toBe(moment);
    expect(timeText(winter, zone)).toBe(time);
  });

  it('name summer time, and keep the two hours apart that the clocks run through twice', () => {
    expect(momentText(Temporal.Instant.from('2027-07-15T21:30:00Z'), 'America/New_York')).toBe(
      'Thu, Jul 15, 2027, 5:30 PM EDT',
    );
    expect(timeText(Temporal.Instant.from('2026-11-01T05:30:00Z'), 'America/New_York')).toBe('1:30 AM EDT');
    expect(timeText(Temporal.Instant.from('2026-11-01T06:30:00Z'), 'America/New_York')).toBe('1:30 AM EST');
  });

  it('write noon and midnight as 12', () => {
    expect(timeText(Temporal.Instant.from('2027-01-21T17:00:00Z'), 'America/New_York')).toBe('12:00 PM EST');
    expect(timeText(Temporal.Instant.from('2027-01-21T05:00:00Z'), 'America/New_York')).toBe('12:00 AM EST');
  });
});

describe('lists and counts in words', () => {
  it('join with commas and one last word', () => {
    expect([listText([]), listText(['a']), listText(['a', 'b']), listText(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
    expect(listText(['a', 'b', 'c'], 'or')).toBe('a, b or c');
  });

  it('have one, and many of all other numbers', () => {
    expect([countText(1, 'panel'), countText(2, 'panel'), countText(0, 'panel')]).toEqual([
      '1 panel',
      '2 panels',
      '0 panels',
    ]);
    expect(countText(2, 'person', 'people')).toBe('2 people');
  });
});
