// When somebody is reminded who asked for it: Snooze, Remind me, Quiet until.
import { Temporal } from 'temporal-polyfill';
import { addDays, type Day, dayOf } from '../../../domain/day.ts';
import { atHour, daysLater, type Hour } from '../../../domain/hour.ts';
import { dueAtOfLead, type Lead } from '../../../domain/lead.ts';
import type { When } from '../../../domain/upcoming.ts';

/** A day later at the same time of the clock on the wall, in `zone`. */
export function snoozedTo(now: Temporal.Instant, zone: string): Temporal.Instant {
  return daysLater(now, 1, zone);
}

/** When it is over: a session ends, a day by which something is due passes (at the school, in `zone`); null for what has no date. */
export function overAt(when: When, zone: string): Temporal.Instant | null {
  if (when.kind === 'session') return when.startsAt;
  return when.kind === 'due' ? atHour(addDays(when.day, 1), '00:00', zone) : null;
}

/** What Remind me tries, in this order. */
const LEADS: Record<'session' | 'due', readonly Lead[]> = { session: ['P1D', 'PT1H'], due: ['P2D', 'P1D'] };

/** A moment, and how long before its session or day it is. */
export interface Reminding {
  lead: Lead;
  at: Temporal.Instant;
}

/**
 * When Remind me reminds of something: the day before a session, or an hour before it where that has passed; two days before the
 * day by which something is due, or the day before. `hourOn` and `zone` are the person's. null: it is too close, or has no date.
 */
export function remindedAt(
  when: Pick<Extract<When, { kind: 'session' }>, 'kind' | 'startsAt'> | Exclude<When, { kind: 'session' }>,
  hourOn: (day: Day) => Hour,
  zone: string,
  now: Temporal.Instant,
): Reminding | null {
  if (when.kind === 'window') return null;
  const anchor = when.kind === 'session' ? { startsAt: when.startsAt } : { day: when.day };
  const times = LEADS[when.kind].map((lead) => ({ lead, at: dueAtOfLead(lead, anchor, hourOn, zone) }));
  return times.find(({ at }) => Temporal.Instant.compare(at, now) > 0) ?? null;
}

/** Until when Quiet until is, in `zone`: a morning, so many days ahead or on a day. */
export function quietUntil(choice: { days: number } | { day: Day }, now: Temporal.Instant, hour: Hour, zone: string) {
  return atHour('day' in choice ? choice.day : addDays(dayOf(now, zone), choice.days), hour, zone);
}
