// Most of what the slice says is some lines and a row of buttons.
import { type Block, type ButtonSpec, buttons, header, type Message, section } from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import { type Line, plainLine } from '../../../slack/upcoming-line.ts';

export function lineOf(line: string | Line): Line {
  return typeof line === 'string' ? plainLine(line) : line;
}

/** Slack takes 25 elements in a row; no message of ours has more than a few. */
export function rowOf(specs: readonly ButtonSpec[], about?: string): Block[] {
  return specs.length === 0 ? [] : [buttons(specs, about)];
}

/** Lines, each a section of its own, and the buttons below them. */
export function said(lines: readonly (string | Line)[], specs: readonly ButtonSpec[] = [], title?: string): Message {
  const all = lines.map(lineOf);
  return composed(
    [...(title === undefined ? [] : [title]), ...all.map(({ text }) => text)],
    [...(title === undefined ? [] : [header(title)]), ...all.map(({ mrkdwn }) => section(mrkdwn))],
    rowOf(specs),
  );
}
