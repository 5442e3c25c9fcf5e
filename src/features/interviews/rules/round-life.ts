// The life of a round. Pure.
//
//   collecting --match--> draft --publish--> published --close--> closed
//                        |  ^  ^                |
//         match again ---+--+  +--- taken back -+
//
// Running is a published round from its first evening on; that is seen by the day and not stored. Answers can be changed at any
// time and change no state: matching again takes them up. From publishing on every change is one interview's.
//
// Each act on a round counts its revision one up: a plan is taken, and a publishing taken back, only where nothing came between.

import type { Day } from '../../../domain/day.ts';
import type { RoundState } from '../../../domain/interview.ts';

export interface RoundRow {
  id: number;
  matchYear: number;
  state: RoundState;
  answerBy: Day;
  revision: number;
  evenings: readonly Day[];
}

/** Whether interviews can be planned and planned again without anybody being told. */
export function isPlanning(state: RoundState): boolean {
  return state === 'collecting' || state === 'draft';
}

/** Whether people know of their interviews. */
export function isOut(state: RoundState): boolean {
  return state === 'published' || state === 'running';
}

/** A published round runs from its first evening on. */
export function stateOn({ state, evenings }: Pick<RoundRow, 'state' | 'evenings'>, today: Day): RoundState {
  const [first] = evenings;
  return state === 'published' && first !== undefined && first <= today ? 'running' : state;
}
