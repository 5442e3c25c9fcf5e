/**
 * The one place where this module looks at the clock: waiting for the operating system is real time, never the
 * workspace's.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export type Patience = {
  /** True once the time is used up. */
  over(): boolean;
  /** Waits before the next look. */
  pause(): Promise<void>;
};

/**
 * Patience for so many milliseconds from now. Looks are 40 ms apart: a warm start takes about 75 ms, so few are wasted.
 */
export function patience(milliseconds: number): Patience {
  const end = performance.now() + milliseconds;
  return {
    over: () => performance.now() >= end,
    pause: async () => {
      await sleep(40);
    },
  };
}
