// Step 8 of delivery, continued: nobody goes to a session that was moved or cancelled because their week was full or they wanted quiet.
import { Temporal } from 'temporal-polyfill';
import { URGENT_HOURS } from '../session-change.ts';
import type { Circumstances } from './circumstances.ts';
import { sayableFrom } from './sayable.ts';
import type { Timed } from './weigh.ts';

function latest(...moments: readonly Temporal.Instant[]): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.max(...moments.map((at) => at.epochMilliseconds)));
}

/**
 * When a change that no digest takes is told after all, without counting: as soon as it is urgent and nobody wants quiet. undefined for
 * anything else than a change, and where it would be of no use by then.
 */
export function toldAfterAll(circumstances: Circumstances, { reminder, at }: Timed): Timed | undefined {
  if (reminder.kind !== 'change') return undefined;
  const urgentFrom = reminder.usefulUntil.subtract({ hours: URGENT_HOURS });
  const said = sayableFrom(circumstances, reminder, latest(at, circumstances.now, urgentFrom));
  return said && { reminder, at: said };
}
