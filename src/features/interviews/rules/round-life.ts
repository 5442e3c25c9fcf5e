// The life of a round. Pure.
//
//   collecting --match--> draft --publish--> published --its first evening--> running --close--> closed
//                        |  ^  ^              |     |                                    ^
//         match again ---+--+  +--taken back--+     +-------------- close ---------------+
//
// The day itself makes it run (jobs.ts), and what runs is not taken back any more. Answers can be changed at any time and change no state:
// matching again takes them up. From publishing on every change is one interview's. It is closed only when nothing of it is ahead.
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

/** Whether a round runs on a day at the school, also where its state is still to be changed. */
export function isRunning({ state, evenings }: Pick<RoundRow, 'state' | 'evenings'>, today: Day): boolean {
  const [first] = evenings;
  return state === 'running' || (state === 'published' && first !== undefined && first <= today);
}
