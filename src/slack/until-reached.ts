import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';

/** Growing pauses between attempts to reach Slack; the last one repeats. */
const PAUSES_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000];

export interface Persistence {
  log: Logger;
  /** Ends the attempts, also the one under way. */
  signal: AbortSignal;
}

/** What the work gives. Rejects as soon as the signal aborts; the work itself goes on unheard. */
async function unlessAborted<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let abandon = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abandon = () => reject(signal.reason);
  });
  signal.addEventListener('abort', abandon);
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener('abort', abandon);
  }
}

/** Tries until it works, with growing pauses, and says each failure in the log. Rejects only when the signal aborts. */
export async function untilReached<T>(
  what: string,
  attempt: () => Promise<T>,
  { log, signal }: Persistence,
): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await unlessAborted(attempt, signal);
    } catch (err) {
      signal.throwIfAborted();
      const ms = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? 0;
      log.error({ err, attempt: tries + 1, nextInMs: ms }, `${what} failed; trying again`);
      await unlessAborted(() => pause(ms, undefined, { signal }), signal);
    }
  }
}
