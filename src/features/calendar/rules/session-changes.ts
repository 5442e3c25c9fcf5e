// What became different about a session, as far as people have to be told of it. Pure.
import { Temporal } from 'temporal-polyfill';
import type { Session } from '../../../ahead/session.ts';
import type { Day } from '../../../domain/day.ts';
import { type SessionChange, URGENT_HOURS } from '../../../domain/session-change.ts';
import { dayText } from '../../../domain/wording.ts';

/** What staff say of a session, all of it. */
export type SessionPlan = Pick<
  Session,
  | 'key'
  | 'entry'
  | 'title'
  | 'specialty'
  | 'startsAt'
  | 'endsAt'
  | 'place'
  | 'link'
  | 'capacity'
  | 'rsvpClosesAt'
  | 'cancelledAt'
  | 'postponed'
  | 'recording'
>;

function isSameMoment(a: Temporal.Instant | null, b: Temporal.Instant | null): boolean {
  return a === null || b === null ? a === b : Temporal.Instant.compare(a, b) === 0;
}

function isSameTime(before: SessionPlan, after: SessionPlan): boolean {
  return isSameMoment(before.startsAt, after.startsAt) && isSameMoment(before.endsAt, after.endsAt);
}

const PLAIN_FIELDS = ['entry', 'title', 'specialty', 'place', 'link', 'capacity', 'postponed', 'recording'] as const;
const MOMENTS = ['startsAt', 'endsAt', 'rsvpClosesAt', 'cancelledAt'] as const;

/** What these fields are called by staff, where their own name is not a word of theirs. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  entry: 'event',
  startsAt: 'start',
  endsAt: 'end',
  rsvpClosesAt: 'closing time',
  cancelledAt: 'cancelled',
};

/** What is different about a session, in a word or two each. */
export function changedFields(before: SessionPlan, after: SessionPlan): string[] {
  const plain = PLAIN_FIELDS.filter((field) => before[field] !== after[field]);
  const moments = MOMENTS.filter((field) => !isSameMoment(before[field], after[field]));
  return [...plain, ...moments].map((field) => FIELD_WORDS[field] ?? field);
}

/** Whether nothing about a session is different. */
export function isSameSession(before: SessionPlan, after: SessionPlan): boolean {
  return changedFields(before, after).length === 0;
}

function cancelled({ cancelledAt, postponed }: SessionPlan): 'cancelled' | 'postponed' | null {
  if (cancelledAt === null) return null;
  return postponed ? 'postponed' : 'cancelled';
}

/**
 * What is to be told of a change; null where nothing is: a title, a recording, a link or a place that was not known before, and whatever
 * is put right once the session is over.
 */
export function whatChanged(before: SessionPlan, after: SessionPlan, now: Temporal.Instant): SessionChange | null {
  const [was, is] = [cancelled(before), cancelled(after)];
  if (is !== null) return is === was || isOver(before, now) ? null : is;
  if (was !== null) return isOver(after, now) ? null : 'back';
  if (isOver(before, now)) return null;
  if (!isSameTime(before, after)) return 'moved';
  if (before.place === null || before.place === after.place) return null;
  return after.place === null && after.link !== null ? 'online' : 'place';
}

function isOver({ endsAt }: SessionPlan, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(endsAt, now) <= 0;
}

export const CHANGE_NEWS: Record<SessionChange, string> = {
  moved: 'new time',
  place: 'new place',
  online: 'online',
  postponed: 'postponed, new date to be announced',
  cancelled: 'cancelled',
  back: 'takes place after all',
};

/** What is said over all that becomes different by the closing of a day. */
export function closedDayText(day: Day): string {
  return `The school is closed on ${dayText(day)}. I'm sorry for the change of plans; this is what becomes of your sessions on that day:`;
}

/** Why a session cannot have so few places; null where it can. */
export function capacityProblem(taken: number, capacity: number | null): string | null {
  if (capacity === null || capacity >= taken) return null;
  const people = taken === 1 ? '1 person has a place' : `${taken} people have a place`;
  return `${people} already, so there cannot be fewer than ${taken}; expected ${taken} or more`;
}

export interface Told {
  what: SessionChange;
  /** When it began until then. */
  startedAt: Temporal.Instant;
  /** When it was changed. */
  at: Temporal.Instant;
}

/** Until when it is of use to know of a change, and whether it is urgent: the old time or the new one is within 48 hours. */
export function toldBy(
  { what, startedAt, at }: Told,
  startsAt: Temporal.Instant,
): { usefulUntil: Temporal.Instant; urgent: boolean } {
  const wasAhead = Temporal.Instant.compare(startedAt, at) > 0;
  const earlier = Temporal.Instant.compare(startedAt, startsAt) < 0 ? startedAt : startsAt;
  const usefulUntil = what === 'back' || !wasAhead ? startsAt : earlier;
  return { usefulUntil, urgent: at.until(usefulUntil).total('hours') <= URGENT_HOURS };
}
