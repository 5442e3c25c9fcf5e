// What is answered to those who read a broadcast, and what staff and advisors are told of who has yet to.
import type { Temporal } from 'temporal-polyfill';
import type { Day } from '../../../domain/day.ts';
import type { RichText } from '../../../domain/form-values.ts';
import { countText, dayText, momentText } from '../../../domain/wording.ts';
import type { SentFile } from '../../../feature.ts';
import { type Block, buttons, escaped, lineSections, type Message, section } from '../../../slack/blocks.ts';
import { composed, sentence } from '../../../slack/message.ts';
import { type NotedTo, notedToText } from '../rules/noted-to.ts';
import { plainLines, titleOf } from '../rules/rich-text.ts';
import { acknowledgeButton } from './broadcast-message.ts';
import { READ } from './ids.ts';

/** Acknowledge was pressed: now, or before. */
export function acknowledged({ at, zone }: { at: Temporal.Instant; zone: string }): Message {
  return sentence(`Thank you, noted on ${momentText(at, zone)}. There is nothing else to do.`);
}

export interface Nudge {
  id: number;
  message: RichText;
  by: Day;
  notedTo: NotedTo;
}

/** To somebody who has yet to acknowledge a message. */
export function acknowledgeNudge({ id, message, by, notedTo }: Nudge): Message {
  const lines = [
    `A message of the career planning staff waits for you: ${titleOf(message)}`,
    `Please read and acknowledge it by ${dayText(by)}. ${notedToText(notedTo)}`,
  ];
  return composed(lines, [
    section(lines.map(escaped).join('\n')),
    buttons([{ label: 'Read it', action: READ, value: String(id) }, acknowledgeButton(id)]),
  ]);
}

export interface Outstanding {
  message: RichText;
  by: Day;
  names: readonly string[];
}

/** To a Society Advisor: which of their students have yet to acknowledge something. */
export function advisorNote({ message, by, names }: Outstanding): Message {
  const lines = [
    `${countText(names.length, 'student of your Society has', 'students of your Society have')} yet to acknowledge a message that was to be read by ${dayText(by)}: ${titleOf(message)}`,
    'They may be glad of a word from you. They know that a note is sent, so that you can help.',
  ];
  return composed(
    [...lines, ...names],
    [section(lines.map(escaped).join('\n')), ...lineSections(names.map((name) => `• ${escaped(name)}`))],
  );
}

export interface OutstandingByAdvisor extends Omit<Outstanding, 'names'> {
  /** Who told whom: `Ada Berg (Philippa Osei-Mensah)`. */
  names: readonly string[];
  /** Advisors who are not in Slack, with their students: staff tell them. */
  toTell: readonly string[];
  /** Whom it never reached: nothing is asked of them. */
  unreached: readonly string[];
}

/** To staff: everybody who has yet to acknowledge something that reached them, and whom it did not reach. */
export function outstandingList({ message, by, names, toTell, unreached }: OutstandingByAdvisor): Message {
  const intro =
    names.length === 0
      ? `Everybody whom it reached has acknowledged the message that was to be read by ${dayText(by)}: ${titleOf(message)}`
      : `${countText(names.length, 'person has', 'people have')} yet to acknowledge the message that was to be read by ${dayText(by)}. Society Advisors who are assigned have a note. The message: ${titleOf(message)}`;
  const outside = toTell.length === 0 ? [] : ['Not in Slack, so please write to them yourselves:', ...toTell];
  const missed =
    unreached.length === 0
      ? []
      : [
          `It did not reach ${countText(unreached.length, 'person', 'people')}, who have no reminder of it; the message's card has an e-mail for them:`,
          ...unreached.map((name) => `• ${name}`),
        ];
  const listed = [...names.map((name) => `• ${name}`), ...outside, ...missed];
  return composed([intro, ...listed], [section(escaped(intro)), ...lineSections(listed.map(escaped))]);
}

export interface UnreachedText {
  message: RichText;
  by: Day | null;
  /** Whom nobody has reached, in lines: name, address, why. */
  people: readonly string[];
  /** Addresses, to be copied into an e-mail. */
  addresses: readonly string[];
}

/** For staff: whom nobody has reached, and an e-mail ready to be copied. */
export function unreachedEmail({ message, by, people, addresses }: UnreachedText): Message {
  if (people.length === 0) return sentence('Everybody was reached.');
  const text = [
    ...plainLines(message),
    ...(by === null ? [] : [`Please answer by ${dayText(by)} that you have read this.`]),
  ];
  const lines = [
    'Nobody has reached:',
    ...people.map((one) => `• ${one}`),
    'To:',
    addresses.join('; '),
    'Text:',
    ...text,
  ];
  const blocks: Block[] = [
    ...lineSections(['*Nobody has reached:*', ...people.map((one) => `• ${escaped(one)}`)]),
    section('*An e-mail to copy.* To:'),
    ...lineSections(addresses.map((address) => escaped(address))),
    section('Text:'),
    ...lineSections(text.map(escaped)),
  ];
  return composed(lines, blocks);
}

/** The list of recipients goes as a file into the direct messages. */
export function recipientsSent({ count, file }: { count: number; file: SentFile }): Message & { file: SentFile } {
  return { ...sentence(`The list of ${countText(count, 'recipient')} is in our direct messages.`), file };
}

/** To a second staff member: something waits for them. Its card follows in the same message. */
export function approvalAsked({ who, what }: { who: string; what: 'approval' | 'release' }): Message {
  return sentence(
    what === 'approval'
      ? `${who} asks you to approve a message to many people.`
      : `${who} asks you to release a message for students who are in Match week.`,
  );
}

/** To its author: what was scheduled has not left, because it would go to too many by now. Its card follows in the same message. */
export function audienceGrown({
  reach,
  approvalOver,
  asked,
}: {
  reach: number;
  approvalOver: number;
  asked: number;
}): Message {
  const others =
    asked === 0
      ? 'No other staff member is in Slack: you can take it back and make its audience smaller.'
      : `I have asked ${asked}, and it leaves when one approves it.`;
  return sentence(
    `A message that you scheduled has not left: its audience has grown to ${reach} people, and what goes to more than ${approvalOver} is approved by a second staff member. ${others}`,
  );
}

/** To who presses a button of a preview. */
export function previewPressed(): Message {
  return sentence('This is a preview: nothing was noted. In the message that leaves, the button works.');
}
