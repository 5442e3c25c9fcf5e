// What staff choose of the sessions of a closed day, by field of the form. Pure.
import { isDay } from '../../../domain/day.ts';
import { enteredText, type FormValues } from '../../../domain/form-values.ts';
import { isHour } from '../../../domain/hour.ts';

export const CLOSING_ACTS = ['online', 'postpone', 'cancel'] as const;
export type ClosingAct = (typeof CLOSING_ACTS)[number];

export interface EnteredChoice {
  act: ClosingAct;
  link: string;
  day: string;
  hour: string;
}

/** The name of a field of one session. */
export function closingField(of: keyof EnteredChoice, sessionId: number): string {
  return `${of}-${sessionId}`;
}

/** Online where there is a link already, else the new date is to be announced. */
export function usualChoice(link: string | null): EnteredChoice {
  return { act: link === null ? 'postpone' : 'online', link: link ?? '', day: '', hour: '' };
}

export function readChosen(values: FormValues, sessionId: number, before: EnteredChoice): EnteredChoice {
  const text = (of: keyof EnteredChoice) => enteredText(values, closingField(of, sessionId));
  const act = CLOSING_ACTS.find((one) => one === text('act')) ?? before.act;
  return { act, link: text('link'), day: text('day'), hour: text('hour') };
}

/** By field what has to be entered differently; empty where nothing has. */
export function choiceProblems({ act, link, day, hour }: EnteredChoice, sessionId: number): Record<string, string> {
  const problem = (of: keyof EnteredChoice, text: string) => ({ [closingField(of, sessionId)]: text });
  if (act === 'online' && link === '') return problem('link', 'Please enter the link to meet by.');
  if (act !== 'postpone') return {};
  if ((day === '') !== (hour === '')) return problem('day', 'Please choose a day and a time, or neither.');
  return day === '' || (isDay(day) && isHour(hour)) ? {} : problem('day', 'Please choose a day that exists.');
}

/** What the act is told: the link, the new time, or nothing. */
export function choiceValue({ act, link, day, hour }: EnteredChoice): string | null {
  if (act === 'online') return link;
  return act === 'postpone' && day !== '' ? `${day} ${hour}` : null;
}
