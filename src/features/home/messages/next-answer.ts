import type { Day } from '../../../domain/day.ts';
import { IF_APPLYING, passedOn, stillOpenText, type Upcoming } from '../../../domain/upcoming.ts';
import { countText } from '../../../domain/wording.ts';
import type { Waiting } from '../../../feature.ts';
import { type Heading, headingText } from '../../../people/heading.ts';
import { type Block, buttons, context, escaped, lineSections, type Message, section } from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import { joinedLine, type Line, plainLine, upcomingLine } from '../../../slack/upcoming-line.ts';
import { type FurtherSessions, MOST, type NextChoice } from '../rules.ts';

/** Someone to turn to: an advising role, and how one reaches it. */
export interface TurnTo {
  /** With the Society where each has their own: `Society Advisor of Castle`. */
  title: string;
  reach: string;
  holders: readonly string[];
}

export interface NextAnswer {
  heading: Heading;
  /** A student's own; else the program as a whole is listed. */
  isStudent: boolean;
  /** In Match week: people to call, with phone and today's hours; null at any other time. */
  toCall: readonly string[] | null;
  /** What waits for the asker's answer. */
  waiting: readonly Waiting[];
  /** What was typed after `next` was no number of lines from 1 to 30. */
  misread: boolean;
  choice: NextChoice;
  turnTo: TurnTo;
  /** Away, not yet here or graduated: why little is listed, in kind words. */
  note: string | null;
  today: Day;
  /** The reader's. */
  zone: string;
}

interface Part {
  title: string;
  items: readonly Upcoming[];
  withButtons: boolean;
  /** Passed undone. */
  isPast: boolean;
  after: readonly string[];
}

function furtherText({ title, count, one, many }: FurtherSessions): string {
  return `${countText(count, `more ${one}`, `more ${many}`)} of ${title}: \`/career calendar\``;
}

/** One line for all parts: how many things are not shown, and how to see them. */
function moreText({ more: { count, longest } }: NextChoice): string[] {
  return count === 0 ? [] : [`${count} more: \`/career next ${Math.min(longest, MOST)}\` or \`/career calendar\``];
}

/** Each dated thing has a button: the most that are shown, one section each, fit below Slack's 50 blocks beside the rest. */
function parts(choice: NextChoice, isStudent: boolean): Part[] {
  const { stillOpen, dated, further, undated, ifApplying, furtherIfApplying } = choice;
  const next: Part = {
    title: isStudent ? 'Next' : 'Coming up in the program',
    items: dated,
    withButtons: true,
    isPast: false,
    after: further.map(furtherText),
  };
  const open: Part = { title: 'Still open', items: stillOpen, withButtons: true, isPast: true, after: [] };
  const noDate: Part = {
    title: 'No date yet',
    items: undated,
    withButtons: false,
    isPast: false,
    after: [],
  };
  const applying: Part = {
    title: IF_APPLYING,
    items: ifApplying,
    withButtons: false,
    isPast: false,
    after: furtherIfApplying.map(furtherText),
  };
  return [next, open, noDate, applying].filter((part) => part.items.length > 0 || part.after.length > 0);
}

interface LineOptions {
  today: Day;
  zone: string;
  addressed?: boolean;
}

/** What is ahead by when it is; what passed by since when it is open. */
function itemLine(item: Upcoming, isPast: boolean, { today, zone, addressed = true }: LineOptions): Line {
  if (!isPast) return upcomingLine(item, zone, { addressed });
  const title = { text: item.title, mrkdwn: `*${escaped(item.title)}*` };
  return joinedLine([title, plainLine(stillOpenText(passedOn(item), today))]);
}

function waitingBlocks({ text, buttons: specs }: Waiting): Block[] {
  const [only, ...others] = specs;
  if (others.length === 0) return [section(escaped(text), only, text)];
  return [section(escaped(text)), buttons(specs, text)];
}

function partBlocks({ title, items, withButtons, isPast, after }: Part, options: LineOptions): Block[] {
  const lines = items.map((item) => ({ item, mrkdwn: itemLine(item, isPast, options).mrkdwn }));
  const list = withButtons
    ? [section(`*${title}*`), ...lines.map(({ item, mrkdwn }) => section(mrkdwn, item.button, item.title))]
    : lineSections([`*${title}*`, ...lines.map(({ mrkdwn }) => `• ${mrkdwn}`)]);
  return after.length === 0 ? list : [...list, context(after.map(escaped).join('\n'))];
}

function turnToText({ title, reach, holders }: TurnTo): string {
  return `Someone to turn to: ${title}. ${holders.length === 0 ? '' : `${holders.join('; ')}. `}${reach}`;
}

/** A longer list names places without their addresses, so that all of it fits into the text; Details has them. */
const WITH_ADDRESS = 10;

function noteOr(note: string | null, isEmpty: boolean): string[] {
  if (note !== null) return [note];
  return isEmpty ? [NOTHING] : [];
}

const NOTHING = 'Nothing is scheduled for you in the next twelve months.';

const MISREAD = `I show from 1 to ${MOST} things at a time: \`/career next 10\`, for example.`;

const TO_CALL = 'People to call this week';
const WAITING = 'Waiting for you';

/** One answer across everything: in Match week whom to call, then what waits for an answer, what is next, what is still open, what has no date yet, and whom to turn to. */
export function nextAnswer(answer: NextAnswer): Message {
  const { heading, isStudent, toCall, waiting, misread, choice, turnTo, note, today, zone } = answer;
  const shown = parts(choice, isStudent);
  const dated = choice.dated.length + choice.ifApplying.length;
  const more = moreText(choice);
  const calls = toCall ?? [];
  const notes = [...(misread ? [MISREAD] : []), ...noteOr(note, shown.length === 0 && waiting.length === 0)];
  const lines = [
    ...(calls.length > 0 ? [TO_CALL, ...calls, ''] : []),
    headingText(heading),
    ...notes,
    ...(waiting.length > 0 ? ['', WAITING, ...waiting.map(({ text }) => text)] : []),
    ...shown.flatMap(({ title, items, isPast, after }) => [
      '',
      title,
      ...items.map((item) => itemLine(item, isPast, { today, zone, addressed: dated <= WITH_ADDRESS }).text),
      ...after,
    ]),
    ...more,
  ];
  const blocks: Block[] = [
    ...(calls.length > 0 ? lineSections([`*${TO_CALL}*`, ...calls.map((line) => `• ${escaped(line)}`)]) : []),
    section(`*${escaped(headingText(heading))}*`),
    ...notes.map((line) => section(escaped(line))),
    ...(waiting.length > 0 ? [section(`*${WAITING}*`), ...waiting.flatMap(waitingBlocks)] : []),
    ...shown.flatMap((part) => partBlocks(part, { today, zone })),
    ...more.map((line) => context(escaped(line))),
  ];
  return composed(lines, blocks, [context(escaped(turnToText(turnTo)))], ['', turnToText(turnTo)]);
}
