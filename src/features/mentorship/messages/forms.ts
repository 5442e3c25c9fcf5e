// The forms of students and mentors.

import type { Day } from '../../../domain/day.ts';
import type { Hour } from '../../../domain/hour.ts';
import type { Reply } from '../../../feature.ts';
import { section } from '../../../slack/blocks.ts';
import type { Form } from '../../../slack/form.ts';
import {
  type Choice,
  choice,
  dayInput,
  hourInput,
  multiSearchInput,
  multiSelectInput,
  OPTIONS_LIMIT,
  radioInput,
  selectInput,
  textInput,
  ticksInput,
} from '../../../slack/inputs.ts';
import {
  APART,
  ASK,
  FIELDS,
  JOIN,
  MEET,
  PICK_APART,
  PICK_WISH,
  SAVE_APART,
  SAVE_MEETING,
  SAVE_MENTOR,
  SEND_REQUEST,
} from './ids.ts';
import { said } from './said.ts';

/** A form; where it can't open, a button that tries again. */
function opened(form: Form, again: { label: string; action: string; value: string }): Reply {
  return { ...said(['The form did not open in time. Please press again.'], [again]), form };
}

/** What can be chosen. */
export interface Offered {
  specialties: readonly Choice[];
  topics: readonly Choice[];
}

const MOST_SPECIALTIES = 3;
const NOTE_LENGTH = 500;

export interface AskForm extends Offered {
  /** Mentors of the season with a place, each with what they considered. */
  mentors: readonly Choice[];
  /** Ids of specialties that the student named before. */
  chosen: readonly string[];
}

/** A student asks for a mentor. */
export function askForm({ specialties, topics, mentors, chosen }: AskForm): Reply {
  const wish = {
    id: FIELDS.wishes,
    label: 'Whom would you like? The first you choose is your first wish',
    optional: true,
    most: 5,
  };
  const hint = 'Up to five. Leave it empty to be matched with whoever fits.';
  const wishes =
    mentors.length > OPTIONS_LIMIT
      ? multiSearchInput({ ...wish, options: PICK_WISH, hint: `Type part of a name or a specialty. ${hint}` })
      : multiSelectInput({ ...wish, hint, choices: mentors });
  return opened(
    {
      action: SEND_REQUEST,
      title: 'Ask for a peer mentor',
      submit: 'Ask',
      blocks: [
        multiSelectInput({
          id: FIELDS.specialties,
          label: 'Which specialties do you think about?',
          optional: true,
          most: MOST_SPECIALTIES,
          choices: specialties,
          chosen,
        }),
        ticksInput({ id: FIELDS.topics, label: 'What would you like to talk about?', optional: true, choices: topics }),
        ...(mentors.length > 0 ? [wishes] : []),
        radioInput({
          id: FIELDS.others,
          label: 'If none of these can',
          choices: [
            choice('Match me with somebody who fits', 'match-me'),
            choice('Ask only those I named', 'only-wishes'),
          ],
          chosen: 'match-me',
        }),
        textInput({
          id: FIELDS.note,
          label: 'A few words to the mentor',
          hint: 'The mentor who is asked reads this and what you chose above, and nothing else. Health and grades do not belong here.',
          optional: true,
          multiline: true,
          most: NOTE_LENGTH,
        }),
      ],
    },
    { label: 'Ask for a mentor', action: ASK, value: 'new' },
  );
}

export interface MentorForm extends Offered {
  chosen: { specialties: readonly string[]; topics: readonly string[]; capacity: number };
  /** Students they have and are asked about: the capacity can't be less. */
  taken: number;
}

/** A mentor joins, or changes what they offer. */
export function mentorForm({ specialties, topics, chosen, taken }: MentorForm): Reply {
  const counts = [1, 2, 3, 4, 5].filter((count) => count >= taken);
  return opened(
    {
      action: SAVE_MENTOR,
      title: 'Be a peer mentor',
      submit: 'Save',
      blocks: [
        multiSelectInput({
          id: FIELDS.specialties,
          label: 'Which specialties did you consider?',
          choices: specialties,
          chosen: chosen.specialties,
        }),
        ticksInput({
          id: FIELDS.topics,
          label: 'What do you like to talk about?',
          optional: true,
          choices: topics,
          chosen: chosen.topics,
        }),
        selectInput({
          id: FIELDS.capacity,
          label: 'How many students do you take?',
          choices: counts.map((count) => choice(String(count), String(count))),
          chosen: String(Math.max(chosen.capacity, taken)),
        }),
      ],
    },
    { label: 'Be a peer mentor', action: JOIN, value: 'change' },
  );
}

/** Whom somebody is not to be paired with. Known to nobody else, staff included. */
export function apartForm({ chosen }: { chosen: readonly Choice[] }): Reply {
  return opened(
    {
      action: SAVE_APART,
      title: 'Not to be paired with',
      submit: 'Save',
      blocks: [
        section(
          'Nobody sees this list but you, and no reason is asked. It holds for peer mentorship and practice interviews alike.',
        ),
        multiSearchInput({
          id: FIELDS.apart,
          label: 'People',
          optional: true,
          options: PICK_APART,
          chosen,
          placeholder: 'Type a name',
        }),
      ],
    },
    { label: 'People not to pair me with', action: APART, value: 'own' },
  );
}

export interface MeetingForm {
  pairId: number;
  partner: string;
  day: Day | undefined;
  hour: Hour | undefined;
  where: string;
  /** The zone in which the time is entered. */
  zone: string;
}

/** When two meet, as either of them enters it. */
export function meetingForm({ pairId, partner, day, hour, where, zone }: MeetingForm): Reply {
  return opened(
    {
      action: SAVE_MEETING,
      value: String(pairId),
      title: 'When you meet',
      submit: 'Save',
      blocks: [
        dayInput({ id: FIELDS.day, label: 'Day', initial: day }),
        hourInput({ id: FIELDS.hour, label: 'Time', hint: `In your time zone (${zone})`, initial: hour }),
        textInput({
          id: FIELDS.where,
          label: 'Where',
          hint: `A place or a link; you and the other of you two (${partner}) see it`,
          optional: true,
          most: 200,
          initial: where,
        }),
      ],
    },
    meetAgain(pairId),
  );
}

function meetAgain(pairId: number) {
  return { label: 'Enter a time to meet', action: MEET, value: String(pairId) };
}
