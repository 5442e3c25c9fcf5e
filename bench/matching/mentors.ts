// Deferred acceptance beside HiGHS (max-weight) and munkres on the same ranked wishes, in alternating rounds of one run, and the whole round of
// the bot with its reasons. Ten ranked wishes, three places a mentor, as many places as students or a few more.
import highsLoader, { type Highs } from 'highs';
import { deferredAcceptance } from '../../src/features/mentorship/rules/deferred-acceptance.ts';
import type { Mentor, Request } from '../../src/features/mentorship/rules/market.ts';
import { draftRound } from '../../src/features/mentorship/rules/round.ts';
import { blockingPairs, type Matching, type Preferences } from '../../test/support/stability.ts';

const SIZES = [
  { mentees: 180, mentors: 60 },
  { mentees: 1_000, mentors: 340 },
  { mentees: 10_000, mentors: 3_400 },
];
const WISHES = 10;
const CAPACITY = 3;
const ROUNDS = Number(process.env.ROUNDS ?? 3);
/** Beyond this munkres wants a matrix of a hundred million cells. */
const MUNKRES_MOST = 1_000;

/** mulberry32: the same market for a seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function marketOf({ mentees, mentors }: { mentees: number; mentors: number }, seed: number): Preferences {
  const random = createRandom(seed);
  const wishes = Array.from({ length: mentees }, () => {
    const wished = new Set<number>();
    while (wished.size < WISHES) wished.add(Math.floor(random() * mentors));
    return [...wished];
  });
  const orders = Array.from({ length: mentors }, () => new Map<number, number>());
  for (const [mentee, list] of wishes.entries()) for (const mentor of list) orders[mentor]?.set(mentee, random());
  return {
    wishes,
    capacity: Array.from({ length: mentors }, () => CAPACITY),
    place: (mentor, mentee) => orders[mentor]?.get(mentee) ?? 1,
  };
}

function byAcceptance({ wishes, capacity, place }: Preferences): Matching {
  return deferredAcceptance({ wishes, capacity, compare: (at, one, other) => place(at, one) - place(at, other) });
}

/** Most weight: a first wish is worth as much as ten tenth ones. */
function byHighs(highs: Highs, { wishes, capacity }: Preferences): Matching {
  const arcs = wishes.flatMap((list, mentee) => list.map((mentor, rank) => ({ mentee, mentor, rank })));
  const ones = (count: number) => new Float64Array(count).fill(1);
  const numRows = wishes.length + capacity.length;
  const model = highs.createModel({
    numCols: arcs.length,
    numRows,
    sense: highs.constants.objectiveSense.maximize,
    colCost: Float64Array.from(arcs, ({ rank }) => WISHES - rank),
    colLower: new Float64Array(arcs.length),
    colUpper: ones(arcs.length),
    rowLower: new Float64Array(numRows).fill(-highs.infinity),
    rowUpper: Float64Array.from([...wishes.map(() => 1), ...capacity]),
    matrix: {
      format: 'csc',
      numRows,
      numCols: arcs.length,
      starts: Int32Array.from({ length: arcs.length + 1 }, (_, at) => at * 2),
      indices: Int32Array.from(arcs.flatMap(({ mentee, mentor }) => [mentee, wishes.length + mentor])),
      values: ones(arcs.length * 2),
    },
  });
  model.options.set({ output_flag: false });
  model.run();
  const { colValue } = model.getSolution();
  model.dispose();
  const matching: (number | null)[] = wishes.map(() => null);
  for (const [at, { mentee, mentor }] of arcs.entries()) if ((colValue[at] ?? 0) > 0.5) matching[mentee] = mentor;
  return matching;
}

type Munkres = (costs: number[][]) => [row: number, column: number][];

async function loadMunkres(): Promise<Munkres> {
  const file = new URL('../solvers/node_modules/munkres/dist/munkres.mjs', import.meta.url).href;
  const loaded: { munkres: Munkres } = await import(file);
  return loaded.munkres;
}

/** The assignment problem: one column for each place, and a cost for who is not wished for that is worse than all wishes. */
function byMunkres(munkres: Munkres, { wishes, capacity }: Preferences): Matching {
  const places = capacity.flatMap((room, mentor) => Array.from({ length: room }, () => mentor));
  const costs = wishes.map((list) => {
    const rank = new Map(list.map((mentor, at) => [mentor, at]));
    return places.map((mentor) => rank.get(mentor) ?? 1_000);
  });
  const matching: (number | null)[] = wishes.map(() => null);
  for (const [row, column] of munkres(costs)) {
    const mentor = places[column];
    if (mentor !== undefined && wishes[row]?.includes(mentor)) matching[row] = mentor;
  }
  return matching;
}

/** The same wishes as requests of students to mentors, with specialties and topics. */
function seasonOf({ wishes, capacity }: Preferences, seed: number): { requests: Request[]; mentors: Mentor[] } {
  const random = createRandom(seed);
  const some = (word: string, of: number, count: number) => [
    ...new Set(Array.from({ length: count }, () => `${word}-${Math.floor(random() * of)}`)),
  ];
  return {
    requests: wishes.map((list, at) => ({
      id: at + 1,
      personId: at + 1,
      specialties: some('specialty', 25, 2),
      topics: some('topic', 8, 2),
      wishes: list.map((mentor) => 1_000_000 + mentor),
      matchMe: false,
      leftOut: random() < 0.1,
    })),
    mentors: capacity.map((room, at) => ({
      personId: 1_000_000 + at,
      specialties: some('specialty', 25, 3),
      topics: some('topic', 8, 3),
      capacity: room,
      taken: 0,
      paused: false,
    })),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function rowOf(name: string, times: readonly number[], market: Preferences, matching: Matching | null): string {
  const ms = median(times);
  if (!matching) return `${name.padEnd(34)}${ms.toFixed(1).padStart(10)}`;
  const ranks = matching.flatMap((mentor, mentee) =>
    mentor === null ? [] : [(market.wishes[mentee]?.indexOf(mentor) ?? 0) + 1],
  );
  const meanRank = ranks.reduce((sum, rank) => sum + rank, 0) / Math.max(ranks.length, 1);
  const cells = [
    ms.toFixed(1),
    String(ranks.length),
    meanRank.toFixed(2),
    String(blockingPairs(market, matching).length),
  ];
  return `${name.padEnd(34)}${cells.map((cell) => cell.padStart(10)).join('')}`;
}

export async function run(): Promise<void> {
  const highs = await highsLoader();
  const munkres = await loadMunkres();
  for (const size of SIZES) {
    const market = marketOf(size, size.mentees);
    const { requests, mentors } = seasonOf(market, size.mentees);
    const ways: { name: string; match: () => Matching | null }[] = [
      { name: 'deferred acceptance', match: () => byAcceptance(market) },
      { name: 'HiGHS, most weight', match: () => byHighs(highs, market) },
      ...(size.mentees <= MUNKRES_MOST ? [{ name: 'munkres', match: () => byMunkres(munkres, market) }] : []),
      {
        name: 'the whole round, with its reasons',
        match: () => {
          draftRound({ requests, mentors, apart: () => false, locked: [], forbidden: [], seed: 1 });
          return null;
        },
      },
    ];
    const times = ways.map((): number[] => []);
    const last: (Matching | null)[] = ways.map(() => null);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [at, { match }] of ways.entries()) {
        const started = performance.now();
        last[at] = match();
        times[at]?.push(performance.now() - started);
      }
    }
    process.stdout.write(
      `\n${size.mentees} students, ${size.mentors} mentors of ${CAPACITY}, ${WISHES} wishes each, ${ROUNDS} rounds\n`,
    );
    process.stdout.write(
      `${''.padEnd(34)}${['ms', 'matched', 'mean rank', 'blocking'].map((h) => h.padStart(10)).join('')}\n`,
    );
    for (const [at, { name }] of ways.entries())
      process.stdout.write(`${rowOf(name, times[at] ?? [], market, last[at] ?? null)}\n`);
  }
}
