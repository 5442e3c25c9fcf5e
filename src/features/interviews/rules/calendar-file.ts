// An interview as a calendar file (RFC 5545): one UID for as long as it lives, a rising SEQUENCE, and CANCEL where it is taken out again.
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Temporal } from 'temporal-polyfill';
import type { Interview } from './interview-life.ts';

export interface InterviewEntry {
  interview: Pick<Interview, 'id' | 'startsAt' | 'endsAt' | 'sequence'>;
  /** `Practice interview with Ada Example, Dermatology`. */
  title: string;
  joinLink: string | null;
}

/** An .ics file with some interviews; `cancel`: takes them out of the calendars of those who put them in. */
export function interviewFile(entries: readonly InterviewEntry[], stamp: Temporal.Instant, cancel = false): string {
  const method = cancel ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
  const calendar = ical({ prodId: '//career-planning-bot//interviews//EN', method });
  for (const { interview, title, joinLink } of entries) {
    calendar.createEvent({
      id: `interview-${interview.id}@career-planning-bot`,
      sequence: interview.sequence,
      stamp,
      start: interview.startsAt,
      end: interview.endsAt,
      summary: title,
      ...(cancel ? { status: ICalEventStatus.CANCELLED } : {}),
      ...(joinLink === null || cancel ? {} : { url: joinLink, location: joinLink }),
    });
  }
  return calendar.toString();
}
