// One migrated database for a whole run, of which the tests use copies.
import { randomUUID } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { createDatabase } from '../../src/db/database-url.ts';
import { startLocalServer } from '../../src/db/local-server.ts';
import { migrateDatabase } from '../../src/db/migrate.ts';
import { closePool, type DatabasePool, openPool } from './database-pool.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The superuser's address of the server that tests use. */
    databaseServer: string;
    databasePool: DatabasePool;
  }
}

/** DATABASE_SERVER names a server to use instead of a local one; its user must be a superuser. */
async function serverUrl(): Promise<string> {
  const given = process.env.DATABASE_SERVER;
  return given ? given : (await startLocalServer({ environment: process.env })).url;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await serverUrl();
  const template = `template_${randomUUID().replaceAll('-', '')}`;
  await migrateDatabase(await createDatabase(server, template));
  const pool = await openPool(server, template);
  project.provide('databaseServer', server);
  project.provide('databasePool', pool);
  return () => closePool(pool);
}
