import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { slackDateText } from '../page/text/slack-date.ts';

const boston = { zone: 'America/New_York', now: Temporal.Instant.from('2026-12-01T14:00:00Z') };
const unix = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds / 1000;

describe('every token, seen from Boston on 1 December 2026 at 09:00', () => {
  const at = unix('2027-01-05T21:04:09Z');
  test.each([
    ['{date_num}', '2027-01-05'],
    ['{date}', 'January 5th'],
    ['{date_short}', 'Jan 5'],
    ['{date_long}', 'Tuesday, January 5th'],
    ['{date_pretty}', 'January 5th'],
    ['{date_short_pretty}', 'Jan 5'],
    ['{date_long_pretty}', 'Tuesday, January 5th'],
    ['{date_slash}', '01/05/2027'],
    ['{date_long_full}', 'January 5, 2027'],
    ['{day_divider_pretty}', 'Tuesday, January 5th'],
    ['{time}', '4:04 PM'],
    ['{time_secs}', '4:04:09 PM'],
    ['{ago}', 'In 35 days'],
    ['on {date_short} at {time}', 'on Jan 5 at 4:04 PM'],
    ['{nonsense} {time}', '{nonsense} 4:04 PM'],
  ])('%s is drawn as %s', (format, text) => {
    expect(slackDateText(at, format, boston)).toBe(text);
  });
});

describe('the pretty tokens name the days around today', () => {
  test.each([
    ['2026-12-01T04:59:59Z', '{date_pretty}', 'Yesterday'],
    ['2026-12-01T05:00:00Z', '{date_pretty}', 'Today'],
    ['2026-12-02T04:59:00Z', '{date_long_pretty}', 'Today'],
    ['2026-12-02T05:00:00Z', 'Due {date_short_pretty}', 'Due tomorrow'],
    ['2026-12-03T05:00:00Z', '{date_short_pretty}', 'Dec 3'],
  ])('%s in %s is %s', (iso, format, text) => {
    expect(slackDateText(unix(iso), format, boston)).toBe(text);
  });
});

test('the day follows the zone of the person who looks', () => {
  const lateInBoston = unix('2026-12-02T04:30:00Z');
  const paris = { ...boston, zone: 'Europe/Paris' };
  expect(slackDateText(lateInBoston, '{date_pretty}, {time}', boston)).toBe('Today, 11:30 PM');
  expect(slackDateText(lateInBoston, '{date_pretty}, {time}', paris)).toBe('Tomorrow, 5:30 AM');
});

test('the year is written six months away from today and left out before', () => {
  expect(slackDateText(unix('2027-05-31T16:00:00Z'), '{date_short}', boston)).toBe('May 31');
  expect(slackDateText(unix('2027-06-01T16:00:00Z'), '{date_short}', boston)).toBe('Jun 1, 2027');
  expect(slackDateText(unix('2026-06-02T16:00:00Z'), '{date}', boston)).toBe('June 2nd');
  expect(slackDateText(unix('2026-06-01T16:00:00Z'), '{date}', boston)).toBe('June 1st, 2026');
});

test.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [11, '11th'],
  [12, '12th'],
  [13, '13th'],
  [21, '21st'],
  [22, '22nd'],
  [30, '30th'],
])('day %i is written %s', (day, text) => {
  const iso = `2027-01-${String(day).padStart(2, '0')}T17:00:00Z`;
  expect(slackDateText(unix(iso), '{date}', boston)).toBe(`January ${text}`);
});

test.each([
  ['2026-12-01T13:59:59Z', '1 second ago'],
  ['2026-12-01T13:57:00Z', '3 minutes ago'],
  ['2026-12-01T12:00:00Z', '2 hours ago'],
  ['2026-11-28T14:00:00Z', '3 days ago'],
  ['2024-11-28T14:00:00Z', '2 years ago'],
  ['2026-12-01T14:00:00Z', 'now'],
])('%s is %s', (iso, text) => {
  expect(slackDateText(unix(iso), 'It was {ago}', boston)).toBe(`It was ${text}`);
});

test('noon and midnight are twelve', () => {
  expect(slackDateText(unix('2026-12-01T17:00:00Z'), '{time}', boston)).toBe('12:00 PM');
  expect(slackDateText(unix('2026-12-01T05:00:00Z'), '{time}', boston)).toBe('12:00 AM');
});
