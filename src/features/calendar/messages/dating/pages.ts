// What of the year is dated and what is not, with what staff do about it.
import type { Temporal } from 'temporal-polyfill';
import type { Day } from '../../../../domain/day.ts';
import { countText, dayText, spanText } from '../../../../domain/wording.ts';
import {
  type Block,
  type ButtonSpec,
  buttons,
  context,
  escaped,
  header,
  type Message,
  section,
} from '../../../../slack/blocks.ts';
import { composed } from '../../../../slack/message.ts';
import type { Undated } from '../../rules/undated.ts';
import {
  ANY,
  ASK_CANCEL,
  ASK_CLEAR,
  ASK_CLOSE,
  ASK_DATE,
  ASK_EDIT,
  ASK_MOVE,
  ASK_SERIES,
  ASK_SESSION,
  SHOW_DATED,
  SHOW_DAYS,
  undatedButton,
} from './ids.ts';

const dated: ButtonSpec = { label: 'Sessions', action: SHOW_DATED, value: '0' };
const days: ButtonSpec = { label: 'Days', action: SHOW_DAYS, value: '0' };
const newSession: ButtonSpec = { label: 'Date a session', action: ASK_SESSION, value: ANY };
const newSeries: ButtonSpec = { label: 'Date a series', action: ASK_SERIES, value: ANY };
const newDay: ButtonSpec = { label: 'Enter a day', action: ASK_DATE, value: ANY };
const closeDay: ButtonSpec = { label: 'Close a day', action: ASK_CLOSE, value: ANY };

function rowOf(undated: Undated): { text: string; button: ButtonSpec } {
  if (undated.kind === 'postponed') {
    const { session, title } = undated;
    const button = { label: 'Date it', action: ASK_MOVE, value: String(session.id) };
    return { text: `${title}: postponed from ${dayText(session.day)}, new date to be announced`, button };
  }
  if (undated.kind === 'day') {
    const { title, year, audience, subject } = undated;
    return {
      text: `${title} ${year} (${audience})`,
      button: { label: 'Enter the day', action: ASK_DATE, value: `${year}/${subject}` },
    };
  }
  const { entry, months, audience, count } = undated;
  const isSeries = entry.kind === 'series';
  const soFar = isSeries ? `: ${countText(count, entry.unit?.one ?? 'session', entry.unit?.many)} dated` : '';
  const action = isSeries ? ASK_SERIES : ASK_SESSION;
  const label = count > 0 ? 'Date more' : isSeries ? 'Date them' : 'Date it';
  return { text: `${entry.title}, ${months} (${audience})${soFar}`, button: { label, action, value: entry.id } };
}

/** Rows with a button each; Slack takes 50 blocks. */
const MOST_ROWS = 35;

export interface UndatedPage {
  undated: readonly Undated[];
}

/** What has no date although its time is near. */
export function undatedPage({ undated }: UndatedPage): Message {
  const rows = undated.map(rowOf);
  const left = rows.length - MOST_ROWS;
  const intro =
    rows.length === 0
      ? 'Everything that comes in the next three months is dated.'
      : 'These come in the next three months, or are being worked on, and have no date yet:';
  const shown = rows.slice(0, MOST_ROWS);
  const more = left > 0 ? [`… and ${left} more; they come up as these are dated.`] : [];
  return composed(
    ['Dating the year', intro, ...shown.map(({ text }) => `• ${text}`), ...more],
    [
      header('Dating the year'),
      section(intro),
      ...shown.map(({ text, button }) => section(escaped(text), button, text)),
      ...more.map((text) => context(text)),
    ],
    [buttons([dated, days, newSession, newSeries, newDay, closeDay])],
  );
}

export interface DatedSession {
  id: number;
  title: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  place: string | null;
  capacity: number | null;
  taken: number;
  state: 'ahead' | 'over' | 'cancelled' | 'postponed';
  hasRecording: boolean;
}

export interface DatedPage {
  sessions: readonly DatedSession[];
  /** Where the pages before and after begin, counted from now; null where there is none. */
  earlier: number | null;
  later: number | null;
  /** The school's. */
  zone: string;
}

function sessionText({ title, startsAt, endsAt, ...session }: DatedSession, zone: string): string {
  const { place, capacity, taken, state, hasRecording } = session;
  const going = capacity === null ? `${taken} going` : `${taken} of ${capacity} places taken`;
  const facts = [
    spanText(startsAt, endsAt, zone),
    ...(place === null ? [] : [place]),
    state === 'ahead' ? going : state,
    ...(hasRecording ? ['recording'] : []),
  ];
  return `${title} · ${facts.join(' · ')}`;
}

function sessionButtons({ id, state }: DatedSession): ButtonSpec[] {
  const value = String(id);
  const edit = { label: 'Change', action: ASK_EDIT, value };
  if (state === 'over') return [edit];
  if (state !== 'ahead') return [{ label: 'Date it anew', action: ASK_MOVE, value }];
  return [{ label: 'Move', action: ASK_MOVE, value }, edit, { label: 'Cancel', action: ASK_CANCEL, value }];
}

/** Sessions in order of their start, with what can be done with each. */
export function datedPage({ sessions, earlier, later, zone }: DatedPage): Message {
  const intro = sessions.length === 0 ? 'There are no sessions here.' : `Times are the school's (${zone}).`;
  const blocks: Block[] = sessions.flatMap((session) => [
    section(escaped(sessionText(session, zone))),
    buttons(sessionButtons(session), session.title),
  ]);
  const paging = [
    ...(earlier === null ? [] : [{ label: 'Earlier', action: SHOW_DATED, value: String(earlier) }]),
    ...(later === null ? [] : [{ label: 'Later', action: SHOW_DATED, value: String(later) }]),
  ];
  return composed(
    ['Sessions', intro, ...sessions.map((session) => `• ${sessionText(session, zone)}`)],
    [header('Sessions'), section(intro), ...blocks],
    [...paging.map((button) => buttons([button])), buttons([undatedButton(), days, newSession, newSeries, closeDay])],
  );
}

export interface EnteredDay {
  subject: string;
  year: number;
  title: string;
  day: Day;
  /** Of a Match Day: from when to when nothing is said unasked to those who match then. */
  week: { from: Temporal.Instant; to: Temporal.Instant } | null;
}

export interface DaysPage {
  days: readonly EnteredDay[];
  /** Where the pages before and after begin; null where there is none. */
  earlier: number | null;
  later: number | null;
  zone: string;
}

function dayLine({ title, year, day, week }: EnteredDay, zone: string): string {
  const quiet = week ? ` · Match week: ${spanText(week.from, week.to, zone)}` : '';
  return `${title} ${year} · ${dayText(day)}${quiet}`;
}

/** Days that staff entered for milestones, national dates and Matches. */
export function daysPage({ days: entered, earlier, later, zone }: DaysPage): Message {
  const intro =
    entered.length === 0
      ? 'No days are entered here. While a Match Day has none there is no Match week.'
      : 'Milestones that staff date, national dates, Match Days:';
  const blocks = entered.flatMap((one) => {
    const value = `${one.year}/${one.subject}`;
    return [
      section(escaped(dayLine(one, zone))),
      buttons(
        [
          { label: 'Change', action: ASK_DATE, value },
          { label: 'Take out', action: ASK_CLEAR, value },
        ],
        one.title,
      ),
    ];
  });
  const paging = [
    ...(earlier === null ? [] : [{ label: 'Earlier', action: SHOW_DAYS, value: String(earlier) }]),
    ...(later === null ? [] : [{ label: 'Later', action: SHOW_DAYS, value: String(later) }]),
  ];
  return composed(
    ['Days', intro, ...entered.map((one) => `• ${dayLine(one, zone)}`)],
    [header('Days'), section(intro), ...blocks],
    [...paging.map((button) => buttons([button])), buttons([undatedButton(), dated, newDay])],
  );
}
