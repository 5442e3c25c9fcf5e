import { desc, eq, inArray, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db } from '../../../db/client.ts';
import { audit, people } from '../../../db/schema.ts';
import { toInstant } from '../../../domain/stored-instant.ts';

/** A table that was imported. */
export interface DoneImport {
  act: string;
  at: Temporal.Instant;
  by: string | null;
}

/** The last imports, the newest first; an import of many lines is one. */
export async function lastImports(db: Db, acts: readonly string[], most: number): Promise<DoneImport[]> {
  const rows = await db
    .select({ act: audit.act, at: audit.at, by: people.name })
    .from(audit)
    .leftJoin(people, eq(people.id, audit.actorId))
    .where(inArray(audit.act, [...acts]))
    .groupBy(audit.act, audit.at, people.name)
    .orderBy(desc(sql`max(${audit.id})`))
    .limit(most);
  return rows.map((row) => ({ ...row, at: toInstant(row.at) }));
}
