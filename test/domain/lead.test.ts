import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { atHour, hourText, isHour, isWithinHours } from '../../src/domain/hour.ts';
import { daysOfLead, dueAtOfLead, isLead, leadText } from '../../src/domain/lead.ts';

const BOSTON = 'America/New_York';
const at = (text: string) => Temporal.Instant.from(text);

describe('a time of day', () => {
  test.each([
    ['18:30', true],
    ['00:00', true],
    ['23:59', true],
    ['24:00', false],
    ['9:00', false],
    ['09:60', false],
    ['09:00:00', false],
  ])('%s is one: %s', (text, is) => expect(isHour(text)).toBe(is));

  test.each([
    ['21:00', true],
    ['23:59', true],
    ['00:00', true],
    ['07:59', true],
    ['08:00', false],
    ['20:59', false],
  ])('%s is within 21:00 to 08:00: %s', (hour, is) =>
    expect(isWithinHours(hour, { from: '21:00', to: '08:00' })).toBe(is),
  );

  test('nothing is within a span from an hour to itself', () => {
    expect(isWithinHours('08:00', { from: '08:00', to: '08:00' })).toBe(false);
  });

  test.each([
    ['2027-03-14', '02:30', '2027-03-14T07:30:00Z'],
    ['2027-03-14', '18:30', '2027-03-14T22:30:00Z'],
    ['2027-11-07', '01:30', '2027-11-07T05:30:00Z'],
    ['2027-11-07', '18:30', '2027-11-07T23:30:00Z'],
  ])('on the days when the clocks change: %s %s is %s', (day, hour, expected) =>
    expect(atHour(day, hour, BOSTON).toString()).toBe(expected),
  );

  test.each([
    ['18:30', '6:30 PM'],
    ['00:05', '12:05 AM'],
    ['12:00', '12:00 PM'],
    ['09:00', '9:00 AM'],
  ])('%s is written %s', (hour, text) => expect(hourText(hour)).toBe(text));
});

describe('a lead', () => {
  test.each([
    ['P1D', true],
    ['P90D', true],
    ['P91D', false],
    ['PT1H', true],
    ['PT23H', true],
    ['PT24H', false],
    ['P0D', false],
    ['P1W', false],
    ['PT30M', false],
    ['', false],
  ])('%s is one: %s', (text, is) => expect(isLead(text)).toBe(is));

  test.each([
    ['P1D', '1 day before'],
    ['P2D', '2 days before'],
    ['P7D', '1 week before'],
    ['P14D', '2 weeks before'],
    ['PT1H', '1 hour before'],
    ['PT3H', '3 hours before'],
  ])('%s is %s', (lead, text) => expect(leadText(lead)).toBe(text));

  const session = { startsAt: at('2027-03-14T21:00:00Z') };
  test.each([
    ['of a day, at the hour of the person', 'P1D', session, '18:30', BOSTON, '2027-03-13T23:30:00Z'],
    ['of a week, on the other side of a change of the clocks', 'P7D', session, '09:00', BOSTON, '2027-03-07T14:00:00Z'],
    ['of a day, by the day it is there', 'P1D', session, '09:00', 'Asia/Kolkata', '2027-03-14T03:30:00Z'],
    ['of an hour, from the start', 'PT1H', session, '09:00', BOSTON, '2027-03-14T20:00:00Z'],
    ['before a day', 'P14D', { day: '2027-11-10' }, '09:00', BOSTON, '2027-10-27T13:00:00Z'],
    ['before a day, after the clocks change', 'P2D', { day: '2027-11-09' }, '09:00', BOSTON, '2027-11-07T14:00:00Z'],
  ])('%s', (_, lead, anchor, hour, zone, expected) =>
    expect(dueAtOfLead(lead, anchor, () => hour, zone).toString()).toBe(expected),
  );

  test('of days falls at the hour of the day on which it falls', () => {
    const hourOn = (day: string) => (day < '2027-03-14' ? '09:00' : '18:30');
    expect(dueAtOfLead('P1D', session, hourOn, BOSTON).toString()).toBe('2027-03-13T14:00:00Z');
    expect(dueAtOfLead('P1D', session, hourOn, 'Asia/Kolkata').toString()).toBe('2027-03-14T13:00:00Z');
  });

  test('of hours has no meaning before a day', () => {
    expect(() => dueAtOfLead('PT1H', { day: '2027-01-21' }, () => '09:00', BOSTON)).toThrow(RangeError);
  });

  const zones = fc.constantFrom(BOSTON, 'America/Los_Angeles', 'Europe/London', 'Asia/Kolkata', 'Australia/Lord_Howe');
  test('of days falls at the hour that the clock on the wall shows, on every day of the year', () => {
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 730 }), fc.integer({ min: 1, max: 30 }), (zone, offset, days) => {
        const day = Temporal.PlainDate.from('2026-08-01').add({ days: offset });
        const due = dueAtOfLead(`P${days}D`, { day: day.toString() }, () => '18:30', zone).toZonedDateTimeISO(zone);
        expect(due.toPlainTime().toString()).toBe('18:30:00');
        expect(due.toPlainDate().until(day).days).toBe(days);
        expect(daysOfLead(`P${days}D`)).toBe(days);
      }),
    );
  });
});
