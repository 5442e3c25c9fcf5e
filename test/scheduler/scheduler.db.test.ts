import { asc, sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import { planningChanges, scheduledRuns } from '../../src/db/schema.ts';
import type { Job } from '../../src/feature.ts';
import { loadProgram } from '../../src/program/load.ts';
import { housekeeping } from '../../src/scheduler/housekeeping.ts';
import { createScheduler } from '../../src/scheduler/scheduler.ts';
import { collectLog } from '../support/log-lines.ts';
import { createTestContext, type TestContext } from '../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const program = await loadProgram();
const { log, lines } = collectLog();
const at = (text: string) => Temporal.Instant.from(`2026-12-${text}Z`);
let database: TestDatabase;
let ctx: TestContext;
let ran: string[];

beforeEach(async () => {
  database = await createTestDatabase();
  lines.length = 0;
  ran = [];
  ctx = { ...createTestContext(database, program, '2026-12-01'), log };
});
afterEach(() => database.drop());

/** Every full hour. */
function hourly(name: string, missed: Job['missed'] = 'once', run: Job['run'] = async () => {}): Job {
  return {
    name,
    missed,
    next: async (_ctx, after) =>
      Temporal.Instant.fromEpochMilliseconds((Math.floor(after.epochMilliseconds / 3_600_000) + 1) * 3_600_000),
    run: async (given, scheduledFor) => {
      ran.push(`${name} ${scheduledFor}`);
      await run(given, scheduledFor);
    },
  };
}

const schedulerOf = (jobs: Job[], on: TestContext = ctx) =>
  createScheduler({ ...on, features: [{ name: 'hourly', jobs }] });

async function runDue(scheduler: ReturnType<typeof schedulerOf>, text: string, on = ctx) {
  on.clock.set(at(text));
  return scheduler.runDue(at(text));
}

/** Runs of the jobs of these tests. */
async function runs() {
  const rows = await ctx.db
    .select()
    .from(scheduledRuns)
    .orderBy(asc(scheduledRuns.job), asc(scheduledRuns.scheduledFor));
  return rows.filter(({ job }) => job.startsWith('hourly.'));
}

describe('a scheduler', () => {
  test('runs a job at its moment, once, writes it down, says so in one line, and gives the next', async () => {
    const scheduler = schedulerOf([hourly('hourly.one')]);
    expect(await runDue(scheduler, '01T12:30:00')).toEqual(at('01T13:00:00'));
    expect(ran).toEqual([]);
    expect(await runDue(scheduler, '01T13:00:00')).toEqual(at('01T14:00:00'));
    await runDue(scheduler, '01T13:01:00');
    expect(ran).toEqual(['hourly.one 2026-12-01T13:00:00Z']);
    const [row] = await runs();
    expect(row).toMatchObject({ error: null });
    expect(row?.finishedAt).not.toBeNull();
    expect(lines.filter(({ kind }) => kind === 'job')).toEqual([
      expect.objectContaining({ job: 'hourly.one', outcome: 'ok', ms: expect.any(Number) }),
    ]);
  });

  test('a job that breaks is written down and keeps no other from running, nor itself the next time', async () => {
    const breaks = hourly('hourly.breaks', 'once', async () => {
      throw new Error('out of paper');
    });
    const cannotSay: Job = { ...hourly('hourly.lost'), next: async () => Promise.reject(new Error('no calendar')) };
    const scheduler = schedulerOf([cannotSay, breaks, hourly('hourly.one')]);
    await runDue(scheduler, '01T12:30:00');
    expect(await runDue(scheduler, '01T13:00:00')).toEqual(at('01T14:00:00'));
    await runDue(scheduler, '01T14:00:00');
    expect(ran).toHaveLength(4);
    expect((await runs()).map(({ job, error }) => [job, error])).toEqual([
      ['hourly.breaks', 'Error: out of paper'],
      ['hourly.breaks', 'Error: out of paper'],
      ['hourly.one', null],
      ['hourly.one', null],
    ]);
    expect(lines.filter(({ outcome }) => outcome === 'failed').length).toBeGreaterThanOrEqual(4);
  });

  test('of two processes one runs', async () => {
    const other = openDatabase(database.url);
    const theirs: TestContext = { ...createTestContext(database, program, '2026-12-01'), db: other.db, log };
    const [one, two] = [schedulerOf([hourly('hourly.one')]), schedulerOf([hourly('hourly.one')], theirs)];
    for (const text of ['01T12:30:00', '01T13:00:00', '01T14:00:00'])
      await Promise.all([runDue(one, text), runDue(two, text, theirs)]);
    expect(ran).toEqual(['hourly.one 2026-12-01T13:00:00Z', 'hourly.one 2026-12-01T14:00:00Z']);
    await other.close();
  });

  test('a new process makes up for missed runs with one, or with none', async () => {
    const jobs = () => [hourly('hourly.once'), hourly('hourly.skip', 'skip')];
    const first = schedulerOf(jobs());
    await runDue(first, '01T12:30:00');
    await runDue(first, '01T13:00:00');
    ran = [];
    await runDue(schedulerOf(jobs()), '01T18:30:00');
    expect(ran).toEqual(['hourly.once 2026-12-01T14:00:00Z']);
    ran = [];
    await runDue(schedulerOf(jobs()), '01T19:05:00');
    expect(ran).toEqual(['hourly.once 2026-12-01T15:00:00Z', 'hourly.skip 2026-12-01T19:00:00Z']);
  });

  test('runs again in a workspace that was put back to its start', async () => {
    const scheduler = schedulerOf([hourly('hourly.one')]);
    await runDue(scheduler, '05T12:30:00');
    await runDue(scheduler, '05T13:00:00');
    await ctx.db.delete(scheduledRuns);
    expect(await runDue(scheduler, '01T12:30:00')).toEqual(at('01T13:00:00'));
    await runDue(scheduler, '01T13:00:00');
    expect(ran.at(-1)).toBe('hourly.one 2026-12-01T13:00:00Z');
  });

  test('is done with what runs before it stops, and begins nothing after', async () => {
    let finish = () => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const scheduler = schedulerOf([hourly('hourly.slow', 'once', () => slow)]);
    await runDue(scheduler, '01T12:30:00');
    const run = runDue(scheduler, '01T13:00:00');
    await expect.poll(() => ran).toHaveLength(1);
    const stopped = scheduler.stop();
    finish();
    await Promise.all([run, stopped]);
    expect((await runs()).map(({ finishedAt }) => finishedAt)).toEqual([expect.any(String)]);
    await runDue(scheduler, '01T14:00:00');
    expect(ran).toHaveLength(1);
  });
});

describe('housekeeping', () => {
  test('has its hour each night', async () => {
    expect(await housekeeping.next(ctx, at('01T02:59:00'))).toEqual(at('01T03:00:00'));
    expect(await housekeeping.next(ctx, at('01T03:00:00'))).toEqual(at('02T03:00:00'));
  });

  test('removes old runs but the last of each job, and changes that everybody has read', async () => {
    const row = (job: string, day: string) => ({
      job,
      scheduledFor: `2026-12-${day}T10:00Z`,
      startedAt: `2026-12-${day}T10:00Z`,
    });
    await ctx.db
      .insert(scheduledRuns)
      .values([row('hourly.a', '01'), row('hourly.a', '02'), row('hourly.b', '01'), row('hourly.b', '14')]);
    await ctx.db.execute(sql`insert into planning_changes (at) values (now() - interval '8 days'), (now())`);
    ctx.clock.set(at('15T03:00:00'));
    await housekeeping.run(ctx, at('15T03:00:00'));
    expect((await runs()).map(({ job, scheduledFor }) => `${job} ${scheduledFor.slice(0, 10)}`)).toEqual([
      'hourly.a 2026-12-02',
      'hourly.b 2026-12-14',
    ]);
    expect(await ctx.db.select().from(planningChanges)).toHaveLength(1);
  });
});
