import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/db/client.ts';
import { databaseOn } from '../../src/db/database-url.ts';
import { connectTo, returnDatabase, takeDatabase } from './database-pool.ts';
import { createEmptyDatabase } from './empty-database.ts';

export interface TestDatabase extends Database {
  url: string;
  /** Every statement sent so far. */
  statements: string[];
  /** Nothing of it is left for another test. */
  drop(): Promise<void>;
}

function opened(url: string, drop: () => Promise<void>): TestDatabase {
  const statements: string[] = [];
  const database = openDatabase(url, { onStatement: (statement) => statements.push(statement) });
  return {
    ...database,
    url,
    statements,
    async drop() {
      await database.close();
      await drop();
    },
  };
}

/** A database of its own for one test, as the migrations leave it, or an empty one. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  if (!migrated) {
    const { url, drop } = await createEmptyDatabase();
    return opened(url, drop);
  }
  const pool = inject('databasePool');
  const control = connectTo(pool.server);
  const name = await takeDatabase(control, pool);
  return opened(databaseOn(pool.server, name), async () => {
    await returnDatabase(control, pool, name);
    await control.end();
  });
}
