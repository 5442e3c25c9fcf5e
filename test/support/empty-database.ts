import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { createDatabase } from '../../src/db/database-url.ts';

export interface EmptyDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A database without any tables, for tests of the migrations. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const server = inject('databaseServer');
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  const url = await createDatabase(server, name);
  return {
    url,
    async drop() {
      const client = postgres(server, { max: 1, onnotice: () => {} });
      await client`drop database ${client(name)} with (force)`;
      await client.end();
    },
  };
}
