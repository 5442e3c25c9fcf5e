// The life-cycles of a request and of a pair; that of an offer is drawn in domain/offers.ts. Pure tables: what is not in them does not happen.
//
// A request
//
//               offer                       pair (accepted)
//   waiting ------------> offered ---------------------------------> matched
//     |  ^                 |   |                                      ^   |
//     |  |  return         |   |  hand over (two lapses,              |   | undo (by staff, of what
//     |  `-----------------'   |  six working days, nobody to ask)    |   |  they published or matched)
//     |                        v                                      |   v
//     +------------------> with-staff --------------------------------+  waiting
//     |    hand over           |        pair (by hand, or in a round)    ^
//     |                        `-----------------------------------------'  undo (of a round that handed it over)
//     |
//     `--> withdrawn (by the student, or by a change of theirs)     --> unmatched (the season closes)
//          from waiting, offered and with-staff alike; undo brings back to waiting what an import of staff's had replaced
//
// A pair
//
//   active --end--> ended          either of them, staff, or one of them left: never paired again
//     |`----close-> completed      the season is over
//     `-----undo--> undone         the round was taken back: as if it had never been
import type { PairState, RequestState } from '../../../domain/mentorship.ts';

export type RequestEvent = 'offer' | 'return' | 'pair' | 'hand-over' | 'withdraw' | 'close' | 'undo';

const REQUEST_STEPS: Record<RequestState, Partial<Record<RequestEvent, RequestState>>> = {
  waiting: {
    offer: 'offered',
    pair: 'matched',
    'hand-over': 'with-staff',
    withdraw: 'withdrawn',
    close: 'unmatched',
  },
  offered: {
    return: 'waiting',
    pair: 'matched',
    'hand-over': 'with-staff',
    withdraw: 'withdrawn',
    close: 'unmatched',
  },
  'with-staff': { pair: 'matched', withdraw: 'withdrawn', close: 'unmatched', undo: 'waiting' },
  matched: { undo: 'waiting' },
  withdrawn: { undo: 'waiting' },
  unmatched: {},
};

/** What becomes of a request; null: nothing. */
export function requestAfter(state: RequestState, event: RequestEvent): RequestState | null {
  return REQUEST_STEPS[state][event] ?? null;
}

export type PairEvent = 'end' | 'close' | 'undo';

const FROM_ACTIVE: Record<PairEvent, PairState> = { end: 'ended', close: 'completed', undo: 'undone' };

/** What becomes of a pair; null: nothing, it was over before. */
export function pairAfter(state: PairState, event: PairEvent): PairState | null {
  return state === 'active' ? FROM_ACTIVE[event] : null;
}
