// How one person is reminded: their own choice first, then the program's.
import { describe, expect, test } from 'vitest';
import { type PersonSettings, UNCHANGED } from '../../src/domain/person-settings.ts';
import { hourOf, leadsOf, matchWeeksOf, quietOf, zoneOf } from '../../src/people/person.ts';
import { loadProgram } from '../../src/program/load.ts';
import { wall } from '../support/delivery-builders.ts';
import { person, student } from '../support/people-builders.ts';
import { pathways } from '../support/school-calendar.ts';

const program = await loadProgram();
const chosen = (settings: Partial<PersonSettings>) =>
  student(pathways(), { settings: { ...UNCHANGED, ...settings }, timeZone: 'Europe/Oslo' });

describe('somebody', () => {
  test('has the zone they chose, else that of Slack, else that of the school', () => {
    expect(zoneOf(program, chosen({ timeZone: 'Asia/Tokyo' }))).toBe('Asia/Tokyo');
    expect(zoneOf(program, chosen({}))).toBe('Europe/Oslo');
    expect(zoneOf(program, person())).toBe('America/New_York');
  });

  test.each([
    ['2025-05-01', '09:00'],
    ['2025-10-01', '18:30'],
    ['2026-09-30', '18:30'],
    ['2026-10-01', '09:00'],
  ])('of the class of 2028 is reminded on %s at %s', (day, hour) => {
    expect(hourOf(program, chosen({}), day)).toBe(hour);
    expect(hourOf(program, chosen({ hour: '07:15' }), day)).toBe('07:15');
  });

  test('who is no student is reminded at the hour of others', () => {
    expect(hourOf(program, person({ roles: ['staff'] }), '2026-12-01')).toBe('09:00');
  });

  test('has the quiet hours and the leads that they chose', () => {
    expect(quietOf(program, chosen({}))).toEqual({ from: '21:00', to: '08:00' });
    expect(quietOf(program, chosen({ quiet: { from: '23:00', to: '05:00' } }))).toEqual({ from: '23:00', to: '05:00' });
    expect(leadsOf(program, chosen({}), 'milestone')).toEqual({ messages: ['P14D', 'P2D'], digest: ['P30D', 'P7D'] });
    expect(leadsOf(program, chosen({ leads: { milestone: [] } }), 'milestone')).toEqual({
      messages: [],
      digest: ['P30D', 'P7D'],
    });
  });
});

describe('the Match week of a student', () => {
  const dates = [
    { subject: 'match/nrmp', year: 2028, day: '2028-03-17' },
    { subject: 'match/aua', year: 2028, day: '2028-02-01' },
    { subject: 'match/nrmp', year: 2027, day: '2027-03-19' },
    { subject: 'post-match-survey', year: 2028, day: '2028-04-30' },
  ];
  const weeks = (specialties: readonly string[], enrollment = pathways()) =>
    matchWeeksOf(program, student(enrollment, { specialties }), dates).map(({ from }) => wall(from));

  test.each([
    ['without a specialty is the main one', [], ['2028-03-10 17:00']],
    ['is that of the specialty', ['dermatology'], ['2028-03-10 17:00']],
    ['is the early one of an early specialty', ['urology'], ['2028-01-28 17:00']],
    ['is that of each', ['urology', 'dermatology'], ['2028-03-10 17:00', '2028-01-28 17:00']],
    ['is none while Match Day has no date', ['ophthalmology'], []],
  ])('%s', (_, specialties, expected) => expect(weeks(specialties)).toEqual(expected));

  test('is none for those who are not matched', () => {
    expect(weeks([], pathways({ kind: 'cycle', value: 'not-applying', from: '2027-07-01', to: null }))).toEqual([]);
    expect(weeks([], pathways({ kind: 'cycle', value: 2029, from: '2027-07-01', to: null }))).toEqual([]);
    expect(matchWeeksOf(program, person({ roles: ['staff'] }), dates)).toEqual([]);
  });
});
