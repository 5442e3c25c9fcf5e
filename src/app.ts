// Wiring: the context, the features, Slack. start() and stop(), and no decisions.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Temporal } from 'temporal-polyfill';
import { type Clock, realClock } from './clock.ts';
import { type ClockFollower, followClock } from './clock-follower.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { openDatabase } from './db/client.ts';
import { forgetWorkspace } from './db/forget-workspace.ts';
import { migrateDatabase } from './db/migrate.ts';
import { features } from './features/index.ts';
import { composeWith } from './outbox/compose-with.ts';
import { createOutbox, type Outbox } from './outbox/outbox.ts';
import type { OutboxSettings } from './outbox/settings.ts';
import { createTurns } from './outbox/turns.ts';
import { matchSlack } from './people/match-slack.ts';
import type { Program } from './program/program.ts';
import { createScheduler, type Scheduler } from './scheduler/scheduler.ts';
import { createAnswerer } from './slack/answer.ts';
import { connect } from './slack/connect.ts';
import { createReadingClient, createSlackDirectory } from './slack/directory.ts';
import { untilReached } from './slack/until-reached.ts';
import { warnOfStrays } from './warn-of-strays.ts';

export interface RunningApp {
  /** The port that listens over HTTP; undefined in Socket Mode. */
  port: number | undefined;
  ctx: Context;
  /** Takes nothing new, finishes what is under way, closes the database. */
  stop(): Promise<void>;
}

export interface AppOptions {
  config: Pick<Config, 'botToken' | 'slackApiUrl' | 'delivery' | 'clockUrl'>;
  databaseUrl: string;
  program: Program;
  log: Logger;
  /** The connection to Slack is dead: the process should end and be started again. */
  onLost: (reason: string) => void;
  /** Ends the start when the process is told to stop meanwhile. */
  signal?: AbortSignal;
  /** Called with the text of each SQL statement. */
  onStatement?: (statement: string) => void;
  /** Called when the workspace whose clock is followed was put back to its start, after the database forgot what happened in it. */
  onReset?: () => Promise<void>;
  /** What trials set differently in the outbox. */
  outbox?: Partial<OutboxSettings>;
}

/** What is open, to be closed in the opposite order. */
type Closings = (() => Promise<unknown>)[];

/** What is driven by time. */
interface Timed {
  scheduler: Scheduler;
  outbox: Outbox;
}

/**
 * Migrates, follows the clock if there is one to follow, and connects to Slack; the roster is matched meanwhile.
 * Resolves when the bot answers. A start that fails, or that `signal` ends, leaves nothing open.
 */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([stopping.signal, ...(options.signal ? [options.signal] : [])]);
  const closings: Closings = [];
  const stop = async () => {
    stopping.abort();
    for (const close of closings.splice(0).reverse()) await close();
  };
  try {
    return { ...(await open({ ...options, signal }, closings)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function open(
  options: AppOptions & { signal: AbortSignal },
  closings: Closings,
): Promise<Omit<RunningApp, 'stop'>> {
  const { config, databaseUrl, program, log, onLost, signal, onStatement } = options;
  await migrateDatabase(databaseUrl);
  const database = openDatabase(databaseUrl, onStatement ? { onStatement } : {});
  closings.push(database.close);
  signal.throwIfAborted();
  // Until Slack is reached, every step of the clock finds nothing due.
  let timed: Timed | undefined;
  const follower = config.clockUrl === undefined ? undefined : await follow(config.clockUrl, options, () => timed);
  if (follower) closings.push(follower.stop);
  const clock: Clock = follower?.clock ?? realClock;
  const slack = createSlackDirectory(createReadingClient(config.botToken, config.slackApiUrl), config.slackApiUrl);
  const ctx: Context = {
    db: database.db,
    transaction: (work) => database.db.transaction(work),
    slack,
    clock,
    log,
    program,
    features,
  };
  await warnOfStrays(ctx);

  const outbox = createOutbox({
    databaseUrl,
    slack: { token: config.botToken, slackApiUrl: config.slackApiUrl },
    clock,
    followsClock: follower !== undefined,
    log,
    compose: composeWith(ctx),
    settings: options.outbox ?? {},
  });
  const scheduler = createScheduler(ctx);
  closings.push(outbox.stop);
  closings.push(scheduler.stop);

  const answerer = createAnswerer(ctx, () => randomUUID().slice(0, 8));
  const homeTurns = createTurns({ ...ctx, method: 'views.publish', settings: options.outbox ?? {} });
  const connection = await connect({ config, answerer, homeTurns, log, onLost, signal });
  closings.push(connection.stop);
  const matching = matchInBackground(ctx, signal);
  closings.push(() => matching);
  outbox.start();
  scheduler.start();
  timed = { scheduler, outbox };
  return { port: connection.port, ctx };
}

/** Whoever turns to the bot before it is done is found at first contact. Ends with the match, or with `signal`. */
async function matchInBackground(ctx: Context, signal: AbortSignal): Promise<void> {
  const { log } = ctx;
  try {
    const matched = await untilReached('matching the roster with Slack', () => matchSlack(ctx), { log, signal });
    log.info(matched, 'roster matched with Slack');
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Follows the clock: a step is done when the jobs have run and what they brought about is sent. */
function follow(clockUrl: string, options: AppOptions, timed: () => Timed | undefined): Promise<ClockFollower> {
  const { databaseUrl, log, onReset } = options;
  const step = async (now: Temporal.Instant) => {
    const { scheduler, outbox } = timed() ?? {};
    const moments = [await scheduler?.runDue(now), await outbox?.step(now)];
    const [next] = moments
      .flatMap((moment) => (moment && moment.epochNanoseconds > now.epochNanoseconds ? moment : []))
      .sort((a, b) => a.epochMilliseconds - b.epochMilliseconds);
    return next ?? null;
  };
  const reset = async () => {
    const forget = () => forgetWorkspace(databaseUrl);
    await (timed()?.outbox.whileStopped(forget) ?? forget());
    await onReset?.();
  };
  const onError = (err: unknown) => log.error({ err }, 'an order of the clock failed');
  return followClock({ clockUrl, onStep: step, onReset: reset, onError });
}
