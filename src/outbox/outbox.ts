// The outbox of a process: one worker after the other, each as long as its session of Postgres lives.
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import { within } from '../slack/within.ts';
import { createSlackCalls } from './calls.ts';
import { type FindSent, findSent } from './find-sent.ts';
import type { Compose } from './hands.ts';
import { beginLife, type Life } from './life.ts';
import { createPermits } from './permits.ts';
import { type OutboxSettings, USUAL_SETTINGS } from './settings.ts';
import { createWorker, type Worker } from './worker.ts';

export interface OutboxOptions {
  databaseUrl: string;
  slack: { token: string; slackApiUrl: string };
  /** The workspace's clock. */
  clock: Clock;
  /** The clock is moved by a workspace, step by step: then `step` is called, and slots are not waited for. */
  followsClock: boolean;
  log: Logger;
  compose: Compose;
  settings?: Partial<OutboxSettings>;
  /** How a message is looked for after an ambiguous end. */
  findSent?: FindSent;
}

export interface Outbox {
  /** Begins to send, and goes on by itself. A database that cannot be reached is tried again and again. */
  start(): void;
  /**
   * Sends everything that can be sent at `now` and gives the next moment at which something can be; null where none is known. Real time passes
   * for calls under way only: rows whose end is being verified hold nobody up.
   */
  step(now: Temporal.Instant): Promise<Temporal.Instant | null>;
  /** Lets nothing be sent while `work` runs, for which whatever was under way is finished or dropped. */
  whileStopped(work: () => Promise<void>): Promise<void>;
  /** Finishes the calls under way and lets go of everything else. */
  stop(): Promise<void>;
}

/** Real milliseconds between attempts to begin a life. */
const REBIRTH_MS = 250;

/** A step waits so long for a worker to begin, in real milliseconds. */
const BIRTH_MS = 10_000;

/** Something that is waited for. */
function createArrival(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((arrived) => {
    resolve = arrived;
  });
  return { promise, resolve };
}

interface Working {
  worker: Worker;
  /** Ends the worker in order; resolves when it has ended. */
  stop(): Promise<void>;
  ended: Promise<void>;
  /** Whether it lost its session. */
  isOver(): boolean;
}

function working(options: OutboxOptions, life: Life, now: () => Temporal.Instant): Working {
  const settings = { ...USUAL_SETTINGS, ...options.settings };
  const { log, compose, followsClock } = options;
  const stopping = new AbortController();
  const worker = createWorker({
    life,
    calls: createSlackCalls({ ...options.slack, callMs: settings.callMs, signal: life.over, log }),
    settings,
    now,
    log,
    compose,
    findSent: options.findSent ?? findSent,
    permits: createPermits(settings.mostSending),
    stopping: stopping.signal,
    waitsForSlots: !followsClock,
  });
  const ended = worker.run().finally(life.end);
  const stop = () => {
    stopping.abort(new Error('the worker was stopped'));
    return ended;
  };
  return { worker, stop, ended, isOver: () => life.over.aborted && !stopping.signal.aborted };
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { databaseUrl, clock, log } = options;
  const { lockCheckMs } = { ...USUAL_SETTINGS, ...options.settings };
  let current: Working | undefined;
  /** Resolves when there is a worker. */
  let arrival = createArrival();
  let running: { stopping: AbortController; ended: Promise<void> } | undefined;
  /** During a step time stands still. */
  let standing: Temporal.Instant | undefined;
  const now = () => standing ?? clock.now();

  async function born(signal: AbortSignal): Promise<Life | undefined> {
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        return await beginLife({ databaseUrl, lockCheckMs, log, onNotify: () => current?.worker.wake() });
      } catch (err) {
        if (failures === 0) log.error({ err }, 'the outbox cannot reach its database; trying again');
        await pause(REBIRTH_MS, undefined, { signal }).catch(() => undefined);
      }
    }
    return undefined;
  }

  async function live(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const life = await born(signal);
      if (!life) return;
      const mine = working(options, life, now);
      current = mine;
      arrival.resolve();
      const stop = () => void mine.stop();
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      await mine.ended;
      signal.removeEventListener('abort', stop);
      current = undefined;
      arrival = createArrival();
    }
  }

  function start(): void {
    const stopping = new AbortController();
    running ??= { stopping, ended: live(stopping.signal) };
  }

  async function stop(): Promise<void> {
    const mine = running;
    running = undefined;
    mine?.stopping.abort(new Error('the outbox was stopped'));
    await mine?.ended;
  }

  return {
    start,
    stop,
    async step(moment) {
      standing = moment;
      try {
        for (;;) {
          if (running) await within(arrival.promise, BIRTH_MS);
          const mine = current;
          const next = (await mine?.worker.exhaust()) ?? null;
          // Where the worker lost its session meanwhile, the next one goes on.
          if (!mine?.isOver()) return next;
        }
      } finally {
        standing = undefined;
      }
    },
    async whileStopped(work) {
      const wasRunning = running !== undefined;
      await stop();
      await work();
      if (wasRunning) start();
    },
  };
}
