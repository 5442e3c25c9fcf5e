import { byTime } from '../../../domain/upcoming.ts';
import type { Reminded } from '../../../feature.ts';
import { type Block, buttons, context, escaped, header, type Message, section } from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import { upcomingLine } from '../../../slack/upcoming-line.ts';
import { SETTINGS } from './ids.ts';
import { quietMenu } from './reminder-message.ts';

export interface DigestMessage {
  items: readonly Reminded[];
  why: string;
  zone: string;
}

/** With a section each, this many fit; the calendar has the rest. */
const MOST_ITEMS = 20;

function lineOf({ upcoming, news }: Reminded, zone: string) {
  const line = upcomingLine(upcoming, zone);
  return news === null ? line : { text: `${line.text} (${news})`, mrkdwn: `${line.mrkdwn} (${escaped(news)})` };
}

/** The week's digest: what is ahead, in order of time. */
export function digestMessage({ items, why, zone }: DigestMessage): Message {
  const title = 'What is ahead of you';
  const inOrder = [...items].sort((a, b) => byTime(a.upcoming, b.upcoming));
  const shown = inOrder.slice(0, MOST_ITEMS);
  const more =
    inOrder.length > shown.length
      ? [`And ${inOrder.length - shown.length} more: \`/career calendar\` has them all.`]
      : [];
  const lines = shown.map((item) => lineOf(item, zone));
  const reason = `Why you get this: ${why}.`;
  const blocks = shown.map(
    ({ upcoming }, at): Block => section(lines[at]?.mrkdwn ?? '', upcoming.button, upcoming.title),
  );
  return composed(
    [title, ...lines.map(({ text }) => text)],
    [header(title), ...blocks],
    [
      ...more.map((line) => context(line)),
      quietMenu,
      buttons([{ label: 'Settings', action: SETTINGS, value: 'digest' }]),
      context(escaped(reason)),
    ],
    [...more, reason],
  );
}
