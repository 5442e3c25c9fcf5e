// A time to meet, as a student or an advisor enters it, and what both read of it.
import type { Day } from '../../../domain/day.ts';
import type { Hour } from '../../../domain/hour.ts';
import type { Reply } from '../../../feature.ts';
import { type ButtonSpec, buttons, escaped, type Message, section } from '../../../slack/blocks.ts';
import { type EmailDraft, emailBlocks, emailLines } from '../../../slack/email-draft.ts';
import { dayInput, hourInput, textInput } from '../../../slack/inputs.ts';
import { composed } from '../../../slack/message.ts';
import { calendarButton, meetButton, SAVE_MEETING } from './ids.ts';

export const MEETING_FIELDS = { day: 'day', hour: 'hour', where: 'where' } as const;

export interface AppointmentForm {
  assignmentId: number;
  other: string;
  /** What is entered already. */
  day: Day | undefined;
  hour: Hour | undefined;
  where: string;
  /** The reader's, in which the time is entered. */
  zone: string;
}

/** Asks when and where two meet. Where the form can't open, a button tries again. */
export function appointmentForm({ assignmentId, other, day, hour, where, zone }: AppointmentForm): Reply {
  return {
    ...appointmentNoted({
      text: 'The form did not open in time. Please press again.',
      buttons: [meetButton(assignmentId)],
      draft: null,
    }),
    form: {
      action: SAVE_MEETING,
      value: String(assignmentId),
      title: 'When you meet',
      submit: 'Save',
      blocks: [
        dayInput({ id: MEETING_FIELDS.day, label: 'Day', initial: day }),
        hourInput({ id: MEETING_FIELDS.hour, label: 'Time', hint: `In your time zone (${zone})`, initial: hour }),
        textInput({
          id: MEETING_FIELDS.where,
          label: 'Where',
          hint: `A place or a link; you and ${other} see it`,
          optional: true,
          most: 200,
          initial: where,
        }),
      ],
    },
  };
}

export interface AppointmentNoted {
  text: string;
  buttons: readonly ButtonSpec[];
  /** For the other one, who is outside Slack. */
  draft: EmailDraft | null;
}

/** What became of a time to meet, to whoever entered it or took it out. */
export function appointmentNoted({ text, buttons: below, draft }: AppointmentNoted): Message {
  return composed(
    [text, ...(draft ? ['', ...emailLines(draft)] : [])],
    [section(escaped(text)), ...(draft ? emailBlocks(draft) : []), ...(below.length > 0 ? [buttons(below)] : [])],
  );
}

export interface AppointmentNews {
  assignmentId: number;
  other: string;
  /** When and where, in the reader's zone. */
  meeting: string;
  isCancelled: boolean;
}

/** The other one entered when the two of them meet, or took it out. */
export function appointmentNews({ assignmentId, other, meeting, isCancelled }: AppointmentNews): Message {
  const text = isCancelled
    ? `${other} took out the time when the two of you meet: ${meeting}. You can enter another one.`
    : `${other} entered when the two of you meet: ${meeting}.`;
  const below = [
    meetButton(assignmentId, isCancelled ? 'Enter a time to meet' : 'Another time'),
    calendarButton(assignmentId, isCancelled),
  ];
  return composed([text], [section(escaped(text)), buttons(below)]);
}
