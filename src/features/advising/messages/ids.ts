import type { ButtonSpec } from '../../../slack/blocks.ts';

export const TEAM = 'advising.team';
export const EMAIL = 'advising.email';
export const MET = 'advising.met';
export const UNDO_MET = 'advising.undo-met';
export const ADVISEES_EARLIER = 'advising.advisees-earlier';
export const ADVISEES_LATER = 'advising.advisees-later';
export const MET_ADVISEE = 'advising.met-advisee';
export const UNDO_MET_ADVISEE = 'advising.undo-met-advisee';
export const MEET = 'advising.meet';
export const SAVE_MEETING = 'advising.save-meeting';
export const CANCEL_MEETING = 'advising.cancel-meeting';
export const CALENDAR = 'advising.calendar';
export const CHOOSE = 'advising.choose';
export const SAVE_CHOICE = 'advising.save-choice';
/** What staff do. */
export const SHOW_RASAS = 'advising.show-rasas';
export const CONFIRM_RASA = 'advising.confirm-rasa';
export const OTHER_RASA = 'advising.other-rasa';
export const NAME_RASA = 'advising.name-rasa';
export const ASSIGN = 'advising.assign';
export const SAVE_ASSIGNMENT = 'advising.save-assignment';
export const END_ASSIGNMENT = 'advising.end-assignment';

/** Who chose which specialty, as buttons carry it: `12/urology`, with the RASA who is proposed: `12/urology/40`. */
export function needValue(studentId: number, specialty: string, rasaId?: number): string {
  return rasaId === undefined ? `${studentId}/${specialty}` : `${studentId}/${specialty}/${rasaId}`;
}

export function teamButton(label = 'My advising team'): ButtonSpec {
  return { label, action: TEAM, value: 'team' };
}

export function adviseesButton(label = 'My advisees'): ButtonSpec {
  return { label, action: ADVISEES_LATER, value: '0' };
}

export function chooseButton(label: string): ButtonSpec {
  return { label, action: CHOOSE, value: 'specialties' };
}

/** `id` names the milestone that the meeting completes. */
export function metButton(id: string): ButtonSpec {
  return { label: 'We met', action: MET, value: id };
}

export function metAdviseeButton(assignmentId: number, id: string): ButtonSpec {
  return { label: 'We met', action: MET_ADVISEE, value: `${assignmentId}/${id}` };
}

export function emailButton(assignmentId: number): ButtonSpec {
  return { label: 'Text for an e-mail', action: EMAIL, value: String(assignmentId) };
}

/** Opens the form for a time to meet; `assignmentId` of the two who meet, here and below. */
export function meetButton(assignmentId: number, label = 'Enter a time to meet'): ButtonSpec {
  return { label, action: MEET, value: String(assignmentId) };
}

/** Takes out the time that was entered with this sequence, and no later one. */
export function cancelMeetingButton(assignmentId: number, sequence: number): ButtonSpec {
  return { label: 'Take the time out', action: CANCEL_MEETING, value: `${assignmentId}/${sequence}` };
}

/** What one can do about when two meet; `named` where they could be several. */
export function meetingButtons(
  assignmentId: number,
  entered: { sequence: number } | undefined,
  named: string | null = null,
): ButtonSpec[] {
  const label = named === null ? undefined : `Time to meet ${named}`;
  if (!entered) return [meetButton(assignmentId, label)];
  return [
    meetButton(assignmentId, label ?? 'Another time'),
    calendarButton(assignmentId),
    cancelMeetingButton(assignmentId, entered.sequence),
  ];
}

/** The file that puts the meeting into a calendar, or takes it out again. */
export function calendarButton(assignmentId: number, isCancelled = false): ButtonSpec {
  return {
    label: isCancelled ? 'Take it out of my calendar' : 'Calendar file (.ics)',
    action: CALENDAR,
    value: String(assignmentId),
  };
}
