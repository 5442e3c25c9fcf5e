// What staff enter of a session into a form, as the cells of the table of sessions. Pure.
import { Temporal } from 'temporal-polyfill';
import { type Day, dayOf, isDay } from '../../../domain/day.ts';
import { enteredText, type FormValues } from '../../../domain/form-values.ts';
import { type Hour, hourAt, isHour } from '../../../domain/hour.ts';
import type { Program } from '../../../program/program.ts';
import type { SessionPlan } from './session-changes.ts';

/** The fields of the forms, by what they hold. */
export const SESSION_FIELDS = {
  event: 'event',
  title: 'title',
  specialty: 'specialty',
  day: 'day',
  hour: 'hour',
  minutes: 'minutes',
  place: 'place',
  link: 'link',
  capacity: 'capacity',
  closesDay: 'closes-day',
  closesHour: 'closes-hour',
  recording: 'recording',
} as const;

/** What stands in the fields of a form. */
export interface EnteredSession {
  event: string;
  title: string;
  specialty: string;
  day: string;
  hour: string;
  minutes: number;
  place: string;
  link: string;
  capacity: string;
  closesDay: string;
  closesHour: string;
  recording: string;
}

/** An hour, where nothing is known better. */
export const USUAL_MINUTES = 60;

export const NOTHING_ENTERED: EnteredSession = {
  event: '',
  title: '',
  specialty: '',
  day: '',
  hour: '',
  minutes: USUAL_MINUTES,
  place: '',
  link: '',
  capacity: '',
  closesDay: '',
  closesHour: '',
  recording: '',
};

function localOf(at: Temporal.Instant, zone: string): { day: Day; hour: Hour } {
  return { day: dayOf(at, zone), hour: hourAt(at, zone) };
}

/** A session as a form shows it; times are the school's. */
export function enteredOf(program: Program, session: SessionPlan): EnteredSession {
  const zone = program.file.school.timeZone;
  const closes = session.rsvpClosesAt && localOf(session.rsvpClosesAt, zone);
  return {
    event: session.entry,
    title: session.title ?? '',
    specialty: session.specialty ?? '',
    ...localOf(session.startsAt, zone),
    minutes: Math.round(session.startsAt.until(session.endsAt).total('minutes')),
    place: session.place ?? '',
    link: session.link ?? '',
    capacity: session.capacity === null ? '' : String(session.capacity),
    closesDay: closes?.day ?? '',
    closesHour: closes?.hour ?? '',
    recording: session.recording ?? '',
  };
}

/** What was sent; a field that the form does not have keeps what `before` says. */
export function readEntered(values: FormValues, before: EnteredSession): EnteredSession {
  const text = (field: Exclude<keyof EnteredSession, 'minutes'>) =>
    values.has(SESSION_FIELDS[field]) ? enteredText(values, SESSION_FIELDS[field]) : before[field];
  const minutes = Number(enteredText(values, SESSION_FIELDS.minutes));
  return {
    event: text('event'),
    title: text('title'),
    specialty: text('specialty'),
    day: text('day'),
    hour: text('hour'),
    minutes: Number.isInteger(minutes) && minutes > 0 && minutes <= 24 * 60 ? minutes : before.minutes,
    place: text('place'),
    link: text('link'),
    capacity: text('capacity'),
    closesDay: text('closesDay'),
    closesHour: text('closesHour'),
    recording: text('recording'),
  };
}

/** `2027-01-21 18:30`: so many minutes of the wall clock after a time of a day. */
export function addMinutes(day: Day, hour: Hour, minutes: number): string {
  const end = Temporal.PlainDateTime.from(`${day}T${hour}`).add({ minutes });
  return `${end.toPlainDate()} ${end.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

/** By field what has to be entered differently; empty where nothing has. */
export function timeProblems({ day, hour, closesDay, closesHour }: EnteredSession): Record<string, string> {
  return {
    ...(isDay(day) ? {} : { [SESSION_FIELDS.day]: 'Please choose a day.' }),
    ...(isHour(hour) ? {} : { [SESSION_FIELDS.hour]: 'Please choose the time at which it starts.' }),
    ...((closesDay === '') === (closesHour === '')
      ? {}
      : { [SESSION_FIELDS.closesDay]: 'Please choose a day and a time, or neither.' }),
  };
}

/** When it is, as cells. */
export function timeCells({ day, hour, minutes }: EnteredSession): { starts: string; ends: string } {
  return { starts: `${day} ${hour}`, ends: addMinutes(day, hour, minutes) };
}

/** All else that staff enter, as cells. */
export function otherCells({
  title,
  specialty,
  place,
  link,
  capacity,
  closesDay,
  closesHour,
  recording,
}: EnteredSession) {
  const closes = closesDay === '' ? '' : `${closesDay} ${closesHour}`;
  return { title, specialty, place, link, capacity, rsvp_closes: closes, recording };
}

/** In which field a column of the table is entered. */
const FIELD_OF: Readonly<Record<string, string>> = {
  event: SESSION_FIELDS.event,
  specialty: SESSION_FIELDS.specialty,
  starts: SESSION_FIELDS.hour,
  ends: SESSION_FIELDS.minutes,
  link: SESSION_FIELDS.link,
  capacity: SESSION_FIELDS.capacity,
  rsvp_closes: SESSION_FIELDS.closesDay,
  recording: SESSION_FIELDS.recording,
};

/** Problems as the table names them (`line 1, link: expected ...`), by field; null where one is of no field of the form. */
export function byField(problems: readonly string[], fields: readonly string[]): Record<string, string> | null {
  const found: Record<string, string> = {};
  for (const problem of problems) {
    const [, column = '', text = ''] = /^(?:line \d+, )?([a-z_]+): (.*)$/.exec(problem) ?? [];
    const field = FIELD_OF[column];
    if (field === undefined || !fields.includes(field)) return null;
    found[field] = `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  }
  return found;
}
