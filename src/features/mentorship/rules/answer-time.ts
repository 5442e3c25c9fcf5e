// How long a mentor has to answer, and by when a student hears. Times of the mentor are in the mentor's zone, the student's days in the school's.
import { Temporal } from 'temporal-polyfill';
import { type Day, dayOf } from '../../../domain/day.ts';
import { atHour } from '../../../domain/hour.ts';
import {
  afterWorkingMinutes,
  minutesOf,
  type WorkingTime,
  workingMinutesBetween,
  workingMoment,
} from '../../../domain/working-time.ts';

/** Working days that a mentor has to answer. */
const DAYS_TO_ANSWER = 3;
/** After so many working days a request goes to staff, whoever has been asked by then. */
const DAYS_TO_STAFF = 6;
/** After so many unanswered offers as well. */
const LAPSES_TO_STAFF = 2;
/** Staff, in turn, are asked to say something within so many working days. */
const DAYS_OF_STAFF = 3;

export interface AnswerTime {
  /** When the mentor is asked: at once in working hours, else when they begin. */
  asksAt: Temporal.Instant;
  /** Halfway, in working time. */
  nudgeAt: Temporal.Instant;
  /** The offer lapses at this moment. */
  lapsesAt: Temporal.Instant;
}

/**
 * When a request that was asked at `askedAt` goes to staff, in a season whose first day is `startsOn`: what is asked before waits for
 * that day. `school` is the school's working time.
 */
export function staffAt(school: WorkingTime, askedAt: Temporal.Instant, startsOn: Day): Temporal.Instant {
  const start = atHour(startsOn, '00:00', school.zone);
  const from = Temporal.Instant.compare(start, askedAt) > 0 ? start : askedAt;
  return afterWorkingMinutes(school, from, DAYS_TO_STAFF * minutesOf(school.hours));
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) <= 0 ? a : b;
}

/**
 * The times of an offer made now, none of them after `limit` (when staff get the request); null where too little working time is
 * left before that to ask anybody, or where the mentor is quiet for all the days in which others answer: the student does not wait
 * for that. `mentor` is the mentor's working time; nothing is said to them before `quietUntil`.
 */
export function answerTime(
  mentor: WorkingTime,
  now: Temporal.Instant,
  limit: Temporal.Instant,
  quietUntil: Temporal.Instant | null = null,
): AnswerTime | null {
  const day = minutesOf(mentor.hours);
  const from = quietUntil !== null && Temporal.Instant.compare(quietUntil, now) > 0 ? quietUntil : now;
  const others = afterWorkingMinutes(mentor, workingMoment(mentor, now), DAYS_TO_ANSWER * day);
  if (Temporal.Instant.compare(from, others) >= 0) return null;
  const asksAt = workingMoment(mentor, from);
  const lapsesAt = earlier(afterWorkingMinutes(mentor, asksAt, DAYS_TO_ANSWER * day), limit);
  const minutes = workingMinutesBetween(mentor, asksAt, lapsesAt);
  // Less than a working day to answer is no fair question.
  if (minutes < day) return null;
  return { asksAt, nudgeAt: afterWorkingMinutes(mentor, asksAt, Math.floor(minutes / 2)), lapsesAt };
}

/** Whether staff match by hand from now on. */
export function goesToStaff(lapses: number, limit: Temporal.Instant, now: Temporal.Instant): boolean {
  return lapses >= LAPSES_TO_STAFF || Temporal.Instant.compare(limit, now) <= 0;
}

/** The latest day on which a student hears, while mentors are asked: by then one has accepted, or staff have taken it over. */
export function hearBy(limit: Temporal.Instant, zone: string): Day {
  return dayOf(limit, zone);
}

/** The latest day on which a student hears from staff, who got the request at `since`. */
export function hearFromStaffBy(school: WorkingTime, since: Temporal.Instant): Day {
  return dayOf(afterWorkingMinutes(school, since, DAYS_OF_STAFF * minutesOf(school.hours)), school.zone);
}
