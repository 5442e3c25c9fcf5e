import { describe, expect, it } from 'vitest';
import type { Enrollment, Override } from '../../src/domain/standing.ts';
import { phaseProgress, standingOn } from '../../src/domain/standing.ts';
import { hst, pathways, school } from '../support/school-calendar.ts';

/** `stage phase` in short, or what keeps a student away. */
function whereabouts(enrollment: Enrollment, day: string): string {
  const { stage, away, phase } = standingOn(school, enrollment, day);
  if (away) return `${away.kind} until ${away.until}`;
  return stage === 'enrolled' ? String(phase) : stage;
}

/** `applying 2028`, `undecided`, `none` and so on. */
function cycle(enrollment: Enrollment, day: string): string {
  const found = standingOn(school, enrollment, day).cycle;
  return found ? `${found.choice} ${found.state ?? '-'} ${found.matchYear ?? '-'}` : 'none';
}

describe('phases by the class calendar', () => {
  it.each([
    ['before entry', pathways(), '2024-07-31', 'before'],
    ['first day of Preclerkship', pathways(), '2024-08-01', 'preclerkship'],
    ['last day of Preclerkship', pathways(), '2025-09-30', 'preclerkship'],
    ['first day of PCE', pathways(), '2025-10-01', 'pce'],
    ['last day of PCE', pathways(), '2026-09-30', 'pce'],
    ['first day of Post-PCE', pathways(), '2026-10-01', 'post-pce'],
    ['the day before graduation', pathways(), '2028-05-24', 'post-pce'],
    ['graduation day, the last as a student', pathways(), '2028-05-25', 'post-pce'],
    ['the day after graduation', pathways(), '2028-05-26', 'graduated'],
    ['before entry, HST', hst(), '2024-07-31', 'before'],
    ['first day of Preclerkship, HST', hst(), '2024-08-01', 'preclerkship'],
    ['last day of Preclerkship, HST', hst(), '2026-01-31', 'preclerkship'],
    ['first day of PCE, HST', hst(), '2026-02-01', 'pce'],
    ['last day of PCE, HST', hst(), '2027-01-31', 'pce'],
    ['first day of Post-PCE, HST', hst(), '2027-02-01', 'post-pce'],
    ['graduation day, HST', hst(), '2028-05-25', 'post-pce'],
    ['the day after graduation, HST', hst(), '2028-05-26', 'graduated'],
  ])('%s', (_, enrollment, day, expected) => {
    expect(whereabouts(enrollment, day)).toBe(expected);
  });

  it('counts the academic years from entry, each from August', () => {
    const years = ['2024-07-31', '2024-08-01', '2025-07-31', '2025-08-01', '2027-12-31', '2028-05-25'];
    expect(years.map((day) => standingOn(school, pathways(), day).year)).toEqual([0, 1, 1, 2, 4, 4]);
  });

  it('counts the months of a phase to the end, the begun one included', () => {
    const progress = (enrollment: Enrollment, day: string) =>
      phaseProgress(standingOn(school, enrollment, day), day) ?? 'none';
    expect(progress(pathways(), '2024-08-01')).toEqual({ month: 1, of: 14 });
    expect(progress(hst(), '2026-01-31')).toEqual({ month: 18, of: 18 });
    expect(progress(pathways(), '2025-10-01')).toEqual({ month: 1, of: 12 });
    expect(progress(pathways(), '2026-07-15')).toEqual({ month: 10, of: 12 });
    expect(progress(pathways(), '2026-09-30')).toEqual({ month: 12, of: 12 });
    expect(progress(pathways(), '2028-05-25')).toEqual({ month: 20, of: 20 });
    expect(progress(pathways(), '2028-05-26')).toBe('none');
  });

  it('refuses a class that the program does not know', () => {
    expect(() => standingOn(school, { class: 2050, track: 'hst', overrides: [] }, '2048-01-01')).toThrow('2050, hst');
  });
});

describe('the application cycle', () => {
  const notApplying: Override = { kind: 'cycle', value: 'not-applying', from: '2026-07-01', to: null };
  const undecided: Override = { kind: 'cycle', value: 'undecided', from: '2026-07-01', to: '2027-03-01' };
  const later: Override = { kind: 'cycle', value: 2029, from: '2026-07-01', to: null };
  it.each([
    ['nothing before 1 November of G-2', pathways(), '2026-10-31', 'applies - 2028'],
    ['applying from 1 November of G-2', pathways(), '2026-11-01', 'applies applying 2028'],
    ['applying to 31 October of G-1', pathways(), '2027-10-31', 'applies applying 2028'],
    ['graduating from 1 November of G-1', pathways(), '2027-11-01', 'applies graduating 2028'],
    ['graduating on graduation day', pathways(), '2028-05-25', 'applies graduating 2028'],
    ['none after graduation', pathways(), '2028-05-26', 'none'],
    ['none before entry', pathways(), '2024-07-31', 'none'],
    ['the same for HST, though still in PCE', hst(), '2026-11-01', 'applies applying 2028'],
    ['the day before one says not applying', pathways(notApplying), '2026-06-30', 'applies - 2028'],
    ['not applying', pathways(notApplying), '2027-01-15', 'not-applying - -'],
    ['undecided, by the Match year of the class', pathways(undecided), '2027-02-28', 'undecided applying 2028'],
    ['decided from the day the override ends', pathways(undecided), '2027-03-01', 'applies applying 2028'],
    ['another Match year', pathways(later), '2027-10-31', 'applies - 2029'],
    ['another Match year, applying', pathways(later), '2027-11-01', 'applies applying 2029'],
  ])('%s', (_, enrollment, day, expected) => {
    expect(cycle(enrollment, day)).toBe(expected);
  });
});

describe('leave and PhD years', () => {
  const leave: Override = { kind: 'leave', value: 'leave', from: '2026-09-01', to: '2027-09-01' };
  const phd: Override = { kind: 'leave', value: 'phd', from: '2025-01-15', to: '2029-02-01' };
  const back: Override = { kind: 'class', value: 2029, from: '2027-09-01', to: null };
  const backFromPhd: Override = { kind: 'class', value: 2031, from: '2029-02-01', to: null };
  it.each([
    ['the day before leave', pathways(leave), '2026-08-31', 'pce'],
    ['the first day of leave', pathways(leave), '2026-09-01', 'leave until 2027-09-01'],
    ['the last day of leave', pathways(leave), '2027-08-31', 'leave until 2027-09-01'],
    ['the day of return, same class', pathways(leave), '2027-09-01', 'post-pce'],
    ['the day of return into the next class: the PCE goes on', pathways(leave, back), '2027-09-01', 'pce'],
    ['the last day of that PCE', pathways(leave, back), '2027-09-30', 'pce'],
    ['Post-PCE of the new class', pathways(leave, back), '2027-10-01', 'post-pce'],
    ['PhD years, long past the graduation of the class', hst(phd, backFromPhd), '2028-12-01', 'phd until 2029-02-01'],
    [
      'return from PhD years, in Preclerkship still',
      hst(phd, { ...backFromPhd, value: 2032 }),
      '2029-02-01',
      'preclerkship',
    ],
    ['return from PhD years at the start of the PCE', hst(phd, backFromPhd), '2029-02-01', 'pce'],
  ])('%s', (_, enrollment, day, expected) => {
    expect(whereabouts(enrollment, day)).toBe(expected);
  });

  it('have no application cycle unless a dated override gives one', () => {
    expect(cycle(pathways(leave), '2026-12-01')).toBe('none');
    expect(cycle(hst(phd), '2027-12-01')).toBe('none');
    const applies: Override = { kind: 'cycle', value: 2028, from: '2026-11-15', to: null };
    expect(cycle(pathways(leave, applies), '2026-11-14')).toBe('none');
    expect(cycle(pathways(leave, applies), '2026-11-15')).toBe('applies applying 2028');
  });

  it('have no phase', () => {
    expect(standingOn(school, pathways(leave), '2026-12-01').phase).toBeNull();
  });
});

describe('overrides', () => {
  const fifthYear: Override = { kind: 'class', value: 2029, from: '2026-07-01', to: null };
  const hstFrom: Override = { kind: 'track', value: 'hst', from: '2025-09-01', to: null };
  const extended: Override = { kind: 'phase', value: 'preclerkship', from: '2025-10-01', to: '2026-01-01' };
  it.each([
    ['the day before a fifth year', pathways(fifthYear), '2026-06-30', 'pce'],
    ['a fifth year keeps the PCE reached', pathways(fifthYear), '2026-07-01', 'pce'],
    ['a fifth year follows the new class from there', pathways(fifthYear), '2026-10-01', 'pce'],
    ['Post-PCE when the new class gets there', pathways(fifthYear), '2027-10-01', 'post-pce'],
    [
      'a fifth year after Post-PCE began keeps Post-PCE',
      pathways({ ...fifthYear, from: '2027-07-01' }),
      '2027-07-01',
      'post-pce',
    ],
    ['graduation by the old class no longer comes', pathways(fifthYear), '2028-05-26', 'post-pce'],
    ['graduation with the new class', pathways(fifthYear), '2029-05-26', 'graduated'],
    ['a move to HST delays the PCE', pathways(hstFrom), '2025-10-01', 'preclerkship'],
    ['PCE with HST', pathways(hstFrom), '2026-02-01', 'pce'],
    [
      'a move to HST after the PCE began keeps the PCE',
      pathways({ ...hstFrom, from: '2025-11-01' }),
      '2025-11-01',
      'pce',
    ],
    ['a longer Preclerkship', pathways(extended), '2025-10-01', 'preclerkship'],
    ['its last day', pathways(extended), '2025-12-31', 'preclerkship'],
    ['the day it ends', pathways(extended), '2026-01-01', 'pce'],
  ])('%s', (_, enrollment, day, expected) => {
    expect(whereabouts(enrollment, day)).toBe(expected);
  });

  it('of class move the cycle with them', () => {
    expect(cycle(pathways(fifthYear), '2026-11-01')).toBe('applies - 2029');
    expect(cycle(pathways(fifthYear), '2027-11-01')).toBe('applies applying 2029');
    expect(cycle(pathways(fifthYear), '2028-11-01')).toBe('applies graduating 2029');
  });

  it('of class and track show in the standing from their first day', () => {
    expect(standingOn(school, pathways(fifthYear), '2026-06-30')).toMatchObject({ class: 2028, track: 'pathways' });
    expect(standingOn(school, pathways(fifthYear, hstFrom), '2026-07-01')).toMatchObject({ class: 2029, track: 'hst' });
  });

  it('of phase leave the count of months unsaid while they last', () => {
    expect(phaseProgress(standingOn(school, pathways(extended), '2025-11-01'), '2025-11-01')).toBeNull();
  });
});
