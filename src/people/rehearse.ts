import type { Context } from '../context.ts';
import type { Tx } from '../db/client.ts';

class Rehearsed<T> extends Error {
  readonly result: T;

  constructor(result: T) {
    super('a dry run is rolled back');
    this.result = result;
  }
}

/**
 * Runs a transaction; as a dry run all of it is done, its result given, and rolled back. `dryRun` may be asked of the result: what is
 * not what somebody agreed to is rolled back.
 */
export async function rehearse<T>(
  ctx: Context,
  dryRun: boolean | ((result: T) => boolean),
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (dryRun === false) return ctx.transaction(work);
  let rehearsed: Rehearsed<T> | undefined;
  return ctx
    .transaction(async (tx) => {
      const result = await work(tx);
      if (dryRun !== true && !dryRun(result)) return result;
      rehearsed = new Rehearsed(result);
      throw rehearsed;
    })
    .catch((error: unknown) => {
      if (!rehearsed || error !== rehearsed) throw error;
      return rehearsed.result;
    });
}
