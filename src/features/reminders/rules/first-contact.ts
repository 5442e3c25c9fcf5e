// The first contact: once, in working hours (spec 2).
import type { Temporal } from 'temporal-polyfill';
import { addDays, type Day, dayOf, weekdayOf } from '../../../domain/day.ts';
import type { Circumstances } from '../../../domain/delivery/circumstances.ts';
import { weekOf } from '../../../domain/delivery/weigh.ts';
import { atHour, type HourSpan, hourAt, isWithinHours } from '../../../domain/hour.ts';
import { isWithin } from '../../../domain/match-week.ts';
import type { Reminder, ReminderKey } from '../../../domain/reminder.ts';

export const FIRST_CONTACT: ReminderKey = { kind: 'notice', subject: 'welcome:career', lead: 'once' };

export function isFirstContact({ subject }: Pick<ReminderKey, 'subject'>): boolean {
  return subject === FIRST_CONTACT.subject;
}

/** How far ahead a day is looked for: the longest leave begins anew each day. */
const MOST_DAYS = 60;

/** The next moment in working hours of the person's zone, in a week that has room for a message; null where none comes soon. */
function nextWorkingMoment(circumstances: Circumstances, hours: HourSpan): Temporal.Instant | null {
  const { now, zone, closed, quiet, counted, budgetPerWeek, away, matchWeeks, pausedUntil } = circumstances;
  const today = dayOf(now, zone);
  const isOpen = (day: Day) => weekdayOf(day) <= 5 && !closed.has(day);
  const hasRoom = (at: Temporal.Instant) => (counted.get(weekOf(at, zone)) ?? 0) < budgetPerWeek;
  const isSilent = (at: Temporal.Instant) =>
    isWithin([...away, ...matchWeeks], at) ||
    (pausedUntil !== null && at.epochMilliseconds < pausedUntil.epochMilliseconds) ||
    isWithinHours(hourAt(at, zone), quiet);
  if (isOpen(today) && isWithinHours(hourAt(now, zone), hours) && hasRoom(now) && !isSilent(now)) return now;
  for (let ahead = 0; ahead < MOST_DAYS; ahead++) {
    const day = addDays(today, ahead);
    const at = atHour(day, hours.from, zone);
    if (at.epochMilliseconds > now.epochMilliseconds && isOpen(day) && hasRoom(at) && !isSilent(at)) return at;
  }
  return null;
}

/** The first contact of somebody with whom none was made; undefined where no moment for it comes soon. */
export function firstContact(circumstances: Circumstances, hours: HourSpan): Reminder | undefined {
  const dueAt = nextWorkingMoment(circumstances, hours);
  if (!dueAt) return undefined;
  const usefulUntil = dueAt.add({ hours: 24 * 7 });
  return { ...FIRST_CONTACT, dueAt, usefulUntil, via: 'message', booked: false, mandatory: false, urgent: false };
}
