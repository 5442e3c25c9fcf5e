// Statements that a connection plans once. drizzle's own `execute` has the server read and plan each anew, and sends the values only when
// it has answered: twice the way, and for a short statement most of its time.
import { fillPlaceholders, type SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Db, Tx } from './client.ts';

const dialect = new PgDialect();

/** A text that is the same each time, and the values of this time. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** Writes a statement once; what differs from time to time goes in as placeholders, a list as one value too. */
export function written<Values extends Record<string, unknown>>(statement: SQL): (values: Values) => Statement {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  return (values) => ({ text, values: fillPlaceholders(params, values) });
}

/** Carries out a statement, also inside a transaction. `Row` is what it selects. */
export async function executePrepared<Row>(db: Db | Tx, { text, values }: Statement): Promise<readonly Row[]> {
  // Any name: postgres.js names its statements itself.
  return db._.session
    .prepareQuery<{ execute: readonly Row[]; all: unknown; values: unknown }>(
      { sql: text, params: values },
      undefined,
      'prepared',
      false,
    )
    .execute();
}
