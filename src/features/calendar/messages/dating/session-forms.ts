// Forms in which staff date sessions; what they make different is shown over the fields before it is done.
import type { Temporal } from 'temporal-polyfill';
import { countText, spanText } from '../../../../domain/wording.ts';
import type { Reply } from '../../../../feature.ts';
import { type Block, context, escaped, section } from '../../../../slack/blocks.ts';
import { choice, dayInput, hourInput, radioInput, selectInput, textInput } from '../../../../slack/inputs.ts';
import { composed } from '../../../../slack/message.ts';
import { type EnteredSession, SESSION_FIELDS } from '../../rules/entered-session.ts';
import { type Review, reviewBlocks, reviewText } from './difference.ts';
import { CANCEL_SESSION, DATE_SERIES, DATE_SESSION, EDIT_SESSION, MOVE_SESSION } from './ids.ts';

export const NO_FORM = 'Please press the button again: the form could not be opened this time.';
export const AGAIN =
  'Is something to be different? Change it below and send it again: you see it once more before it is done.';

/** Slack takes 3,000 characters in a field; what a table of sessions holds is shorter. */
const SHORT = 150;
const ADDRESS = 500;

const LENGTHS = [30, 45, 60, 75, 90, 120, 150, 180, 240, 420];

function lengthText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [...(hours > 0 ? [countText(hours, 'hour')] : []), ...(rest > 0 ? [`${rest} minutes`] : [])];
  return parts.join(' ');
}

export interface Offered {
  id: string;
  name: string;
}

function eventField(events: readonly Offered[], chosen: string): Block {
  return selectInput({
    id: SESSION_FIELDS.event,
    label: 'Event',
    hint: 'For whom it is the program says.',
    choices: events.map(({ id, name }) => choice(name, id)),
    chosen,
  });
}

function timeFields({ day, hour, minutes }: EnteredSession, zone: string): Block[] {
  const lengths = [...new Set([...LENGTHS, minutes])].sort((a, b) => a - b);
  return [
    dayInput({ id: SESSION_FIELDS.day, label: 'Day', initial: day === '' ? undefined : day }),
    hourInput({
      id: SESSION_FIELDS.hour,
      label: `Starts at (time of the school, ${zone})`,
      initial: hour === '' ? undefined : hour,
    }),
    lengthField(lengths, minutes),
  ];
}

function lengthField(lengths: readonly number[], minutes: number): Block {
  const choices = lengths.map((length) => choice(lengthText(length), String(length)));
  return selectInput({ id: SESSION_FIELDS.minutes, label: 'How long', choices, chosen: String(minutes) });
}

function placeFields({ place, link }: Pick<EnteredSession, 'place' | 'link'>): Block[] {
  return [
    textInput({ id: SESSION_FIELDS.place, label: 'Place', initial: place, most: SHORT, optional: true }),
    textInput({ id: SESSION_FIELDS.link, label: 'Link to meet by', initial: link, most: ADDRESS, optional: true }),
  ];
}

function otherFields(entered: EnteredSession, specialties: readonly Offered[]): Block[] {
  const { title, specialty, capacity, closesDay, closesHour } = entered;
  return [
    textInput({
      id: SESSION_FIELDS.title,
      label: 'Title, where it differs from that of the event',
      initial: title,
      most: SHORT,
      optional: true,
    }),
    selectInput({
      id: SESSION_FIELDS.specialty,
      label: 'Specialty',
      choices: specialties.map(({ id, name }) => choice(name, id)),
      chosen: specialty,
      optional: true,
    }),
    ...placeFields(entered),
    textInput({
      id: SESSION_FIELDS.capacity,
      label: 'Places',
      hint: 'Empty: room for everybody.',
      initial: capacity,
      most: 5,
      optional: true,
    }),
    dayInput({
      id: SESSION_FIELDS.closesDay,
      label: 'Answers are taken until: day',
      initial: closesDay === '' ? undefined : closesDay,
      optional: true,
    }),
    hourInput({
      id: SESSION_FIELDS.closesHour,
      label: 'Answers are taken until: time',
      initial: closesHour === '' ? undefined : closesHour,
      optional: true,
    }),
  ];
}

function recordingField({ recording }: EnteredSession): Block {
  return textInput({
    id: SESSION_FIELDS.recording,
    label: 'Recording',
    hint: 'A link that begins with https://',
    initial: recording,
    most: ADDRESS,
    optional: true,
  });
}

/** What every form of this kind says and does. */
interface Asked {
  value: string;
  entered: EnteredSession;
  review: Review | null;
}

function formReply(
  { value, review }: Pick<Asked, 'value' | 'review'>,
  { action, title, submit, blocks }: { action: string; title: string; submit: string; blocks: readonly Block[] },
): Reply {
  const isReady = review?.isReady ?? false;
  const shown = [...reviewBlocks(review), ...(isReady ? [context(AGAIN)] : [])];
  const label = isReady ? submit : 'Show what changes';
  return {
    ...composed([NO_FORM, ...reviewText(review)], [section(NO_FORM)]),
    form: { action, value, title, submit: label, blocks: [...shown, ...blocks] },
  };
}

export interface NewSessionAsked extends Asked {
  events: readonly Offered[];
  specialties: readonly Offered[];
  /** The school's. */
  zone: string;
}

/** A new session. */
export function newSessionAsked({ events, specialties, zone, ...asked }: NewSessionAsked): Reply {
  const { entered } = asked;
  const blocks = [
    eventField(events, entered.event),
    ...timeFields(entered, zone),
    ...otherFields(entered, specialties),
  ];
  return formReply(asked, { action: DATE_SESSION, title: 'Date a session', submit: 'Date it', blocks });
}

export interface KnownSession {
  title: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
}

function spanLine({ title, startsAt, endsAt }: KnownSession, zone: string): string {
  return `${title}: ${spanText(startsAt, endsAt, zone)}`;
}

export interface MoveAsked extends Asked {
  session: KnownSession;
  zone: string;
}

/** Another time for a session, and where it is then. */
export function moveAsked({ session, zone, ...asked }: MoveAsked): Reply {
  const head = asked.review ? [] : [section(escaped(spanLine(session, zone)))];
  const blocks = [...head, ...timeFields(asked.entered, zone), ...placeFields(asked.entered)];
  return formReply(asked, { action: MOVE_SESSION, title: 'Move a session', submit: 'Move it', blocks });
}

export interface EditAsked extends MoveAsked {
  specialties: readonly Offered[];
}

/** What else is known of a session: place, link, places, recording. */
export function editAsked({ session, zone, specialties, ...asked }: EditAsked): Reply {
  const head = asked.review ? [] : [section(escaped(spanLine(session, zone)))];
  const blocks = [...head, ...otherFields(asked.entered, specialties), recordingField(asked.entered)];
  return formReply(asked, { action: EDIT_SESSION, title: 'Change a session', submit: 'Save', blocks });
}

export interface CancelAsked {
  value: string;
  session: KnownSession;
  /** How many know of it. */
  people: number;
  note: string | null;
  postponed: boolean;
  zone: string;
}

/** Asks whether a session is cancelled, and says who is told. Sending it does it. */
export function cancelAsked({ value, session, people, note, postponed, zone }: CancelAsked): Reply {
  const told =
    people === 0
      ? 'Nobody had been told of it so far, so nobody is written to.'
      : `${countText(people, 'person knows', 'people know')} of it: I tell them once, and nobody is reminded of it any more.`;
  const lines = [...(note === null ? [] : [note]), spanLine(session, zone), told];
  const field = radioInput({
    id: 'postponed',
    label: 'What becomes of it',
    choices: [choice('It is cancelled', 'no'), choice('It is postponed: a new date is to be announced', 'yes')],
    chosen: postponed ? 'yes' : 'no',
  });
  return {
    ...composed([NO_FORM, ...lines], [section(NO_FORM)]),
    form: {
      action: CANCEL_SESSION,
      value,
      title: 'Cancel a session',
      submit: 'Cancel the session',
      close: 'Leave it',
      blocks: [...lines.map((line) => section(escaped(line))), field],
    },
  };
}

/** As the fields of the series have it. */
export interface EnteredSeries {
  event: string;
  names: 'specialty' | 'title';
  hour: string;
  minutes: number;
  place: string;
  link: string;
  lines: string;
}

export interface SeriesAsked {
  value: string;
  entered: EnteredSeries;
  events: readonly Offered[];
  zone: string;
  review: Review | null;
}

/** Many sessions of a series at once, a line each. */
export function seriesAsked({ value, entered, events, zone, review }: SeriesAsked): Reply {
  const blocks = [
    eventField(events, entered.event),
    radioInput({
      id: 'names',
      label: 'After the day each line names',
      choices: [choice('a specialty', 'specialty'), choice('a title, such as a part', 'title')],
      chosen: entered.names,
    }),
    hourInput({
      id: SESSION_FIELDS.hour,
      label: `Starts at (time of the school, ${zone}), where a line says nothing else`,
      initial: entered.hour === '' ? undefined : entered.hour,
    }),
    lengthField(
      [...new Set([...LENGTHS, entered.minutes])].sort((a, b) => a - b),
      entered.minutes,
    ),
    ...placeFields(entered),
    textInput({
      id: 'lines',
      label: 'Sessions, a line each',
      hint: 'Up to 3,000 characters: day, time if it is another one, specialty or title; then, after a semicolon each, place and link of its own. Lines of a spreadsheet can be pasted. For more, use /career staff import sessions.',
      placeholder: '2027-01-21 17:30, Urology; TMEC 227; https://example.edu/join',
      initial: entered.lines,
      multiline: true,
    }),
  ];
  return formReply({ value, review }, { action: DATE_SERIES, title: 'Date a series', submit: 'Date them', blocks });
}
