// Sessions that staff date outside their months: whose they are, and which window they fill.
import { describe, expect, it } from 'vitest';
import { programAhead } from '../../src/ahead/ahead.ts';
import { almanacOf, occurrencesOfSession } from '../../src/ahead/almanac.ts';
import type { Person } from '../../src/people/person.ts';
import { loadProgram } from '../../src/program/load.ts';
import { session, student } from '../support/people-builders.ts';
import { hst, pathways } from '../support/school-calendar.ts';

const program = await loadProgram();
const startsOf = (entry: string, day: string) =>
  occurrencesOfSession(almanacOf(program), entry, day).map(({ from }) => from);

describe('a session belongs to', () => {
  it.each([
    ['the month that holds it', 'step-1-support', '2027-01-12', ['2027-01-01']],
    ['the nearest month before it', 'step-1-support', '2027-02-10', ['2027-01-01']],
    ['the nearest month after it', 'step-1-support', '2027-03-20', ['2027-04-01']],
    ['the earlier of two that are equally near', 'step-1-support', '2027-03-02', ['2027-01-01']],
    ['the later of two where that is nearer by a day', 'step-1-support', '2027-03-03', ['2027-04-01']],
    ['the nearest however far', 'match-day', '2027-08-01', ['2027-03-01']],
    ['nothing, for an entry without months', 'application-checklist', '2027-08-01', []],
  ])('%s', (_, entry, day, starts) => {
    expect(startsOf(entry, day)).toEqual(starts);
  });
});

describe('a session outside its months is', () => {
  const sees = (who: Person, entry: string, day: string) =>
    programAhead(program, who, [session(entry, day)], { from: day, to: day }, day).some(
      (item) => item.sessionId !== null,
    );
  const later = { ...pathways(), class: 2029 };

  it('for those whose it was in its month', () => {
    expect(sees(student(pathways()), 'step-2-ck-workshop', '2026-10-05')).toBe(true);
    expect(sees(student(later), 'step-2-ck-workshop', '2026-10-05')).toBe(false);
    expect(sees(student(pathways()), 'practice-interviews', '2027-11-03')).toBe(true);
    expect(sees(student(later), 'practice-interviews', '2027-11-03')).toBe(false);
  });

  it('for the year, the Match and the track of its window, however far it was moved', () => {
    expect(sees(student(pathways()), 'professional-development-week', '2025-06-10')).toBe(true);
    expect(sees(student({ ...pathways(), class: 2027 }), 'professional-development-week', '2025-06-10')).toBe(false);
    expect(sees(student(hst()), 'professional-development-week', '2025-06-10')).toBe(false);
    expect(sees(student({ ...pathways(), class: 2027 }), 'match-day', '2027-05-20')).toBe(true);
    expect(sees(student(pathways()), 'match-day', '2027-05-20')).toBe(false);
  });

  it('what the assessment of the Development Week hangs on', () => {
    const week = [session('professional-development-week', '2025-05-06')];
    const lines = (from: string, to: string) =>
      programAhead(program, student(pathways()), week, { from, to }, from).flatMap(({ title, when }) =>
        title.includes('assessment') ? [when.kind === 'due' ? when.day : when.kind] : [],
      );
    expect(lines('2025-04-01', '2025-04-30')).toEqual([]);
    expect(lines('2025-05-01', '2025-05-31')).toEqual(['2025-05-06']);
    expect(lines('2025-05-07', '2025-05-31')).toEqual([]);
  });
});
