// Invented rounds of practice interviews in five shapes, the same for the same seed.
import type { Applicant, Interviewer, Round } from '../../src/features/interviews/rules/round.ts';

export const SHAPES = ['loose', 'tight', 'separable', 'one component', 'clumped'] as const;
export type Shape = (typeof SHAPES)[number];

/** Random numbers from 0 to 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const HALF_HOUR_MS = 30 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** 14 September 2027, 17:30 in Boston. */
const FIRST_START = 1_820_957_400_000;

/** The starts of so many evenings of five interviews. */
function startsOf(evenings: number): number[] {
  return Array.from(
    { length: evenings * 5 },
    (_, at) => FIRST_START + Math.floor(at / 5) * DAY_MS + (at % 5) * HALF_HOUR_MS,
  );
}

interface Plan {
  specialties: number;
  /** Interviewers for each student. */
  interviewers: number;
  /** Of students and of interviewers, how many have two specialties. */
  two: number;
  starts: number[];
  slotsEach: number;
  /** How many of the times a student cannot. */
  cannot: number;
}

function planOf(shape: Shape, students: number): Plan {
  const specialties = students <= 180 ? 20 : 40;
  const plan = { specialties, interviewers: 0.4, two: 0, starts: startsOf(12), slotsEach: 4, cannot: 0.3 };
  switch (shape) {
    case 'loose':
      return { ...plan, interviewers: 0.667, two: 0.1 };
    case 'tight':
      return { ...plan, two: 0.1 };
    case 'separable':
      return plan;
    case 'one component':
      return { ...plan, two: 0.6 };
    case 'clumped':
      return { ...plan, starts: startsOf(2), slotsEach: 5, cannot: 0.2 };
  }
}

/** Small numbers come up more often: some specialties are asked for by many. */
function skewed(random: () => number, most: number): number {
  return Math.min(most - 1, Math.floor(random() ** 1.6 * most));
}

export function roundOf(shape: Shape, students: number, seed: number): Round {
  const random = randomFrom(seed);
  const plan = planOf(shape, students);
  const specialty = () => `specialty-${skewed(random, plan.specialties)}`;
  const applicants = Array.from({ length: students }, (_, id): Applicant => {
    const first = specialty();
    return {
      id,
      specialties: [first, random() < plan.two ? specialty() : first],
      cannot: new Set(plan.starts.filter(() => random() < plan.cannot)),
      advisors: new Set(random() < 0.5 ? [students + Math.floor(random() * students * plan.interviewers)] : []),
      notWith: new Set(),
    };
  });
  const count = Math.round(students * plan.interviewers);
  const interviewers = Array.from({ length: count }, (_, at): Interviewer => {
    const specialties = [specialty(), ...(random() < plan.two ? [specialty()] : [])];
    const slots = new Set<number>();
    while (slots.size < plan.slotsEach) slots.add(plan.starts[Math.floor(random() * plan.starts.length)] ?? 0);
    const committees = new Set(random() < 0.1 ? [specialties[0] ?? ''] : []);
    return { id: students + at, specialties, societyAdvisor: false, committees, slots };
  });
  return { applicants, interviewers, relaxations: new Map(), locked: [] };
}
