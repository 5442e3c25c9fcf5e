// What those in the audience read.
import type { Temporal } from 'temporal-polyfill';
import type { Day } from '../../../domain/day.ts';
import type { RichText } from '../../../domain/form-values.ts';
import { dayText, momentText } from '../../../domain/wording.ts';
import {
  type Block,
  type ButtonSpec,
  buttons,
  context,
  escaped,
  type Message,
  section,
} from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import { joinedLine, type Line, plainLine, whenLine, whereLine } from '../../../slack/upcoming-line.ts';
import { type NotedTo, notedToText } from '../rules/noted-to.ts';
import { plainLines } from '../rules/rich-text.ts';
import { ACKNOWLEDGE, PREVIEWED } from './ids.ts';

/** The session that it is about, as its reader may answer to it. */
export interface AboutSession {
  title: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  day: Day;
  where: string | null;
  link: string | null;
  cancelled: boolean;
  buttons: readonly ButtonSpec[];
}

export interface ToAcknowledge {
  by: Day;
  /** When the reader did. */
  done: Temporal.Instant | null;
  /** Who gets a note after the day, as things stand when this is written. */
  notedTo: NotedTo;
}

export interface BroadcastMessage {
  id: number;
  message: RichText;
  session: AboutSession | null;
  acknowledge: ToAcknowledge | null;
  /** Who sent it; null where they are gone. */
  from: string | null;
  /** Who the reader is to the program: that is why they get it. */
  why: string;
  corrected: boolean;
  /** Shown to who writes it: its buttons look as they will, and do nothing. */
  isPreview: boolean;
  zone: string;
}

/** Slack's editor makes the block; it is said again as it is. */
export function richTextBlock(message: RichText): Block {
  return { type: 'rich_text', elements: message.elements } as unknown as Block;
}

export function acknowledgeButton(id: number): ButtonSpec {
  return { label: 'Acknowledge', action: ACKNOWLEDGE, value: String(id), style: 'primary' };
}

/** By when, and that there is help after that. */
export function acknowledgeText({ by, done, notedTo }: ToAcknowledge, zone: string): string {
  if (done) return `You acknowledged this on ${momentText(done, zone)}. Thank you.`;
  return `Please acknowledge by ${dayText(by)}. ${notedToText(notedTo)}`;
}

function sessionLine(session: AboutSession, zone: string): Line {
  const { title, startsAt, endsAt, day } = session;
  return joinedLine([
    { text: title, mrkdwn: `*${escaped(title)}*` },
    whenLine({ kind: 'session', startsAt, endsAt, day }, zone, { withEnd: true }),
    whereLine(session),
    session.cancelled ? plainLine('cancelled') : null,
  ]);
}

/** Buttons in rows; in a preview each in a row of its own, since they all say the same. */
function buttonBlocks(specs: readonly ButtonSpec[], isPreview: boolean): Block[] {
  if (specs.length === 0) return [];
  if (!isPreview) return [buttons(specs)];
  return specs.map((spec, at) => buttons([{ ...spec, action: PREVIEWED, value: String(at) }]));
}

/** The message with what goes with it. The footer stays whatever has to go. */
export function broadcastMessage(broadcast: BroadcastMessage): Message {
  const { id, message, session, acknowledge, from, why, corrected, isPreview, zone } = broadcast;
  const about = session && sessionLine(session, zone);
  const please = acknowledge && acknowledgeText(acknowledge, zone);
  const sender = from === null ? 'From the career planning staff' : `From ${from}, for the career planning program`;
  const origin = `${sender}.${corrected ? ' This text was corrected.' : ''} Why you get this: ${why}.`;
  const footer: Block[] = [
    ...(about ? [section(about.mrkdwn)] : []),
    ...buttonBlocks(session?.buttons ?? [], isPreview),
    ...(please ? [section(escaped(please))] : []),
    ...(acknowledge && !acknowledge.done ? buttonBlocks([acknowledgeButton(id)], isPreview) : []),
    context(escaped(origin)),
  ];
  return composed(plainLines(message), [richTextBlock(message)], footer, [
    ...(about ? [about.text] : []),
    ...(please ? [please] : []),
    origin,
  ]);
}
