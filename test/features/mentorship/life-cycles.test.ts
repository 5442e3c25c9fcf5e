import { describe, expect, it } from 'vitest';
import { LIVE_REQUEST_STATES, PAIR_STATES, REQUEST_STATES } from '../../../src/domain/mentorship.ts';
import { OFFER_STATES, type OfferEvent, offerAfter } from '../../../src/domain/offers.ts';
import {
  type PairEvent,
  pairAfter,
  type RequestEvent,
  requestAfter,
} from '../../../src/features/mentorship/rules/life-cycles.ts';

const OFFER_EVENTS: readonly OfferEvent[] = ['accept', 'pass', 'lapse', 'withdraw'];
const REQUEST_EVENTS: readonly RequestEvent[] = ['offer', 'return', 'pair', 'hand-over', 'withdraw', 'close', 'undo'];
const PAIR_EVENTS: readonly PairEvent[] = ['end', 'close', 'undo'];

/** Every step that a table takes, as `from event to`. */
function steps<State extends string, Event extends string>(
  states: readonly State[],
  events: readonly Event[],
  after: (state: State, event: Event) => State | null,
): string[] {
  return states.flatMap((state) =>
    events.flatMap((event) => {
      const next = after(state, event);
      return next === null ? [] : [`${state} ${event} ${next}`];
    }),
  );
}

it('an offer is settled once', () => {
  expect(steps(OFFER_STATES, OFFER_EVENTS, offerAfter)).toEqual([
    'open accept accepted',
    'open pass passed',
    'open lapse lapsed',
    'open withdraw withdrawn',
  ]);
});

describe('a request', () => {
  it('takes these steps and no others', () => {
    expect(steps(REQUEST_STATES, REQUEST_EVENTS, requestAfter)).toEqual([
      'waiting offer offered',
      'waiting pair matched',
      'waiting hand-over with-staff',
      'waiting withdraw withdrawn',
      'waiting close unmatched',
      'offered return waiting',
      'offered pair matched',
      'offered hand-over with-staff',
      'offered withdraw withdrawn',
      'offered close unmatched',
      'with-staff pair matched',
      'with-staff withdraw withdrawn',
      'with-staff close unmatched',
      'with-staff undo waiting',
      'matched undo waiting',
      'withdrawn undo waiting',
    ]);
  });

  it.each(LIVE_REQUEST_STATES)('that is %s can be matched, withdrawn and closed', (state) => {
    for (const event of ['pair', 'withdraw', 'close'] as const) expect(requestAfter(state, event)).not.toBeNull();
  });
});

it('a pair is over once', () => {
  expect(steps(PAIR_STATES, PAIR_EVENTS, pairAfter)).toEqual([
    'active end ended',
    'active close completed',
    'active undo undone',
  ]);
});
