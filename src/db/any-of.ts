import { type Column, type SQL, sql } from 'drizzle-orm';

/** That a column is one of many ids, as one value: a statement takes 65,535 of them, and a list of ids may be longer. */
export function anyOf(column: Column, ids: readonly number[]): SQL {
  return sql`${column} = any(${`{${ids.join(',')}}`}::int[])`;
}
