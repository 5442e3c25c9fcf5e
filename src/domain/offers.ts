// An offer: one person is asked whether they take another. The words that peer mentorship and practice interviews share.
//
//              accept
//   open -----------------> accepted
//    |  \  not this time
//    |   `----------------> passed
//    |      no answer in time
//    +--------------------> lapsed
//    |      withdrawn by who asked, by staff, or because somebody left
//    `--------------------> withdrawn
//
// Only an open offer can still become something else: whoever presses an old button is told what happened, and nothing changes.

export const OFFER_STATES = ['open', 'accepted', 'passed', 'lapsed', 'withdrawn'] as const;
export type OfferState = (typeof OFFER_STATES)[number];

export type OfferEvent = 'accept' | 'pass' | 'lapse' | 'withdraw';

const FROM_OPEN: Record<OfferEvent, Exclude<OfferState, 'open'>> = {
  accept: 'accepted',
  pass: 'passed',
  lapse: 'lapsed',
  withdraw: 'withdrawn',
};

/** What becomes of an offer; null: nothing, it was settled before. */
export function offerAfter(state: OfferState, event: OfferEvent): OfferState | null {
  return state === 'open' ? FROM_OPEN[event] : null;
}
