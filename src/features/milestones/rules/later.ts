import { Temporal } from 'temporal-polyfill';
import { addDays, type Day, dayOf } from '../../../domain/day.ts';
import { atHour, type Hour } from '../../../domain/hour.ts';

const DAYS_LATER = 7;
const DAYS_BEFORE_DUE = 2;

/**
 * When somebody who says Later is reminded: in a week, two days before the due day where that is sooner, else on the next day there is,
 * always at `hour` in `zone` (the person's). What is past its day, or has none, comes in a week.
 */
export function laterMoment(due: Day | null, now: Temporal.Instant, hour: Hour, zone: string): Temporal.Instant {
  const today = dayOf(now, zone);
  const inAWeek = addDays(today, DAYS_LATER);
  if (due === null || due < today) return atHour(inAWeek, hour, zone);
  const before = addDays(due, -DAYS_BEFORE_DUE);
  const tomorrow = addDays(today, 1);
  const day = [before, inAWeek].sort()[0] ?? inAWeek;
  const chosen = day > today ? day : tomorrow <= due ? tomorrow : today;
  const moment = atHour(chosen, hour, zone);
  // On the due day itself, and past the hour: there is no later that is of use but the week.
  return Temporal.Instant.compare(moment, now) > 0 ? moment : atHour(inAWeek, hour, zone);
}
