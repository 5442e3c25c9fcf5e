import { describe, expect, test } from 'vitest';
import { earliest, later, lookFrom } from '../../src/scheduler/due.ts';
import { moment, wall } from '../support/delivery-builders.ts';

describe('what was missed', () => {
  test.each([
    ['once', '2026-12-01 09:00', '2026-12-03 12:00', '2026-12-01 09:00'],
    ['skip', '2026-12-01 09:00', '2026-12-03 12:00', '2026-12-03 11:50'],
    ['skip', '2026-12-03 11:55', '2026-12-03 12:00', '2026-12-03 11:55'],
    ['once', '2026-12-05 09:00', '2026-12-03 12:00', '2026-12-03 11:59'],
  ] as const)('%s: handled at %s, at %s it is looked from %s on', (missed, handled, now, expected) =>
    expect(wall(lookFrom(missed, moment(handled), moment(now)))).toBe(expected),
  );
});

test('the earliest of some moments, and the later of two', () => {
  const [a, b] = [moment('2026-12-01 09:00'), moment('2026-12-02 09:00')];
  expect(earliest([b, null, a])).toBe(a);
  expect(earliest([null])).toBeNull();
  expect(later(a, b)).toBe(b);
  expect(later(b, a)).toBe(b);
});
