import { describe, expect, it } from 'vitest';
import { dateProblems, dateSubjects } from '../../../src/features/calendar/rules/date-subjects.ts';
import { loadProgram } from '../../../src/program/load.ts';

const program = await loadProgram();
const problem = (subject: string, year: number, day: string) =>
  dateProblems(program, { subject, year, day })[0] ?? null;

describe('a day can be entered for', () => {
  it('milestones, their steps and the matches, by Match year or class', () => {
    const subjects = new Map(dateSubjects(program).map(({ subject, year }) => [subject, year]));
    expect(subjects.get('match/nrmp')).toBe('match');
    expect(subjects.get('application-checklist')).toBe('match');
    expect(subjects.get('society-meeting-1')).toBe('class');
    expect([...subjects.keys()].some((subject) => subject.startsWith('application-checklist/'))).toBe(true);
    expect(subjects.has('road-to-residency-1')).toBe(false);
  });

  it.each([
    ['match/nrmp', 2027, '2027-03-19'],
    ['application-checklist', 2028, '2027-09-28'],
    ['society-meeting-1', 2029, '2027-01-15'],
  ])('%s %i on %s', (subject, year, day) => {
    expect(problem(subject, year, day)).toBeNull();
  });
});

describe('what is refused says what was expected', () => {
  it.each([
    ['match/nmrp', 2027, '2027-03-19', 'did you mean "match/nrmp"?'],
    ['aplication-checklist', 2028, '2027-09-28', 'did you mean "application-checklist"?'],
    ['bitcoin', 2028, '2027-09-28', '"bitcoin" is no milestone, step or match of the program'],
    ['road-to-residency-1', 2028, '2027-01-21', 'is a class-meeting: its days are sessions'],
    ['match/nrmp', 1999, '1999-03-19', 'the program has no Match year 1999'],
    ['match/nrmp', 2027, '2027-02-30', 'expected a day that exists'],
    ['match/nrmp', 2027, '2025-03-19', 'not within the Match year 2027: expected a day from November 1, 2025'],
    ['society-meeting-1', 2029, '2029-12-01', 'not within the class 2029'],
  ])('%s %i on %s', (subject, year, day, expected) => {
    expect(problem(subject, year, day)).toContain(expected);
  });
});
