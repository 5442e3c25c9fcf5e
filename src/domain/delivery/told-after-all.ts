// Step 8 of delivery, continued: nobody goes to a session that was moved or cancelled because their week was full or they wanted quiet.
import { Temporal } from 'temporal-polyfill';
import { isWithin } from '../match-week.ts';
import type { Reminder } from '../reminder.ts';
import { URGENT_HOURS } from '../session-change.ts';
import type { Circumstances } from './circumstances.ts';
import { saidOnward } from './speaking-time.ts';
import type { Timed } from './weigh.ts';

function latest(...moments: readonly Temporal.Instant[]): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.max(...moments.map((at) => at.epochMilliseconds)));
}

/** When what keeps a change back at a moment is over: a pause, quiet until, Match week. undefined where nothing does. */
function silenceEnd({ matchWeeks, pausedUntil }: Circumstances, { booked, mandatory }: Reminder, at: Temporal.Instant) {
  const isPaused = pausedUntil !== null && at.epochMilliseconds < pausedUntil.epochMilliseconds;
  const week = matchWeeks.find((spell) => isWithin([spell], at));
  return week?.to ?? (isPaused && !booked && !mandatory ? pausedUntil : undefined);
}

/**
 * When a change that no digest takes is told after all, without counting: as soon as it is urgent and nobody wants quiet. undefined for
 * anything else than a change, and where it would be of no use by then.
 */
export function toldAfterAll(circumstances: Circumstances, { reminder, at }: Timed): Timed | undefined {
  if (reminder.kind !== 'change') return undefined;
  let from = latest(at, circumstances.now, reminder.usefulUntil.subtract({ hours: URGENT_HOURS }));
  for (;;) {
    const said = saidOnward(circumstances, reminder, from);
    if (!said || isWithin(circumstances.away, said)) return undefined;
    const end = silenceEnd(circumstances, reminder, said);
    if (!end) return { reminder, at: said };
    from = end;
  }
}
