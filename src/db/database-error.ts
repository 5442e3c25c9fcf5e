import { DrizzleQueryError } from 'drizzle-orm/errors';
import postgres from 'postgres';

/** What may be told of an error of the database. */
export interface ToldDatabaseError {
  type: 'DatabaseError';
  message: string;
  /** Postgres's SQLSTATE, or the code of a broken connection. */
  code: string | undefined;
}

function told(error: unknown): ToldDatabaseError {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return { type: 'DatabaseError', message, code };
}

/**
 * An error of the database without the values of its query, which stand in drizzle's message and stack and in Postgres's detail:
 * they are people's addresses. undefined for any other error.
 */
export function toldDatabaseError(error: unknown): ToldDatabaseError | undefined {
  if (error instanceof DrizzleQueryError) return told(error.cause ?? 'a query failed');
  return error instanceof postgres.PostgresError ? told(error) : undefined;
}
