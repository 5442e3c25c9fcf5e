// When two people meet who were brought together, as one of them entered it. Pure.
import { Temporal } from 'temporal-polyfill';
import { dayOf, isDay } from './day.ts';
import { atHour, isHour } from './hour.ts';
import type { Upcoming } from './upcoming.ts';
import { momentText } from './wording.ts';

/** A talk takes half an hour; nobody is asked for its end. */
export const MEETING_MINUTES = 30;

export interface Meeting {
  at: Temporal.Instant;
  /** A place or a link; null where none was entered. */
  where: string | null;
}

/** `Thu, Jan 21, 2027, 5:00 PM EST, TMEC 227`. `zone` is the reader's. */
export function meetingText({ at, where }: Meeting, zone: string): string {
  return [momentText(at, zone), ...(where === null ? [] : [where])].join(', ');
}

/** What was entered as a time to meet, or what is wrong with which of its fields. A time that is over can't be entered by mistake. */
export function enteredMeeting(
  { day, hour, where }: { day: string; hour: string; where: string },
  zone: string,
  now: Temporal.Instant,
): Meeting | { field: 'day' | 'hour'; problem: string } {
  if (!isDay(day)) return { field: 'day', problem: 'Please choose a day.' };
  if (!isHour(hour)) return { field: 'hour', problem: 'Please choose a time.' };
  const at = atHour(day, hour, zone);
  if (Temporal.Instant.compare(at, now) <= 0)
    return { field: 'hour', problem: 'That time has passed. Please choose one that is ahead of you.' };
  return { at, where: where === '' ? null : where };
}

/** A meeting among what lies ahead of one of the two; `zone` is the school's, in which days are told apart. */
export function upcomingMeeting(
  title: string,
  { at, where }: Meeting,
  zone: string,
  button: Upcoming['button'],
): Upcoming {
  const day = dayOf(at, zone);
  return {
    title,
    when: { kind: 'session', startsAt: at, endsAt: at.add({ minutes: MEETING_MINUTES }), day },
    day,
    where,
    link: null,
    series: null,
    specialty: null,
    ifApplying: false,
    audience: null,
    button,
  };
}
