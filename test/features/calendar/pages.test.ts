import { describe, expect, it } from 'vitest';
import type { Ahead } from '../../../src/ahead/view.ts';
import {
  byMonth,
  pageOf,
  pageValue,
  rangeOf,
  readCalendarRequest,
  readPageValue,
} from '../../../src/features/calendar/rules/pages.ts';

const TODAY = '2026-12-07';
const request = (words: string, today = TODAY) => readCalendarRequest(words, today, 8);
const month = (first: string) => ({ kind: 'page', first, months: 1 });

describe('what calendar shows', () => {
  it.each([
    ['2026-08-01', '2026-08'],
    ['2026-10-31', '2026-08'],
    ['2026-11-01', '2026-11'],
    ['2027-01-31', '2026-11'],
    ['2027-02-01', '2027-02'],
    ['2027-07-31', '2027-05'],
  ])('on %s is the quarter of the academic year from %s', (day, first) => {
    expect(pageOf(day, 8)).toBe(first);
    expect(request('', day)).toEqual({ kind: 'page', first, months: 3 });
  });

  it.each([
    ['december', '2026-12'],
    ['January', '2027-01'],
    ['jan', '2027-01'],
    ['november', '2027-11'],
    ['sept', '2027-09'],
    ['febuary', '2027-02'],
    ['may', '2027-05'],
    ['apri', '2027-04'],
    ['marc', '2027-03'],
    ['jully', '2027-07'],
  ])('for %s is that month, the one that comes', (words, first) => {
    expect(request(words)).toEqual(month(first));
  });

  it.each([
    ['pce', { kind: 'phase', phase: 'pce' }],
    ['PCE', { kind: 'phase', phase: 'pce' }],
    ['post pce', { kind: 'phase', phase: 'post-pce' }],
    ['preclerkship', { kind: 'phase', phase: 'preclerkship' }],
    ['pre-clerkship', { kind: 'phase', phase: 'preclerkship' }],
    ['preclerkshp', { kind: 'phase', phase: 'preclerkship' }],
    ['all', { kind: 'all' }],
    ['All!', { kind: 'all' }],
    ['banana', { kind: 'unknown' }],
    ['2027', { kind: 'year' }],
    ['hst', { kind: 'track' }],
    ['Pathways', { kind: 'track' }],
    ['post', { kind: 'phase', phase: 'post-pce' }],
    ['fall', { kind: 'page', first: '2027-09', months: 3 }],
    ['Autumn', { kind: 'page', first: '2027-09', months: 3 }],
    ['sumer', { kind: 'page', first: '2027-06', months: 3 }],
    ['spring 2028', { kind: 'page', first: '2028-03', months: 3 }],
    ['winter', { kind: 'page', first: '2026-12', months: 3 }],
    ['january 2028', month('2028-01')],
    ['Jan. 2028', month('2028-01')],
    ['august 2026', month('2026-08')],
    ['next month', month('2027-01')],
    ['this month', month('2026-12')],
  ])('for %s is %j', (words, expected) => {
    expect(request(words)).toEqual(expected);
  });

  it('is the season that is not over yet', () => {
    expect(request('winter', '2027-01-10')).toEqual({ kind: 'page', first: '2026-12', months: 3 });
    expect(request('fall', '2026-11-30')).toEqual({ kind: 'page', first: '2026-09', months: 3 });
  });

  it('is unknown where two months are meant alike', () => {
    expect(request('ju')).toEqual({ kind: 'unknown' });
  });
});

describe('a page', () => {
  it('reaches from the first day of its first month to the last of its last', () => {
    expect(rangeOf('2026-11', 3)).toEqual({ from: '2026-11-01', to: '2027-01-31' });
    expect(rangeOf('2028-02', 1)).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  });

  const session = (day: string) => ({ day, through: day, when: { kind: 'session' } }) as Ahead;
  const window = (day: string, through: string) => ({ day, through, when: { kind: 'window' } }) as Ahead;
  const days = (items: readonly Ahead[], today: string) =>
    byMonth(items, '2026-11', 3, today).map(({ month: name, items: own }) => [name, own.map(({ day }) => day)]);

  it('has every month, also one that holds nothing, and nothing of others', () => {
    const items = ['2026-10-31', '2026-11-01', '2026-11-30', '2027-01-31', '2027-02-01'].map(session);
    expect(days(items, '2026-12-01')).toEqual([
      ['2026-11', ['2026-11-01', '2026-11-30']],
      ['2026-12', []],
      ['2027-01', ['2027-01-31']],
    ]);
  });

  it('has a window in each of its months from today on', () => {
    const items = [window('2026-11-01', '2027-01-31'), window('2026-11-15', '2026-12-24')];
    expect(days(items, '2026-12-01')).toEqual([
      ['2026-11', []],
      ['2026-12', ['2026-11-01', '2026-11-15']],
      ['2027-01', ['2026-11-01']],
    ]);
    expect(days(items, '2026-10-01')[0]).toEqual(['2026-11', ['2026-11-01', '2026-11-15']]);
  });

  it('leads to pages of the same length', () => {
    expect(readPageValue(pageValue('2027-01', 1))).toEqual({ first: '2027-01', months: 1 });
    expect(readPageValue(pageValue('2027-01', 3))).toEqual({ first: '2027-01', months: 3 });
    expect(readPageValue('2027-01')).toEqual({ first: '2027-01', months: 3 });
    for (const value of ['2027-01/0', '2027-01/4', '2027-01/', '2027-13/1', '2027-01/1/1'])
      expect(readPageValue(value)).toBeUndefined();
  });
});
