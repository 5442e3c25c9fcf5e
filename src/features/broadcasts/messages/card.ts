// How staff see a broadcast: what it is, who gets it, how it goes, and what can be done now.
import type { Temporal } from 'temporal-polyfill';
import type { BroadcastState } from '../../../domain/broadcast.ts';
import type { Day } from '../../../domain/day.ts';
import type { RichText } from '../../../domain/form-values.ts';
import { CHANGES_A_MINUTE } from '../../../domain/outbox.ts';
import { countText, dayText, momentText } from '../../../domain/wording.ts';
import {
  type Block,
  type ButtonSpec,
  buttons,
  escaped,
  header,
  type Message,
  moment,
  section,
} from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import { type Line, plainLine } from '../../../slack/upcoming-line.ts';
import { stateAfter } from '../rules/life.ts';
import type { Preview } from '../rules/preview.ts';
import { plainLines, titleOf } from '../rules/rich-text.ts';
import { minutesFor, type Tally, tallyLines, UNTOLD_WORDS } from '../rules/tally.ts';
import { richTextBlock } from './broadcast-message.ts';
import {
  APPROVE,
  CHOOSE,
  CORRECT,
  DISCARD,
  LIST,
  NUDGE,
  PAUSE,
  PREVIEW,
  RECALL,
  RECIPIENTS,
  RELEASE,
  RESUME,
  RETRY,
  RETURN,
  SEND,
  SHOW,
  STOP,
  UNREACHED,
  WRITE,
} from './ids.ts';

export interface CardView {
  id: number;
  /** Which version of it, or which wording: `seenOf`. */
  seen: number;
  state: BroadcastState;
  message: RichText;
  /** Whom it is for, in words. */
  audience: string;
  session: string | null;
  acknowledgeBy: Day | null;
  sendAt: Temporal.Instant | null;
  author: string | null;
  approvedBy: string | null;
  releasedBy: string | null;
  /** Before it is sent: who would get it. */
  preview: Preview | null;
  /** More people than this need a second staff member. */
  approvalOver: number;
  /** From when on it is sent: what became of it. */
  tally: Tally | null;
  /** When the last change of the copies should be done. */
  changedBy: Temporal.Instant | null;
  /** Somebody else than its author looks at it. */
  mayApprove: boolean;
  zone: string;
  /** What just happened, above everything else. */
  note: string | null;
}

const STATE_LABELS: Readonly<Record<BroadcastState, string>> = {
  drafted: 'Draft',
  'awaiting-approval': 'Waits for a second staff member',
  scheduled: 'Scheduled',
  sending: 'Being sent',
  paused: 'Paused',
  stopped: 'Stopped',
  sent: 'Sent',
  corrected: 'Sent and corrected',
  recalled: 'Recalled',
  discarded: 'Discarded',
};

/** Names in one line; more nobody reads here, and the list has them all. */
const MOST_NAMES = 15;

function namesText(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Who gets a note of those who do not acknowledge it: what each copy promises. */
function notedLines({ notedTo }: Preview): string[] {
  if (!notedTo) return [];
  const { advisor, 'advisor-by-staff': byStaff, staff } = notedTo;
  const readers = (names: readonly string[]) => countText(names.length, 'reader', 'readers');
  return [
    ...(advisor > 0 ? [`After that day the Society Advisor of each gets a note: ${countText(advisor, 'reader')}`] : []),
    ...(byStaff.length > 0
      ? [`Society Advisor not in Slack, so you get the note and tell them: ${readers(byStaff)}, ${namesText(byStaff)}`]
      : []),
    ...(staff.length > 0
      ? [
          `No Society Advisor assigned, so you get the note, and their copies say so: ${readers(staff)}, ${namesText(staff)}`,
        ]
      : []),
  ];
}

function previewLines(preview: Preview): string[] {
  const { count, delayed, groups, untold, leftOut } = preview;
  return [
    count === 0 ? 'Nobody gets it.' : `${countText(count, 'person gets', 'people get')} it:`,
    ...groups.map((group) => `• ${group.label}: ${group.count}`),
    ...notedLines(preview),
    ...(delayed > 0 ? [`${delayed} of them a little later, when their quiet hours or a closed day are over.`] : []),
    ...untold.map(({ reason, names }) => `${names.length} ${UNTOLD_WORDS[reason]}: ${namesText(names)}`),
    ...(leftOut.length > 0 ? [`${leftOut.length} left out by you: ${namesText(leftOut)}`] : []),
  ];
}

function matchWeekCount({ preview, tally }: CardView): number {
  return (
    preview?.untold.find(({ reason }) => reason === 'match-week')?.names.length ?? tally?.untold.get('match-week') ?? 0
  );
}

/** Who hears of it at once, in their next digest, or when it is released. */
function reachedCount({ preview }: CardView): number {
  const waiting = preview?.untold.filter(({ reason }) => reason === 'match-week' || reason === 'digest') ?? [];
  return (preview?.count ?? 0) + waiting.reduce((sum, { names }) => sum + names.length, 0);
}

function needsApproval(card: CardView): boolean {
  return reachedCount(card) > card.approvalOver;
}

/** Line by line, in plain words and with marks. */
function aboutLines(card: CardView): Line[] {
  const { audience, session, acknowledgeBy, sendAt, author, approvedBy, releasedBy, zone } = card;
  const people = [
    ...(author === null ? [] : [`written by ${author}`]),
    ...(approvedBy === null ? [] : [`approved by ${approvedBy}`]),
    ...(releasedBy === null ? [] : [`released for Match week by ${releasedBy}`]),
  ].join(', ');
  return [
    plainLine(`For ${audience}`),
    ...(session === null ? [] : [plainLine(`With Going and Not going of ${session}`)]),
    ...(acknowledgeBy === null ? [] : [plainLine(`Mandatory: to be acknowledged by ${dayText(acknowledgeBy)}`)]),
    ...(sendAt === null
      ? []
      : [{ text: `Leaves on ${momentText(sendAt, zone)}`, mrkdwn: `Leaves on ${moment(sendAt, zone)}` }]),
    ...(people === '' ? [] : [plainLine(`${people.charAt(0).toUpperCase()}${people.slice(1)}`)]),
  ];
}

function changeLines({ state, tally, changedBy, zone }: CardView): Line[] {
  if (!tally) return [];
  const { done, pending, failed } = tally.changes;
  if (done + pending + failed === 0) return [];
  const verb = state === 'recalled' ? 'deleted' : 'corrected';
  const until = pending === 0 || !changedBy ? '' : `, until about ${momentText(changedBy, zone)}`;
  const rest = pending === 0 ? '' : `; ${pending} to go, about ${minutesFor(pending)} min${until}`;
  return [
    plainLine(`${countText(done, 'copy', 'copies')} ${verb}${rest}`),
    ...(failed > 0
      ? [plainLine(`${countText(failed, 'copy', 'copies')} could not be reached: the list names them`)]
      : []),
  ];
}

function stateLines(card: CardView): Line[] {
  const { preview, tally, acknowledgeBy } = card;
  const approval = needsApproval(card)
    ? [`That is more than ${card.approvalOver}: a second staff member approves it.`]
    : [];
  const inMatchWeek = matchWeekCount(card);
  const release =
    inMatchWeek > 0 && card.releasedBy === null
      ? ['In Match week nothing is said to graduating students unless a second staff member releases it.']
      : [];
  const acknowledged =
    tally && acknowledgeBy !== null ? [`${tally.acknowledged} of ${tally.delivered} acknowledged it`] : [];
  return [
    ...(preview ? previewLines(preview) : []).map(plainLine),
    ...(tally ? tallyLines(tally) : []).map(plainLine),
    ...[...approval, ...release, ...acknowledged].map(plainLine),
    ...changeLines(card),
  ];
}

function sendLabel(card: CardView): string {
  const count = card.preview?.count ?? 0;
  if (needsApproval(card)) return 'Ask for approval';
  if (count === 0) return card.sendAt === null ? 'Send' : 'Schedule';
  return card.sendAt === null ? `Send to ${count}` : `Schedule for ${count}`;
}

function draftButtons(card: CardView): ButtonSpec[] {
  const value = `${card.id}:${card.seen}`;
  return [
    ...(reachedCount(card) > 0 ? [{ label: sendLabel(card), action: SEND, value, style: 'primary' as const }] : []),
    { label: 'Send it to me', action: PREVIEW, value },
    { label: 'Change the message', action: WRITE, value },
    { label: 'Change who gets it', action: CHOOSE, value },
    { label: 'Discard', action: DISCARD, value },
  ];
}

function recallButton(value: string): ButtonSpec {
  return {
    label: 'Recall',
    action: RECALL,
    value,
    style: 'danger',
    confirm: {
      title: 'Recall this message?',
      text: `Every copy in Slack is deleted, and what has not been sent is not sent. This takes about a minute for ${CHANGES_A_MINUTE} copies.`,
      yes: 'Recall it',
      no: 'Keep it',
    },
  };
}

function runningButtons(card: CardView): ButtonSpec[] {
  const { state, tally, acknowledgeBy } = card;
  const value = String(card.id);
  const can = (act: Parameters<typeof stateAfter>[0]) => stateAfter(act, state) !== undefined;
  const isOver = state === 'sent' || state === 'corrected' || state === 'stopped';
  const failed = tally?.failed.size ?? 0;
  const unreached = (tally?.recipients ?? 0) - (tally?.delivered ?? 0);
  const outstanding = (tally?.delivered ?? 0) - (tally?.acknowledged ?? 0);
  return [
    ...(can('pause') ? [{ label: 'Pause', action: PAUSE, value }] : []),
    ...(can('resume') ? [{ label: state === 'stopped' ? 'Send the rest' : 'Resume', action: RESUME, value }] : []),
    ...(can('stop') ? [{ label: 'Stop', action: STOP, value }] : []),
    ...(can('retry') && failed > 0 ? [{ label: 'Retry the failed', action: RETRY, value }] : []),
    ...(can('correct') ? [{ label: 'Correct', action: CORRECT, value }] : []),
    ...(can('recall') ? [recallButton(value)] : []),
    ...(acknowledgeBy !== null && isOver && outstanding > 0
      ? [{ label: `Remind the ${outstanding}`, action: NUDGE, value }]
      : []),
    ...(tally && !can('pause') ? [{ label: 'List of recipients', action: RECIPIENTS, value }] : []),
    ...(tally && isOver && unreached > 0 ? [{ label: 'Whom nobody has reached', action: UNREACHED, value }] : []),
  ];
}

function buttonsOf(card: CardView): ButtonSpec[] {
  const { state, mayApprove, releasedBy } = card;
  const value = `${card.id}:${card.seen}`;
  const release =
    mayApprove &&
    releasedBy === null &&
    matchWeekCount(card) > 0 &&
    !['drafted', 'discarded', 'recalled'].includes(state)
      ? [{ label: `Release to ${matchWeekCount(card)} in Match week`, action: RELEASE, value }]
      : [];
  switch (state) {
    case 'drafted':
      return draftButtons(card);
    case 'awaiting-approval':
      return [
        ...(mayApprove ? [{ label: 'Approve and send', action: APPROVE, value, style: 'primary' as const }] : []),
        ...release,
        { label: 'Send it to me', action: PREVIEW, value },
        { label: mayApprove ? 'Give it back' : 'Take it back', action: RETURN, value },
      ];
    case 'scheduled':
      return [...release, { label: 'Take it back', action: RETURN, value }];
    case 'discarded':
      return [];
    default:
      return [...release, ...runningButtons(card)];
  }
}

/** A broadcast as staff see it, with what can be done now. */
export function broadcastCard(card: CardView): Message {
  const heading = `${STATE_LABELS[card.state]}: ${titleOf(card.message)}`;
  const lines = [...aboutLines(card), ...stateLines(card)];
  const shown = buttonsOf(card);
  // Whoever sends or approves it reads it first.
  const isRead = card.preview !== null && card.message.elements.length > 0;
  const blocks: Block[] = [
    ...(card.note === null ? [] : [section(escaped(card.note))]),
    // A header takes the first words as they are, whatever signs they hold.
    header(heading),
    ...(isRead ? [richTextBlock(card.message)] : []),
    section(lines.map(({ mrkdwn }) => mrkdwn).join('\n') || ' '),
  ];
  const footer: Block[] = shown.length === 0 ? [] : [buttons(shown)];
  return composed(
    [
      ...(card.note === null ? [] : [card.note]),
      heading,
      ...(isRead ? plainLines(card.message) : []),
      ...lines.map(({ text }) => text),
    ],
    blocks,
    footer,
  );
}

export interface BroadcastLine {
  id: number;
  state: BroadcastState;
  message: RichText;
  author: string | null;
}

export interface BroadcastList {
  broadcasts: readonly BroadcastLine[];
  /** Only those in these states are asked for; none: all. */
  inStates: readonly BroadcastState[];
  /** What the buttons for the pages before and after carry; null without one. */
  newer: string | null;
  older: string | null;
}

/** Broadcasts, the newest first, each with the button that shows it. */
export function broadcastList({ broadcasts, inStates, newer, older }: BroadcastList): Message {
  const states = inStates.map((state) => STATE_LABELS[state].toLowerCase()).join(', or ');
  const which = states === '' ? '' : ` (${states})`;
  const below: ButtonSpec[] = [
    ...(newer === null ? [] : [{ label: 'Newer ones', action: LIST, value: newer }]),
    ...(older === null ? [] : [{ label: 'Older ones', action: LIST, value: older }]),
    ...(inStates.length === 0 ? [] : [{ label: 'All messages to many', action: LIST, value: 'all' }]),
    { label: 'Write a new one', action: WRITE, value: 'new' },
  ];
  const none = states === '' ? 'There is no message to many yet.' : `There is no message to many of this kind${which}.`;
  const intro = broadcasts.length === 0 ? none : `Messages to many${which}, the newest first:`;
  const texts = broadcasts.map(({ state, message, author }) =>
    [`${STATE_LABELS[state]}: ${titleOf(message)}`, ...(author === null ? [] : [author])].join(' · '),
  );
  return composed(
    [intro, ...texts],
    [
      section(intro),
      ...broadcasts.map(({ id }, at) =>
        section(escaped(texts[at] ?? ''), { label: 'Show', action: SHOW, value: String(id) }, texts[at]),
      ),
    ],
    // Some of them say the same, for another page: each in a row of its own.
    below.map((spec) => buttons([spec])),
  );
}
