import type { Context } from '../context.ts';
import type { Tx } from '../db/client.ts';

class Rehearsed<T> extends Error {
  readonly result: T;

  constructor(result: T) {
    super('a dry run is rolled back');
    this.result = result;
  }
}

/** Runs a transaction; as a dry run all of it is done, its result given, and rolled back. */
export async function rehearse<T>(ctx: Context, dryRun: boolean, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!dryRun) return ctx.transaction(work);
  let rehearsed: Rehearsed<T> | undefined;
  await ctx
    .transaction(async (tx) => {
      rehearsed = new Rehearsed(await work(tx));
      throw rehearsed;
    })
    .catch((error: unknown) => {
      if (error !== rehearsed) throw error;
    });
  if (!rehearsed) throw new Error('a dry run came to no end');
  return rehearsed.result;
}
