// What is entered in the form in which a broadcast is written, read and checked.
import type { Temporal } from 'temporal-polyfill';
import { type Day, dayOf, isDay } from '../../../domain/day.ts';
import {
  enteredChoices,
  enteredRichText,
  enteredText,
  type FormValues,
  type RichText,
} from '../../../domain/form-values.ts';
import { atHour, isHour } from '../../../domain/hour.ts';
import { keptText, problemOf } from './rich-text.ts';

/** The ids of the form's fields. */
export const WRITING_FIELDS = {
  message: 'message',
  session: 'session',
  mandatory: 'mandatory',
  by: 'by',
  day: 'day',
  hour: 'hour',
} as const;

/** What staff say of a broadcast beside whom it is for. */
export interface Writing {
  message: RichText;
  sessionId: number | null;
  /** null: nobody has to acknowledge it. */
  acknowledgeBy: Day | null;
  /** null: as soon as it is sent off. */
  sendAt: Temporal.Instant | null;
}

type Problems = Record<string, string>;

function readSendAt(
  values: FormValues,
  now: Temporal.Instant,
  zone: string,
  problems: Problems,
): Temporal.Instant | null {
  const [day, hour] = [enteredText(values, WRITING_FIELDS.day), enteredText(values, WRITING_FIELDS.hour)];
  if (day === '' && hour === '') return null;
  if (!isDay(day)) {
    problems[WRITING_FIELDS.day] = 'Please choose the day, too; or neither, and it leaves as soon as you send it.';
    return null;
  }
  if (!isHour(hour)) {
    problems[WRITING_FIELDS.hour] = 'Please choose the time, too; or neither, and it leaves as soon as you send it.';
    return null;
  }
  const at = atHour(day, hour, zone);
  if (at.epochMilliseconds <= now.epochMilliseconds)
    problems[WRITING_FIELDS.hour] = 'That time has passed. Please choose a later one; or neither day nor time for now.';
  return at;
}

function readBy(values: FormValues, leaves: Day, problems: Problems): Day | null {
  const by = enteredText(values, WRITING_FIELDS.by);
  const mandatory = enteredChoices(values, WRITING_FIELDS.mandatory).length > 0;
  if (!mandatory) {
    if (by !== '') problems[WRITING_FIELDS.mandatory] = 'Please tick this for a day by which it is acknowledged.';
    return null;
  }
  if (!isDay(by)) problems[WRITING_FIELDS.by] = 'Please choose the day by which everybody acknowledges it.';
  else if (by <= leaves) problems[WRITING_FIELDS.by] = 'Please choose a day after the one on which it leaves.';
  return by;
}

/** What was written, or by field what has to be entered differently. `zone` is the school's, in which days and times are meant. */
export function readWriting(
  values: FormValues,
  { now, zone }: { now: Temporal.Instant; zone: string },
): { writing: Writing } | { problems: Problems } {
  const problems: Problems = {};
  const message = enteredRichText(values, WRITING_FIELDS.message);
  const wrong = problemOf(message);
  if (wrong !== undefined || !message) return { problems: { [WRITING_FIELDS.message]: wrong ?? '' } };
  const sendAt = readSendAt(values, now, zone, problems);
  const acknowledgeBy = readBy(values, dayOf(sendAt ?? now, zone), problems);
  const session = Number(enteredText(values, WRITING_FIELDS.session));
  const sessionId = Number.isInteger(session) && session > 0 ? session : null;
  if (Object.keys(problems).length > 0) return { problems };
  return { writing: { message: keptText(message), sessionId, acknowledgeBy, sendAt } };
}
