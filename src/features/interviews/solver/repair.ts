// Somebody's interview fell away: the smallest change of the others' that gives them another.
import type { Booking, Round } from '../rules/round.ts';
import { type Choices, choicesOf } from './choices.ts';
import { createSeating, type Seating } from './seating.ts';

/** What becomes of an interview: a new one (`from` null), or another time or interviewer for somebody who makes room. */
export interface Move {
  from: Booking | null;
  to: Booking;
}

/** So many other students move for one at most; beyond that staff find something better. */
const MOST_OTHERS = 3;

function keyOf({ student, interviewer, startsAt, specialty }: Booking): string {
  return `${student} ${interviewer} ${startsAt} ${specialty}`;
}

/**
 * Seats what stands, also a relaxed second interview whose first has just fallen away. What the rules no longer allow is no choice, and
 * is not seated.
 */
function seatAll(choices: Choices, seating: Seating, standing: readonly Booking[]): void {
  const wanted = new Set(standing.map(keyOf));
  for (let choice = 0; choice < choices.count; choice++) {
    if (choices.locked[choice] === 1 || !wanted.has(keyOf(choices.booking(choice)))) continue;
    if (seating.holder(choices.slot[choice] ?? -1) < 0) seating.seat(choice);
  }
}

/** A place for a student with exactly so many others moving; the moves from the student on, or null. */
function search(choices: Choices, seating: Seating, s: number, others: number): number[][] | null {
  for (let choice = choices.from[s] ?? 0; choice < (choices.from[s + 1] ?? 0); choice++) {
    if (others === 0) {
      if (seating.fits(choice)) return [[-1, choice]];
      continue;
    }
    const holder = seating.holder(choices.slot[choice] ?? -1);
    if (holder < 0 || !seating.isLoose(holder) || !seating.fitsStudent(choice)) continue;
    const owner = choices.student[holder] ?? -1;
    if (owner === s) continue;
    seating.unseat(holder);
    seating.seat(choice);
    const rest = search(choices, seating, owner, others - 1);
    seating.unseat(choice);
    seating.seat(holder);
    const [next, ...further] = rest ?? [];
    if (next) return [[-1, choice], [holder, next[1] ?? -1], ...further];
  }
  return null;
}

/**
 * Another interview for a student with the fewest changes to others; null where there is none. `round.locked` is not touched,
 * `standing` may move, of `mostOthers` other students.
 */
export function repair(
  round: Round,
  standing: readonly Booking[],
  student: number,
  mostOthers = MOST_OTHERS,
): Move[] | null {
  const choices = choicesOf(round);
  const seating = createSeating(choices);
  seatAll(choices, seating, standing);
  const s = round.applicants.findIndex(({ id }) => id === student);
  if (s < 0) return null;
  for (let others = 0; others <= mostOthers; others++) {
    const found = search(choices, seating, s, others);
    if (found)
      return found.map(([from = -1, to = -1]) => ({
        from: from < 0 ? null : choices.booking(from),
        to: choices.booking(to),
      }));
  }
  return null;
}
