import { describe, expect, it } from 'vitest';
import { isOneDay, passedOn, stillOpenText, type When } from '../../src/domain/upcoming.ts';
import { pastWhenLine, whenLine } from '../../src/slack/upcoming-line.ts';

const zone = 'America/New_York';
const june: Extract<When, { kind: 'window' }> = {
  kind: 'window',
  from: '2027-06-01',
  to: '2027-07-31',
  months: 'June/July',
  awaitsDate: false,
  opens: null,
};
const matchDay = { ...june, from: '2027-03-19', to: '2027-03-19', months: 'March' };

describe('what is still open', () => {
  it.each([
    ['2027-04-30', '2027-05-01', 'still open from April'],
    ['2027-04-30', '2028-02-15', 'still open from April'],
    ['2027-04-30', '2028-03-01', 'still open from April 2027'],
    ['2026-04-01', '2027-09-01', 'still open from April 2026'],
  ])('since %s is on %s "%s"', (passed, today, says) => {
    expect(stillOpenText(passed, today)).toBe(says);
  });

  it('passed with the last day of its months', () => {
    expect(passedOn({ when: june, day: '2027-06-01' })).toBe('2027-07-31');
    expect(passedOn({ when: { kind: 'due', day: '2027-04-01' }, day: '2027-04-01' })).toBe('2027-04-01');
  });
});

describe('a window of one day', () => {
  it('is written as that day, unless a date is still awaited', () => {
    expect(whenLine(matchDay, zone).text).toBe('on March 19, 2027');
    expect(pastWhenLine(matchDay, zone).text).toBe('was on March 19, 2027');
    expect(whenLine({ ...matchDay, awaitsDate: true }, zone).text).toBe('March, date to be announced');
    expect([isOneDay(matchDay), isOneDay(june)]).toEqual([true, false]);
  });
});
