import { sql } from 'drizzle-orm';
import type { TestDatabase } from './test-database.ts';

/**
 * Keeps every answer that asks for a table (sessions where none is named) waiting for so many seconds. Resolves once it does; `over` resolves when they go on.
 */
export async function holdAnswers(
  { db }: TestDatabase,
  seconds: number,
  table = 'sessions_revision',
): Promise<{ over: Promise<unknown> }> {
  let held = () => {};
  const holding = new Promise<void>((resolve) => {
    held = resolve;
  });
  const over = db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${sql.identifier(table)} in access exclusive mode`);
    held();
    await tx.execute(sql`select pg_sleep(${seconds})`);
  });
  await holding;
  return { over };
}
