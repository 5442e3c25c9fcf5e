import pino from 'pino';
import { Temporal } from 'temporal-polyfill';
import { createSettableClock, type SettableClock } from '../../src/clock.ts';
import type { Context } from '../../src/context.ts';
import { features } from '../../src/features/index.ts';
import type { Program } from '../../src/program/program.ts';
import type { SlackMember } from '../../src/slack/directory.ts';
import type { TestDatabase } from './test-database.ts';

export interface TestContext extends Context {
  clock: SettableClock;
}

/** A context on a test's database, with a workspace of the given members, at noon of `day` in Boston. */
export function createTestContext(
  database: TestDatabase,
  program: Program,
  day: string,
  members: readonly SlackMember[] = [],
): TestContext {
  return {
    db: database.db,
    transaction: (work) => database.db.transaction(work),
    slack: {
      members: async () => [...members],
      member: async (slackUserId) =>
        members.find((m) => m.slackUserId === slackUserId) ?? {
          slackUserId,
          email: null,
          timeZone: null,
          active: true,
        },
      readFile: async () => '',
    },
    clock: createSettableClock(noonOf(day)),
    log: pino({ level: 'silent' }),
    program,
    features,
  };
}

/** Noon in Boston. */
export function noonOf(day: string): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'America/New_York', plainTime: '12:00' }).toInstant();
}
