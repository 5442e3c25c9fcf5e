// A mentor answers an offer, or staff do for somebody outside Slack.
import type { Context } from '../../../context.ts';
import type { OfferState } from '../../../domain/offers.ts';
import { UserError } from '../../../errors.ts';
import { recordActs } from '../../../people/audit.ts';
import type { Person } from '../../../people/person.ts';
import { findOffer, type Offer } from '../store/offers.ts';
import { requestsByIds } from '../store/requests.ts';
import { advance } from './advance.ts';
import { holdSeason } from './held.ts';
import { makePair, stepOffer, stepRequest } from './settle.ts';

const UNKNOWN = 'That question is no longer there. `/career mentor` shows what waits for you.';

export interface AnsweredOffer {
  offer: Offer;
  /** How it stands now. */
  state: OfferState;
  /** It was settled before; the press changed nothing. */
  isOld: boolean;
}

/** Answers an offer, once: of two presses the second finds it settled. `mayAnswer` says whose it may be; `by` is who answers for the mentor, in the audit. */
export async function answerOffer(
  ctx: Context,
  id: number,
  answer: 'accept' | 'pass',
  mayAnswer: (offer: Offer) => boolean,
  by: Person | null = null,
): Promise<AnsweredOffer> {
  return ctx.transaction(async (tx) => {
    const held = await holdSeason(ctx, tx);
    const offer = await findOffer(tx, id);
    if (!offer || !mayAnswer(offer)) throw new UserError(UNKNOWN);
    const [request] = await requestsByIds(tx, [offer.requestId]);
    if (!held || !request || request.seasonId !== held.season.id) return { offer, state: offer.state, isOld: true };
    // What lapsed a moment ago, before the clock's job came round to it, has lapsed.
    const isLate = offer.lapsesAt.epochMilliseconds <= held.now.epochMilliseconds;
    if (offer.state !== 'open' || isLate) {
      await advance(ctx, tx, held);
      return { offer, state: offer.state === 'open' ? 'lapsed' : offer.state, isOld: true };
    }
    await stepOffer(tx, held, offer, answer);
    if (by)
      await recordActs(tx, held.now.toString(), [
        { act: `mentorship.${answer}-for`, actorId: by.id, subjectId: offer.mentorId, details: { offer: id } },
      ]);
    if (answer === 'accept') {
      if ((await makePair(ctx, tx, held, request, { mentorId: offer.mentorId, origin: 'offer' })) === undefined)
        throw new Error(`request ${request.id} with an open offer could not be matched`);
      return { offer, state: 'accepted', isOld: false };
    }
    await stepRequest(tx, held, request, 'return');
    await advance(ctx, tx, held);
    return { offer, state: 'passed', isOld: false };
  });
}
