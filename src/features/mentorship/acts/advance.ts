// The rolling way of a season, moved on: what has lapsed lapses, what is due goes to staff, and free mentors are asked, in turn.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { isWithin } from '../../../domain/match-week.ts';
import { matchWeeksOf } from '../../../people/person.ts';
import { answerTime, goesToStaff } from '../rules/answer-time.ts';
import { candidatesFor, inTurn } from '../rules/candidates.ts';
import { requestAfter } from '../rules/life-cycles.ts';
import { workingTimeOf } from '../rules/people.ts';
import { hasBegun } from '../rules/season.ts';
import { takePlace } from '../store/mentors.ts';
import { insertOffer, type Offer, offersOf } from '../store/offers.ts';
import { liveRequests, type StoredRequest } from '../store/requests.ts';
import { countPlace, type Held } from './held.ts';
import { stepOffer, stepRequest } from './settle.ts';
import { tellOffer } from './tell.ts';

/** Asks the best mentor who can be asked in time; false where there is none. */
async function askNext(
  ctx: Context,
  tx: Tx,
  held: Held,
  request: StoredRequest,
  offers: readonly Offer[],
): Promise<boolean> {
  const { mentors, people, apart, now, season, matchDays } = held;
  const asked = new Set(offers.map(({ mentorId }) => mentorId));
  for (const { mentor } of candidatesFor(request, [...mentors.values()], { apart, asked, seed: request.id })) {
    const person = people.get(mentor.personId);
    const time =
      person && answerTime(workingTimeOf(ctx.program, person), now, request.staffAt, person.settings.quietUntil);
    // A mentor whose Match week has begun by then is not asked.
    if (!person || !time || isWithin(matchWeeksOf(ctx.program, person, matchDays), time.asksAt)) continue;
    if (!(await takePlace(tx, season.id, mentor.personId))) continue;
    countPlace(held, mentor.personId, 1);
    const offer = { requestId: request.id, mentorId: mentor.personId, ...time };
    const id = await insertOffer(tx, offer);
    await stepRequest(tx, held, request, 'offer');
    await tellOffer(ctx, tx, held, { id, ...offer, state: 'open', settledAt: null });
    return true;
  }
  return false;
}

/** A request whose offer came to nothing, before the next is asked. */
async function returned(tx: Tx, held: Held, request: StoredRequest): Promise<StoredRequest> {
  await stepRequest(tx, held, request, 'return');
  return { ...request, state: requestAfter(request.state, 'return') ?? request.state };
}

/** Lets lapse what was not answered in time. */
async function lapse(tx: Tx, held: Held, offers: readonly Offer[]): Promise<void> {
  for (const offer of offers) {
    const isOver = offer.lapsesAt.epochMilliseconds <= held.now.epochMilliseconds;
    if (offer.state === 'open' && isOver) await stepOffer(tx, held, offer, 'lapse');
  }
}

/**
 * Moves every live request on as far as it goes: called whenever a place is free, a request came or an offer is settled, and by the clock.
 * A request for which nobody at all can be asked waits for a mentor to join until its time is over; where some were asked, staff get it.
 * Before the season's first day requests are collected, and nobody is asked.
 */
export async function advance(ctx: Context, tx: Tx, held: Held): Promise<void> {
  const before = await liveRequests(tx, held.season.id);
  const ids = before.map(({ id }) => id);
  await lapse(tx, held, await offersOf(tx, ids));
  const offers = await offersOf(tx, ids);
  const isBegun = hasBegun(held.season, ctx.program.today(held.now));
  for (const live of inTurn(before)) {
    if (live.state === 'with-staff') continue;
    const own = offers.filter(({ requestId }) => requestId === live.id);
    if (own.some(({ state }) => state === 'open')) continue;
    const request = live.state === 'offered' ? await returned(tx, held, live) : live;
    const lapses = own.filter(({ state }) => state === 'lapsed').length;
    if (!isBegun) continue;
    if (goesToStaff(lapses, request.staffAt, held.now)) await stepRequest(tx, held, request, 'hand-over');
    else if (held.season.way === 'rolling' && !(await askNext(ctx, tx, held, request, own)) && own.length > 0)
      await stepRequest(tx, held, request, 'hand-over');
  }
}
