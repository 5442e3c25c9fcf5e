import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { laterMoment } from '../../../src/features/milestones/rules/later.ts';

const zone = 'America/New_York';
const later = (due: string | null, now: string, hour = '18:30') =>
  laterMoment(due, Temporal.Instant.from(now), hour, zone).toZonedDateTimeISO(zone).toPlainDateTime().toString();

describe('Remind me later', () => {
  it.each([
    ['without a day: in a week', null, '2026-12-01T12:00-05:00', '2026-12-08T18:30:00'],
    ['due in a month: in a week', '2026-12-31', '2026-12-01T12:00-05:00', '2026-12-08T18:30:00'],
    [
      'due in nine days: in a week, which is two days before',
      '2026-12-10',
      '2026-12-01T12:00-05:00',
      '2026-12-08T18:30:00',
    ],
    ['due in six days: two days before', '2026-12-07', '2026-12-01T12:00-05:00', '2026-12-05T18:30:00'],
    ['due in two days: tomorrow', '2026-12-03', '2026-12-01T12:00-05:00', '2026-12-02T18:30:00'],
    ['due tomorrow: tomorrow', '2026-12-02', '2026-12-01T12:00-05:00', '2026-12-02T18:30:00'],
    ['due today, before the hour: today', '2026-12-01', '2026-12-01T12:00-05:00', '2026-12-01T18:30:00'],
    ['due today, after the hour: in a week', '2026-12-01', '2026-12-01T20:00-05:00', '2026-12-08T18:30:00'],
    ['past its day: in a week', '2026-11-30', '2026-12-01T12:00-05:00', '2026-12-08T18:30:00'],
    ['over the change to summer time: at the same hour', null, '2027-03-10T12:00-05:00', '2027-03-17T18:30:00'],
    ['over the change to winter time: at the same hour', null, '2027-11-03T12:00-04:00', '2027-11-10T18:30:00'],
    ['late in the evening: by the day where the person is', null, '2026-12-01T23:30-05:00', '2026-12-08T18:30:00'],
  ])('%s', (_, due, now, expected) => {
    expect(later(due, now)).toBe(expected);
  });
});
