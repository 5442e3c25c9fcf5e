// Who is booked where while an answer is put together. It never holds a choice that breaks a rule; who asks `fits` first may seat.
import { INTERVIEWS_EACH } from '../rules/round.ts';
import { type Choices, FIRST, RELAXED } from './choices.ts';

const NONE = -1;

export interface Seating {
  /** The choice that holds a slot; -1 where it is free. */
  holder(slot: number): number;
  /** The choices of a student. */
  of(student: number): readonly number[];
  load(interviewer: number): number;
  /** Whether a choice could be seated as things are; its slot is looked at too. */
  fits(choice: number): boolean;
  /** The same, were its slot free. */
  fitsStudent(choice: number): boolean;
  /** Whether a choice can be taken away and the rest still stands: a relaxed second interviewer needs a first. */
  isLoose(choice: number): boolean;
  seat(choice: number): void;
  unseat(choice: number): void;
  /** All that are seated, in order. */
  all(): number[];
}

/** An empty seating with the locked choices in it. */
export function createSeating(choices: Choices): Seating {
  const { student, interviewer, slot, time, kind, sameTwice, locked } = choices;
  const holders = new Int32Array(choices.slots).fill(NONE);
  const loads = new Int32Array(choices.interviewers);
  const held: number[][] = Array.from({ length: choices.students }, () => []);
  const of = (s: number): readonly number[] => held[s] ?? [];

  const fitsStudent = (choice: number): boolean => {
    const s = student[choice] ?? NONE;
    const mine = of(s);
    if (mine.length >= INTERVIEWS_EACH) return false;
    for (const other of mine) {
      if (interviewer[other] === interviewer[choice] || time[other] === time[choice]) return false;
      if (!goTogether(kind[other] ?? 0, kind[choice] ?? 0, sameTwice[s] === 1)) return false;
    }
    return kind[choice] !== RELAXED || mine.length > 0;
  };
  const seating: Seating = {
    holder: (at) => holders[at] ?? NONE,
    of,
    load: (i) => loads[i] ?? 0,
    fitsStudent,
    fits: (choice) => holders[slot[choice] ?? NONE] === NONE && fitsStudent(choice),
    isLoose: (choice) =>
      locked[choice] !== 1 &&
      (kind[choice] === RELAXED || !of(student[choice] ?? NONE).some((other) => kind[other] === RELAXED)),
    seat: (choice) => {
      holders[slot[choice] ?? NONE] = choice;
      loads[interviewer[choice] ?? NONE] = (loads[interviewer[choice] ?? NONE] ?? 0) + 1;
      held[student[choice] ?? NONE]?.push(choice);
    },
    unseat: (choice) => {
      holders[slot[choice] ?? NONE] = NONE;
      loads[interviewer[choice] ?? NONE] = (loads[interviewer[choice] ?? NONE] ?? 0) - 1;
      const mine = held[student[choice] ?? NONE];
      mine?.splice(mine.indexOf(choice), 1);
    },
    all: () => held.flat().sort((a, b) => a - b),
  };
  for (let choice = 0; choice < choices.count; choice++) if (locked[choice] === 1) seating.seat(choice);
  return seating;
}

/** Whether one student may have interviews of both kinds. */
function goTogether(a: number, b: number, sameTwice: boolean): boolean {
  if (a === FIRST && b === FIRST) return sameTwice;
  return a === FIRST || b === FIRST;
}
