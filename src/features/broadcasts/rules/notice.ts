// A broadcast as the rules of delivery see it: due when, of use until when.
import type { Temporal } from 'temporal-polyfill';
import { addDays, type Day } from '../../../domain/day.ts';
import { atHour } from '../../../domain/hour.ts';
import type { Reminder } from '../../../domain/reminder.ts';

/** Messages a second that one may count on: by it, who would be reached in their quiet hours is known beforehand. */
const PER_SECOND = 4;

/** Nobody reads a message of a fortnight ago as news. */
const USEFUL_DAYS = 14;

/** The word before the colon of its subject. */
export const SUBJECT = 'broadcast';

/** A broadcast itself; what is said of it in a digest has another. */
export const LEAD = 'message';

/** What is said about those outstanding, by the same word where staff hold or skip it: to them, then to their advisors and to staff. */
export const FOLLOW_UPS = ['nudge', 'advisors'] as const;
export type FollowUp = (typeof FOLLOW_UPS)[number];

export function subjectOf(id: number): string {
  return `${SUBJECT}:${id}`;
}

/** The broadcast of a subject; undefined where it is none. */
export function idOfSubject(subject: string): number | undefined {
  const id = /^broadcast:(\d{1,9})$/.exec(subject)?.[1];
  return id === undefined ? undefined : Number(id);
}

export interface Noticed {
  id: number;
  acknowledgeBy: Day | null;
  /** Of the session it is about. */
  sessionStartsAt: Temporal.Instant | null;
}

/** The moment at which the message of number `at` (0 is the first) leaves, if all goes well. */
export function leavesAt(from: Temporal.Instant, at: number): Temporal.Instant {
  return from.add({ milliseconds: Math.floor((at * 1000) / PER_SECOND) });
}

/** Until when it helps: a session that has begun needs no answer. `zone` is the school's. */
export function usefulUntil(
  { acknowledgeBy, sessionStartsAt }: Noticed,
  from: Temporal.Instant,
  zone: string,
): Temporal.Instant {
  const fortnight = from.add({ hours: 24 * USEFUL_DAYS });
  const end = acknowledgeBy === null ? fortnight : atHour(addDays(acknowledgeBy, USEFUL_DAYS), '00:00', zone);
  const isAhead = sessionStartsAt !== null && sessionStartsAt.epochMilliseconds > from.epochMilliseconds;
  return isAhead && acknowledgeBy === null ? sessionStartsAt : end;
}

/** What delivery decides about: a notice, mandatory where it is to be acknowledged. */
export function noticeOf(
  noticed: Noticed,
  { from, dueAt, zone }: { from: Temporal.Instant; dueAt: Temporal.Instant; zone: string },
): Reminder {
  return {
    kind: 'notice',
    subject: subjectOf(noticed.id),
    lead: LEAD,
    dueAt,
    usefulUntil: usefulUntil(noticed, from, zone),
    via: 'message',
    booked: false,
    mandatory: noticed.acknowledgeBy !== null,
    urgent: false,
  };
}

/** When those outstanding are reminded; null where the message leaves after that. `zone` is the school's. */
export function nudgeAt(
  by: Day,
  daysBefore: number,
  startedAt: Temporal.Instant,
  zone: string,
): Temporal.Instant | null {
  const at = atHour(addDays(by, -daysBefore), '09:00', zone);
  return at.epochMilliseconds > startedAt.add({ hours: 24 }).epochMilliseconds ? at : null;
}

/** When the advisors of those outstanding get a note: the morning after the day. */
export function advisorsToldAt(by: Day, zone: string): Temporal.Instant {
  return atHour(addDays(by, 1), '08:00', zone);
}
