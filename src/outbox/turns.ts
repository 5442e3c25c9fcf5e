// Turns of a method that is called outside the outbox, at the pace that all processes share.
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/client.ts';
import type { Turns } from '../slack/home-pages.ts';
import type { PacedMethod } from './pace.ts';
import { block, isSilent, type Transacting, takeSlot } from './pace-store.ts';
import { type OutboxSettings, USUAL_SETTINGS } from './settings.ts';

interface Options extends Transacting {
  db: Db;
  /** The workspace's clock. */
  clock: Clock;
  method: PacedMethod;
  settings: Partial<Pick<OutboxSettings, 'rates'>>;
}

export function createTurns({ db, transaction, clock, method, settings }: Options): Turns {
  const { rates } = { ...USUAL_SETTINGS, ...settings };
  return {
    async take() {
      for (;;) {
        const now = clock.now();
        const slot = await takeSlot({ transaction }, rates, method, now);
        const ms = slot.epochMilliseconds - now.epochMilliseconds;
        if (ms <= 0) return;
        await pause(ms);
        // Slack may have asked for silence meanwhile: then the slot is void.
        if (!(await isSilent(db, method, clock.now()))) return;
      }
    },
    refused: (retryAfterMs) => block({ transaction }, rates, method, clock.now(), retryAfterMs),
  };
}
