// What is driven by time. node-cron says only that a minute passed; jobs and the database say what is due.
import { schedule } from 'node-cron';
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../context.ts';
import type { Job } from '../feature.ts';
import { earliest, later, lookFrom } from './due.ts';
import { housekeeping } from './housekeeping.ts';
import { claimRun, finishRun, lastRun } from './runs.ts';

export interface Scheduler {
  /**
   * Runs every job whose moment has come at `now` and gives the next moment at which one is due; null where nothing is known.
   * Calls come after one another. A job that breaks is logged and keeps no other from running.
   */
  runDue(now: Temporal.Instant): Promise<Temporal.Instant | null>;
  /** From now on `runDue` is called each minute. */
  start(): void;
  /** No new call; resolves when the running one is done. */
  stop(): Promise<void>;
}

/** Runs a job, if no other process does, and writes down how it went. */
async function runOnce(ctx: Context, job: Job, scheduledFor: Temporal.Instant): Promise<void> {
  const { db, clock, log } = ctx;
  if (!(await claimRun(db, job.name, scheduledFor, clock.now()))) return;
  const started = performance.now();
  const line = { kind: 'job', job: job.name, scheduledFor: scheduledFor.toString() };
  try {
    await job.run(ctx, scheduledFor);
  } catch (err) {
    log.error({ ...line, ms: Math.round(performance.now() - started), outcome: 'failed', err }, 'job');
    await finishRun(db, job.name, scheduledFor, clock.now(), String(err));
    return;
  }
  await finishRun(db, job.name, scheduledFor, clock.now(), null);
  log.info({ ...line, ms: Math.round(performance.now() - started), outcome: 'ok' }, 'job');
}

/** A scheduler of the features' jobs and its own housekeeping. Several processes may each have one. */
export function createScheduler(ctx: Context): Scheduler {
  const jobs = [...ctx.features.flatMap((feature) => feature.jobs ?? []), housekeeping];
  /** Up to which moment each job was looked after here. */
  const handled = new Map<string, Temporal.Instant>();
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;

  async function runJob(job: Job, now: Temporal.Instant): Promise<Temporal.Instant | null> {
    const last = handled.get(job.name) ?? (await lastRun(ctx.db, job.name)) ?? now.subtract({ milliseconds: 1 });
    const moment = await job.next(ctx, lookFrom(job.missed, last, now));
    // The clock has gone on since `now` was read, and what a job finds due at once is due after that.
    const present = later(now, ctx.clock.now());
    const isDue = moment !== null && moment.epochMilliseconds <= present.epochMilliseconds;
    if (isDue) await runOnce(ctx, job, moment);
    const done = isDue ? later(now, moment) : now;
    handled.set(job.name, done);
    return job.next(ctx, done);
  }

  async function runAll(now: Temporal.Instant): Promise<Temporal.Instant | null> {
    const next: (Temporal.Instant | null)[] = [];
    for (const job of jobs) {
      try {
        next.push(await runJob(job, now));
      } catch (err) {
        ctx.log.error({ kind: 'job', job: job.name, outcome: 'failed', err }, 'job');
      }
    }
    return earliest(next);
  }

  function runDue(now: Temporal.Instant): Promise<Temporal.Instant | null> {
    const run = running.then(() => (stopped ? null : runAll(now)));
    running = run.catch(() => undefined);
    return run;
  }

  let task: { stop(): unknown } | undefined;
  return {
    runDue,
    start: () => {
      const tick = async () => void (await runDue(ctx.clock.now()));
      task = schedule('* * * * *', tick, { timezone: 'UTC', noOverlap: true });
    },
    stop: async () => {
      stopped = true;
      await task?.stop();
      await running;
    },
  };
}
