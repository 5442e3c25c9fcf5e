// Evenings become the starts of interviews: the template of the program file, laid on days at the school.
import { Temporal } from 'temporal-polyfill';
import { addDays, type Day, WEEKDAYS, weekdayOf } from '../../../domain/day.ts';
import type { InterviewRules } from '../../../program/program.ts';
import type { Start } from './round.ts';

/** The moments at which interviews begin on an evening. `zone` is the school's. */
export function startsOn(day: Day, { starts }: InterviewRules, zone: string): Temporal.Instant[] {
  const date = Temporal.PlainDate.from(day);
  return starts.map((time) => date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant());
}

/** The moments of several evenings, in order of time. */
export function startsOnAll(days: readonly Day[], template: InterviewRules, zone: string): Temporal.Instant[] {
  return [...new Set(days)].sort().flatMap((day) => startsOn(day, template, zone));
}

/** A moment that the rules and the solver hold in milliseconds. */
export function instantOf(start: Start): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(start);
}

/** When an interview that begins at a moment is over. */
export function endOf(startsAt: Temporal.Instant, { minutes }: InterviewRules): Temporal.Instant {
  return startsAt.add({ minutes });
}

/** The evenings between two days (inclusive) on which the template has interviews and the school is open. */
export function eveningsBetween(
  from: Day,
  to: Day,
  { weekdays }: InterviewRules,
  isClosed: (day: Day) => boolean,
): Day[] {
  const evenings: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const weekday = WEEKDAYS[weekdayOf(day) - 1];
    if (weekday && weekdays.includes(weekday) && !isClosed(day)) evenings.push(day);
  }
  return evenings;
}
