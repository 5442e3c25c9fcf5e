// People change in mid-season: they leave, go on leave, or move to another phase, by an act or because its day has come. Nobody is left
// with a question to a ghost.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { overrideOn } from '../../../domain/standing.ts';
import type { PersonChange } from '../../../feature.ts';
import type { Person } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { isAway } from '../../../people/telling.ts';
import { isMentee } from '../rules/people.ts';
import { removeMentor } from '../store/mentors.ts';
import { openOffers, openOffersTo } from '../store/offers.ts';
import { activePairsOf, type Pair, pairsOf } from '../store/pairs.ts';
import { liveRequests } from '../store/requests.ts';
import { advance } from './advance.ts';
import { type Held, holdSeason } from './held.ts';
import { partnerOf } from './pairs.ts';
import { withdraw } from './requests.ts';
import { endPair, stepOffer } from './settle.ts';
import { COMPOSERS, tellPerson } from './tell.ts';

/** What a change means for a season. */
interface Meaning {
  person: Person;
  /** Out of the program, or out of the role. */
  left: boolean;
  /** On leave or in PhD years. */
  isAwayNow: boolean;
  /** A student who is not in the PCE any more. */
  hasMovedOn: boolean;
}

function meaningOf({ program }: Context, { before, after }: PersonChange, today: string): Meaning {
  const wasMentor = before.roles.includes('peer-mentor');
  return {
    person: after,
    left:
      (before.active && !after.active) ||
      after.roles.length === 0 ||
      (wasMentor && !after.roles.includes('peer-mentor')),
    isAwayNow: isAway(program, after, today) && !isAway(program, before, today),
    hasMovedOn: isMentee(program, before, today) && !isMentee(program, after, today),
  };
}

function isOfConcern({ left, isAwayNow, hasMovedOn }: Meaning): boolean {
  return left || isAwayNow || hasMovedOn;
}

/** Lets whoever stays choose, once for each leave or move: the pair is kept unless they end it. */
async function tellOfPair(ctx: Context, tx: Tx, held: Held, pair: Pair, { person, isAwayNow }: Meaning): Promise<void> {
  if (!isAwayNow && pair.menteeId !== person.id) return;
  const about = isAwayNow ? 'away' : 'moved-on';
  const reader = isAwayNow ? partnerOf(pair, person.id) : person.id;
  const leave = overrideOn(person.enrollment?.overrides ?? [], 'leave', ctx.program.today(held.now));
  const once = isAwayNow ? `${about}/${leave?.from ?? ''}` : about;
  await tellPerson(ctx, tx, held, reader, {
    key: `mentorship/pair-kept/${pair.id}/${reader}/${once}`,
    composer: COMPOSERS.pairKept,
    content: { pairId: pair.id, about },
  });
}

/** All of them at once: 50,000 people who leave by an import cost as many statements as one, beside what becomes of each. */
async function follow(ctx: Context, tx: Tx, held: Held, meant: readonly Meaning[]): Promise<void> {
  const byId = new Map(meant.map((meaning) => [meaning.person.id, meaning]));
  const gone = meant.filter(({ left, isAwayNow }) => left || isAwayNow).map(({ person }) => person.id);
  for (const offer of await openOffersTo(tx, gone)) await stepOffer(tx, held, offer, 'withdraw');
  for (const request of await liveRequests(tx, held.season.id))
    if (byId.has(request.personId)) await withdraw(tx, held, request);
  for (const pair of await activePairsOf(tx, [...byId.keys()])) {
    const those = [pair.mentorId, pair.menteeId].flatMap((id) => byId.get(id) ?? []);
    if (those.some(({ left }) => left)) await endPair(ctx, tx, held, pair, 'left');
    else for (const meaning of those) await tellOfPair(ctx, tx, held, pair, meaning);
  }
  for (const { person, left } of meant) {
    if (!left || !held.mentors.has(person.id)) continue;
    await removeMentor(tx, held.season.id, person.id);
    held.mentors.delete(person.id);
  }
}

/** Offers to people who left or are away are withdrawn, requests of theirs as well; pairs end with who leaves, and else are kept or ended by choice. */
export async function followPeople(ctx: Context, tx: Tx, changes: readonly PersonChange[]): Promise<void> {
  const today = ctx.program.today(ctx.clock.now());
  const meant = changes.map((change) => meaningOf(ctx, change, today)).filter(isOfConcern);
  if (meant.length === 0) return;
  const held = await holdSeason(ctx, tx);
  if (!held) return;
  for (const { person } of meant) held.people.set(person.id, person);
  await follow(ctx, tx, held, meant);
  await advance(ctx, tx, held);
}

/** The same for what comes by the calendar alone: the first day of a leave that was entered long before, the end of the PCE. */
export async function followCalendar(ctx: Context, tx: Tx, held: Held): Promise<void> {
  const today = ctx.program.today(held.now);
  const [offers, requests, pairs] = [
    await openOffers(tx),
    await liveRequests(tx, held.season.id),
    await pairsOf(tx, held.season.id),
  ];
  const active = pairs.filter(({ state }) => state === 'active');
  const students = new Set([...requests.map(({ personId }) => personId), ...active.map(({ menteeId }) => menteeId)]);
  const ids = new Set([...students, ...offers.map((one) => one.mentorId), ...active.map((one) => one.mentorId)]);
  const people = await peopleByIds(tx, [...ids]);
  for (const person of people) held.people.set(person.id, person);
  const meant = people.map((person) => ({
    person,
    left: false,
    isAwayNow: isAway(ctx.program, person, today),
    hasMovedOn: students.has(person.id) && !isMentee(ctx.program, person, today),
  }));
  await follow(ctx, tx, held, meant.filter(isOfConcern));
}
