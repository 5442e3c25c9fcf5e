import postgres from 'postgres';
import type { Environment } from './local-server/run-program.ts';
import { startLocalServer } from './local-server.ts';

/** The database of a bot that was given none; each copy of the project on a machine shares it. */
const LOCAL_DATABASE = 'career_planning_bot';

/** Postgres's code for a database that somebody else created meanwhile. */
const DUPLICATE_DATABASE = '42P04';

/** The address of the database `name` on the server of `serverUrl`. */
export function databaseOn(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Creates a database where there is none of that name. */
export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  const client = postgres(serverUrl, { max: 1, onnotice: () => {} });
  try {
    await client`create database ${client(name)}`;
  } catch (error) {
    if (!(error instanceof postgres.PostgresError) || error.code !== DUPLICATE_DATABASE) throw error;
  } finally {
    await client.end({ timeout: 5 });
  }
  return databaseOn(serverUrl, name);
}

/** What DATABASE_URL says, or a database on the local server, which is started. Throws a UserError where no Postgres can be had. */
export async function databaseUrlOf(configured: string | undefined, environment: Environment): Promise<string> {
  if (configured !== undefined) return configured;
  const server = await startLocalServer({ environment });
  return createDatabase(server.url, LOCAL_DATABASE);
}
