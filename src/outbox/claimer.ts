// What a worker takes in hand: one claim after the other, none while it takes over what others left behind.
import type { Temporal } from 'temporal-polyfill';
import { adopt } from './adopt.ts';
import { type Claimed, claim } from './claim.ts';
import { claimAtOnce } from './claim-at-once.ts';
import type { Hands } from './hands.ts';
import { MOST_CLAIMED } from './pace.ts';
import type { Paces } from './pace-store.ts';

export interface Turn {
  /** Rows that were claimed, or settled instead. */
  progress: number;
  /** There may be more at once. */
  more: boolean;
  next: Temporal.Instant | null;
}

export const NOTHING: Turn = { progress: 0, more: false, next: null };

export interface Claimer {
  /** Claims what may be sent, after the claims before it. Rejects where the database cannot be reached. */
  turn(): Promise<Turn>;
  /**
   * Claims by the short way what was enqueued while there was nothing to do; a turn has to follow, which sees whatever else there is. Gives
   * whether something leaves.
   */
  shortTurn(): Promise<boolean>;
  /** Takes over what workers that are gone left behind. Gives the verifications that began. */
  adopt(): Promise<Promise<void>[]>;
}

/** `take` gets what was claimed; nothing is once the worker ends. */
export function createClaimer(hands: Hands, take: (claimed: Claimed) => void): Claimer {
  const { life, log, settings, permits, ending } = hands;
  let last: Promise<unknown> = Promise.resolve();
  /** Holds all permits for a moment. */
  let adopting: Promise<unknown> = Promise.resolve();
  let wasHeld = false;
  /** The methods as the last claim left them. */
  let known: Paces | undefined;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(() => adopting).then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  async function turn(): Promise<Turn> {
    if (ending.aborted || permits.free === 0) return NOTHING;
    const { claimed, spent, next, more, held, paces } = await claim(life, settings, hands.now(), MOST_CLAIMED);
    known = paces;
    if (held && !wasHeld) log.warn('sending is held');
    wasHeld = held;
    for (const each of claimed) take(each);
    return { progress: claimed.length + spent, more, next };
  }

  async function shortTurn(): Promise<boolean> {
    if (ending.aborted || !known || !permits.tryTake()) return false;
    let hasBegun = false;
    try {
      const found = await claimAtOnce(life, settings, known, hands.now());
      if (!found) return false;
      known = found.paces;
      hasBegun = found.claimed.begun;
      take(found.claimed);
      return true;
    } finally {
      // What has begun keeps it.
      if (!hasBegun) permits.give();
    }
  }

  return {
    turn: () => inTurn(turn),
    shortTurn: () => inTurn(shortTurn),
    adopt() {
      const taking = adopt(hands);
      adopting = taking.catch(() => undefined);
      return taking;
    },
  };
}
