// What is done when somebody can't come: before the last day the plan is repaired, on it nothing is reshuffled.
import { Temporal } from 'temporal-polyfill';

/** Nothing is reshuffled so short before an interview. */
export const SHORT_NOTICE: Temporal.Duration = Temporal.Duration.from({ hours: 24 });

/** Standby interviewers are given so long to answer, and no longer than until this before the interview; the student reads it. */
const STANDBY_ANSWER: Temporal.Duration = Temporal.Duration.from({ hours: 3 });
const STANDBY_LATEST: Temporal.Duration = Temporal.Duration.from({ minutes: 30 });

export type AfterRefusal =
  | { do: 'repair' }
  /** Asks standby interviewers for the same time; the student hears by `hearBy`. */
  | { do: 'stand-by'; hearBy: Temporal.Instant }
  /** It has begun: it can only be said whether it took place. */
  | { do: 'nothing' };

/** Whether an interview is too near for the plan to be changed around it. */
export function isShortNotice(startsAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now.add(SHORT_NOTICE), startsAt) > 0;
}

/**
 * What is done when somebody can't come (spec 8): before the last 24 hours the plan is repaired, in them others are asked to stand in, from
 * its beginning on nothing.
 */
export function afterRefusal(startsAt: Temporal.Instant, now: Temporal.Instant): AfterRefusal {
  if (Temporal.Instant.compare(startsAt, now) <= 0) return { do: 'nothing' };
  if (!isShortNotice(startsAt, now)) return { do: 'repair' };
  const asked = now.add(STANDBY_ANSWER);
  const latest = startsAt.subtract(STANDBY_LATEST);
  const hearBy = Temporal.Instant.compare(asked, latest) < 0 ? asked : latest;
  return { do: 'stand-by', hearBy: Temporal.Instant.compare(hearBy, now) < 0 ? startsAt : hearBy };
}
