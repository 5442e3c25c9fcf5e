// How a session stands for somebody, in a line. Pure.
import type { Temporal } from 'temporal-polyfill';
import type { RsvpAnswer } from '../../../domain/rsvp.ts';
import { countText, momentText } from '../../../domain/wording.ts';
import { type Asked, closedTo, freePlaces, type Seats } from './places.ts';

export interface Standing {
  answer: RsvpAnswer | null;
  /** On the waiting list, 1 for the first; null for those who do not wait. */
  position: number | null;
  /** How many wait. */
  waiting: number;
}

const ANSWERED: Record<RsvpAnswer, string> = {
  going: "You're going",
  'not-going': "You're not going",
  waiting: "You're on the waiting list",
};

function answerText({ answer, position }: Standing): string[] {
  if (answer === null) return [];
  return [position === null ? ANSWERED[answer] : `${ANSWERED[answer]}, number ${position}`];
}

function placesText(seats: Seats, waiting: number): string[] {
  const free = freePlaces(seats);
  if (free === null) return [];
  if (free > 0) return [`${countText(free, 'place')} of ${seats.capacity} free`];
  const taken = seats.capacity === 1 ? 'the one place is taken' : `all ${seats.capacity} places are taken`;
  return [waiting === 0 ? taken : `${taken}, ${waiting} waiting`];
}

function closingText(session: Asked, now: Temporal.Instant, zone: string): string[] {
  const { rsvpClosesAt } = session;
  if (rsvpClosesAt === null) return [];
  const moment = momentText(rsvpClosesAt, zone);
  return [closedTo('going', session, now) === null ? `please answer by ${moment}` : `answers closed on ${moment}`];
}

/** `You're going · 3 places of 20 free`; null where there is nothing to say. `zone` is the reader's. */
export function noteText(
  session: Asked & Seats,
  standing: Standing,
  { now, zone }: { now: Temporal.Instant; zone: string },
): string | null {
  if (closedTo('not-going', session, now) !== null) return answerText(standing)[0] ?? null;
  const places = standing.answer === 'going' ? [] : placesText(session, standing.waiting);
  const parts = [...answerText(standing), ...places, ...closingText(session, now, zone)];
  return parts.length === 0 ? null : parts.join(' · ');
}

/** Names a line, so that no line is longer than a section of a message. */
const NAMES_A_LINE = 50;

export interface Guest {
  name: string;
  answer: RsvpAnswer;
}

function listed(title: string, names: readonly string[]): string[] {
  const lines: string[] = [];
  for (let at = 0; at < names.length; at += NAMES_A_LINE) lines.push(names.slice(at, at + NAMES_A_LINE).join(', '));
  const [first = 'nobody so far', ...rest] = lines;
  return [`${title}: ${first}`, ...rest];
}

/** Who comes, for those who run the session: names and counts. `guests` stand in the order of their answers. */
export function guestList({ capacity }: Seats, guests: readonly Guest[]): string[] {
  const named = (answer: RsvpAnswer) => guests.filter((guest) => guest.answer === answer).map(({ name }) => name);
  const [going, waiting, notGoing] = [named('going'), named('waiting'), named('not-going')];
  const count = capacity === null ? `${going.length}` : `${going.length} of ${capacity}`;
  return [
    ...listed(`Going (${count})`, going),
    ...(waiting.length === 0 ? [] : listed(`Waiting list (${waiting.length})`, waiting)),
    ...(notGoing.length === 0 ? [] : [`Not going: ${notGoing.length}`]),
  ];
}
