// When two meet, as a calendar takes it.
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { MEETING_MINUTES } from '../../../domain/meeting.ts';
import type { PairState } from '../../../domain/mentorship.ts';

export interface MeetingFile {
  pairId: number;
  sequence: number;
  startsAt: Temporal.Instant;
  where: string | null;
  /** It takes the meeting out again. */
  isOff: boolean;
  title: string;
}

interface PairMeeting {
  id: number;
  state: PairState;
  endedAt: Temporal.Instant | null;
  meetsAt: Temporal.Instant | null;
  meetsWhere: string | null;
  meetingWas: Temporal.Instant | null;
  meetingSequence: number;
}

/** Whether two would have met after their pair had ended. */
export function isOffByEnd({ state, endedAt, meetsAt }: PairMeeting): boolean {
  const isOver = state === 'ended' || state === 'undone';
  return isOver && endedAt !== null && meetsAt !== null && Temporal.Instant.compare(meetsAt, endedAt) > 0;
}

/** What a calendar is to know of a pair: when they meet, or that they don't after all; null where nothing is known. */
export function entryOf(pair: PairMeeting): Omit<MeetingFile, 'title'> | null {
  const { id: pairId, state, meetsAt, meetsWhere: where, meetingWas, meetingSequence: sequence } = pair;
  if (state === 'active' && meetsAt !== null) return { pairId, sequence, startsAt: meetsAt, where, isOff: false };
  if (meetingWas !== null) return { pairId, sequence, startsAt: meetingWas, where: null, isOff: true };
  if (meetsAt === null || !isOffByEnd(pair)) return null;
  return { pairId, sequence: sequence + 1, startsAt: meetsAt, where, isOff: true };
}

/** An .ics file with the meeting, in UTC: the same for both; a newer one takes the older one's place, or takes it out again (RFC 5545). */
export function meetingFile(
  { pairId, sequence, startsAt, where, isOff, title }: MeetingFile,
  stamp: Temporal.Instant,
): string {
  const method = isOff ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
  const calendar = ical({ prodId: '//career-planning-bot//peer mentorship//EN', method });
  calendar.createEvent({
    id: `mentor-meeting-${pairId}@career-planning-bot`,
    sequence,
    stamp,
    start: startsAt,
    end: startsAt.add({ minutes: MEETING_MINUTES }),
    summary: title,
    location: where,
    ...(isOff ? { status: ICalEventStatus.CANCELLED } : {}),
  });
  return calendar.toString();
}
