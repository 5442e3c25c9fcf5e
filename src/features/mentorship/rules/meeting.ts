// When two meet, as a calendar takes it.
import ical, { ICalCalendarMethod } from 'ical-generator';
import type { Temporal } from 'temporal-polyfill';
import { MEETING_MINUTES } from '../../../domain/meeting.ts';

export interface MeetingFile {
  pairId: number;
  sequence: number;
  startsAt: Temporal.Instant;
  where: string | null;
  title: string;
}

/** An .ics file with the meeting, in UTC: the same for both, and a newer one takes the older one's place (RFC 5545, SEQUENCE). */
export function meetingFile(
  { pairId, sequence, startsAt, where, title }: MeetingFile,
  stamp: Temporal.Instant,
): string {
  const calendar = ical({ prodId: '//career-planning-bot//peer mentorship//EN', method: ICalCalendarMethod.PUBLISH });
  calendar.createEvent({
    id: `mentor-meeting-${pairId}@career-planning-bot`,
    sequence,
    stamp,
    start: startsAt,
    end: startsAt.add({ minutes: MEETING_MINUTES }),
    summary: title,
    location: where,
  });
  return calendar.toString();
}
