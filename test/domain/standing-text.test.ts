import { describe, expect, it } from 'vitest';
import type { Enrollment, Override } from '../../src/domain/standing.ts';
import { standingOn } from '../../src/domain/standing.ts';
import { standingText } from '../../src/domain/standing-text.ts';
import { hst, pathways, school } from '../support/school-calendar.ts';

const leave: Override = { kind: 'leave', value: 'leave', from: '2026-09-01', to: '2027-09-01' };
const phd: Override = { kind: 'leave', value: 'phd', from: '2026-06-01', to: '2029-02-01' };
const appliesOnLeave: Override = { kind: 'cycle', value: 2028, from: '2026-11-01', to: null };
const extended: Override = { kind: 'phase', value: 'pce', from: '2026-10-01', to: '2027-01-01' };
const late: Override = { kind: 'cycle', value: 2101, from: '2026-01-01', to: null };

describe('who a student is, in words', () => {
  it.each<[string, Enrollment, string]>([
    ['2024-06-30', pathways(), 'Starting in August 2024, Pathways, class of 2028'],
    ['2024-09-01', pathways(), 'Preclerkship, year 1, Pathways, class of 2028'],
    ['2026-01-31', hst(), 'Preclerkship, year 2, HST, class of 2028'],
    ['2025-12-01', pathways(), 'PCE month 3 of 12, Pathways, class of 2028'],
    ['2026-12-01', hst(), 'PCE month 11 of 12, HST, class of 2028, applying 2027-28'],
    ['2026-10-15', pathways(), 'Post-PCE, Pathways, class of 2028'],
    ['2026-12-01', pathways(), 'Post-PCE, Pathways, class of 2028, applying 2027-28'],
    ['2027-11-01', pathways(), 'Post-PCE, Pathways, class of 2028, graduating 2028'],
    ['2028-06-01', pathways(), 'Graduated in 2028'],
    ['2026-12-01', pathways(leave), 'On leave until September 1, 2027'],
    ['2026-12-01', pathways(leave, appliesOnLeave), 'On leave until September 1, 2027, applying 2027-28'],
    ['2028-12-01', hst(phd), 'PhD years until February 1, 2029'],
    ['2026-11-15', pathways(extended), 'PCE, Pathways, class of 2028, applying 2027-28'],
    ['2027-01-15', pathways(late), 'Post-PCE, Pathways, class of 2028'],
    [
      '2026-12-01',
      pathways({ kind: 'cycle', value: 'not-applying', from: '2026-07-01', to: null }),
      'Post-PCE, Pathways, class of 2028, not applying',
    ],
    [
      '2026-12-01',
      pathways({ kind: 'cycle', value: 'undecided', from: '2026-07-01', to: null }),
      'Post-PCE, Pathways, class of 2028, cycle undecided',
    ],
    [
      '2027-12-01',
      pathways({ kind: 'cycle', value: 2030, from: '2026-07-01', to: null }),
      'Post-PCE, Pathways, class of 2028',
    ],
  ])('%s', (day, enrollment, expected) => {
    expect(standingText(standingOn(school, enrollment, day), day)).toBe(expected);
  });

  it('writes a cycle over the turn of a century of years with two digits', () => {
    const after = standingOn(school, pathways({ ...late, value: 2010 }), '2027-01-15');
    expect(standingText(after, '2027-01-15')).toContain('graduating 2010');
    const years = pathways({ kind: 'cycle', value: 2028, from: '2026-07-01', to: null });
    expect(standingText(standingOn(school, years, '2026-12-01'), '2026-12-01')).toContain('applying 2027-28');
  });
});
