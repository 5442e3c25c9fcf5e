// When a student and an advisor of theirs meet, as one of the two entered it: the latest time of an assignment. Pure.
//
//   none --enter--> stands --enter--> stands (another time)
//                     |  `---cancel---> cancelled --enter--> stands
//                     `------We met---> met ----Undo---> stands
//                                         `-----enter--> stands
//
// It falls away with its assignment, and its time passes by itself.
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { AppointmentEnd } from '../../../domain/advising.ts';
import type { Day } from '../../../domain/day.ts';
import { MEETING_MINUTES, type Meeting } from '../../../domain/meeting.ts';
import { type Assignment, isActive } from './assignment.ts';

export interface Appointment extends Meeting {
  assignment: Assignment;
  /** Rises with every change. */
  sequence: number;
  /** What ended it; null while it stands. */
  over: AppointmentEnd | null;
}

/** Whether it stands, and its assignment with it; its time may have passed. */
export function stands({ assignment, over }: Appointment, today: Day): boolean {
  return over === null && isActive(assignment, today);
}

/** Those that stand and are still to come, the next one first. */
export function ahead(appointments: readonly Appointment[], today: Day, now: Temporal.Instant): Appointment[] {
  return appointments
    .filter((one) => stands(one, today) && Temporal.Instant.compare(one.at, now) >= 0)
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at));
}

/** The other of a student and an advisor. */
export function otherIn({ studentId, advisorId }: Pick<Assignment, 'studentId' | 'advisorId'>, id: number): number {
  return studentId === id ? advisorId : studentId;
}

/** The word before the colon in the subjects of reminders. */
const SUBJECT = 'advising-meeting';

/** `advising-meeting:12/3`: of an assignment, and of the time that was entered third: another time is reminded of anew. */
export function subjectOf({ assignment, sequence }: Pick<Appointment, 'assignment' | 'sequence'>): string {
  return `${SUBJECT}:${assignment.id}/${sequence}`;
}

/** The assignment and the sequence that a subject, or a button, names; null where it names none. */
export function readNamed(text: string): { assignmentId: number; sequence: number } | null {
  const [, id, sequence] = /^(?:advising-meeting:)?(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  return id === undefined || sequence === undefined ? null : { assignmentId: Number(id), sequence: Number(sequence) };
}

/** An .ics file, in UTC, the same for both; a newer one takes the older one's place, or takes it out again (RFC 5545). */
export function appointmentFile(
  { assignment, at, where, sequence, over }: Appointment,
  title: string,
  stamp: Temporal.Instant,
): string {
  const isCancelled = over === 'cancelled';
  const method = isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
  const calendar = ical({ prodId: '//career-planning-bot//advising//EN', method });
  calendar.createEvent({
    id: `advising-meeting-${assignment.id}@career-planning-bot`,
    sequence,
    stamp,
    start: at,
    end: at.add({ minutes: MEETING_MINUTES }),
    summary: title,
    location: where,
    ...(isCancelled ? { status: ICalEventStatus.CANCELLED } : {}),
  });
  return calendar.toString();
}
