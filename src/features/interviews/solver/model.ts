// One part of a round as a linear model: a column for each choice, for each student who is to have at least one, and for each interview
// more that an interviewer takes on; rows for the rules that look at several interviews.
import type { ModelData } from 'highs';
import { INTERVIEWS_EACH } from '../rules/round.ts';
import { type Choices, FIRST, RELAXED, WISH_POINTS } from './choices.ts';

/** What has been reached already, and is to stay so. */
export interface Floor {
  students: number;
  interviews: number;
  wishes?: number;
}

/** What the model is to make as great as can be. `served` weighs a student against interviews, so that no number of those makes up for one. */
export type Goal = { aim: 'served' } | { aim: 'wishes'; floor: Floor } | { aim: 'load'; floor: Floor };

/** What a student with at least one interview weighs against an interview: more than all interviews of a part. */
export function weightOf(students: number): number {
  return INTERVIEWS_EACH * students + 1;
}

export interface PartModel {
  data: ModelData;
  /** A start for the solver. */
  start: Float64Array;
}

/** Rows by their key, each with the columns in it. */
function createRows() {
  const rows: { lower: number; upper: number; columns: number[]; values: number[] }[] = [];
  const byKey = new Map<string, number>();
  return {
    rows,
    add(key: string, lower: number, upper: number, column: number, value = 1): void {
      let at = byKey.get(key);
      if (at === undefined) {
        at = rows.push({ lower, upper, columns: [], values: [] }) - 1;
        byKey.set(key, at);
      }
      rows[at]?.columns.push(column);
      rows[at]?.values.push(value);
    },
  };
}

type Rows = ReturnType<typeof createRows>;

const infinity = Number.POSITIVE_INFINITY;

/** The rules that look at several interviews, as rows. */
function addRules(choices: Choices, part: readonly number[], { add }: Rows): void {
  const { student, interviewer, slot, time, kind, sameTwice } = choices;
  part.forEach((choice, column) => {
    const s = student[choice] ?? 0;
    add(`s${s}`, -infinity, INTERVIEWS_EACH, column);
    add(`l${slot[choice]}`, -infinity, 1, column);
    add(`t${s}/${time[choice]}`, -infinity, 1, column);
    add(`i${s}/${interviewer[choice]}`, -infinity, 1, column);
    if (kind[choice] !== FIRST) add(`2${s}`, -infinity, 1, column);
    else if (sameTwice[s] !== 1) add(`1${s}`, -infinity, 1, column);
  });
  // Whose relaxed interview is locked keeps it, with a first one or without.
  const kept = new Set(
    part.filter((choice) => kind[choice] === RELAXED && choices.locked[choice] === 1).map((choice) => student[choice]),
  );
  const withRelaxed = new Set(
    part.filter((choice) => kind[choice] === RELAXED).flatMap((choice) => student[choice] ?? []),
  );
  for (const s of kept) if (s !== undefined) withRelaxed.delete(s);
  part.forEach((choice, column) => {
    const s = student[choice] ?? 0;
    if (!withRelaxed.has(s) || (kind[choice] !== RELAXED && kind[choice] !== FIRST)) return;
    add(`r${s}`, -infinity, 0, column, kind[choice] === RELAXED ? 1 : -1);
  });
}

/** A row with one column of the weight 1 and a bound of 1 says what the column's own bound says. */
function isNeeded({ lower, upper, columns, values }: Rows['rows'][number]): boolean {
  return columns.length > 1 || lower > -infinity || upper < 1 || values[0] !== 1;
}

interface Column {
  cost: number;
  lower: number;
  upper: number;
  whole: boolean;
  start: number;
}

/** The part as a model for one goal. `seated` are the choices of the best answer known. */
export function modelOf(choices: Choices, part: readonly number[], goal: Goal, seated: ReadonlySet<number>): PartModel {
  const { student, interviewer, kind, locked } = choices;
  const rows = createRows();
  addRules(choices, part, rows);
  const students = [...new Set(part.map((choice) => student[choice] ?? 0))];
  const columns: Column[] = part.map((choice) => ({
    cost: goal.aim === 'served' ? 1 : goal.aim === 'wishes' ? (WISH_POINTS[kind[choice] ?? 0] ?? 0) : 0,
    lower: locked[choice] === 1 ? 1 : 0,
    upper: 1,
    whole: true,
    start: seated.has(choice) ? 1 : 0,
  }));
  // A student counts as served as far as they have interviews: whole where those are.
  const servedColumn = new Map(students.map((s, at) => [s, part.length + at]));
  for (const [column, choice] of part.entries()) rows.add(`y${student[choice]}`, 0, infinity, column);
  const has = new Set([...seated].map((choice) => student[choice]));
  for (const s of students) {
    rows.add(`y${s}`, 0, infinity, servedColumn.get(s) ?? 0, -1);
    const cost = goal.aim === 'served' ? weightOf(students.length) : 0;
    columns.push({ cost, lower: 0, upper: 1, whole: false, start: has.has(s) ? 1 : 0 });
  }
  if (goal.aim !== 'served') {
    for (const column of servedColumn.values()) rows.add('students', goal.floor.students, infinity, column);
    part.forEach((choice, column) => {
      rows.add('interviews', goal.floor.interviews, infinity, column);
      const points = WISH_POINTS[kind[choice] ?? 0] ?? 0;
      if (goal.floor.wishes !== undefined && points > 0)
        rows.add('wishes', goal.floor.wishes, infinity, column, points);
    });
  }
  if (goal.aim === 'load') addLoads(part, interviewer, columns, rows, seated);
  return { data: dataOf(columns, rows), start: Float64Array.from(columns, ({ start }) => start) };
}

/** The k-th interview of an interviewer costs 2k - 1: together the square of how many they have. */
function addLoads(
  part: readonly number[],
  interviewer: Int32Array,
  columns: Column[],
  rows: Rows,
  seated: ReadonlySet<number>,
): void {
  const most = new Map<number, number>();
  const loads = new Map<number, number>();
  part.forEach((choice, column) => {
    const i = interviewer[choice] ?? 0;
    most.set(i, (most.get(i) ?? 0) + 1);
    if (seated.has(choice)) loads.set(i, (loads.get(i) ?? 0) + 1);
    rows.add(`load${i}`, 0, 0, column);
  });
  const highest = Math.max(0, ...loads.values());
  for (const [i, count] of most) {
    // Nobody needs more than the busiest has in an answer that is known.
    for (let k = 1; k <= Math.min(count, highest); k++) {
      const start = k <= (loads.get(i) ?? 0) ? 1 : 0;
      const column = columns.push({ cost: 1 - 2 * k, lower: 0, upper: 1, whole: false, start }) - 1;
      rows.add(`load${i}`, 0, 0, column, -1);
    }
  }
}

function dataOf(columns: readonly Column[], { rows }: Rows): ModelData {
  const kept = rows.filter(isNeeded);
  const starts = new Int32Array(kept.length + 1);
  const size = kept.reduce((sum, row) => sum + row.columns.length, 0);
  const indices = new Int32Array(size);
  const values = new Float64Array(size);
  let at = 0;
  kept.forEach((row, index) => {
    starts[index] = at;
    indices.set(row.columns, at);
    values.set(row.values, at);
    at += row.columns.length;
  });
  starts[kept.length] = at;
  const column = (of: (one: Column) => number) => Float64Array.from(columns, of);
  return {
    numCols: columns.length,
    numRows: kept.length,
    colCost: column(({ cost }) => cost),
    colLower: column(({ lower }) => lower),
    colUpper: column(({ upper }) => upper),
    rowLower: Float64Array.from(kept, ({ lower }) => lower),
    rowUpper: Float64Array.from(kept, ({ upper }) => upper),
    matrix: { format: 'csr', numRows: kept.length, numCols: columns.length, starts, indices, values },
    integrality: Int32Array.from(columns, ({ whole }) => (whole ? 1 : 0)),
  };
}
