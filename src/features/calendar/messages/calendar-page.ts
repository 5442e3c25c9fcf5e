import type { Ahead } from '../../../ahead/view.ts';
import { addToYearMonth, type YearMonth } from '../../../domain/day.ts';
import { IF_APPLYING } from '../../../domain/upcoming.ts';
import { yearMonthText } from '../../../domain/wording.ts';
import { type Heading, headingText } from '../../../people/heading.ts';
import {
  type Block,
  buttons,
  context,
  escaped,
  header,
  lineSections,
  type Message,
  section,
} from '../../../slack/blocks.ts';
import { composed, quoted, sentence } from '../../../slack/message.ts';
import { upcomingLine } from '../../../slack/upcoming-line.ts';
import { type CalendarRequest, pageValue } from '../rules/pages.ts';
import { detailsButton, EARLIER, LATER } from './ids.ts';

/** With a button on each, this many fit below Slack's 50 blocks beside six titles, heading, hint and paging. */
const SECTIONS_WITH_BUTTONS = 38;

/** A longer page names places without their addresses, so that all of it fits into the text; Details has them. */
const WITH_ADDRESS = 15;

export const NOTHING = 'Nothing for you here so far.';

/** Nothing is ahead on the whole page: where to look instead. */
const ALL_PAST = 'Nothing is coming up for you in these months. `/career next` shows what is next.';

type Item = Ahead & { past: boolean };

interface Month {
  month: YearMonth;
  items: readonly Item[];
}

export interface CalendarPage {
  heading: Heading;
  first: YearMonth;
  months: readonly Month[];
  /** The reader's. */
  zone: string;
}

interface Part {
  title: string;
  items: readonly Item[];
}

function monthsTitle(first: YearMonth, count: number): string {
  if (count === 1) return yearMonthText(first);
  return `${yearMonthText(first)} to ${yearMonthText(addToYearMonth(first, count - 1))}`;
}

/** A month, and apart from it what concerns only those who decide to apply. */
function partsOf({ month, items }: Month): Part[] {
  const ifApplying = items.filter((item) => item.ifApplying);
  const own = { title: yearMonthText(month), items: items.filter((item) => !item.ifApplying) };
  return ifApplying.length === 0 ? [own] : [own, { title: `${IF_APPLYING}: ${own.title}`, items: ifApplying }];
}

function partBlocks({ title, items }: Part, zone: string, withButtons: boolean): Block[] {
  const name = `*${escaped(title)}*`;
  if (items.length === 0) return lineSections([name, NOTHING]);
  const lines = items.map((item) => ({ item, mrkdwn: upcomingLine(item, zone, { past: item.past }).mrkdwn }));
  if (!withButtons) return lineSections([name, ...lines.map(({ mrkdwn }) => `• ${mrkdwn}`)]);
  return [section(name), ...lines.map(({ item, mrkdwn }) => section(mrkdwn, detailsButton(item), item.title))];
}

/** One page of the academic year, month by month, with buttons to the pages around it. */
export function calendarPage({ heading, first, months, zone }: CalendarPage): Message {
  const title = `Calendar: ${monthsTitle(first, months.length)}`;
  const count = months.reduce((sum, { items }) => sum + items.length, 0);
  const withButtons = count <= SECTIONS_WITH_BUTTONS;
  const addressed = count <= WITH_ADDRESS;
  const parts = months.flatMap(partsOf);
  const hints = months.every(({ items }) => items.every((item) => item.past)) ? [ALL_PAST] : [];
  const lines = [
    title,
    headingText(heading),
    ...parts.flatMap(({ title: name, items }) => [
      '',
      name,
      ...(items.length === 0
        ? [NOTHING]
        : items.map((item) => upcomingLine(item, zone, { past: item.past, addressed }).text)),
    ]),
    ...hints,
  ];
  const blocks = [
    header(title),
    context(escaped(headingText(heading))),
    ...parts.flatMap((part) => partBlocks(part, zone, withButtons)),
    ...hints.map((hint) => context(hint)),
  ];
  const footer = [
    buttons([
      { label: 'Earlier', action: EARLIER, value: pageValue(addToYearMonth(first, -months.length), months.length) },
      { label: 'Later', action: LATER, value: pageValue(addToYearMonth(first, months.length), months.length) },
    ]),
  ];
  return composed(lines, blocks, footer);
}

const TRY =
  'Please try a month (`/career calendar january`), a season (`/career calendar fall`), a phase (`/career calendar pce`) or `/career calendar all`.';

/** A calendar that was asked for in words nobody knows, or that there is none of: a whole year, a track. */
export function unknownCalendar(
  words: string,
  why: Exclude<CalendarRequest['kind'], 'page' | 'phase' | 'all'>,
): Message {
  const answer = {
    year: `I show a year a few months at a time. For one month of it, type for example \`/career calendar january ${words.trim()}\`.`,
    track: `There is no calendar for ${quoted(words)} alone: yours already has what is for your own track. ${TRY}`,
    unknown: `I don't know a calendar called ${quoted(words)}. ${TRY}`,
  };
  return sentence(answer[why]);
}
