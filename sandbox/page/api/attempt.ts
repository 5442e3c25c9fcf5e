import { ZodError } from 'zod';
import { Refused } from './control-client.ts';

export type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string; readonly unreachable: boolean };

/** Calls the sandbox and turns what can go wrong there into words for the person; a mistake of the page itself still throws. */
export async function attempt<Value>(call: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    if (error instanceof Refused) {
      const problem = error.hint ? `${error.message}: ${error.hint}` : error.message;
      return { ok: false, problem, unreachable: false };
    }
    if (error instanceof ZodError) {
      const [issue] = error.issues;
      const problem = `The sandbox sent something unexpected at ${issue?.path.join('.') ?? '?'}: ${issue?.message ?? '?'}`;
      return { ok: false, problem, unreachable: false };
    }
    // fetch rejects with a TypeError when nobody answers, response.json() with a SyntaxError when the answer is cut off.
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException) {
      return { ok: false, problem: 'The sandbox does not answer. Is it still running?', unreachable: true };
    }
    throw error;
  }
}
