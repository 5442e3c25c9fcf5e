// When something that is held back may be said: after every silence, closed day and quiet hour that stands between.
import type { Temporal } from 'temporal-polyfill';
import { isWithin } from '../match-week.ts';
import type { Circumstances } from './circumstances.ts';
import { type SpeakingHours, saidOnward, type Waiting } from './speaking-time.ts';

/** What of somebody's circumstances says when they may be spoken to. */
export type Silences = SpeakingHours & Pick<Circumstances, 'away' | 'matchWeeks' | 'pausedUntil'>;

/** When what keeps something back at a moment is over: a pause, quiet until, Match week (steps 2 and 3). undefined where nothing does. */
export function silenceEnd(
  { matchWeeks, pausedUntil }: Pick<Silences, 'matchWeeks' | 'pausedUntil'>,
  { booked, mandatory }: Pick<Waiting, 'booked' | 'mandatory'>,
  at: Temporal.Instant,
): Temporal.Instant | undefined {
  const isPaused = pausedUntil !== null && at.epochMilliseconds < pausedUntil.epochMilliseconds;
  const week = matchWeeks.find((spell) => isWithin([spell], at));
  return week?.to ?? (isPaused && !booked && !mandatory ? pausedUntil : undefined);
}

/** The first moment from `from` on at which something may be said; undefined where it would be of no use by then, or its reader is away. */
export function sayableFrom(
  silences: Silences,
  waiting: Waiting,
  from: Temporal.Instant,
): Temporal.Instant | undefined {
  for (let at = from; ; ) {
    const said = saidOnward(silences, waiting, at);
    if (!said || isWithin(silences.away, said)) return undefined;
    const end = silenceEnd(silences, waiting, said);
    if (!end) return said;
    at = end;
  }
}
