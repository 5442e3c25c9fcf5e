// What becomes of a reminder when its message is about to leave, which may be long after its moment: sending was held, or Slack was away. Pure.
import type { Temporal } from 'temporal-polyfill';
import type { Circumstances } from '../../../domain/delivery/circumstances.ts';
import { type Silences, silenceEnd } from '../../../domain/delivery/sayable.ts';
import { isQuiet, saidOnward, type Waiting } from '../../../domain/delivery/speaking-time.ts';

/** The moment at which it is said: the present, or a later one; or it is left to the digest, or nobody needs it any more. */
export type Turn = { at: Temporal.Instant } | 'leave' | 'drop' | 'stale';

/** What was planned for the last minutes before it is quiet is said that much later. */
const GRACE = { minutes: 10 };

function isSame(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return a.epochNanoseconds === b.epochNanoseconds;
}

/** The turn of a reminder of somebody who is not away, at `now`. */
export function turnOf(
  circumstances: Silences & Pick<Circumstances, 'kindsOff'>,
  waiting: Waiting,
  now: Temporal.Instant,
): Turn {
  if (circumstances.kindsOff.has(waiting.kind) && !waiting.mandatory) return 'drop';
  if (silenceEnd(circumstances, waiting, now)) return 'leave';
  const at = saidOnward(circumstances, waiting, now);
  if (at) return { at };
  // Waiting makes it useless.
  const before = now.subtract(GRACE);
  const wasSaid = saidOnward(circumstances, waiting, before);
  return wasSaid && isSame(wasSaid, before) && now.epochMilliseconds < waiting.usefulUntil.epochMilliseconds
    ? { at: now }
    : 'stale';
}

/**
 * What of a message is said at `now`, and what waits for a later moment. Where something is said, what had only minutes to wait goes along,
 * but not while it is quiet.
 */
export function toldNow<T extends { at: Temporal.Instant }>(
  things: readonly T[],
  { now, mergeWithinMinutes, ...hours }: Pick<Circumstances, 'now' | 'mergeWithinMinutes' | keyof Silences>,
): { said: T[]; waiting: T[] } {
  const reach = isQuiet(hours, now, false) ? now : now.add({ minutes: mergeWithinMinutes });
  const isDue =
    (until: Temporal.Instant) =>
    ({ at }: T) =>
      at.epochMilliseconds <= until.epochMilliseconds;
  if (!things.some(isDue(now))) return { said: [], waiting: [...things] };
  return { said: things.filter(isDue(reach)), waiting: things.filter((thing) => !isDue(reach)(thing)) };
}
