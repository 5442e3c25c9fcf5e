// What becomes of offers, requests and pairs, within an act that holds the season. Each tells those whom it concerns.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { PairEnd, PairOrigin } from '../../../domain/mentorship.ts';
import { type OfferEvent, offerAfter } from '../../../domain/offers.ts';
import { pairAfter, type RequestEvent, requestAfter } from '../rules/life-cycles.ts';
import { freePlace, takePlace } from '../store/mentors.ts';
import { type Offer, offersOf, settleOffer } from '../store/offers.ts';
import { insertPair, overPair, type Pair, setIntroduced } from '../store/pairs.ts';
import { requestsByIds, type StoredRequest, setRequestState } from '../store/requests.ts';
import { countPlace, type Held } from './held.ts';
import { COMPOSERS, introduce, retellOffer, retellRequest, tellPerson } from './tell.ts';

/** Takes a step of a request's life-cycle; false, and nothing done, where there is none. */
export async function stepRequest(tx: Tx, held: Held, request: StoredRequest, event: RequestEvent): Promise<boolean> {
  const state = requestAfter(request.state, event);
  if (state === null) return false;
  await setRequestState(tx, request.id, state, held.now);
  await retellRequest(tx, held, request, event);
  return true;
}

export async function givePlaceBack(tx: Tx, held: Held, mentorId: number): Promise<void> {
  await freePlace(tx, held.season.id, mentorId);
  countPlace(held, mentorId, -1);
}

/** Settles an offer; all but an accepted one give the place back. False where it was settled before. */
export async function stepOffer(tx: Tx, held: Held, offer: Offer, event: OfferEvent): Promise<boolean> {
  const state = offerAfter(offer.state, event);
  if (state === null || state === 'open' || !(await settleOffer(tx, offer.id, state, held.now))) return false;
  if (state !== 'accepted') await givePlaceBack(tx, held, offer.mentorId);
  await retellOffer(tx, held, offer, event);
  return true;
}

/** Withdraws the offers of some requests that nobody has answered, if there are any. */
export async function withdrawOffers(
  tx: Tx,
  held: Held,
  requests: readonly Pick<StoredRequest, 'id'>[],
): Promise<void> {
  const offers = await offersOf(
    tx,
    requests.map(({ id }) => id),
  );
  for (const offer of offers) if (offer.state === 'open') await stepOffer(tx, held, offer, 'withdraw');
}

interface Match {
  mentorId: number;
  origin: PairOrigin;
  roundId?: number;
}

/**
 * Pairs a live request, of which no offer is open any more, with a mentor and introduces them. An accepted offer has its place already, others
 * take one; undefined, and nothing done, where none is free.
 */
export async function makePair(
  ctx: Context,
  tx: Tx,
  held: Held,
  request: StoredRequest,
  { mentorId, origin, roundId }: Match,
): Promise<number | undefined> {
  if (requestAfter(request.state, 'pair') === null) return undefined;
  if (origin !== 'offer') {
    if (!(await takePlace(tx, held.season.id, mentorId))) return undefined;
    countPlace(held, mentorId, 1);
  }
  const pair = {
    seasonId: held.season.id,
    requestId: request.id,
    mentorId,
    menteeId: request.personId,
    origin,
    roundId: roundId ?? null,
  };
  const id = await insertPair(tx, pair, held.now);
  await stepRequest(tx, held, request, 'pair');
  if (await introduce(ctx, tx, held, { id, ...pair })) await setIntroduced(tx, id, held.now);
  return id;
}

/** Ends a pair and tells whoever did not end it, in neutral words; false where it was over before. */
export async function endPair(ctx: Context, tx: Tx, held: Held, pair: Pair, endedBy: PairEnd): Promise<boolean> {
  const state = pairAfter(pair.state, 'end');
  if (state === null || state === 'active' || !(await overPair(tx, pair.id, { state, endedBy }, held.now)))
    return false;
  await givePlaceBack(tx, held, pair.mentorId);
  for (const request of await requestsByIds(tx, [pair.requestId])) await retellRequest(tx, held, request, 'ended');
  const told = [...(endedBy === 'mentor' ? [] : [pair.mentorId]), ...(endedBy === 'mentee' ? [] : [pair.menteeId])];
  for (const personId of told)
    await tellPerson(ctx, tx, held, personId, {
      key: `mentorship/pair-ended/${pair.id}/${personId}`,
      composer: COMPOSERS.pairEnded,
      content: { pairId: pair.id },
    });
  return true;
}
