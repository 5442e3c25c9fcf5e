// People change in mid-season: they leave, go on leave, or move to another phase. Nobody is left with a question to a ghost.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { PersonChange } from '../../../feature.ts';
import type { Person } from '../../../people/person.ts';
import { isAway } from '../../../people/telling.ts';
import { isMentee } from '../rules/people.ts';
import { removeMentor } from '../store/mentors.ts';
import { openOffersTo } from '../store/offers.ts';
import { activePairsOf, type Pair } from '../store/pairs.ts';
import { liveRequests } from '../store/requests.ts';
import { advance } from './advance.ts';
import { type Held, holdSeason } from './held.ts';
import { partnerOf } from './pairs.ts';
import { withdraw } from './requests.ts';
import { endPair, stepOffer } from './settle.ts';
import { COMPOSERS, tellPerson } from './tell.ts';

/** What a change means for a season. */
interface Meaning {
  /** Out of the program, or out of the role. */
  left: boolean;
  /** On leave or in PhD years from now on, and was not before. */
  isAwayNow: boolean;
  /** A student who was in the PCE and is not any more. */
  hasMovedOn: boolean;
}

function meaningOf({ program }: Context, { before, after }: PersonChange, today: string): Meaning {
  const wasMentor = before.roles.includes('peer-mentor');
  return {
    left:
      (before.active && !after.active) ||
      after.roles.length === 0 ||
      (wasMentor && !after.roles.includes('peer-mentor')),
    isAwayNow: isAway(program, after, today) && !isAway(program, before, today),
    hasMovedOn: isMentee(program, before, today) && !isMentee(program, after, today),
  };
}

/** Lets whoever stays choose: the pair is kept unless they end it. */
async function tellOfPair(ctx: Context, tx: Tx, held: Held, pair: Pair, personId: number, about: 'away' | 'moved-on') {
  await tellPerson(ctx, tx, held, personId, {
    key: `mentorship/pair-kept/${pair.id}/${personId}/${held.now}`,
    composer: COMPOSERS.pairKept,
    content: { pairId: pair.id, about },
  });
}

async function follow(ctx: Context, tx: Tx, held: Held, after: Person, meaning: Meaning): Promise<void> {
  const { left, isAwayNow, hasMovedOn } = meaning;
  if (left || isAwayNow)
    for (const offer of await openOffersTo(tx, [after.id])) await stepOffer(tx, held, offer, 'withdraw');
  if (left || isAwayNow || hasMovedOn)
    for (const request of await liveRequests(tx, held.season.id))
      if (request.personId === after.id) await withdraw(tx, held, request);
  for (const pair of await activePairsOf(tx, [after.id])) {
    if (left) await endPair(ctx, tx, held, pair, 'left');
    else if (isAwayNow) await tellOfPair(ctx, tx, held, pair, partnerOf(pair, after.id), 'away');
    else if (hasMovedOn && pair.menteeId === after.id) await tellOfPair(ctx, tx, held, pair, after.id, 'moved-on');
  }
  if (left && held.mentors.has(after.id)) {
    await removeMentor(tx, held.season.id, after.id);
    held.mentors.delete(after.id);
  }
}

/** Offers to people who left or are away are withdrawn, requests of theirs as well; pairs end with who leaves, and else are kept or ended by choice. */
export async function followPeople(ctx: Context, tx: Tx, changes: readonly PersonChange[]): Promise<void> {
  const today = ctx.program.today(ctx.clock.now());
  const meant = changes
    .map((change) => ({ change, meaning: meaningOf(ctx, change, today) }))
    .filter(({ meaning: { left, isAwayNow, hasMovedOn } }) => left || isAwayNow || hasMovedOn);
  if (meant.length === 0) return;
  const held = await holdSeason(ctx, tx);
  if (!held) return;
  for (const { change, meaning } of meant) {
    held.people.set(change.after.id, change.after);
    await follow(ctx, tx, held, change.after, meaning);
  }
  await advance(ctx, tx, held);
}
