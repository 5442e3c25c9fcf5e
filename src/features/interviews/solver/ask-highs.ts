// The one place that speaks with HiGHS: a model in, values and a bound out. HiGHS is synchronous and belongs in a worker.
import type { Highs } from 'highs';
import type { PartModel } from './model.ts';

/** How far HiGHS may go. Nodes are the same on every machine; seconds are for safety alone. */
export interface Effort {
  /** Nodes of the search tree; null: until it is proved. */
  nodes: number | null;
  seconds: number;
}

export interface Solved {
  /** The value of each column, 0 or 1 for choices; null where there are none that are better than the start. */
  values: Float64Array | null;
  /** No answer is greater. */
  bound: number;
  /** Seconds ended it, not a proof or a number of nodes: another run may give another answer. */
  cut: boolean;
}

/** HiGHS counts in fractions; what is nearer to a whole number than this is one. */
const TOLERANCE = 1e-6;

/** Costs are whole numbers: a bound nearer than this to the value proves it. */
const WHOLE_GAP = 0.99;

/** The same for every model: presolve and the search for symmetry take ten times as long as these models themselves, and find nothing in them. */
const OPTIONS = {
  output_flag: false,
  random_seed: 1,
  presolve: 'off',
  mip_detect_symmetry: false,
  mip_rel_gap: 0,
  mip_abs_gap: WHOLE_GAP,
};

function startValue({ data, start }: PartModel): number {
  return start.reduce((sum, value, column) => sum + value * Number(data.colCost[column]), 0);
}

function isWhole(values: Float64Array, integrality: ArrayLike<number> | undefined): boolean {
  return values.every(
    (value, column) => integrality?.[column] !== 1 || Math.abs(value - Math.round(value)) < TOLERANCE,
  );
}

function run(highs: Highs, { data, start }: PartModel, options: Record<string, number>): Solved {
  const { constants } = highs;
  const model = highs.createModel({ ...data, sense: constants.objectiveSense.maximize });
  try {
    model.options.set({ ...OPTIONS, ...options });
    if (data.integrality) model.setSolution({ colValue: start });
    const { modelStatus } = model.run();
    const cut = modelStatus === constants.modelStatus.timeLimit;
    const found = Number(model.info.get('primal_solution_status')) === constants.solutionStatus.feasible;
    const isProved = modelStatus === constants.modelStatus.optimal;
    // Without whole numbers only an optimal answer is a bound.
    const bound = data.integrality
      ? Number(model.info.get('mip_dual_bound'))
      : isProved
        ? model.getObjectiveValue()
        : Number.POSITIVE_INFINITY;
    return { values: found ? model.getSolution().colValue : null, bound, cut };
  } finally {
    model.dispose();
  }
}

/**
 * Solves a model to the greatest value. Its linear relaxation comes first: it nearly always gives the bound that the start has reached
 * already, or whole numbers by itself. Throws what HiGHS throws.
 */
export function askHighs(highs: Highs, model: PartModel, { nodes, seconds }: Effort): Solved {
  const { integrality, ...data } = model.data;
  const relaxed = run(highs, { data, start: model.start }, { time_limit: seconds });
  const bound = Math.floor(relaxed.bound + TOLERANCE);
  if (relaxed.cut) return { values: null, bound: relaxed.bound, cut: true };
  if (bound <= startValue(model)) return { values: null, bound, cut: false };
  if (relaxed.values && isWhole(relaxed.values, integrality)) return { values: relaxed.values, bound, cut: false };
  const whole = run(highs, model, { time_limit: seconds, ...(nodes === null ? {} : { mip_max_nodes: nodes }) });
  return { ...whole, bound: Math.min(bound, whole.bound) };
}
