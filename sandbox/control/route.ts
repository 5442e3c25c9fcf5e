import type { z } from 'zod';
import type { Core } from '../core.ts';
import type { JsonObject } from '../json.ts';
import type { ClockJumps } from './clock-jumps.ts';
import { ControlError } from './control-error.ts';

/** What the control API works with. */
export interface Control {
  readonly core: Core;
  readonly jumps: ClockJumps;
}

/** One call of the control API; a GET brings its query, a POST its body. */
export type Route = (control: Control, input: JsonObject) => Promise<object>;

/** Puts a call's reading of its input before the call; what does not fit is answered with all that is wrong. */
export function route<Input extends z.ZodType>(
  input: Input,
  run: (control: Control, input: z.output<Input>) => object | Promise<object>,
): Route {
  return async (control, given) => {
    const read = input.safeParse(given, { reportInput: true });
    if (!read.success) {
      const wrong = read.error.issues
        .flatMap(nearestMistakes)
        .map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
      throw new ControlError(400, 'invalid_arguments', wrong.join('; '));
    }
    return run(control, read.data);
  };
}

/** Of a choice of inputs none of which fits, the mistakes of the one that fits best; any other mistake is itself. */
function nearestMistakes(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const branches = issue.errors.map((mistakes) =>
    mistakes.flatMap((each) => nearestMistakes({ ...each, path: [...issue.path, ...each.path] })),
  );
  return branches.reduce((best, branch) => (strangeness(branch) < strangeness(best) ? branch : best));
}

/** How far an input is from what was asked for: fields that are missing, or not known, count more than wrong ones. */
function strangeness(mistakes: readonly z.core.$ZodIssue[]): number {
  return mistakes.reduce(
    (sum, { code, input }) => sum + (input === undefined || code === 'unrecognized_keys' ? 10 : 1),
    0,
  );
}
