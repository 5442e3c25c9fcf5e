import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import type { Reporter } from 'vitest/node';

/** A test waits for conditions, never for time; this only says when to give up, on a machine that is busy with something else. */
const PATIENCE_MS = 60_000;

type Test = NonNullable<TestProjectInlineConfiguration['test']>;

/** What holds in every project: a project takes nothing over from the top of this file by itself. */
const EVERYWHERE: Test = {
  testTimeout: 2 * PATIENCE_MS,
  hookTimeout: 2 * PATIENCE_MS,
  expect: { poll: { timeout: PATIENCE_MS, interval: 20 } },
  // CI tries a failed test once more and marks it (retry x1): a defect to look into, but no reason to lose a day's work.
  retry: process.env.CI ? 1 : 0,
};
/** Files of one worker share what they import, whose loading is a third of the work; no module keeps what another file could stumble over. */
const SHARING: Test = { isolate: false };
/** A journey lives weeks on the workspace's clock: a minute at best, and many where the machine is busy. */
const LONG: Test = { testTimeout: 5 * PATIENCE_MS, hookTimeout: 5 * PATIENCE_MS };
const DATABASE: Test = { globalSetup: ['test/support/database-template.ts'] };

const project = (name: string, include: string, more: Test = {}): TestProjectInlineConfiguration => ({
  test: { ...EVERYWHERE, name, include: [include], ...more },
});

/** Names what passed at its second attempt: among a thousand lines nobody finds it, and a quick test has none. */
const retried: Reporter = {
  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky)
      process.stdout.write(`(retry x1) ${test.module.relativeModuleId} > ${test.fullName}\n`);
  },
};

/** What needs a database says so in its name (`*.db.test.ts`) or lives in `journeys`; the browser tests have a command of their own. */
export default defineConfig({
  test: {
    // Most tests wait for a process, a socket or a database: more of them than cores keep two cores busy.
    maxWorkers: 5,
    reporters: ['default', retried],
    projects: [
      project('unit', 'test/**/*.test.ts', {
        ...SHARING,
        exclude: ['test/**/*.db.test.ts', 'test/journeys/**', 'test/browser/**'],
      }),
      project('sandbox', 'sandbox/test/**/*.test.ts', SHARING),
      project('database', 'test/**/*.db.test.ts', { ...DATABASE, ...SHARING }),
      project('journeys', 'test/journeys/**/*.test.ts', { ...DATABASE, ...LONG }),
      // On a machine that is busy a page may stand still; what needed another attempt is named.
      project('browser', 'test/browser/**/*.test.ts', {
        ...DATABASE,
        ...LONG,
        fileParallelism: false,
        retry: process.env.CI ? 2 : 0,
      }),
    ],
  },
});
