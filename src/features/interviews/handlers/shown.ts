// Interviews as one of the two people reads them.
import { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Db, Tx } from '../../../db/client.ts';
import { momentText } from '../../../domain/wording.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import type { ButtonSpec } from '../../../slack/blocks.ts';
import {
  CANNOT,
  CONFIRM,
  FILE,
  GIVE_FEEDBACK,
  interviewButton,
  LATE,
  NOT_HELD,
  READ_FEEDBACK,
  type ShownInterview,
} from '../messages/index.ts';
import { type Confirmed, hasBegun, type Interview, isOver, sideOf } from '../rules/interview-life.ts';
import { isShortNotice } from '../rules/short-notice.ts';
import { givenOf } from '../store/feedback.ts';
import { confirmationsOf } from '../store/interviews.ts';
import { offersOf, signupsOf } from '../store/people.ts';

/** What belongs to some interviews: who is in them, what was said of them, packets and links. */
export interface Surroundings {
  people: ReadonlyMap<number, Person>;
  confirmed: ReadonlyMap<number, Confirmed>;
  given: ReadonlySet<number>;
  packets: ReadonlyMap<string, string | null>;
  links: ReadonlyMap<string, string | null>;
}

function key(roundId: number, personId: number): string {
  return `${roundId}/${personId}`;
}

/** Reads what belongs to interviews, of all at once. */
export async function surroundingsOf(db: Db | Tx, interviews: readonly Interview[]): Promise<Surroundings> {
  const ids = interviews.map(({ id }) => id);
  const persons = await peopleByIds(db, [...new Set(interviews.flatMap((one) => [one.studentId, one.interviewerId]))]);
  const packets = new Map<string, string | null>();
  const links = new Map<string, string | null>();
  for (const roundId of new Set(interviews.map((one) => one.roundId))) {
    for (const { personId, packet } of await signupsOf(db, roundId)) packets.set(key(roundId, personId), packet);
    for (const { personId, joinLink } of await offersOf(db, roundId)) links.set(key(roundId, personId), joinLink);
  }
  return {
    people: new Map(persons.map((person) => [person.id, person])),
    confirmed: await confirmationsOf(db, ids),
    given: await givenOf(db, ids),
    packets,
    links,
  };
}

/** How somebody is called, also where they are not in the roster any more. */
export function nameOf({ people }: Pick<Surroundings, 'people'>, id: number): string {
  return people.get(id)?.name ?? 'somebody who has left';
}

function standingOf(
  interview: Interview,
  side: 'student' | 'interviewer',
  around: Surroundings,
  { zone, now }: { zone: string; now: Temporal.Instant },
): string | null {
  if (interview.state === 'did-not-take-place') return 'did not take place';
  if (interview.state === 'held') return around.given.has(interview.id) ? 'feedback given' : 'held';
  if (interview.state === 'cancelled') return 'cancelled';
  if (isOver(interview, now))
    return side === 'student' ? 'over; feedback is to come' : 'over; your feedback is waited for';
  const { hearBy, id } = interview;
  if (hearBy !== null && side === 'student')
    return Temporal.Instant.compare(now, hearBy) < 0
      ? `you will hear by ${momentText(hearBy, zone)} how it goes on`
      : 'somebody to interview you instead is looked for';
  const said = around.confirmed.get(id) ?? {};
  const other = side === 'student' ? 'interviewer' : 'student';
  if (said[side] === 'cannot') return "you can't come; somebody to stand in is being asked";
  if (said[side] !== 'confirmed') return 'please confirm';
  return said[other] === 'confirmed' ? 'both confirmed' : 'you confirmed';
}

/** Running late is of use on the day. */
function buttonsFor(
  ctx: Context,
  interview: Interview,
  side: 'student' | 'interviewer',
  around: Surroundings,
): ButtonSpec[] {
  const now = ctx.clock.now();
  const { id, state } = interview;
  const button = (action: string, label: string) => interviewButton(action, label, id);
  if (state === 'held')
    return side === 'student' && around.given.has(id) ? [button(READ_FEEDBACK, 'Read feedback')] : [];
  if (state !== 'booked') return [];
  if (isOver(interview, now)) {
    return side === 'interviewer'
      ? [button(GIVE_FEEDBACK, 'Give feedback'), button(NOT_HELD, 'It did not take place')]
      : [button(NOT_HELD, 'It did not take place')];
  }
  const mine = around.confirmed.get(id)?.[side];
  if (mine === 'cannot') return [];
  const late = isShortNotice(interview.startsAt, now) ? [button(LATE, 'Running late')] : [];
  if (hasBegun(interview, now)) return late;
  return [
    ...(mine === 'confirmed' ? [] : [{ ...button(CONFIRM, 'Confirm'), style: 'primary' as const }]),
    button(CANNOT, "I can't"),
    ...late,
    button(FILE, 'Add to calendar'),
  ];
}

/** An interview for one of the two who are in it. */
export function shownTo(ctx: Context, person: Person, interview: Interview, around: Surroundings): ShownInterview {
  const zone = zoneOf(ctx.program, person);
  const side = sideOf(interview, person.id) ?? 'student';
  const other = side === 'student' ? interview.interviewerId : interview.studentId;
  const { roundId, studentId, interviewerId, state, specialty } = interview;
  const isAhead = state === 'booked' && !isOver(interview, ctx.clock.now());
  // The packet is there for the interviewer until feedback is given.
  const packet = side === 'interviewer' && state === 'booked' ? around.packets.get(key(roundId, studentId)) : null;
  return {
    startsAt: interview.startsAt,
    endsAt: interview.endsAt,
    other: nameOf(around, other),
    specialty: ctx.program.specialty(specialty)?.name ?? specialty,
    standing: standingOf(interview, side, around, { zone, now: ctx.clock.now() }),
    joinLink: isAhead ? (around.links.get(key(roundId, interviewerId)) ?? null) : null,
    packet: packet ?? null,
    buttons: buttonsFor(ctx, interview, side, around),
  };
}
