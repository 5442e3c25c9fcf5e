// What is decided about assignments, RASAs and meetings, in tables.
import { describe, expect, it, test } from 'vitest';
import { conflict, isActive, type NewAssignment } from '../../../src/features/advising/rules/assignment.ts';
import { meetingNow, nextMeeting } from '../../../src/features/advising/rules/meeting.ts';
import { eligibleRasas, proposals, shortages } from '../../../src/features/advising/rules/rasa.ts';
import { teamOf } from '../../../src/features/advising/rules/team.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { person, student } from '../../support/people-builders.ts';

const program = await loadProgram();

const assignment = (given: Partial<NewAssignment>): NewAssignment => ({
  kind: 'society-advisor',
  studentId: 1,
  advisorId: 2,
  specialty: null,
  startsOn: '2026-12-01',
  endsOn: null,
  ...given,
});

describe('an assignment', () => {
  test.each([
    ['2026-11-30', null, false],
    ['2026-12-01', null, true],
    ['2027-01-31', '2027-02-01', true],
    ['2027-02-01', '2027-02-01', false],
  ])('on %s with the end %s is in force: %s', (day, endsOn, expected) => {
    expect(isActive(assignment({ endsOn }), day)).toBe(expected);
  });

  test.each<[string, Partial<NewAssignment>, boolean]>([
    ['another Society Advisor', { advisorId: 3, startsOn: '2027-06-01' }, true],
    ['one that ended the day it begins', { advisorId: 3, startsOn: '2026-01-01', endsOn: '2026-12-01' }, false],
    ['one that never was', { advisorId: 3, startsOn: '2027-01-01', endsOn: '2027-01-01' }, false],
    ['one of another student', { studentId: 9 }, false],
    ['a PCE mentor', { kind: 'pce-mentor' }, false],
  ])('of a Society Advisor clashes with %s: %s', (_, other, expected) => {
    expect(conflict(assignment({}), assignment(other))).toBe(expected);
    expect(conflict(assignment(other), assignment({}))).toBe(expected);
  });

  it('of a RASA clashes only within its specialty', () => {
    const rasa = assignment({ kind: 'rasa', specialty: 'urology' });
    expect(conflict(rasa, { ...rasa, advisorId: 3 })).toBe(true);
    expect(conflict(rasa, { ...rasa, specialty: 'neurology' })).toBe(false);
  });
});

describe('a RASA', () => {
  const rasa = (name: string, taken: number, capacity: number, specialty = 'urology') => ({
    personId: name.charCodeAt(0),
    name,
    specialty,
    capacity,
    taken,
  });
  const need = (studentId: number, specialty = 'urology') => ({
    studentId,
    student: `S${studentId}`,
    specialty,
    since: '2026-12-01T12:00:00Z',
  });

  it('is proposed by the share of places taken, then by number, then by name; never without a place or of another specialty', () => {
    const all = [
      rasa('Full', 2, 2),
      rasa('None', 0, 0),
      rasa('Busy', 1, 2),
      rasa('Wide', 2, 10),
      rasa('B', 0, 1),
      rasa('A', 0, 5),
    ];
    const names = eligibleRasas([...all, rasa('Other', 0, 9, 'neurology')], 'urology').map(({ name }) => name);
    expect(names).toEqual(['A', 'B', 'Wide', 'Busy']);
  });

  it('who is proposed counts for the next, so that all proposals can be confirmed', () => {
    const found = proposals([need(1), need(2), need(3)], [rasa('A', 0, 1), rasa('B', 1, 2)]);
    expect(found.map((one) => one.rasa?.name ?? null)).toEqual(['A', 'B', null]);
    expect(found.map((one) => one.rasa?.taken ?? null)).toEqual([0, 1, null]);
  });

  it('is short where more wait than places are free', () => {
    const needs = [need(1), need(2), need(3, 'neurology'), need(4, 'dermatology')];
    expect(shortages(needs, [rasa('A', 1, 2), rasa('N', 0, 4, 'neurology')])).toEqual([
      { specialty: 'urology', waiting: 2, free: 1 },
      { specialty: 'dermatology', waiting: 1, free: 0 },
    ]);
  });
});

describe('a meeting', () => {
  const milestone = (id: string, begins: string, isPast: boolean) => ({
    id,
    begins,
    isPast,
    doneWhen: 'met-society-advisor' as const,
  });
  const first = milestone('first', '2026-10-01', false);
  const second = milestone('second', '2027-04-01', false);

  it('completes the one that is on, not the one that comes', () => {
    expect(meetingNow([first, second], 'society-advisor', '2026-12-01')).toBe(first);
    expect(meetingNow([second], 'society-advisor', '2026-12-01')).toBeUndefined();
    expect(nextMeeting([second], 'society-advisor', '2026-12-01')).toBe(second);
  });

  it('completes what is on before what passed, and what passed where nothing is on', () => {
    const passed = { ...first, isPast: true };
    expect(meetingNow([passed, second], 'society-advisor', '2027-05-01')).toBe(second);
    expect(meetingNow([passed], 'society-advisor', '2027-05-01')).toBe(passed);
  });

  it('with somebody else completes nothing', () => {
    expect(meetingNow([first], 'rasa', '2026-12-01')).toBeUndefined();
  });
});

describe('the team of a student', () => {
  const ids = (given: Parameters<typeof student>[0], today: string) => {
    const { now, next } = teamOf(program, student(given), today);
    return { now: now.map(({ id }) => id), next: next.map(({ id }) => id) };
  };

  it('is of this phase and the next', () => {
    const pia = { class: 2029, track: 'pathways', overrides: [] } as const;
    expect(ids(pia, '2026-12-01').now).toContain('pce-mentor');
    expect(ids(pia, '2026-12-01').now).not.toContain('rasa');
    expect(ids(pia, '2026-12-01').next).toEqual(['rasa']);
    const maya = { class: 2030, track: 'hst', overrides: [] } as const;
    expect(ids(maya, '2026-12-01').now).toContain('shadowing');
    expect(ids(maya, '2026-12-01').next).toEqual(['pce-mentor']);
    expect(ids({ ...pia, class: 2028 }, '2026-12-01')).toMatchObject({ next: [] });
    expect(ids({ ...pia, class: 2028 }, '2026-12-01').now).toContain('rasa');
  });

  it('has no RASA for who does not apply, and nobody for who is no student', () => {
    const override = { kind: 'cycle', value: 'not-applying', from: '2026-07-01', to: null } as const;
    expect(ids({ class: 2028, track: 'pathways', overrides: [override] }, '2026-12-01').now).not.toContain('rasa');
    expect(teamOf(program, person({ roles: ['staff'] }), '2026-12-01')).toEqual({ now: [], next: [] });
  });
});
