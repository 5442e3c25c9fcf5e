// `/career mentor`: all that peer mentorship is to one person, whatever they are in it.
import { type Block, type ButtonSpec, escaped, header, type Message, section } from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import {
  APART,
  askButton,
  calendarButton,
  happenedButton,
  JOIN,
  meetButton,
  notWorkingButton,
  PAUSE,
  RESUME,
  takeOutButton,
} from './ids.ts';
import { type OfferMessage, offerButtons, wroteLines } from './offer.ts';
import { type RequestStatus, statusButtons, statusLines } from './request-status.ts';
import { rowOf } from './said.ts';

/** One of a pair, for the other. */
export interface PairCard {
  pairId: number;
  partner: string;
  /** What the partner is to the reader: `your peer mentor`, `your student`. */
  is: string;
  /** What the two have in common; empty where nothing was named. */
  reasons: string;
  /** When they meet next, in the reader's zone, and where; null where no time ahead is known. */
  meeting: string | null;
  /** Of the time to meet. */
  sequence: number;
}

/** What a mentor offers in the open season. */
export interface MentorCard {
  specialties: readonly string[];
  topics: readonly string[];
  capacity: number;
  taken: number;
  paused: boolean;
}

export interface MentorAnswer {
  /** What is there to know, and what can't be done and why; empty where the rest says it. */
  notes: readonly string[];
  pairs: readonly PairCard[];
  request: RequestStatus | null;
  mayAsk: boolean;
  offers: readonly OfferMessage[];
  /** undefined: no mentor; null: may join. */
  mentor: MentorCard | null | undefined;
  /** May keep a list of people not to be paired with. */
  mayKeepApart: boolean;
}

interface Part {
  lines: readonly string[];
  buttons: readonly ButtonSpec[];
  about: string;
}

function pairPart({ pairId, partner, is, reasons, meeting, sequence }: PairCard): Part {
  return {
    lines: [
      `${partner} is ${is}${reasons === '' ? '' : ` (${reasons})`}.`,
      meeting === null ? 'No time to meet is entered.' : `You meet: ${meeting}`,
    ],
    buttons: [
      meetButton(pairId, meeting === null ? 'Enter a time to meet' : 'Another time'),
      ...(meeting === null ? [] : [calendarButton(pairId), takeOutButton(pairId, sequence)]),
      notWorkingButton(pairId),
      happenedButton(pairId),
    ],
    about: partner,
  };
}

function offerPart(offer: OfferMessage): Part {
  return {
    lines: [`${offer.student} would like a peer mentor. Would you take ${offer.student} on?`, ...wroteLines(offer)],
    buttons: offerButtons(offer.offerId),
    about: offer.student,
  };
}

function mentorPart(mentor: MentorCard | null): Part {
  if (mentor === null)
    return {
      lines: [
        'Would you be a peer mentor this season? Say what you considered, what you like to talk about, and how many students you take.',
      ],
      buttons: [{ label: 'Join as a mentor', action: JOIN, value: 'new', style: 'primary' }],
      about: 'this season',
    };
  const { specialties, topics, capacity, taken, paused } = mentor;
  return {
    lines: [
      `You are a mentor this season: ${taken} of ${capacity} places taken${paused ? ', on pause' : ''}.`,
      `Considered: ${specialties.join(', ') || 'not said'}. Topics: ${topics.join(', ') || 'not said'}.`,
    ],
    buttons: [
      { label: 'Change', action: JOIN, value: 'change' },
      paused ? { label: 'Go on', action: RESUME, value: 'all' } : { label: 'Pause', action: PAUSE, value: 'all' },
    ],
    about: 'your places',
  };
}

function partsOf({ pairs, request, mayAsk, offers, mentor }: MentorAnswer): Part[] {
  return [
    ...offers.map(offerPart),
    ...pairs.map(pairPart),
    ...(request ? [{ lines: statusLines(request), buttons: statusButtons(request), about: 'your request' }] : []),
    ...(mayAsk
      ? [
          {
            lines: [
              'A senior student can tell you how they chose. Say what you think about and whom you would like, or let me find somebody.',
            ],
            buttons: [askButton()],
            about: 'a peer mentor',
          },
        ]
      : []),
    ...(mentor === undefined ? [] : [mentorPart(mentor)]),
  ];
}

function partBlocks({ lines, buttons, about }: Part): Block[] {
  return [section(lines.map(escaped).join('\n')), ...rowOf(buttons, about)];
}

/** What peer mentorship is to the reader, each thing with its buttons. */
export function mentorAnswer(answer: MentorAnswer): Message {
  const title = 'Peer mentorship';
  const parts = partsOf(answer);
  const apart: ButtonSpec[] = answer.mayKeepApart
    ? [{ label: 'People not to pair me with', action: APART, value: 'own' }]
    : [];
  return composed(
    [title, ...answer.notes, ...parts.flatMap(({ lines }) => lines)],
    [header(title), ...answer.notes.map((note) => section(escaped(note))), ...parts.flatMap(partBlocks)],
    rowOf(apart),
  );
}

/** A Home page has twelve blocks for each slice: a title, and up to five things with their buttons. */
const MOST_ON_HOME = 5;

/** The same on the Home page: what waits first, then pairs, then one's own places. */
export function mentorSection(answer: MentorAnswer): Block[] {
  const parts = partsOf(answer).slice(0, MOST_ON_HOME);
  return parts.length === 0 ? [] : [section('*Peer mentorship*'), ...parts.flatMap(partBlocks)];
}
