// A worker: claims, delivers, adopts what others left behind, for as long as its life lasts.
import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Temporal } from 'temporal-polyfill';
import { createBell } from './bell.ts';
import type { Claimed } from './claim.ts';
import { createClaimer, NOTHING, type Turn } from './claimer.ts';
import { deliver } from './deliver.ts';
import type { Hands } from './hands.ts';
import { MOST_CLAIMED } from './pace.ts';
import { isUnreachable } from './unreachable.ts';

export interface Worker {
  /** Claims and delivers until there is nothing to send at this moment. Gives the next moment at which there may be. */
  exhaust(): Promise<Temporal.Instant | null>;
  /** Works until its life is over or it is told to stop; resolves when nothing is under way that could be finished. */
  run(): Promise<void>;
  wake(): void;
}

/** The loss of a connection is heard of within so many real milliseconds. */
const LOSS_MS = 50;

/** What leaves by the short way is on its way to Slack by then, before its worker looks for more; a fraction of the pace. */
const HEAD_START_MS = 10;

/** Claimed rows that wait for their turn: with fewer, more are claimed. */
const FEW_WAITING = MOST_CLAIMED / 2;

export function createWorker(given: Omit<Hands, 'wake' | 'ending'>): Worker {
  const bell = createBell();
  const { life, log, settings, stopping } = given;
  const ending = AbortSignal.any([life.over, stopping]);
  // Each row that waits for its turn listens to it.
  setMaxListeners(0, ending);
  const hands: Hands = { ...given, wake: bell.ring, ending };
  /** Rows on their way to the end of their call. */
  const deliveries = new Set<Promise<void>>();
  const verifications = new Set<Promise<void>>();
  const claimer = createClaimer(hands, start);
  /** Something was enqueued since the last look. */
  let isAnnounced = false;

  /** Keeps a promise until it ends. What goes wrong with a row is not the end of the others. */
  function keep(kept: Set<Promise<void>>, work: Promise<void>): void {
    const ended = work
      .catch((err: unknown) => {
        if (!life.over.aborted) log.error({ err }, 'a message of the outbox is stuck until its worker ends');
      })
      .finally(() => {
        kept.delete(ended);
        bell.ring();
      });
    kept.add(ended);
  }

  function start(claimed: Claimed): void {
    const delivered = deliver(hands, claimed).then((verifying) => {
      if (verifying) keep(verifications, verifying);
    });
    keep(deliveries, delivered);
  }

  /** Does something now and again; a database that is not there is met by the end of the life. */
  async function repeatedly(work: () => Promise<unknown>): Promise<void> {
    while (!ending.aborted) {
      await work().catch((err: unknown) => {
        if (!ending.aborted && !isUnreachable(err)) log.error({ err }, 'an outbox worker met an error');
        return pause(settings.orphanMs, undefined, { signal: ending }).catch(() => undefined);
      });
    }
  }

  /** A claim that failed because the life ended brought nothing. */
  async function whenOver(error: unknown): Promise<Turn> {
    if (!isUnreachable(error) && !life.over.aborted) throw error;
    await pause(LOSS_MS);
    return NOTHING;
  }

  async function sendOnce(): Promise<void> {
    const isOnlyOne = isAnnounced && deliveries.size === 0;
    isAnnounced = false;
    if (isOnlyOne && (await claimer.shortTurn())) await pause(HEAD_START_MS);
    const { more, next } = deliveries.size < FEW_WAITING ? await claimer.turn() : NOTHING;
    if (more) return;
    const ms = next ? next.epochMilliseconds - hands.now().epochMilliseconds : settings.pollMs;
    await bell.heard(Math.max(1, Math.min(ms, settings.pollMs)));
  }

  async function adoptOnce(): Promise<void> {
    for (const verification of await claimer.adopt()) keep(verifications, verification);
    await pause(settings.orphanMs, undefined, { signal: ending }).catch(() => undefined);
  }

  return {
    wake() {
      isAnnounced = true;
      bell.ring();
    },
    async exhaust() {
      for (;;) {
        const { progress, next } = await claimer.turn().catch(whenOver);
        const under = [...deliveries];
        await Promise.all(under);
        if (progress === 0 && under.length === 0) return next;
      }
    },
    async run() {
      ending.addEventListener('abort', bell.ring, { once: true });
      await Promise.all([repeatedly(sendOnce), repeatedly(adoptOnce)]);
      // Calls under way are finished; what is being verified is left to whoever adopts it.
      if (!life.over.aborted) await Promise.all([...deliveries]);
    },
  };
}
