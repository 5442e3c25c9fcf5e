// The life of a case. Pure.
//
//                claim                 connect
//      open ---------------> claimed ------------> connected      a reply changes neither claimed nor connected
//       ^ ^                   | |                   | |
//       | +---- give back ----+ |                   | |
//       +------ give back, or the claimer leaves ---+ |
//       |                       |                     |
//       +--------- close (claimer), never mind (asker), the asker leaves ---------> closed
//
// Undo of a close, for ten minutes, goes back to where it was (or to open where its claimer answers no more).
//
// Of two who claim at once one does: the state is looked at in the statement that changes it.
import type { CaseState } from '../../../domain/asks.ts';

export const MOVES = ['claim', 'give-back', 'reply', 'connect', 'close', 'withdraw'] as const;
export type Move = (typeof MOVES)[number];

const AFTER: Record<CaseState, Partial<Record<Move, CaseState>>> = {
  open: { claim: 'claimed', withdraw: 'closed' },
  claimed: { 'give-back': 'open', reply: 'claimed', connect: 'connected', close: 'closed', withdraw: 'closed' },
  connected: { 'give-back': 'open', reply: 'connected', connect: 'connected', close: 'closed', withdraw: 'closed' },
  closed: {},
};

/** The state after a move; null where that can't be done from here. */
export function stateAfter(state: CaseState, move: Move): CaseState | null {
  return AFTER[state][move] ?? null;
}

/** Whether the asker waits for something to happen after a move: not once they were answered or brought together with somebody. */
export function waitsAfter(move: Move): boolean {
  return move === 'claim' || move === 'give-back';
}
