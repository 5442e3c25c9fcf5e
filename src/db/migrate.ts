import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Any number, the same in every process: whoever migrates holds it. */
const MIGRATION_LOCK = 7_310_601;

/**
 * Brings a database to the newest schema. Several processes may call it at once: one migrates, the others wait and find nothing to do.
 * Throws what Postgres says where a migration fails; each migration is applied whole or not at all.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const db = drizzle(client);
    await db.execute(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await migrate(db, { migrationsFolder: MIGRATIONS });
  } finally {
    await client.end({ timeout: 5 });
  }
}
