// What is going out, as staff see it before it leaves: each message, how many people, an example, Hold and Skip.
import type { Temporal } from 'temporal-polyfill';
import { undoButton } from '../../../domain/undo.ts';
import { countText, isSameDay, momentText } from '../../../domain/wording.ts';
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
import { GOING_OUT, HOLD, LOOK, RELEASE, SKIP } from './ids.ts';

/** One of what is going out, in words. */
export interface GoingOutLine {
  /** As the buttons carry it. */
  value: string;
  title: string;
  from: Temporal.Instant;
  to: Temporal.Instant;
  people: number;
  inDigest: number;
  act: 'hold' | 'skip' | null;
  button: ButtonSpec | null;
}

function whenText({ from, to }: GoingOutLine, zone: string): string {
  const first = momentText(from, zone);
  if (from.equals(to)) return first;
  return isSameDay(from, to, zone) ? `from ${first}` : `from ${first} to ${momentText(to, zone)}`;
}

const ACT_WORDS = { hold: 'Held: it does not leave', skip: 'Skipped: it is left out' } as const;

function aboutText(line: GoingOutLine, zone: string): string {
  const { people, inDigest } = line;
  const readers = countText(people, 'person', 'people');
  const digest = inDigest === people ? ', in the digest' : inDigest > 0 ? `, ${inDigest} of them in the digest` : '';
  const when = whenText(line, zone);
  if (line.act !== null) return [ACT_WORDS[line.act], readers, `due ${when}`].join(' · ');
  return [`${readers}${digest}`, when].join(' · ');
}

const HOLDING: NonNullable<ButtonSpec['confirm']> = {
  title: 'Hold this message?',
  text: 'It does not leave until somebody of the staff lets it go. What is of no use any more by then is not sent.',
  yes: 'Hold it',
  no: 'Not now',
};
const SKIPPING: NonNullable<ButtonSpec['confirm']> = {
  title: 'Skip this message?',
  text: 'It is left out and never sent. You can take that back for ten minutes, or let it go until it would have left.',
  yes: 'Skip it',
  no: 'Not now',
};
const RELEASING: NonNullable<ButtonSpec['confirm']> = {
  title: 'Let this message go?',
  text: 'It leaves at its time, or at once where that has passed and it still helps.',
  yes: 'Let it go',
  no: 'Not now',
};

/** What can be done to it now. */
function actButtons({ value, act, button }: GoingOutLine, withLook: boolean): ButtonSpec[] {
  const look: ButtonSpec = { label: 'Who and what', action: LOOK, value };
  const hold: ButtonSpec = { label: 'Hold', action: HOLD, value, confirm: HOLDING };
  const skip: ButtonSpec = { label: 'Skip', action: SKIP, value, style: 'danger', confirm: SKIPPING };
  const release: ButtonSpec = { label: 'Let it go', action: RELEASE, value, style: 'primary', confirm: RELEASING };
  const acts = { hold: [release, skip], skip: [release], none: [hold, skip] }[act ?? 'none'];
  return [...(withLook ? [look] : []), ...acts, ...(button ? [button] : [])];
}

/** A line with its buttons. */
export function goingOutBlocks(line: GoingOutLine, zone: string): Block[] {
  return [
    section(`*${escaped(line.title)}*\n${escaped(aboutText(line, zone))}`),
    buttons(actButtons(line, true), line.title),
  ];
}

/** All there is. */
export interface GoingOutTotals {
  total: number;
  /** How many of them are held or skipped. */
  kept: number;
  /** How many people are told anything. */
  people: number;
}

/** `12 messages to 130 people, 2 held or skipped`. */
export function totalsText({ total, kept, people }: GoingOutTotals): string {
  if (total === 0) return 'Nothing, as things stand.';
  const leaving = `${countText(total - kept, 'message')} to ${countText(people, 'person', 'people')}`;
  return kept > 0 ? `${leaving}, ${kept} held or skipped` : leaving;
}

export interface GoingOutPage extends GoingOutTotals {
  lines: readonly GoingOutLine[];
  /** How many come before these. */
  offset: number;
  pageSize: number;
  zone: string;
}

export const TITLE = 'Going out in the next 7 days';

/** All of it, page by page. */
export function goingOutPage({ lines, offset, pageSize, zone, ...totals }: GoingOutPage): Message {
  const { total } = totals;
  const own = total === 0 ? '' : '. What people asked for themselves is not listed.';
  const summary = `${totalsText(totals)}${own}`;
  const page = (label: string, at: number): ButtonSpec => ({ label, action: GOING_OUT, value: String(at) });
  const paging = [
    ...(offset > 0 ? [page('Earlier', Math.max(0, offset - pageSize))] : []),
    ...(offset + pageSize < total ? [page('Later', offset + pageSize)] : []),
  ];
  return composed(
    [TITLE, summary, ...lines.map((line) => `${line.title}: ${aboutText(line, zone)}`)],
    [section(`*${TITLE}*\n${escaped(summary)}`), ...lines.flatMap((line) => goingOutBlocks(line, zone))],
    // One row each: both have the same action.
    paging.map((button) => buttons([button])),
  );
}

export interface GoingOutDetails {
  line: GoingOutLine;
  example: string | null;
  /** `Post-PCE, class of 2028: 34`. */
  groups: readonly string[];
  /** Who they are; empty where that is theirs to know. */
  names: readonly string[];
  zone: string;
}

const MOST_NAMES = 60;

/** One of what is going out: to whom, and an example. */
export function goingOutDetails({ line, example, groups, names, zone }: GoingOutDetails): Message {
  const about = aboutText(line, zone);
  const over = names.length - MOST_NAMES;
  const listed =
    names.length === 0 ? [] : [names.slice(0, MOST_NAMES).join(', ') + (over > 0 ? `, and ${over} more` : '')];
  const said = example ?? 'Its words are between me and each of them.';
  return composed(
    [line.title, about, ...groups, ...listed, said],
    [
      section(`*${escaped(line.title)}*\n${escaped(about)}`),
      ...(groups.length > 0 ? [section(groups.map(escaped).join('\n'))] : []),
      ...listed.map((text) => context(escaped(text))),
      section(`*As one of them reads it*\n${escaped(said)}`),
      buttons(actButtons(line, false), line.title),
    ],
  );
}

export interface GoingOutChanged {
  line: GoingOutLine;
  /** The number of the act, for Undo. */
  auditId: number;
  zone: string;
}

const DONE_WORDS = {
  hold: 'is held and does not leave until somebody lets it go.',
  skip: 'is skipped and is not sent.',
  none: 'is let go: it leaves at its time, or at once where that has passed and it still helps.',
} as const;

/** What came of Hold, Skip, or letting go. */
export function goingOutChanged({ line, auditId, zone }: GoingOutChanged): Message {
  const text = `"${line.title}" ${DONE_WORDS[line.act ?? 'none']}`;
  const about = aboutText(line, zone);
  return composed(
    [text, about],
    [section(escaped(text)), context(escaped(about)), buttons([undoButton(auditId)], line.title)],
  );
}
