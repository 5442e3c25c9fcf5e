import { performance } from 'node:perf_hooks';
import { Temporal } from 'temporal-polyfill';

/** The only source of the present. Instants carry no zone; a day needs one (`program.today`). */
export interface Clock {
  now(): Temporal.Instant;
}

export const realClock: Clock = { now: () => Temporal.Now.instant() };

export interface SettableClock extends Clock {
  /** Moves the clock; from there it counts on at real speed. */
  set(now: Temporal.Instant): void;
}

/** A clock that starts at `now` and counts on at real speed between settings. */
export function createSettableClock(now: Temporal.Instant): SettableClock {
  let base = now;
  let since = performance.now();
  return {
    now: () => base.add({ milliseconds: Math.floor(performance.now() - since) }),
    set: (to) => {
      base = to;
      since = performance.now();
    },
  };
}
