import type { Temporal } from 'temporal-polyfill';
import type { OfferState } from '../../../domain/offers.ts';
import { momentText } from '../../../domain/wording.ts';
import { type ButtonSpec, escaped, type Message, moment } from '../../../slack/blocks.ts';
import type { Line } from '../../../slack/upcoming-line.ts';
import { acceptButton, laterButton, openButton, passButton } from './ids.ts';
import { said } from './said.ts';

/** What a mentor reads of a student: what the student wrote, and nothing else. */
export interface OfferMessage {
  offerId: number;
  student: string;
  specialties: readonly string[];
  topics: readonly string[];
  note: string | null;
  /** What the two have in common, in words for the mentor; empty where nothing was named. */
  reasons: string;
  lapsesAt: Temporal.Instant;
  state: OfferState;
  /** The press came after it was settled. */
  isOld: boolean;
  /** The mentor's. */
  zone: string;
}

function untilLine({ lapsesAt, zone }: OfferMessage): Line {
  const before = 'Please answer by ';
  const after = '. "Not this time" is a good answer, too: nobody but staff sees it, and I ask somebody else.';
  return {
    text: `${before}${momentText(lapsesAt, zone)}${after}`,
    mrkdwn: `${before}${moment(lapsesAt, zone)}${escaped(after)}`,
  };
}

/** What a student wrote, line by line. */
export function wroteLines({ student, specialties, topics, note }: OfferMessage): string[] {
  return [
    ...(specialties.length > 0 ? [`Thinks about: ${specialties.join(', ')}`] : []),
    ...(topics.length > 0 ? [`Would like to talk about: ${topics.join(', ')}`] : []),
    ...(note === null ? [] : [`${student} writes: ${note}`]),
  ];
}

function openLines(offer: OfferMessage): (string | Line)[] {
  const common = offer.reasons === '' ? '' : ` (${offer.reasons})`;
  return [
    `${offer.student} would like a peer mentor, and I thought of you${common}. Would you take ${offer.student} on?`,
    ...wroteLines(offer),
    untilLine(offer),
  ];
}

function settledLine({ student, state, isOld }: OfferMessage): string {
  switch (state) {
    case 'accepted':
      return isOld
        ? `You said yes to this already: you are ${student}'s mentor. Nothing has changed.`
        : `Thank you. You are ${student}'s mentor now, and I bring the two of you together.`;
    case 'passed':
      return isOld
        ? 'You answered this already: not this time. Nothing has changed.'
        : 'Noted: not this time. Thank you for answering; I ask somebody else.';
    case 'lapsed':
      return 'The time to answer this is over, and somebody else is being asked. There is nothing left for you to do.';
    case 'open':
    case 'withdrawn':
      return 'This question was taken back, for reasons that have nothing to do with you. There is nothing left for you to do.';
  }
}

export function offerButtons(offerId: number): ButtonSpec[] {
  return [acceptButton(offerId), passButton(offerId), laterButton(offerId)];
}

/** Asks a mentor whether they take a student, and says later what became of it: its buttons go then. */
export function offerMessage(offer: OfferMessage): Message {
  const title = 'Peer mentorship';
  if (offer.state === 'open' && !offer.isOld) return said(openLines(offer), offerButtons(offer.offerId), title);
  return said([settledLine(offer)], offer.state === 'accepted' ? [openButton('Your students')] : [], title);
}
