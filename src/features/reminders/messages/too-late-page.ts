// What was not sent because its moment had passed by the time it could be, for staff.
import type { Temporal } from 'temporal-polyfill';
import { countText, momentText } from '../../../domain/wording.ts';
import { context, escaped, type Message, section } from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';

export interface TooLateLine {
  title: string;
  people: number;
  /** When the last of these people would have read it. */
  at: Temporal.Instant;
}

export interface TooLatePage {
  lines: readonly TooLateLine[];
  /** Lines beyond these. */
  more: number;
  days: number;
  zone: string;
}

function introText({ lines, days }: TooLatePage): string {
  return lines.length === 0
    ? `In the last ${countText(days, 'day')} everything that was due was said in time.`
    : `In the last ${countText(days, 'day')} these reminders were not sent: by the time they could be, they were of no use any more.`;
}

export function tooLatePage(page: TooLatePage): Message {
  const { lines, more, zone } = page;
  const rest = more > 0 ? [`${more} more`] : [];
  const about = ({ people, at }: TooLateLine) =>
    `${countText(people, 'person', 'people')} · due ${momentText(at, zone)}`;
  return composed(
    [introText(page), ...lines.map((line) => `${line.title}: ${about(line)}`), ...rest],
    [
      section(escaped(introText(page))),
      ...lines.map((line) => section(`*${escaped(line.title)}*\n${escaped(about(line))}`)),
      ...rest.map((text) => context(escaped(text))),
    ],
  );
}
