/** Slack's `ts`: seconds and microseconds as a string, which is at once a message's time and its name in its channel. */
import type { Temporal } from 'temporal-polyfill';

const form = /^\d{1,10}(\.\d{1,6})?$/;

/** Hands out timestamps that follow the clock and never repeat or fall. */
export class Timestamps {
  #lastMicros = 0;

  next(now: Temporal.Instant): string {
    this.#lastMicros = Math.max(now.epochMilliseconds * 1000, this.#lastMicros + 1);
    return tsOfMicros(this.#lastMicros);
  }
}

function tsOfMicros(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

/** Microseconds since 1970 (below 2^53 until the year 2255), or undefined for what is no timestamp. */
export function microsOfTs(ts: string): number | undefined {
  if (!form.test(ts)) return undefined;
  const [seconds = '0', fraction = ''] = ts.split('.');
  return Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0'));
}
