// The application cycle, apart from the phase: who applies, in which Match year, and how far along.
import type { Day } from './day.ts';

export const CYCLE_STATES = ['applying', 'graduating'] as const;
export type CycleState = (typeof CYCLE_STATES)[number];

/** A Match year, or what a student says instead. */
export type CycleChoice = number | 'not-applying' | 'undecided';

export interface Cycle {
  choice: 'applies' | 'undecided' | 'not-applying';
  /** The year of the Match; for the undecided the one of their class; null for those not applying. */
  matchYear: number | null;
  /** null before 1 November two years ahead of the Match, and for those not applying. */
  state: CycleState | null;
}

/** The first day of applying for a Match year: 1 November of the year two before (spec 1). */
export function applyingFrom(matchYear: number): Day {
  return `${matchYear - 2}-11-01`;
}

/** The first day of graduating for a Match year: 1 November of the year before (spec 1). */
export function graduatingFrom(matchYear: number): Day {
  return `${matchYear - 1}-11-01`;
}

/**
 * The cycle of an enrolled student on a day.
 * `choice` is what a dated override says; without one a student applies for the Match of the class, `classYear`.
 */
export function cycleOn(choice: CycleChoice | undefined, classYear: number, day: Day): Cycle {
  if (choice === 'not-applying') return { choice, matchYear: null, state: null };
  const matchYear = typeof choice === 'number' ? choice : classYear;
  return { choice: choice === 'undecided' ? choice : 'applies', matchYear, state: stateOn(matchYear, day) };
}

function stateOn(matchYear: number, day: Day): CycleState | null {
  if (day < applyingFrom(matchYear)) return null;
  return day < graduatingFrom(matchYear) ? 'applying' : 'graduating';
}

/** `applying 2027-28`, `graduating 2027`, `not applying`, `cycle undecided`; empty before the cycle begins. */
export function cycleText(cycle: Cycle): string {
  if (cycle.choice === 'not-applying') return 'not applying';
  if (cycle.state === null || cycle.matchYear === null) return '';
  if (cycle.choice === 'undecided') return 'cycle undecided';
  if (cycle.state === 'graduating') return `graduating ${cycle.matchYear}`;
  return `applying ${cycle.matchYear - 1}-${String(cycle.matchYear % 100).padStart(2, '0')}`;
}
