// What students and interviewers read of their interviews: the answer to `/career interview`, their part of Home, and every message about some of them.
import type { Temporal } from 'temporal-polyfill';
import { spanText } from '../../../domain/wording.ts';
import {
  type Block,
  type ButtonSpec,
  buttons,
  escaped,
  header,
  link,
  type Message,
  section,
  span,
} from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import { joinedLine, type Line, plainLine } from '../../../slack/upcoming-line.ts';

/** One interview as one of the two reads it. */
export interface ShownInterview {
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  /** The other person. */
  other: string;
  specialty: string;
  /** How it stands, in a few words: `please confirm`, `both confirmed`; null where there is nothing to say. */
  standing: string | null;
  /** Opens the online room. */
  joinLink: string | null;
  /** CV and statement; for the interviewer, until feedback is given. */
  packet: string | null;
  buttons: readonly ButtonSpec[];
}

function linked(label: string, url: string | null): Line | null {
  return url === null ? null : { text: `${label}: ${url}`, mrkdwn: link(url, label) };
}

/** With whom, when in `zone`, for what, and how it stands. */
export function interviewLine(shown: ShownInterview, zone: string): Line {
  const { startsAt, endsAt, other, specialty, standing, joinLink, packet } = shown;
  return joinedLine([
    { text: spanText(startsAt, endsAt, zone), mrkdwn: span(startsAt, endsAt, zone) },
    { text: `with ${other}`, mrkdwn: `with *${escaped(other)}*` },
    plainLine(specialty),
    standing === null ? null : plainLine(standing),
    linked('Join', joinLink),
    linked('CV and statement', packet),
  ]);
}

function interviewBlocks(shown: ShownInterview, zone: string): Block[] {
  const { mrkdwn } = interviewLine(shown, zone);
  return shown.buttons.length === 0
    ? [section(mrkdwn)]
    : [section(mrkdwn), buttons(shown.buttons, `with ${shown.other}`)];
}

export interface InterviewNews {
  /** What has happened, or what is asked, in a sentence or two. */
  lines: readonly string[];
  interviews: readonly ShownInterview[];
  /** Below everything. */
  buttons: readonly ButtonSpec[];
  /** The reader's. */
  zone: string;
}

/** A message or an answer about some interviews, or about the round. */
export function interviewNews({ lines, interviews, buttons: specs, zone }: InterviewNews): Message {
  const text = [...lines, ...interviews.map((shown) => interviewLine(shown, zone).text)];
  const blocks: Block[] = [
    ...lines.map((line) => section(escaped(line))),
    ...interviews.flatMap((shown) => interviewBlocks(shown, zone)),
  ];
  return composed(text, blocks, specs.length === 0 ? [] : [buttons(specs)]);
}

/** Home has room for so many. */
const MOST_ON_HOME = 4;

/** The part of Home: at most 12 blocks. */
export function interviewsOnHome({ lines, interviews, buttons: specs, zone }: InterviewNews): Block[] {
  const shown = interviews.slice(0, MOST_ON_HOME);
  const more = interviews.length - shown.length;
  return [
    header('Practice interviews'),
    ...(lines.length === 0 ? [] : [section(lines.map(escaped).join('\n'))]),
    ...shown.flatMap((one) => interviewBlocks(one, zone)),
    ...(more > 0 ? [section(`… and ${more} more: \`/career interview\``)] : []),
    ...(specs.length === 0 ? [] : [buttons(specs)]),
  ].slice(0, 12);
}
