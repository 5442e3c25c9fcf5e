// A month on the workspace's clock, with the day on which the clocks go back: what the model of spec 3 expects is said, and nothing else.
import { expect, test } from 'vitest';
import { createTestDatabase } from '../support/test-database.ts';
import { live } from '../year/live.ts';
import { readPolicy } from '../year/policy.ts';
import { verdictOn } from '../year/verdict.ts';
import { SHORT, yearOf } from '../year/year.ts';

/** A child process, some command-line tools and a month of messages. */
const PATIENCE_MS = 900_000;

test(
  'forty students live a month: each message once, in its window and zone, and few of them',
  async () => {
    const database = await createTestDatabase();
    try {
      const year = yearOf(SHORT, 7);
      const lived = await live(year, database.url);
      const { findings, expected, sent, weekly } = verdictOn(year, lived, readPolicy());
      expect(findings).toEqual([]);
      expect(lived.undone).toEqual([]);
      expect(sent).toBe(expected);
      expect(expected).toBeGreaterThan(100);
      expect(weekly.most).toBeLessThanOrEqual(4);
    } finally {
      await database.drop();
    }
  },
  PATIENCE_MS,
);
