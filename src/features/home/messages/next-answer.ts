import { IF_APPLYING, type Upcoming } from '../../../domain/upcoming.ts';
import { countText } from '../../../domain/wording.ts';
import { type Heading, headingText } from '../../../people/heading.ts';
import { type Block, context, escaped, lineSections, type Message, section } from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import { upcomingLine } from '../../../slack/upcoming-line.ts';
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
  /** What was typed after `next` was no number of lines from 1 to 30. */
  misread: boolean;
  choice: NextChoice;
  turnTo: TurnTo;
  /** Away, not yet here or graduated: why little is listed, in kind words. */
  note: string | null;
  /** The reader's. */
  zone: string;
}

interface Part {
  title: string;
  items: readonly Upcoming[];
  withButtons: boolean;
  after: readonly string[];
}

function furtherText({ title, count, one, many }: FurtherSessions): string {
  return `${countText(count, `more ${one}`, `more ${many}`)} of ${title}: \`/career calendar\``;
}

function moreText(count: number, all: number): string[] {
  return count === 0 ? [] : [`${count} more: \`/career next ${Math.min(all, MOST)}\` or \`/career calendar\``];
}

/** Each dated thing has a button: the most that are shown, one section each, fit below Slack's 50 blocks beside the rest. */
function parts(choice: NextChoice, isStudent: boolean): Part[] {
  const { dated, further, moreDated, undated, moreUndated, ifApplying, moreIfApplying, furtherIfApplying } = choice;
  const next: Part = {
    title: isStudent ? 'Next' : 'Coming up in the program',
    items: dated,
    withButtons: true,
    after: [...further.map(furtherText), ...moreText(moreDated, dated.length + moreDated)],
  };
  const noDate: Part = {
    title: 'No date yet',
    items: undated,
    withButtons: false,
    after: moreText(moreUndated, undated.length + moreUndated),
  };
  const applying: Part = {
    title: IF_APPLYING,
    items: ifApplying,
    withButtons: false,
    after: [...furtherIfApplying.map(furtherText), ...moreText(moreIfApplying, ifApplying.length + moreIfApplying)],
  };
  return [next, noDate, applying].filter((part) => part.items.length > 0 || part.after.length > 0);
}

function partBlocks({ title, items, withButtons, after }: Part, zone: string): Block[] {
  const lines = items.map((item) => ({ item, mrkdwn: upcomingLine(item, zone).mrkdwn }));
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

/** One answer across everything: what is next, what has no date yet, and whom to turn to. */
export function nextAnswer({ heading, isStudent, misread, choice, turnTo, note, zone }: NextAnswer): Message {
  const shown = parts(choice, isStudent);
  const dated = choice.dated.length + choice.ifApplying.length;
  const notes = [...(misread ? [MISREAD] : []), ...noteOr(note, shown.length === 0)];
  const lines = [
    headingText(heading),
    ...notes,
    ...shown.flatMap(({ title, items, after }) => [
      '',
      title,
      ...items.map((item) => upcomingLine(item, zone, { addressed: dated <= WITH_ADDRESS }).text),
      ...after,
    ]),
  ];
  const blocks: Block[] = [
    section(`*${escaped(headingText(heading))}*`),
    ...notes.map((line) => section(escaped(line))),
    ...shown.flatMap((part) => partBlocks(part, zone)),
  ];
  return composed(lines, blocks, [context(escaped(turnToText(turnTo)))], ['', turnToText(turnTo)]);
}
