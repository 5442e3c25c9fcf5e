// The forms of students, interviewers and staff. Values of times are ISO instants; the fields' names are exported for who reads them.
import type { Temporal } from 'temporal-polyfill';
import type { Day } from '../../../domain/day.ts';
import { momentText } from '../../../domain/wording.ts';
import type { Reply } from '../../../feature.ts';
import { type Block, escaped, lineSections, section } from '../../../slack/blocks.ts';
import { type Choice, choice, multiSelectInput, selectInput, textInput, ticksInput } from '../../../slack/inputs.ts';
import { sentence } from '../../../slack/message.ts';
import { SAVE_FEEDBACK, SAVE_OFFER, SAVE_SHARE, SAVE_SIGN_UP } from './ids.ts';
import { committeeInputs, eveningChoices } from './offer-fields.ts';

/** Where a form can't be opened any more: three seconds are over. */
export const TOO_LATE = sentence("I couldn't open the form in time. Please press the button once more.");

/** Times as a menu offers them: every one by itself. A menu holds 100. */
function timeChoices(times: readonly Temporal.Instant[], zone: string): Choice[] {
  return times.map((time) => choice(momentText(time, zone), time.toString()));
}

function chosenTimes(times: readonly Temporal.Instant[]): string[] {
  return times.map((time) => time.toString());
}

export interface SignUpForm {
  roundId: number;
  specialties: readonly Choice[];
  /** The student's own; empty where none is known. */
  first: string;
  second: string;
  evenings: readonly Day[];
  times: readonly Temporal.Instant[];
  cannot: readonly Temporal.Instant[];
  packet: string;
  /** Until when it can be changed, in words. */
  until: string;
  zone: string;
}

/** The student's form: specialties, times they cannot, consent and the packet; times are written in the form's zone. */
export function signUpForm(form: SignUpForm): Reply {
  const { roundId, specialties, first, second, evenings, times, cannot, packet, until, zone } = form;
  return {
    ...TOO_LATE,
    form: {
      action: SAVE_SIGN_UP,
      value: String(roundId),
      title: 'Practice interviews',
      submit: 'Sign up',
      blocks: [
        section(
          escaped(
            `Two interviews of 25 minutes, feedback included, with two different interviewers. ${until} Times are those of ${zone}.`,
          ),
        ),
        selectInput({ id: 'first', label: 'First interview: specialty', choices: specialties, chosen: first }),
        selectInput({
          id: 'second',
          label: 'Second interview: specialty',
          hint: 'The same again, or another one: one interview of each then.',
          choices: specialties,
          chosen: second,
        }),
        multiSelectInput({
          id: 'evenings',
          label: "Whole evenings on which you can't come",
          optional: true,
          choices: eveningChoices(evenings),
        }),
        multiSelectInput({
          id: 'cannot',
          label: "Single times at which you can't come",
          optional: true,
          choices: timeChoices(times, zone),
          chosen: chosenTimes(cannot),
        }),
        textInput({
          id: 'packet',
          label: 'Link to your CV and personal statement',
          hint: 'A folder that its readers can open. Your interviewers see it until they have given feedback, and nobody else.',
          optional: true,
          initial: packet,
          placeholder: 'https://',
          most: 500,
        }),
        ticksInput({
          id: 'consent',
          label: 'Consent',
          choices: [choice('My interviewers may see my name, my specialty and this link', 'yes')],
        }),
      ],
    },
  };
}

export interface OfferForm {
  /** The round, and for whom staff answer: `3` or `3/17`. */
  value: string;
  /** For whom it is, where somebody else fills it in. */
  name: string | null;
  evenings: readonly Day[];
  /** Those ticked already: as answered before, or as last year's answers carry over. */
  ticked: readonly Day[];
  times: readonly Temporal.Instant[];
  /** Times of the ticked evenings at which they cannot. */
  except: readonly Temporal.Instant[];
  specialties: readonly Choice[];
  committees: readonly string[];
  joinLink: string;
  zone: string;
  /** What was read in a pasted mail, line by line, and what nobody understood; null where none was pasted. */
  read?: { understood: readonly string[]; left: readonly string[]; committee: 'yes' | 'no' | null } | null;
}

function readSections({ understood, left }: NonNullable<OfferForm['read']>): Block[] {
  const listed = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : lineSections([`*${title}*`, ...lines.map((line) => `• ${escaped(line)}`)]);
  return [
    ...listed('What I read in the mail; please correct it below', understood),
    ...listed('Left for you to read: I took nothing from this', left),
  ];
}

/** The interviewer's form; staff see over its fields what was made of a pasted mail. Times are written in the form's zone. */
export function offerForm({
  value,
  name,
  evenings,
  ticked,
  times,
  except,
  specialties,
  committees,
  joinLink,
  zone,
  read = null,
}: OfferForm): Reply {
  return {
    ...TOO_LATE,
    form: {
      action: SAVE_OFFER,
      value,
      title: 'When you can interview',
      submit: 'Done',
      blocks: [
        section(
          escaped(
            `${name === null ? 'Thank you for interviewing.' : `For ${name}.`} Each time is one interview of 25 minutes, feedback included. Times are those of ${zone}.`,
          ),
        ),
        ...(read ? readSections(read) : []),
        multiSelectInput({
          id: 'evenings',
          label: name === null ? 'Evenings on which you can' : 'Evenings on which they can',
          optional: true,
          choices: eveningChoices(evenings),
          chosen: ticked,
        }),
        multiSelectInput({
          id: 'except',
          label: 'But not at',
          optional: true,
          choices: timeChoices(times, zone),
          chosen: chosenTimes(except),
        }),
        ...committeeInputs(specialties, committees, read?.committee ?? undefined),
        textInput({
          id: 'link',
          label: 'Link to the online room',
          hint: 'Shown to the students you interview, and to nobody else.',
          optional: true,
          initial: joinLink,
          placeholder: 'https://',
          most: 500,
        }),
      ],
    },
  };
}

export const GRADED = [
  ['communication', 'Communication'],
  ['content', 'Content of the answers'],
  ['professionalism', 'Professionalism'],
  ['setUp', 'Set-up: picture, sound, room'],
] as const;

const GRADES = [
  choice('5: very strong', '5'),
  choice('4: strong', '4'),
  choice('3: on the way', '3'),
  choice('2: needs some work', '2'),
  choice('1: needs much work', '1'),
];

/** The interviewer's words to the student. */
export function feedbackForm({ interviewId, student }: { interviewId: number; student: string }): Reply {
  return {
    ...TOO_LATE,
    form: {
      action: SAVE_FEEDBACK,
      value: String(interviewId),
      title: 'Feedback',
      submit: 'Send to the student',
      blocks: [
        section(escaped(`For ${student}, who alone reads it, and may share it with an advisor.`)),
        ...GRADED.map(([id, label]) => selectInput({ id, label, choices: GRADES })),
        textInput({ id: 'strengths', label: 'What went well', multiline: true, most: 2_000 }),
        textInput({ id: 'workOn', label: 'What to work on', multiline: true, most: 2_000 }),
      ],
    },
  };
}

/** With whom a student shares feedback. */
export function shareForm({ interviewId, advisors }: { interviewId: number; advisors: readonly Choice[] }): Reply {
  return {
    ...TOO_LATE,
    form: {
      action: SAVE_SHARE,
      value: String(interviewId),
      title: 'Share feedback',
      submit: 'Share',
      blocks: [selectInput({ id: 'advisor', label: 'With whom', choices: advisors })],
    },
  };
}
