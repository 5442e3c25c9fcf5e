import { sql } from 'drizzle-orm';
import type { Tx } from '../../src/db/client.ts';
import type { TestDatabase } from './test-database.ts';

/** Holds what `take` locks until it is let go, in a transaction of its own; what else the transaction does is kept then. */
export async function holdLocks(
  { db }: Pick<TestDatabase, 'db'>,
  take: (tx: Tx) => Promise<unknown>,
): Promise<{ letGo: () => Promise<void> }> {
  let held = () => {};
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const holding = new Promise<void>((resolve) => {
    held = resolve;
  });
  const over = db.transaction(async (tx) => {
    await take(tx);
    held();
    await released;
  });
  await holding;
  const letGo = () => {
    release();
    return over;
  };
  return { letGo };
}

/** How many transactions on this database wait for a lock of another one. */
export async function lockWaiters({ db }: Pick<TestDatabase, 'db'>): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return row?.count ?? 0;
}

/** Keeps every answer that asks for a table (sessions where none is named) waiting until it is let go. Resolves once it does. */
export async function holdAnswers(
  database: TestDatabase,
  table = 'sessions_revision',
): Promise<{ letGo: () => Promise<void> }> {
  return holdLocks(database, (tx) => tx.execute(sql`lock table ${sql.identifier(table)} in access exclusive mode`));
}
