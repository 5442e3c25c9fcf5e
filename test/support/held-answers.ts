import { sql } from 'drizzle-orm';
import type { TestDatabase } from './test-database.ts';

/** Keeps every answer that asks for a table (sessions where none is named) waiting until it is let go. Resolves once it does. */
export async function holdAnswers(
  { db }: TestDatabase,
  table = 'sessions_revision',
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
    await tx.execute(sql`lock table ${sql.identifier(table)} in access exclusive mode`);
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
