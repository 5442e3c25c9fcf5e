import { describe, expect, it } from 'vitest';
import type { Override } from '../../src/domain/standing.ts';
import { UserError } from '../../src/errors.ts';
import { missingCalendars, requireCalendar } from '../../src/people/person.ts';
import { loadProgram } from '../../src/program/load.ts';
import { person, student } from '../support/people-builders.ts';

const program = await loadProgram();
const to2060: Override = { kind: 'class', value: 2060, from: '2027-07-01', to: null };
const toHst: Override = { kind: 'track', value: 'hst', from: '2026-07-01', to: '2027-07-01' };

describe('a class that the program has no calendar for', () => {
  it.each([
    ['nobody but a student', person({ roles: ['staff'] }), []],
    ['a student of a known class', student({ class: 2028, track: 'hst', overrides: [toHst] }), []],
    ['a class that the program does not know', student({ class: 2050, track: 'hst', overrides: [] }), ['2050/hst']],
    ['a class moved to', student({ class: 2028, track: 'hst', overrides: [to2060] }), ['2060/hst']],
    [
      'each class and track that is ever in force',
      student({ class: 2050, track: 'pathways', overrides: [toHst, to2060] }),
      ['2050/pathways', '2050/hst', '2060/pathways'],
    ],
  ])('is found for %s', (_, who, missing) => {
    expect(missingCalendars(program, who)).toEqual(missing);
  });

  it('is said in words to whom it concerns', () => {
    expect(() => requireCalendar(program, student({ class: 2028, track: 'hst', overrides: [] }))).not.toThrow();
    const stray = student({ class: 2050, track: 'hst', overrides: [] });
    expect(() => requireCalendar(program, stray)).toThrow(UserError);
    expect(() => requireCalendar(program, stray)).toThrow(/tell the career planning staff/);
  });
});
