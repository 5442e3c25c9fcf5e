import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { promptly } from './prompt-socket.ts';
import * as schema from './schema.ts';
import { surviving } from './surviving.ts';

export type Db = PostgresJsDatabase<typeof schema>;
/** What a store function takes when it takes part in somebody's transaction. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

export interface Database {
  db: Db;
  /** Waits up to five seconds for running queries, then closes. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** Called with the text of each statement as it is sent. */
  onStatement?: (statement: string) => void;
  /** Connections at most; 10 serve a workspace of thousands. */
  max?: number;
}

/** Opens a pool on a Postgres URL; the first connection is made by the first query. */
export function openDatabase(url: string, { onStatement, max = 10 }: DatabaseOptions = {}): Database {
  const client = surviving(postgres(url, { max, onnotice: () => {}, ...promptly(url) }));
  const logger = onStatement ? { logQuery: onStatement } : false;
  return {
    db: drizzle(client, { schema, logger }),
    close: () => client.end({ timeout: 5 }),
  };
}

/**
 * Keeps one prepared query for each database: `.prepare()` spares building the SQL on every call.
 * Outside transactions only: inside one it would run on another connection.
 */
export function preparedOn<Query>(prepare: (db: Db) => Query): (db: Db) => Query {
  const prepared = new WeakMap<Db, Query>();
  return (db) => {
    const found = prepared.get(db) ?? prepare(db);
    prepared.set(db, found);
    return found;
  };
}
