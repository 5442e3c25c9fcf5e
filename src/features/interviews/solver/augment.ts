// Our own search: exact for the most students with an interview, near the best for the most interviews, in milliseconds. It is where HiGHS
// starts, and what stands where HiGHS cannot be asked.
import { type Choices, WISH_POINTS } from './choices.ts';
import type { Seating } from './seating.ts';

/** How many people may have to move for one; deeper searches cost the stack. */
const DEEPEST = 900;

/** Students by how few choices they have, so that those with few are not left with none. */
function fewestFirst({ students, from }: Choices): number[] {
  const width = (s: number) => (from[s + 1] ?? 0) - (from[s] ?? 0);
  return Array.from({ length: students }, (_, s) => s).sort((a, b) => width(a) - width(b) || a - b);
}

/** Marks the slots that were tried in a round of searches, without a new list for each. */
interface Tried {
  round: number;
  by: Int32Array;
}

/** One search for a place: a free slot, or one whose holder finds another. */
function findPlace(choices: Choices, seating: Seating, tried: Tried, s: number, depth: number): boolean {
  const { from, slot, student } = choices;
  const first = from[s] ?? 0;
  const end = from[s + 1] ?? 0;
  for (let choice = first; choice < end; choice++) {
    if (!seating.fits(choice)) continue;
    seating.seat(choice);
    return true;
  }
  if (depth >= DEEPEST) return false;
  for (let choice = first; choice < end; choice++) {
    const at = slot[choice] ?? 0;
    if (tried.by[at] === tried.round) continue;
    const other = seating.holder(at);
    if (other < 0 || !seating.isLoose(other) || !seating.fitsStudent(choice)) continue;
    const owner = student[other] ?? -1;
    if (owner === s) continue;
    tried.by[at] = tried.round;
    seating.unseat(other);
    seating.seat(choice);
    if (findPlace(choices, seating, tried, owner, depth + 1)) return true;
    seating.unseat(choice);
    seating.seat(other);
  }
  return false;
}

/** Seats as many as it can: everybody once, then everybody a second time. Nobody loses an interview by it. */
export function augment(choices: Choices, seating: Seating): void {
  const order = fewestFirst(choices);
  const tried = { round: 0, by: new Int32Array(choices.slots) };
  for (const wanted of [1, 2]) {
    let open = order.filter((s) => seating.of(s).length < wanted);
    // A slot is tried once in a round: from it leads no way that the one before did not find. What was in vain may go in the next.
    for (let before = -1; open.length > 0 && open.length !== before; ) {
      before = open.length;
      tried.round++;
      open = open.filter((s) => !findPlace(choices, seating, tried, s, 0));
    }
  }
}

/** Passes over everybody at most; each pass makes things better or is the last. */
const MOST_PASSES = 40;

/** Moves single interviews to others that are wished for more, or whose interviewer has fewer; the number of interviews stays. */
export function polish(choices: Choices, seating: Seating): void {
  const { from, interviewer, kind } = choices;
  const gain = (old: number, next: number): number => {
    const wishes = (WISH_POINTS[kind[next] ?? 0] ?? 0) - (WISH_POINTS[kind[old] ?? 0] ?? 0);
    if (wishes !== 0) return wishes * 1_000;
    if (interviewer[old] === interviewer[next]) return 0;
    // The sum of the squares of the loads becomes smaller by twice this; the old interview is not counted at this moment.
    return seating.load(interviewer[old] ?? -1) - seating.load(interviewer[next] ?? -1);
  };
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    let moved = false;
    for (let s = 0; s < choices.students; s++) {
      for (const old of [...seating.of(s)]) {
        if (!seating.isLoose(old)) continue;
        let best = old;
        let bestGain = 0;
        seating.unseat(old);
        for (let choice = from[s] ?? 0; choice < (from[s + 1] ?? 0); choice++) {
          if (!seating.fits(choice)) continue;
          const better = gain(old, choice);
          if (better <= bestGain) continue;
          [best, bestGain] = [choice, better];
        }
        seating.seat(best);
        moved ||= best !== old;
      }
    }
    if (!moved) return;
  }
}
