// Steps 5 and 6 of delivery: closed days and quiet hours. When may something be said that is due at a moment?
import type { Temporal } from 'temporal-polyfill';
import { addDays, type Day, dayOf, weekdayOf } from '../day.ts';
import { atHour, type Hour, hourAt, isWithinHours } from '../hour.ts';
import type { Reminder } from '../reminder.ts';
import type { Circumstances } from './circumstances.ts';

/** Just before quiet hours begin: early enough for what leaves before it. */
const BEFORE_QUIET = { minutes: 5 };

export type SpeakingHours = Pick<Circumstances, 'zone' | 'closed' | 'quiet' | 'closeDayFrom'>;
/** What of a reminder says how long it can wait. */
export type Waiting = Pick<Reminder, 'kind' | 'usefulUntil' | 'booked' | 'mandatory' | 'urgent' | 'early'>;

function isWorkingDay({ closed }: SpeakingHours, day: Day): boolean {
  return weekdayOf(day) <= 5 && !closed.has(day);
}

/** The nearest working day after (`step` 1) or before (-1) a day. */
function workingDay(hours: SpeakingHours, day: Day, step: 1 | -1): Day {
  let found = addDays(day, step);
  while (!isWorkingDay(hours, found)) found = addDays(found, step);
  return found;
}

/** Booked, mandatory and urgent things do not wait for a working day; nor does what somebody asked for at that moment. */
function waitsForWorkingDay({ kind, booked, mandatory, urgent }: Waiting): boolean {
  return !(booked || mandatory || urgent || kind === 'own');
}

/** The next moment at which it is this hour. */
function nextTime(at: Temporal.Instant, hour: Hour, zone: string): Temporal.Instant {
  const today = atHour(dayOf(at, zone), hour, zone);
  return today.epochMilliseconds > at.epochMilliseconds ? today : atHour(addDays(dayOf(at, zone), 1), hour, zone);
}

/** The last moment at which it was this hour, or is. */
function lastTime(at: Temporal.Instant, hour: Hour, zone: string): Temporal.Instant {
  const today = atHour(dayOf(at, zone), hour, zone);
  return today.epochMilliseconds <= at.epochMilliseconds ? today : atHour(addDays(dayOf(at, zone), -1), hour, zone);
}

/** Whether it is quiet for the reminder at a moment: what tells of a closed day has fewer quiet hours, in the morning and not at midnight. */
export function isQuiet(hours: SpeakingHours, at: Temporal.Instant, early: boolean): boolean {
  const { zone, quiet, closeDayFrom } = hours;
  const hour = hourAt(at, zone);
  if (!isWithinHours(hour, quiet)) return false;
  const isToldEarly = hour >= closeDayFrom && isWithinHours(hour, { from: closeDayFrom, to: quiet.to });
  return !(early && isEarlyOfUse(hours) && isToldEarly);
}

/** Somebody whose quiet hours end before a closed day is told simply has them as they are. */
function isEarlyOfUse({ quiet, closeDayFrom }: SpeakingHours): boolean {
  return isWithinHours(closeDayFrom, quiet);
}

/** The first moment from `at` on at which it may be said. */
function onward(hours: SpeakingHours, reminder: Waiting, from: Temporal.Instant): Temporal.Instant {
  const { zone, closed, quiet, closeDayFrom } = hours;
  const early = reminder.early === true && isEarlyOfUse(hours);
  let at = from;
  for (;;) {
    const day = dayOf(at, zone);
    if (closed.has(day) && waitsForWorkingDay(reminder)) at = atHour(workingDay(hours, day, 1), hourAt(at, zone), zone);
    else if (isQuiet(hours, at, early)) at = nextTime(at, early ? closeDayFrom : quiet.to, zone);
    else return at;
  }
}

/** The last moment up to `at` at which it may be said: on the working day before, or just before quiet hours begin. */
function back(hours: SpeakingHours, reminder: Waiting, from: Temporal.Instant): Temporal.Instant {
  const { zone, closed, quiet } = hours;
  let at = from;
  for (;;) {
    const day = dayOf(at, zone);
    if (closed.has(day) && waitsForWorkingDay(reminder))
      at = atHour(workingDay(hours, day, -1), hourAt(at, zone), zone);
    else if (isQuiet(hours, at, reminder.early === true)) at = lastTime(at, quiet.from, zone).subtract(BEFORE_QUIET);
    else return at;
  }
}

/** When something due at `from` may be said without being said earlier; null where it would be of no use any more by then. */
export function saidOnward(hours: SpeakingHours, reminder: Waiting, from: Temporal.Instant): Temporal.Instant | null {
  const at = onward(hours, reminder, from);
  return at.epochMilliseconds < reminder.usefulUntil.epochMilliseconds ? at : null;
}

/** When something due at `dueAt` is said: then, when it is not closed nor quiet any more, or before that where waiting would make it useless. */
export function speakingTime(hours: SpeakingHours, reminder: Waiting, dueAt: Temporal.Instant): Temporal.Instant {
  return saidOnward(hours, reminder, dueAt) ?? back(hours, reminder, dueAt);
}
