import { describe, expect, test } from 'vitest';
import { isWithin, matchWeekOf } from '../../src/domain/match-week.ts';
import { BOSTON, moment, wall } from '../support/delivery-builders.ts';

describe('Match week', () => {
  test.each([
    ['of a Friday', '2027-03-19', '2027-03-12 17:00', '2027-03-22 08:00'],
    ['of an early match on a Monday', '2027-02-01', '2027-01-29 17:00', '2027-02-08 08:00'],
    ['of a Sunday', '2027-02-07', '2027-01-29 17:00', '2027-02-08 08:00'],
    ['over the change of the clocks', '2027-03-12', '2027-03-05 17:00', '2027-03-15 08:00'],
  ])('%s, %s, is from %s to %s', (_, day, from, to) => {
    const week = matchWeekOf(day, BOSTON);
    expect([wall(week.from), wall(week.to)]).toEqual([from, to]);
  });

  test('holds its first moment and not its last', () => {
    const week = [matchWeekOf('2027-03-19', BOSTON)];
    expect(isWithin(week, moment('2027-03-12 17:00'))).toBe(true);
    expect(isWithin(week, moment('2027-03-22 07:59'))).toBe(true);
    expect(isWithin(week, moment('2027-03-12 16:59'))).toBe(false);
    expect(isWithin(week, moment('2027-03-22 08:00'))).toBe(false);
  });
});
