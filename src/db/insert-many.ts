import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from './client.ts';

/** So many rows go as one value; they are held twice in memory while they do. */
const ROWS_A_VALUE = 10_000;

/**
 * Inserts many rows whose columns are the keys of the first, all rows alike. They go to Postgres as one value of JSON: building an
 * insert with a parameter for each cell took twenty times as long as running it. `after` is what follows the rows (`on conflict ...`),
 * `overriding` what stands before them.
 */
export async function insertMany<Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: readonly Table['$inferInsert'][],
  { overriding = sql``, after = sql`` }: { overriding?: SQL; after?: SQL } = {},
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const all = getTableColumns(table);
  const keys = Object.keys(first).filter((key) => Object.hasOwn(all, key));
  const names = keys.map((key) => all[key]?.name ?? key);
  const columns = sql.join(
    names.map((name) => sql.identifier(name)),
    sql`, `,
  );
  const name = sql.identifier(getTableName(table));
  for (let at = 0; at < rows.length; at += ROWS_A_VALUE) {
    const chunk = rows
      .slice(at, at + ROWS_A_VALUE)
      .map((row: Record<string, unknown>) => Object.fromEntries(keys.map((key, of) => [names[of], row[key]])));
    await tx.execute(sql`insert into ${name} (${columns}) ${overriding}
      select ${columns} from json_populate_recordset(null::${name}, ${JSON.stringify(chunk)}::json) ${after}`);
  }
}
