// A year, whole or short, from a seed.
import { inhabitants } from './population.ts';
import { createChance } from './random.ts';
import { actsOf, startOf, type Year } from './script.ts';
import { milestoneThings, sessionThings } from './timetable.ts';

export interface Size {
  students: number;
  /** ISO days, both included. */
  from: string;
  to: string;
  /** How many of those whom a session concerns say Going. */
  share: number;
}

export const WHOLE: Size = { students: 700, from: '2026-08-01', to: '2027-07-31', share: 0.05 };
/** A month with the end of daylight-saving time in it. */
export const SHORT: Size = { students: 40, from: '2026-10-10', to: '2026-11-10', share: 0.2 };

export function yearOf({ students, from, to, share }: Size, seed: number): Year {
  const chance = createChance(seed);
  const people = inhabitants(chance, students);
  const start = startOf({ from });
  const year = { from, to, people, sessions: sessionThings(start), milestones: milestoneThings(start) };
  return { ...year, acts: actsOf(chance, year, share) };
}
