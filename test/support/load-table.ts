import type { Context } from '../../src/context.ts';
import type { ImportDifference } from '../../src/importer.ts';
import { findPersonByEmail } from '../../src/people/store.ts';

/** Imports a table of the program's in a transaction of its own, as staff would. `as` is an e-mail address. */
export async function loadTable(ctx: Context, table: string, csv: string, as: string): Promise<ImportDifference> {
  const importer = ctx.features.flatMap((feature) => feature.importers ?? []).find((one) => one.table === table);
  const actor = await findPersonByEmail(ctx.db, as);
  if (!importer || !actor) throw new Error(`there is no table ${table}, or nobody called ${as}`);
  return ctx.transaction((tx) => importer.run(ctx, tx, csv, actor));
}
