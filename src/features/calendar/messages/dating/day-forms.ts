// Forms for days that staff enter beside sessions, and for closing a day.
import type { Day } from '../../../../domain/day.ts';
import { undoButton } from '../../../../domain/undo.ts';
import { dayText, spanText } from '../../../../domain/wording.ts';
import type { Reply } from '../../../../feature.ts';
import { type Block, buttons, context, escaped, type Message, section } from '../../../../slack/blocks.ts';
import { choice, dayInput, hourInput, selectInput, textInput } from '../../../../slack/inputs.ts';
import { composed, sentence } from '../../../../slack/message.ts';
import { CLOSING_ACTS, type ClosingAct, closingField } from '../../rules/entered-closing.ts';
import { type Review, reviewBlocks, reviewText } from './difference.ts';
import { CHOOSE_DAY, CLEAR_DATE, CLOSE_DAY, SET_DATE } from './ids.ts';
import { AGAIN, type KnownSession, NO_FORM, type Offered } from './session-forms.ts';

export interface DateAsked {
  value: string;
  /** Milestones, their steps, Match Days. */
  subjects: readonly Offered[];
  years: readonly number[];
  entered: { subject: string; year: string; day: string };
  review: Review | null;
}

/** A day for a milestone, a step, a Match. */
export function dateAsked({ value, subjects, years, entered, review }: DateAsked): Reply {
  const blocks: Block[] = [
    ...reviewBlocks(review),
    ...(review?.isReady ? [context(AGAIN)] : []),
    selectInput({
      id: 'subject',
      label: 'What',
      choices: subjects.map(({ id, name }) => choice(name, id)),
      chosen: entered.subject,
    }),
    selectInput({
      id: 'year',
      label: 'Of the Match year, or the class',
      hint: 'The Match year for what belongs to an application, else the year of graduation.',
      choices: years.map((year) => choice(String(year), String(year))),
      chosen: entered.year,
    }),
    dayInput({ id: 'day', label: 'Day', initial: entered.day === '' ? undefined : entered.day }),
  ];
  const submit = review?.isReady ? 'Enter it' : 'Show what changes';
  return {
    ...composed([NO_FORM, ...reviewText(review)], [section(NO_FORM)]),
    form: { action: SET_DATE, value, title: 'Enter a day', submit, blocks },
  };
}

/** Asks whether a day is taken out again. */
export function clearAsked({ value, title, day }: { value: string; title: string; day: Day }): Reply {
  const lines = [
    `${title}: ${dayText(day)}`,
    'Without it the day is to be announced again, or as the program has it. Reminders that hang on it are not sent.',
  ];
  const blocks = lines.map((line) => section(escaped(line)));
  return {
    ...composed([NO_FORM, ...lines], [section(NO_FORM)]),
    form: { action: CLEAR_DATE, value, title: 'Take a day out', submit: 'Take it out', close: 'Leave it', blocks },
  };
}

/** Which day the school is closed. */
export function closedDayAsked({ today }: { today: Day }): Reply {
  const blocks = [
    section('The school is closed on a day, for snow for example: you say what becomes of each session of it.'),
    dayInput({ id: 'day', label: 'Day', initial: today }),
  ];
  return { ...sentence(NO_FORM), form: { action: CHOOSE_DAY, title: 'Close a day', submit: 'Go on', blocks } };
}

export interface ClosedSession extends KnownSession {
  id: number;
  entered: { act: ClosingAct; link: string; day: string; hour: string };
}

export interface ClosingAsked {
  value: string;
  day: Day;
  sessions: readonly ClosedSession[];
  review: Review | null;
  zone: string;
}

const ACT_TEXTS: Record<ClosingAct, string> = {
  online: 'It meets online',
  postpone: 'It is postponed',
  cancel: 'It is cancelled',
};

function closingFields({ id, title, startsAt, endsAt, entered }: ClosedSession, zone: string): Block[] {
  const { act, link, day, hour } = entered;
  return [
    section(`*${escaped(title)}*: ${escaped(spanText(startsAt, endsAt, zone))}`),
    selectInput({
      id: closingField('act', id),
      label: 'What becomes of it',
      choices: CLOSING_ACTS.map((one) => choice(ACT_TEXTS[one], one)),
      chosen: act,
    }),
    textInput({
      id: closingField('link', id),
      label: 'Online: the link to meet by',
      initial: link,
      most: 500,
      optional: true,
    }),
    dayInput({
      id: closingField('day', id),
      label: 'Postponed: new day, where it is known',
      initial: day === '' ? undefined : day,
      optional: true,
    }),
    hourInput({
      id: closingField('hour', id),
      label: 'Postponed: new time',
      initial: hour === '' ? undefined : hour,
      optional: true,
    }),
  ];
}

/** What becomes of each session of a closed day; who is told is shown before it is done. */
export function closingAsked({ value, day, sessions, review, zone }: ClosingAsked): Reply {
  const head = section(escaped(`${dayText(day)}: what becomes of each session? Times are the school's (${zone}).`));
  const blocks: Block[] = [
    ...(review ? reviewBlocks(review) : [head]),
    ...(review?.isReady ? [context(AGAIN)] : []),
    ...sessions.flatMap((session) => closingFields(session, zone)),
  ];
  const submit = review?.isReady ? 'Close the day' : 'Show what changes';
  return {
    ...composed([NO_FORM, ...reviewText(review)], [section(NO_FORM)]),
    form: { action: CLOSE_DAY, value, title: 'Close a day', submit, blocks },
  };
}

/** What was done to the year, with Undo where it can be taken back. */
export function yearChanged({ lines, auditId }: { lines: readonly string[]; auditId: number | null }): Message {
  const undo = auditId === null ? [] : [buttons([undoButton(auditId)])];
  return composed(
    lines,
    lines.slice(0, 40).map((line) => section(escaped(line))),
    undo,
  );
}
