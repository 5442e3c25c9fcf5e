import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/db/client.ts';
import { databaseOn } from '../../src/db/database-url.ts';

export interface TestDatabase extends Database {
  url: string;
  /** Every statement sent so far. */
  statements: string[];
  drop(): Promise<void>;
}

/** A database of its own for one test, copied from the migrated template, or an empty one. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const server = inject('databaseServer');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = postgres(server, { max: 1, onnotice: () => {} });
  await client`create database ${client(name)} template ${client(migrated ? inject('databaseTemplate') : 'template1')}`;
  const url = databaseOn(server, name);
  const statements: string[] = [];
  const database = openDatabase(url, { onStatement: (statement) => statements.push(statement) });
  return {
    ...database,
    url,
    statements,
    async drop() {
      await database.close();
      await client`drop database ${client(name)} with (force)`;
      await client.end();
    },
  };
}
