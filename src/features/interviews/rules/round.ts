// A round as the matching sees it: who is interviewed, who interviews, when, and what stands already. Plain data, so that it can go to a worker.

/** The moment an interview begins, in milliseconds since 1970: equal moments are equal numbers. All begin on the grid of the program's template. */
export type Start = number;

export interface Applicant {
  /** The person. */
  id: number;
  /** What the first and the second interview are to be about; the same specialty twice where both are of one. */
  specialties: readonly [first: string, second: string];
  cannot: ReadonlySet<Start>;
  /** Their own RASA, Society Advisor and PCE mentor. */
  advisors: ReadonlySet<number>;
  /** With whom they are not to be paired, whoever of the two or of staff wished it. */
  notWith: ReadonlySet<number>;
}

export interface Interviewer {
  /** The person. */
  id: number;
  specialties: readonly string[];
  societyAdvisor: boolean;
  /** The specialties on whose residency selection committees they sit this cycle; null until they have answered that. */
  committees: ReadonlySet<string> | null;
  slots: ReadonlySet<Start>;
}

/** Who else may be the second interviewer for a specialty, where staff allowed it. */
export interface Relaxation {
  related: readonly string[];
  societyAdvisors: boolean;
}

/** By the id of the specialty that is asked for. */
export type Relaxations = ReadonlyMap<string, Relaxation>;

/** One interview, planned or agreed. */
export interface Booking {
  student: number;
  interviewer: number;
  startsAt: Start;
  specialty: string;
  /** By an interviewer of another specialty, whom staff allowed as the second one. */
  relaxed: boolean;
}

export interface Round {
  applicants: readonly Applicant[];
  interviewers: readonly Interviewer[];
  relaxations: Relaxations;
  /** What is not to be changed: published interviews, pairs that staff locked. */
  locked: readonly Booking[];
}

/** So many interviews each student is offered. */
export const INTERVIEWS_EACH = 2;

/** Whether two bookings are the same one. */
export function isSame(a: Booking, b: Booking): boolean {
  return a.student === b.student && a.interviewer === b.interviewer && a.startsAt === b.startsAt;
}
