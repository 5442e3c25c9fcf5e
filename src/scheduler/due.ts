// From where a job's moments are looked at. Pure.
import { Temporal } from 'temporal-polyfill';

/** A run that is this late is no missed one: the process was busy, not away. */
const GRACE = { minutes: 10 };

/** One run stands for all moments that were missed (`once`), or missed ones are passed over (`skip`). */
export type Missed = 'once' | 'skip';

/**
 * The moment after which a job's next one is asked for, given the last that was looked after: what was missed is found by its first
 * moment, or not at all. After a clock was put back, nothing was missed.
 */
export function lookFrom(missed: Missed, handled: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  if (Temporal.Instant.compare(handled, now) > 0) return now.subtract({ milliseconds: 1 });
  if (missed === 'once') return handled;
  const recent = now.subtract(GRACE);
  return Temporal.Instant.compare(handled, recent) > 0 ? handled : recent;
}

export function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) > 0 ? a : b;
}

export function earliest(moments: readonly (Temporal.Instant | null)[]): Temporal.Instant | null {
  let first: Temporal.Instant | null = null;
  for (const moment of moments) {
    if (moment && (!first || Temporal.Instant.compare(moment, first) < 0)) first = moment;
  }
  return first;
}
