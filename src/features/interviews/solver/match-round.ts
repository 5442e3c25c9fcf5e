// A whole round, matched: part by part, aim by aim. Runs in a worker; what it needs of the world are HiGHS and a stopwatch.
import type { Highs } from 'highs';
import type { Booking, Round } from '../rules/round.ts';
import { askHighs, type Solved } from './ask-highs.ts';
import { augment, polish } from './augment.ts';
import { type Choices, choicesOf, FIRST, SECOND, WISH_POINTS } from './choices.ts';
import { type Goal, modelOf, weightOf } from './model.ts';
import { partsOf } from './parts.ts';
import { createSeating, type Seating } from './seating.ts';

/** What one aim came to. `bound`: no answer is better (of `load`: none is smaller). */
export interface Reached {
  value: number;
  bound: number;
  /** How far the two are apart, as a part of the value: 0 is proved. */
  gap: number;
}

export interface MatchedRound {
  bookings: readonly Booking[];
  /** In the order in which they count: students with at least one, interviews, points for wishes, the sum of the squares of the interviewers' loads. */
  aims: { students: Reached; interviews: Reached; wishes: Reached; load: Reached };
  /** The safety limit ended the search: another run may give another answer. */
  cut: boolean;
  /** Locked bookings that the rules no longer allow, and that are therefore not in it. */
  notAllowed: readonly Booking[];
  /** How many parts have nobody in common, and how many of them needed HiGHS. */
  parts: { count: number; asked: number };
  /** Until the first two aims were reached, and in all. */
  milliseconds: { served: number; all: number };
}

export interface Limits {
  /** For safety; all parts share them. */
  seconds: number;
  /** Nodes for the wishes and for the load of a part. */
  nodes: number;
  /** A part with more choices gets wishes and load by our own search alone. */
  mostChoices: number;
}

export const LIMITS: Limits = { seconds: 120, nodes: 20, mostChoices: 30_000 };

/** HiGHS with a stopwatch that gives milliseconds. Without HiGHS our own search answers. */
export interface Tools {
  highs: Highs | null;
  elapsed(): number;
}

/** HiGHS counts in fractions; bounds of whole sums are rounded down past its tolerance. */
const ROUNDING = 1e-6;

interface Sums {
  students: number;
  interviews: number;
  wishes: number;
  load: number;
}

function sumsOf({ student, interviewer, kind }: Choices, chosen: Iterable<number>): Sums {
  const students = new Set<number>();
  const loads = new Map<number, number>();
  let interviews = 0;
  let wishes = 0;
  for (const choice of chosen) {
    students.add(student[choice] ?? -1);
    loads.set(interviewer[choice] ?? -1, (loads.get(interviewer[choice] ?? -1) ?? 0) + 1);
    interviews++;
    wishes += WISH_POINTS[kind[choice] ?? 0] ?? 0;
  }
  const load = [...loads.values()].reduce((sum, each) => sum + each * each, 0);
  return { students: students.size, interviews, wishes, load };
}

/** What a student could have of each kind, were nobody else there. */
interface Offered {
  interviewers: Set<number>;
  kinds: Set<number>;
}

/** At most so many points for wishes: two interviews of the first specialty, or one of each that there is. */
function mostPoints({ interviewers, kinds }: Offered, sameTwice: boolean): number {
  const points = [...kinds].map((kind): number => WISH_POINTS[kind] ?? 0);
  if (sameTwice) return Math.min(2, interviewers.size) * Math.max(...points);
  return points.reduce((sum, each) => sum + each, 0);
}

/** Bounds that need no solver: everybody has all they could, at what they wish for, spread over all interviewers. */
function plainBounds(choices: Choices, part: readonly number[]) {
  const slots = new Set<number>();
  const people = new Set<number>();
  const offered = new Map<number, Offered>();
  for (const choice of part) {
    slots.add(choices.slot[choice] ?? -1);
    people.add(choices.interviewer[choice] ?? -1);
    const s = choices.student[choice] ?? -1;
    const own = offered.get(s) ?? { interviewers: new Set<number>(), kinds: new Set<number>() };
    own.interviewers.add(choices.interviewer[choice] ?? -1);
    own.kinds.add(choices.kind[choice] ?? 0);
    offered.set(s, own);
  }
  // Who could have nothing but a relaxed second interview has none.
  const each = [...offered].filter(([, { kinds }]) => kinds.has(FIRST) || kinds.has(SECOND));
  const most = each.reduce((sum, [, { interviewers }]) => sum + Math.min(2, interviewers.size), 0);
  return {
    students: Math.min(each.length, slots.size),
    interviews: Math.min(most, slots.size),
    wishes: each.reduce((sum, [s, own]) => sum + mostPoints(own, choices.sameTwice[s] === 1), 0),
    loadOf: (interviews: number) => evenLoad(interviews, people.size),
  };
}

/** The sum of squares where interviews are spread as evenly as can be. */
function evenLoad(interviews: number, people: number): number {
  if (people === 0) return 0;
  const low = Math.floor(interviews / people);
  const high = interviews - low * people;
  return high * (low + 1) ** 2 + (people - high) * low ** 2;
}

/** What HiGHS chose; the start where it found nothing better. */
function chosenBy(part: readonly number[], { values }: Solved, start: readonly number[]): readonly number[] {
  return values ? part.filter((_, column) => (values[column] ?? 0) > 0.5) : start;
}

function isBetter(a: Sums, b: Sums): boolean {
  if (a.students !== b.students) return a.students > b.students;
  if (a.interviews !== b.interviews) return a.interviews > b.interviews;
  if (a.wishes !== b.wishes) return a.wishes > b.wishes;
  return a.load < b.load;
}

/** The same choices seated anew, and moved to what is better one by one. */
function polished(choices: Choices, chosen: readonly number[]): readonly number[] {
  const seating = createSeating(choices);
  // A relaxed second interview is seated after its first.
  for (const choice of [...chosen].sort((a, b) => (choices.kind[a] ?? 0) - (choices.kind[b] ?? 0) || a - b))
    if (choices.locked[choice] !== 1) seating.seat(choice);
  polish(choices, seating);
  const students = new Set(chosen.map((choice) => choices.student[choice] ?? -1));
  return [...students].flatMap((s) => [...seating.of(s)]).sort((a, b) => a - b);
}

/** One part while it is being solved. */
interface Work {
  choices: Choices;
  part: readonly number[];
  students: number;
  chosen: readonly number[];
  sums: Sums;
  bounds: Sums;
  loadOf(interviews: number): number;
  asked: boolean;
  cut: boolean;
}

function begin(choices: Choices, part: readonly number[], seating: Seating): Work {
  const { loadOf, ...plain } = plainBounds(choices, part);
  const students = [...new Set(part.map((choice) => choices.student[choice] ?? -1))];
  const chosen = students.flatMap((s) => [...seating.of(s)]).sort((a, b) => a - b);
  const bounds = { ...plain, load: 0 };
  const sums = sumsOf(choices, chosen);
  return { choices, part, students: students.length, chosen, sums, bounds, loadOf, asked: false, cut: false };
}

function take(work: Work, chosen: readonly number[]): void {
  const sums = sumsOf(work.choices, chosen);
  if (isBetter(sums, work.sums)) Object.assign(work, { chosen, sums });
}

/** Asks HiGHS for something better and gives its bound; no bound where it can't be asked or there is no time left. */
function ask(work: Work, goal: Goal, nodes: number | null, { highs, elapsed }: Tools, limits: Limits): number {
  if (!highs) return Number.POSITIVE_INFINITY;
  const seconds = limits.seconds - elapsed() / 1_000;
  if (seconds <= 0) {
    work.cut = true;
    return Number.POSITIVE_INFINITY;
  }
  const model = modelOf(work.choices, work.part, goal, new Set(work.chosen));
  const solved = askHighs(highs, model, { nodes, seconds });
  work.asked = true;
  work.cut ||= solved.cut;
  take(work, chosenBy(work.part, solved, work.chosen));
  return Math.floor(solved.bound + ROUNDING);
}

/** Most students with at least one, then most interviews, as one weighted sum. */
function serve(work: Work, tools: Tools, limits: Limits): void {
  const { bounds } = work;
  if (work.sums.students === bounds.students && work.sums.interviews === bounds.interviews) return;
  const weight = weightOf(work.students);
  const bound = ask(work, { aim: 'served' }, null, tools, limits);
  bounds.students = Math.min(bounds.students, Math.floor(bound / weight));
  // A bound of the weighted sum bounds the interviews of answers that serve as many students.
  if (work.sums.students === bounds.students)
    bounds.interviews = Math.min(bounds.interviews, bound - weight * work.sums.students);
}

/** Wishes, then even load, as far as the limits allow; what was reached before stays. */
function refine(work: Work, tools: Tools, limits: Limits): void {
  const { bounds } = work;
  take(work, polished(work.choices, work.chosen));
  bounds.wishes = Math.min(bounds.wishes, WISH_POINTS[FIRST] * work.sums.interviews);
  const isSmall = work.part.length <= limits.mostChoices;
  if (isSmall && work.sums.wishes < bounds.wishes) {
    const bound = ask(work, { aim: 'wishes', floor: work.sums }, limits.nodes, tools, limits);
    bounds.wishes = Math.min(bounds.wishes, bound);
    take(work, polished(work.choices, work.chosen));
  }
  bounds.load = work.loadOf(work.sums.interviews);
  if (isSmall && work.sums.load > bounds.load) {
    const bound = -ask(work, { aim: 'load', floor: work.sums }, limits.nodes, tools, limits);
    bounds.load = Math.max(bounds.load, bound);
    take(work, polished(work.choices, work.chosen));
  }
}

function reached(results: readonly Work[], aim: keyof Sums): Reached {
  const value = results.reduce((sum, { sums }) => sum + sums[aim], 0);
  const bound = results.reduce((sum, { bounds }) => sum + bounds[aim], 0);
  return { value, bound, gap: value === bound ? 0 : Math.abs(bound - value) / Math.max(1, value) };
}

/** Matches a round. Throws what HiGHS throws; the same round gives the same answer unless `cut` says otherwise. */
export function matchRound(round: Round, tools: Tools, limits: Limits = LIMITS): MatchedRound {
  const choices = choicesOf(round);
  const seating = createSeating(choices);
  augment(choices, seating);
  const results = partsOf(choices).map((part) => begin(choices, part, seating));
  for (const work of results) serve(work, tools, limits);
  const served = Math.round(tools.elapsed());
  for (const work of results) refine(work, tools, limits);
  const aims = {
    students: reached(results, 'students'),
    interviews: reached(results, 'interviews'),
    wishes: reached(results, 'wishes'),
    load: reached(results, 'load'),
  };
  return {
    bookings: results.flatMap(({ chosen }) => chosen.map(choices.booking)),
    aims,
    cut: results.some(({ cut }) => cut),
    notAllowed: choices.notAllowed,
    parts: { count: results.length, asked: results.filter(({ asked }) => asked).length },
    milliseconds: { served, all: Math.round(tools.elapsed()) },
  };
}
