// What is said of answers and places, with the buttons for them.
import { Temporal } from 'temporal-polyfill';
import type { RsvpAnswer } from '../../domain/rsvp.ts';
import { momentText } from '../../domain/wording.ts';
import { type Block, type ButtonSpec, buttons, escaped, type Message, moment, section } from '../../slack/blocks.ts';
import { composed } from '../../slack/message.ts';
import { joinedLine, type Line, plainLine, whereLine } from '../../slack/upcoming-line.ts';

export const GOING = 'rsvp.going';
export const NOT_GOING = 'rsvp.not-going';
/** The same below the offer of a place, which becomes what was answered. */
export const TAKE_PLACE = 'rsvp.take-place';
export const PASS_ON = 'rsvp.pass-on';

export function goingButton(sessionId: number, label = 'Going'): ButtonSpec {
  return { label, action: GOING, value: String(sessionId) };
}

export function notGoingButton(sessionId: number, label = 'Not going'): ButtonSpec {
  return { label, action: NOT_GOING, value: String(sessionId) };
}

/** A session as these messages name it. */
export interface Named {
  title: string;
  startsAt: Temporal.Instant;
  where: string | null;
  link: string | null;
}

export interface AnswerNoted {
  session: Named;
  answer: RsvpAnswer;
  /** On the waiting list, 1 for the first; null where nobody waits. */
  position: number | null;
  /** How many places there are; null: room for everybody. */
  capacity: number | null;
  buttons: readonly ButtonSpec[];
  /** The reader's. */
  zone: string;
}

function sessionLine({ title, startsAt, where, link }: Named, zone: string): Line {
  return joinedLine([
    { text: title, mrkdwn: `*${escaped(title)}*` },
    { text: momentText(startsAt, zone), mrkdwn: moment(startsAt, zone) },
    whereLine({ where, link }),
  ]);
}

function withButtons(lines: readonly Line[], specs: readonly ButtonSpec[]): Message {
  const blocks: Block[] = lines.map(({ mrkdwn }) => section(mrkdwn));
  return composed(
    lines.map(({ text }) => text),
    specs.length === 0 ? blocks : [...blocks, buttons(specs)],
  );
}

function sentenceOf({ answer, position, capacity }: AnswerNoted): string {
  if (answer === 'going') return "You're going:";
  if (answer === 'not-going') return "Noted: you're not going to this session.";
  const places = capacity === 1 ? 'The one place is taken' : `All ${capacity ?? ''} places are taken`;
  return `${places}, so you're number ${position ?? 1} on the waiting list. As soon as a place is free for you I'll write to you.`;
}

/** What somebody's Going or Not going came to. */
export function answerNoted(noted: AnswerNoted): Message {
  return withButtons([plainLine(sentenceOf(noted)), sessionLine(noted.session, noted.zone)], noted.buttons);
}

const PROMOTED = 'A place has become free, and it is yours:';
const IF_NOT = "If you can't come after all, please say so: the next on the waiting list will be glad of the place.";

/** To somebody from the waiting list, as soon as there is a place. */
export function placeFree({ session, sessionId, zone }: { session: Named; sessionId: number; zone: string }): Message {
  return withButtons(
    [plainLine(PROMOTED), sessionLine(session, zone), plainLine(IF_NOT)],
    [
      { label: "I'll be there", action: TAKE_PLACE, value: String(sessionId) },
      { label: 'No, thank you', action: PASS_ON, value: String(sessionId) },
    ],
  );
}

const zone = 'America/New_York';
const HOSTILE = 'Q&A <!channel> *bold* <https://example.edu|x> & more';
const named: Named = {
  title: 'Specialty Interest Series: Dermatology',
  startsAt: Temporal.Instant.from('2027-01-21T22:00:00Z'),
  where: 'TMEC 227',
  link: null,
};
const long: Named = {
  ...named,
  title: 'A title that goes on and on '.repeat(40).trim(),
  where: 'A long way '.repeat(80),
};
const hostile: Named = { ...named, title: HOSTILE, where: HOSTILE, link: 'https://example.edu/?a=1&b=<x>|y' };
const going = { answer: 'going', position: null, capacity: null, zone } as const;

export const examples = {
  answerNoted: {
    shortest: answerNoted({ ...going, session: { ...named, where: null }, buttons: [] }),
    longest: answerNoted({
      session: long,
      answer: 'waiting',
      position: 12,
      capacity: 20,
      zone,
      buttons: [notGoingButton(7, 'Leave the waiting list')],
    }),
    hostile: answerNoted({ ...going, session: hostile, buttons: [notGoingButton(7)] }),
    onePlace: answerNoted({ ...going, session: named, answer: 'waiting', position: 1, capacity: 1, buttons: [] }),
    notGoing: answerNoted({ ...going, session: named, answer: 'not-going', buttons: [goingButton(7)] }),
  },
  placeFree: {
    shortest: placeFree({ session: { ...named, where: null }, sessionId: 7, zone }),
    longest: placeFree({ session: long, sessionId: 7, zone }),
    hostile: placeFree({ session: hostile, sessionId: 7, zone }),
  },
};
