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
    const read = input.safeParse(given);
    if (!read.success) {
      const wrong = read.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
      throw new ControlError(400, 'invalid_arguments', wrong.join('; '));
    }
    return run(control, read.data);
  };
}
