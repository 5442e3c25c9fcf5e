import { setTimeout as pause } from 'node:timers/promises';

/** A bell that can be rung before anybody listens. */
export function createBell() {
  let rung = false;
  let hear = () => {};
  return {
    ring() {
      rung = true;
      hear();
    },
    /** Resolves when it is rung, after so many real milliseconds at the latest. */
    async heard(ms: number): Promise<void> {
      if (!rung) {
        const giveUp = new AbortController();
        const ringing = new Promise<void>((resolve) => {
          hear = resolve;
        });
        await Promise.race([ringing, pause(ms, undefined, { signal: giveUp.signal }).catch(() => undefined)]);
        giveUp.abort();
      }
      rung = false;
    },
  };
}
