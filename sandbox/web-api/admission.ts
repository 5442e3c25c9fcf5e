/**
 * The one door that every call to the Web API passes, once it is known who calls and before anything is done: rate
 * limits and injected faults stand here.
 */
import type { JsonObject } from '../json.ts';

export interface ArrivingCall {
  readonly method: string;
  readonly args: JsonObject;
}

/** Let in, or turned away with this answer. */
export type Verdict =
  | { readonly admitted: true }
  | {
      readonly admitted: false;
      readonly status: number;
      readonly headers: Record<string, string>;
      readonly body: JsonObject;
    };

export type Admission = (call: ArrivingCall) => Verdict;

/** Lets everything in. */
export const admitAll: Admission = () => ({ admitted: true });
