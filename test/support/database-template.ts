// One migrated database for a whole run; every test copies it, which takes some 20 ms.
import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { createDatabase } from '../../src/db/database-url.ts';
import { startLocalServer } from '../../src/db/local-server.ts';
import { migrateDatabase } from '../../src/db/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The superuser's address of the server that tests use. */
    databaseServer: string;
    /** The migrated database to copy. */
    databaseTemplate: string;
  }
}

/** DATABASE_SERVER names a server to use instead of a local one; its user must be allowed to create databases. */
async function serverUrl(): Promise<string> {
  const given = process.env.DATABASE_SERVER;
  return given ? given : (await startLocalServer({ environment: process.env })).url;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await serverUrl();
  const template = `template_${randomUUID().replaceAll('-', '')}`;
  await migrateDatabase(await createDatabase(server, template));
  project.provide('databaseServer', server);
  project.provide('databaseTemplate', template);
  return async () => {
    const client = postgres(server, { max: 1, onnotice: () => {} });
    await client`drop database if exists ${client(template)} with (force)`;
    await client.end();
  };
}
