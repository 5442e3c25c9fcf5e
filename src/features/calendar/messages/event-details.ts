import type { Temporal } from 'temporal-polyfill';
import { audienceText } from '../../../domain/audience.ts';
import type { Day } from '../../../domain/day.ts';
import type { Track } from '../../../domain/phases.ts';
import { IF_APPLYING } from '../../../domain/upcoming.ts';
import { dayText, momentText } from '../../../domain/wording.ts';
import type { SessionNote } from '../../../feature.ts';
import type { Entry, Resource } from '../../../program/program.ts';
import {
  type Block,
  buttons,
  context,
  divider,
  escaped,
  header,
  lineSections,
  link,
  type Message,
  moment,
  section,
} from '../../../slack/blocks.ts';
import { composed, quoted, sentence } from '../../../slack/message.ts';
import { resourceLine } from '../../../slack/resource-line.ts';
import { joinedLine, type Line, pastWhenLine, plainLine, whenLine, whereLine } from '../../../slack/upcoming-line.ts';
import type { OwnTime } from '../rules/own-times.ts';
import { detailsButton, remindButton } from './ids.ts';
import { windowsText } from './program-outline.ts';

/** A session that does not take place as it was dated. */
export interface CancelledTime {
  title: string;
  startsAt: Temporal.Instant;
  /** A new date is to be announced. */
  postponed: boolean;
}

export interface Recording {
  title: string;
  day: Day;
  url: string;
}

type EntryName = Pick<Entry, 'id' | 'title'>;

export interface EventDetails {
  entry: Entry;
  /** The asker's; null for those who are no students. */
  track: Track | null;
  isStudent: boolean;
  /** When it comes, or came, for the asker. */
  times: readonly OwnTime[];
  /** What the slices add to sessions, by session id. */
  notes: ReadonlyMap<number, readonly SessionNote[]>;
  /** Sessions that would have been the asker's. */
  cancelled: readonly CancelledTime[];
  recordings: readonly Recording[];
  /** The steps of it that are the asker's. */
  items: readonly Entry['items'][number][];
  /** People roles with their holders, as they are written. */
  hosts: readonly string[];
  resources: readonly Resource[];
  /** It is for applicants, and the asker has not decided. */
  ifApplying: boolean;
  /** Other entries that fit the words. */
  others: readonly EntryName[];
  /** The reader's. */
  zone: string;
}

function timeLine({ when, tense, called }: OwnTime, zone: string): Line {
  if (tense === 'past') return pastWhenLine(when, zone);
  const line = whenLine(when, zone, { withEnd: true });
  const season = called === null || tense === 'later' ? '' : ` (${called})`;
  if (when.kind !== 'window' || tense === 'coming')
    return { text: `${line.text}${season}`, mrkdwn: `${line.mrkdwn}${escaped(season)}` };
  return plainLine(`for you ${line.text.startsWith('in ') ? '' : 'in '}${line.text}`);
}

/** A session with a title of its own is named; the others would only repeat the heading. */
function dateLine(item: OwnTime, entry: Entry, zone: string): Line {
  const title = { text: item.title, mrkdwn: `*${escaped(item.title)}*` };
  const where = whereLine(item.tense === 'past' ? { where: item.where, link: null } : item);
  // Of those who are no students several classes are listed together; what the entry says of its audience already is not repeated.
  const isOneOfMany = item.audience !== null && item.audience !== audienceText({ anyOf: entry.for });
  return joinedLine([
    item.title === entry.title ? null : title,
    timeLine(item, zone),
    where,
    isOneOfMany ? plainLine(`for ${item.audience}`) : null,
  ]);
}

interface DateLine extends Line {
  sessionId: number | null;
  notes: readonly SessionNote[];
}

/** With a row of buttons under each, more dates than this would press against Slack's 50 blocks a message. */
const DATES_WITH_BUTTONS = 12;

/** Where the asker has no time of their own: what the program says in general. */
function generalLine({ entry, track, isStudent }: EventDetails): Line {
  const windows = windowsText(entry, track);
  if (entry.when.length === 0 || windows.endsWith('to be announced')) return plainLine(windows);
  return plainLine(isStudent ? 'No date for you right now' : `${windows}, date to be announced`);
}

function cancelledLine({ title, startsAt, postponed }: CancelledTime, entry: Entry, zone: string): Line {
  return joinedLine([
    title === entry.title ? null : { text: title, mrkdwn: `*${escaped(title)}*` },
    { text: momentText(startsAt, zone), mrkdwn: moment(startsAt, zone) },
    plainLine(postponed ? 'postponed, new date to be announced' : 'cancelled'),
  ]);
}

function dateLines(details: EventDetails): DateLine[] {
  const { entry, times, cancelled, zone } = details;
  const off = cancelled.map((item) => ({ ...cancelledLine(item, entry, zone), sessionId: null, notes: [] }));
  if (times.length === 0) return [{ ...generalLine(details), sessionId: null, notes: [] }, ...off];
  const dated = times.map((item): DateLine => {
    const notes = (item.sessionId === null ? undefined : details.notes.get(item.sessionId)) ?? [];
    const said = notes.flatMap(({ text }) => (text === null ? [] : plainLine(text)));
    const line = joinedLine([dateLine(item, entry, zone), ...said]);
    return { ...line, sessionId: item.tense === 'past' ? null : item.sessionId, notes };
  });
  return [...dated, ...off];
}

/** A date with what one would do about it under it. */
function dateWithButtons({ text, mrkdwn, sessionId, notes }: DateLine): Block[] {
  const offered = notes.flatMap((note) => note.buttons);
  const [only, ...others] = offered;
  if (sessionId === null || !only) return [section(mrkdwn)];
  if (others.length === 0) return [section(mrkdwn, only, text)];
  return [section(mrkdwn), buttons([...offered, remindButton(sessionId)], text)];
}

function dateBlocks(dates: readonly DateLine[]): Block[] {
  const rest = dates.slice(DATES_WITH_BUTTONS).map((line) => line.mrkdwn);
  return [section('*When*'), ...dates.slice(0, DATES_WITH_BUTTONS).flatMap(dateWithButtons), ...lineSections(rest)];
}

function recordingLine({ title, day, url }: Recording): Line {
  const name = `Recording of ${dayText(day)}: ${title}`;
  return { text: `${name}: ${url}`, mrkdwn: link(url, name) };
}

/** Who comes, for those who run it. */
function guestLines({ times, notes, zone }: EventDetails): Line[] {
  return times.flatMap(({ sessionId, title, when }) => {
    const list = (notes.get(sessionId ?? 0) ?? []).flatMap((note) => note.list);
    if (list.length === 0) return [];
    const heading = joinedLine([{ text: title, mrkdwn: `*${escaped(title)}*` }, whenLine(when, zone)]);
    return [heading, ...list.map(plainLine)];
  });
}

function facts({ entry, hosts, items }: EventDetails): [name: string, value: string][] {
  const all: [string, readonly string[]][] = [
    ['Also called', entry.alsoCalled],
    ['For', [audienceText({ anyOf: entry.for }) + (entry.optional ? ' (optional)' : '')]],
    ['With', hosts],
    ['About', entry.topics],
    ['Steps', items.map((item) => item.title)],
  ];
  return all.filter(([, values]) => values.length > 0).map(([name, values]) => [name, values.join('; ')]);
}

/** Everything the program says of one entry, and when it comes for the asker. */
export function eventDetails(details: EventDetails): Message {
  const { entry, resources, others, ifApplying } = details;
  const dates = dateLines(details);
  const known = facts(details);
  const guests = guestLines(details);
  const recordings = details.recordings.map(recordingLine);
  const conditions = ifApplying ? [IF_APPLYING] : [];
  const lines = [
    entry.title,
    ...conditions,
    entry.purpose,
    `When: ${dates.map((line) => line.text).join('\n')}`,
    ...known.map(([name, value]) => `${name}: ${value}`),
    ...[...recordings, ...resources.map(resourceLine), ...guests].map((line) => line.text),
    ...(others.length > 0 ? [`Also found: ${others.map((e) => e.title).join('; ')}`] : []),
  ];
  const blocks: Block[] = [
    header(entry.title),
    ...conditions.map((condition) => context(condition)),
    section(escaped(entry.purpose)),
    ...dateBlocks(dates),
    ...lineSections(known.map(([name, value]) => `*${name}:* ${escaped(value)}`)),
    ...lineSections([...recordings, ...resources.map(resourceLine)].map((line) => line.mrkdwn)),
    ...lineSections(guests.map((line) => line.mrkdwn)),
  ];
  if (others.length === 0) return composed(lines, blocks);
  return composed(lines, [...blocks, divider(), context('Also found:'), ...entrySections(others)]);
}

function entrySections(entries: readonly EntryName[]): Block[] {
  return entries.map((entry) =>
    section(`*${escaped(entry.title)}*`, detailsButton({ entry, sessionId: null }), entry.title),
  );
}

/** Nothing was found, or nothing was asked for. `near` are the titles that look most like the words. */
export function noEvent(words: string, near: readonly EntryName[]): Message {
  if (words === '')
    return sentence('Which event? Please type a word or two of its name, for example `/career event open house`.');
  const nothing = `I found no event for you called ${quoted(words)}.`;
  if (near.length === 0) {
    return sentence(
      `${nothing} A single word of the title is often enough; \`/career calendar all\` lists the whole program.`,
    );
  }
  const question = `${nothing} Did you mean one of these? \`/career calendar all\` lists the whole program.`;
  return composed([question, ...near.map(({ title }) => title)], [section(escaped(question)), ...entrySections(near)]);
}
