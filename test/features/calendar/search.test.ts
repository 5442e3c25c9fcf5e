import { describe, expect, it } from 'vitest';
import { findEntries, nearestEntries } from '../../../src/features/calendar/rules/search.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { session } from '../../support/people-builders.ts';

const program = await loadProgram();
const search = (words: string) => findEntries(program, program.entries, words).map(({ entry }) => entry.title);

describe('finding an event', () => {
  it.each([
    ['road to residency', 'Class Meeting: The Road to Residency, Part I'],
    ['road to residency II', 'Class Meeting: The Road to Residency, Part II'],
    ['Road to Residency part two', 'Class Meeting: The Road to Residency, Part II'],
    ['rank list', 'Making Your Rank List, Part'],
    ['rank list 2', 'Making Your Rank List, Part 2: Technical Aspects'],
    ['when is match day?', 'Match Day'],
    ['MATCH DAY', 'Match Day'],
    ['open house', 'Career Planning Open House'],
    ['pdw', 'Professional Development Week'],
    ['mock interviews', 'Residency Practice Interviews'],
    ['personal statment', 'Personal Statements, Letters of Recommendation and CV Workshop'],
    ['intership', 'Transition to Internship'],
    ['fifth year options hst', 'Fifth Year Options (HST)'],
    ['step 2', 'USMLE Step 2 CK Preparation Workshop'],
    ['eras', 'Applying to Residency using ERAS'],
    ['careers in medicine', 'Careers in Medicine assessment'],
    ['step1', 'USMLE Step 1 Support Sessions'],
    ['specialty panels', 'Specialty Interest Series'],
    ['residency panels', 'Residency panels and board review'],
    ['making your rank list', 'Making Your Rank List, Part 1'],
    ['open hosue', 'Career Planning Open House'],
    ['fith year', 'Fifth Year Options'],
    ['rank lsit', 'Making Your Rank List'],
    ['matchday', 'Match Day'],
    ['ranklist', 'Making Your Rank List'],
    ['ranklists', 'Making Your Rank List'],
    ['mach day', 'Match Day'],
    ['road to residancy', 'Class Meeting: The Road to Residency, Part I'],
    ['olrs', 'USMLE Step 1 Support Sessions'],
    ["d'amico lessons", 'Lessons Learned Along the Way'],
  ])('%s finds %s first', (words, title) => {
    expect(search(words)[0]).toContain(title);
  });

  it('finds by hosts, purpose and topics too', () => {
    expect(search('couples match')[0]).toContain('Making Your Rank List, Part 1');
    expect(search('student council')[0]).toBe('Student Specialty Interest Groups');
    expect(search('mspe').some((title) => title.includes('Road to Residency, Part II'))).toBe(true);
  });

  it.each(['', '   ', 'the', 'event', '?!', 'zzzzzz qqqqq', 'bitcoin'])('finds nothing for %j', (words) => {
    expect(search(words)).toEqual([]);
  });

  it('finds by who holds a role, and by its other names', () => {
    expect(search('potter')).toEqual(expect.arrayContaining(['Class Meeting: The Road to Residency, Part I']));
    expect(search("d'amico")).toEqual(expect.arrayContaining(['Lessons Learned Along the Way']));
    expect(search('damico')).toEqual(search("d'amico"));
    expect(search('assistant director of student affairs')).toContain('Post-Match Survey');
  });

  describe('by the title of a session', () => {
    const sessions = [
      session('specialty-interest-series', '2027-01-07', { id: 1, title: 'An evening with eye surgeons' }),
      session('specialty-interest-series', '2027-02-04', { id: 2, title: 'Urology: a day in the operating room' }),
      session('open-house-pce', '2027-02-05', { id: 3, title: null }),
      session('specialty-interest-series', '2028-01-06', { id: 4, title: 'An evening with eye surgeons' }),
    ];
    const found = (words: string) =>
      findEntries(program, program.entries, words, sessions).map(({ entry, called }) => [
        entry.id,
        called.map(({ id }) => id),
      ]);

    it.each([
      ['eye surgeons', [1, 4]],
      ['Evening with eye surgeons', [1, 4]],
      ['eye surgons', [1, 4]],
      ['operating room', [2]],
    ])('%s finds its entry and the sessions', (words, called) => {
      expect(found(words)[0]).toEqual(['specialty-interest-series', called]);
    });

    it('names no session where the entry itself is called so', () => {
      expect(found('specialty interest series')[0]).toEqual(['specialty-interest-series', []]);
      expect(found('match day')[0]).toEqual(['match-day', []]);
    });

    it('says what it found without sessions as it did', () => {
      for (const words of ['road to residency', 'open house', 'olrs', 'couples match'])
        expect(found(words)[0]?.[0]).toBe(findEntries(program, program.entries, words)[0]?.entry.id);
    });
  });

  it('offers the nearest titles where it finds nothing', () => {
    const near = (words: string) => nearestEntries(program.entries, words).map(({ title }) => title);
    expect(search('carers fair')).toEqual([]);
    expect(near('carers fair')[0]).toContain('Careers in Medicine');
    expect(near('bitcoin')).toEqual([]);
    expect(near('')).toEqual([]);
  });

  it('looks only where it may', () => {
    const visible = program.entries.filter((entry) => !entry.title.includes('Match Day'));
    expect(findEntries(program, visible, 'match day').map(({ entry }) => entry.title)).not.toContain('Match Day');
    expect(findEntries(program, [], 'match day')).toEqual([]);
  });
});
