// What staff see first on their Home page.
import type { Temporal } from 'temporal-polyfill';
import { countText, listText, momentText } from '../../../domain/wording.ts';
import type { Count } from '../../../feature.ts';
import {
  type Block,
  type ButtonSpec,
  context,
  divider,
  escaped,
  header,
  type Message,
  section,
  shortened,
} from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import { type GoingOutLine, type GoingOutTotals, goingOutBlocks, TITLE, totalsText } from './going-out.ts';
import { GOING_OUT, LET_GO, STOP_ALL } from './ids.ts';

/** Everything that leaves unasked is stopped. */
export interface Stopped {
  since: Temporal.Instant;
  /** null: the bot itself, because Slack lets it send nothing. */
  by: string | null;
  reason: string | null;
  /** Messages that are due and have not left. */
  waiting: number;
}

export interface ConsoleSection {
  stopped: Stopped | null;
  counts: readonly Count[];
  goingOut: GoingOutTotals & { lines: readonly GoingOutLine[] };
  /** `People, Dec 1, by Theodora Whitcombe`. */
  imports: readonly string[];
  zone: string;
}

/** A longer list of numbers nobody reads; what is over is a line. */
const MOST_COUNTS = 14;

/** So many of what is going out stand on Home; the rest is behind a button. */
const MOST_LINES = 4;

const STOPPING: NonNullable<ButtonSpec['confirm']> = {
  title: 'Stop all messages?',
  text: 'Nothing leaves unasked until somebody of the staff lets messages go again. Answers to what people ask go on. Nothing is lost; what is of no use any more by then is not sent.',
  yes: 'Stop all',
  no: 'Not now',
};
const RESUMING: NonNullable<ButtonSpec['confirm']> = {
  title: 'Let messages go again?',
  text: 'What waits leaves now, as far as it still helps. What is of no use any more is not sent.',
  yes: 'Let them go',
  no: 'Not now',
};

/** Slack has no red text: a red circle and bold words are the reddest there is. */
export function stoppedLine({ since, by, reason, waiting }: Stopped, zone: string): string {
  const who = by === null ? 'because Slack lets me send nothing' : `by ${by}`;
  const why = reason === null ? '' : ` (${reason})`;
  return `Messages are stopped: nothing leaves unasked since ${momentText(since, zone)}, ${who}${why}. ${countText(waiting, 'message waits', 'messages wait')}. Answers to what people ask go on.`;
}

export const letGoButton: ButtonSpec = {
  label: 'Let messages go again',
  action: LET_GO,
  value: 'all',
  style: 'primary',
  confirm: RESUMING,
};
export const stopButton: ButtonSpec = {
  label: 'Stop all messages',
  action: STOP_ALL,
  value: 'all',
  style: 'danger',
  confirm: STOPPING,
};

function stoppedBlock(stopped: Stopped | null, zone: string): Block {
  if (!stopped) return section('Messages leave as planned.', stopButton);
  const [first = '', ...others] = stoppedLine(stopped, zone).split(': ');
  return section(`:red_circle: *${escaped(first.toUpperCase())}*\n*${escaped(others.join(': '))}*`, letGoButton);
}

function countBlocks(counts: readonly Count[]): Block[] {
  const some = counts.filter(({ count }) => count > 0);
  const none = counts.filter(({ count }) => count === 0).map(({ label }) => label);
  const over = some.slice(MOST_COUNTS);
  return [
    ...some
      .slice(0, MOST_COUNTS)
      .map(({ label, count, button }) => section(`*${count}*  ${escaped(label)}`, button, label)),
    ...(over.length > 0 ? [context(escaped(over.map(({ label, count }) => `${count} ${label}`).join(' · ')))] : []),
    ...(none.length > 0 ? [context(escaped(`None: ${shortened(listText(none), 2_000)}`))] : []),
  ];
}

function goingOutPart({ lines, ...totals }: ConsoleSection['goingOut'], zone: string): Block[] {
  const all: ButtonSpec = { label: 'Show all', action: GOING_OUT, value: '0' };
  return [
    section(`*${TITLE}*\n${escaped(totalsText(totals))}`, totals.total === 0 ? undefined : all, TITLE),
    ...lines.slice(0, MOST_LINES).flatMap((line) => goingOutBlocks(line, zone)),
  ];
}

/** The staff's part of Home, above everything. */
export function consoleSection({ stopped, counts, goingOut, imports, zone }: ConsoleSection): Block[] {
  return [
    header('Console'),
    stoppedBlock(stopped, zone),
    divider(),
    ...countBlocks(counts),
    divider(),
    ...goingOutPart(goingOut, zone),
    ...(imports.length > 0 ? [context(escaped(`Last imports: ${imports.join('; ')}`))] : []),
  ];
}

/** The same as an answer: `/career staff console`. */
export function consoleAnswer(shown: ConsoleSection): Message {
  const { stopped, counts, goingOut, zone } = shown;
  return composed(
    [
      stopped ? stoppedLine(stopped, zone) : 'Messages leave as planned.',
      ...counts.filter(({ count }) => count > 0).map(({ label, count }) => `${count} ${label}`),
      `${TITLE}: ${totalsText(goingOut)}`,
      ...goingOut.lines.map(({ title }) => title),
    ],
    consoleSection(shown),
  );
}

/** Everything is stopped, or goes on. */
export function switchChanged({ stopped, zone }: { stopped: Stopped | null; zone: string }): Message {
  const text = stopped
    ? stoppedLine(stopped, zone)
    : 'Messages leave again. What waited and still helps leaves now; what does not is not sent.';
  return composed([text], [section(escaped(text), stopped ? letGoButton : stopButton)]);
}
