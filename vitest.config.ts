import { defineConfig } from 'vitest/config';

/** A test waits for conditions, never for time; this only says when to give up, on a machine that is busy with something else. */
const PATIENCE_MS = 30_000;

/** What needs a database says so in its name (`*.db.test.ts`) or lives in `journeys`; the browser tests have a command of their own. */
export default defineConfig({
  test: {
    // Most tests wait for a process, a socket or a database: more of them than cores keep two cores busy.
    maxWorkers: 5,
    // CI tries a failed test once more and marks it (retry x1): a defect to look into, but no reason to lose a day's work.
    retry: process.env.CI ? 1 : 0,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.db.test.ts', 'test/journeys/**', 'test/browser/**'],
          testTimeout: PATIENCE_MS,
        },
      },
      { test: { name: 'sandbox', include: ['sandbox/test/**/*.test.ts'], testTimeout: PATIENCE_MS } },
      {
        test: {
          name: 'database',
          include: ['test/**/*.db.test.ts'],
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          globalSetup: ['test/support/database-template.ts'],
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['test/support/database-template.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/database-template.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
