// What a worker works with, for as long as it lives.
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Temporal } from 'temporal-polyfill';
import type { NotYet, Reply } from '../feature.ts';
import type { SlackCalls } from './calls.ts';
import type { FindSent } from './find-sent.ts';
import type { Life } from './life.ts';
import type { PacedMethod } from './pace.ts';
import { takeSlot } from './pace-store.ts';
import type { Permits } from './permits.ts';
import type { HandledRow } from './rows.ts';
import type { OutboxSettings } from './settings.ts';
import { isUnreachable } from './unreachable.ts';

/** Writes a message at the moment of sending; null: there is nothing to say any more. Throws for a composer that nobody knows. */
export type Compose = (
  composer: string,
  personId: number | null,
  content: unknown,
  row: Pick<HandledRow, 'kind' | 'dueAt'>,
) => Promise<Reply | NotYet | null>;

export interface Hands {
  life: Life;
  calls: SlackCalls;
  settings: OutboxSettings;
  /** The workspace's time. */
  now(): Temporal.Instant;
  log: Logger;
  compose: Compose;
  findSent: FindSent;
  /** One for each call under way or being verified. */
  permits: Permits;
  /** Aborts when the worker is to end in order: what has not begun is let go. */
  stopping: AbortSignal;
  /** Aborts with that, or with the life. */
  ending: AbortSignal;
  /** false where a clock is followed: it may stand still, and a slot is at most the horizon away. */
  waitsForSlots: boolean;
  /** There may be something to claim. */
  wake(): void;
}

/** Real milliseconds between attempts to reach the database. */
const RETRY_MS = 100;

/** Repeats work on the database, which must bear it, until it is done. Rejects when the life is over, or as the work does otherwise. */
export async function lasting<T>({ over }: Life, work: () => Promise<T>): Promise<T> {
  for (;;) {
    over.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      await pause(RETRY_MS, undefined, { signal: over });
    }
  }
}

/** Waits in real time until a moment of the workspace. */
export async function untilMoment(hands: Hands, moment: Temporal.Instant, signal: AbortSignal): Promise<void> {
  if (!hands.waitsForSlots) return;
  const ms = moment.epochMilliseconds - hands.now().epochMilliseconds;
  if (ms > 0) await pause(ms, undefined, { signal });
}

/** Takes a slot of a method and waits for it. */
export async function awaitSlot(hands: Hands, method: PacedMethod): Promise<void> {
  const { life, settings } = hands;
  const slot = await lasting(life, () => takeSlot(life, settings.rates, method, hands.now()));
  await untilMoment(hands, slot, life.over);
}
