// The forms in which a broadcast is written, its audience chosen, and what was sent corrected.
import type { Day } from '../../../domain/day.ts';
import type { RichText } from '../../../domain/form-values.ts';
import type { Hour } from '../../../domain/hour.ts';
import { PICK_PERSON } from '../../../domain/picking.ts';
import { context, escaped, type Message, section } from '../../../slack/blocks.ts';
import type { Form } from '../../../slack/form.ts';
import {
  type Choice,
  choice,
  dayInput,
  hourInput,
  multiSearchInput,
  multiSelectInput,
  richTextInput,
  searchInput,
  ticksInput,
} from '../../../slack/inputs.ts';
import { sentence } from '../../../slack/message.ts';
import { AUDIENCE_FIELDS, type ChosenAudience } from '../rules/audience-fields.ts';
import { MESSAGE_LIMIT } from '../rules/rich-text.ts';
import { WRITING_FIELDS } from '../rules/writing.ts';
import { CHOSEN, CORRECTED, PICK_SESSION, WRITTEN } from './ids.ts';

export interface WritingAsked {
  /** What comes back with the form: the draft and its version; empty for a new one. */
  value: string;
  message: RichText | null;
  session: Choice | null;
  acknowledgeBy: Day | null;
  day: Day | null;
  hour: Hour | null;
  /** Where nobody can open a form any more. */
  unopened: string;
}

function withForm(text: string, form: Form): Message & { form: Form } {
  return { ...sentence(text), form };
}

/** The first form: what is said, with what, and when. */
export function writingAsked(asked: WritingAsked): Message & { form: Form } {
  const { message, session, acknowledgeBy, day, hour } = asked;
  return withForm(asked.unopened, {
    action: WRITTEN,
    value: asked.value,
    title: 'Message to many',
    submit: 'Next: who gets it',
    blocks: [
      richTextInput({
        id: WRITING_FIELDS.message,
        label: 'Message',
        hint: `Up to ${MESSAGE_LIMIT} characters. It goes to each in a direct message.`,
        initial: message,
      }),
      searchInput({
        id: WRITING_FIELDS.session,
        label: 'With the buttons Going and Not going of a session',
        optional: true,
        options: PICK_SESSION,
        placeholder: 'Type part of its title',
        ...(session ? { chosen: session } : {}),
      }),
      ticksInput({
        id: WRITING_FIELDS.mandatory,
        label: 'Mandatory',
        optional: true,
        choices: [choice('Everybody acknowledges it', 'yes', 'It reaches also those who paused, and is not counted')],
        chosen: acknowledgeBy === null ? [] : ['yes'],
      }),
      dayInput({
        id: WRITING_FIELDS.by,
        label: 'Acknowledge by',
        optional: true,
        initial: acknowledgeBy ?? undefined,
      }),
      dayInput({ id: WRITING_FIELDS.day, label: 'Leaves on', optional: true, initial: day ?? undefined }),
      hourInput({
        id: WRITING_FIELDS.hour,
        label: 'At',
        hint: "The school's time. Leave both empty, and it leaves as soon as you send it.",
        optional: true,
        initial: hour ?? undefined,
      }),
    ],
  });
}

/** What the menus offer; each is one field. */
export interface AudienceChoices {
  phases: readonly Choice[];
  tracks: readonly Choice[];
  classes: readonly Choice[];
  cycles: readonly Choice[];
  societies: readonly Choice[];
  specialties: readonly Choice[];
  roles: readonly Choice[];
}

export interface AudienceAsked {
  value: string;
  choices: AudienceChoices;
  chosen: ChosenAudience;
  session: Choice | null;
  people: readonly Choice[];
  withoutPeople: readonly Choice[];
  /** What is said above the fields, where there is something: somebody else changed the draft meanwhile. */
  note: string | null;
}

const ANSWER_CHOICES = [
  choice('Only who said Going', 'only:going'),
  choice('Only who said Not going', 'only:not-going'),
  choice('Only who is on the waiting list', 'only:waiting'),
  choice('Leave out who said Going', 'without:going'),
  choice('Leave out who said Not going', 'without:not-going'),
  choice('Leave out who is on the waiting list', 'without:waiting'),
];

const MENUS = [
  ['phases', 'Phases'],
  ['tracks', 'Tracks'],
  ['classes', 'Classes'],
  ['cycles', 'Application cycles'],
  ['societies', 'Societies'],
  ['specialties', 'Specialties'],
  ['roles', 'Roles'],
] as const;

/** The second form: whom it is for. */
export function audienceAsked(asked: AudienceAsked): Message & { form: Form } {
  const { choices, chosen, session } = asked;
  const menus = MENUS.map(([name, label]) =>
    multiSelectInput({
      id: AUDIENCE_FIELDS[name],
      label,
      optional: true,
      choices: choices[name],
      chosen: chosen.chosen.get(AUDIENCE_FIELDS[name]) ?? [],
    }),
  );
  const everything = MENUS.flatMap(([name]) => choices[name]);
  return withForm('Your text is kept as a draft. `/career broadcast list` shows it.', {
    action: CHOSEN,
    value: asked.value,
    title: 'Who gets it',
    submit: 'Next: preview',
    blocks: [
      ...(asked.note === null ? [] : [section(escaped(asked.note))]),
      context('Within a field one of what you choose has to hold; between fields all of them.'),
      ...menus,
      searchInput({
        id: AUDIENCE_FIELDS.session,
        label: 'Answers to a session',
        optional: true,
        options: PICK_SESSION,
        placeholder: 'Type part of its title',
        ...(session ? { chosen: session } : {}),
      }),
      multiSelectInput({
        id: AUDIENCE_FIELDS.answers,
        label: 'Which answers',
        optional: true,
        choices: ANSWER_CHOICES,
        chosen: chosen.chosen.get(AUDIENCE_FIELDS.answers) ?? [],
      }),
      multiSearchInput({
        id: AUDIENCE_FIELDS.people,
        label: 'And these people',
        optional: true,
        options: PICK_PERSON,
        chosen: asked.people,
      }),
      multiSelectInput({
        id: AUDIENCE_FIELDS.without,
        label: 'Leave out',
        optional: true,
        choices: everything,
        chosen: chosen.chosen.get(AUDIENCE_FIELDS.without) ?? [],
      }),
      multiSearchInput({
        id: AUDIENCE_FIELDS.withoutPeople,
        label: 'Leave out these people',
        optional: true,
        options: PICK_PERSON,
        chosen: asked.withoutPeople,
      }),
    ],
  });
}

export interface CorrectionAsked {
  value: string;
  message: RichText;
  /** Copies that stand in Slack, and minutes until they are changed. */
  copies: number;
  minutes: number;
}

/** The form in which what was sent is corrected. */
export function correctionAsked({ value, message, copies, minutes }: CorrectionAsked): Message & { form: Form } {
  const much = `${copies === 1 ? 'One copy stands' : `${copies} copies stand`} in Slack. Correcting takes about ${minutes} min; what is not sent yet says the new words at once.`;
  return withForm('I could not open the form in time. Please press Correct again.', {
    action: CORRECTED,
    value,
    title: 'Correct the message',
    submit: 'Correct all copies',
    blocks: [section(escaped(much)), richTextInput({ id: WRITING_FIELDS.message, label: 'Message', initial: message })],
  });
}
