import { and, eq, lt, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../db/client.ts';
import { importDrafts, importMappings } from '../db/schema.ts';
import type { Mappings } from './mapping.ts';

/** How headings of a table were understood before. */
export async function rememberedMappings(db: Db | Tx, importer: string): Promise<Mappings> {
  const rows = await db.select().from(importMappings).where(eq(importMappings.importer, importer));
  return new Map(rows.map(({ heading, column }) => [heading, column]));
}

/** Remembers what headings mean; the newest word holds. */
export async function rememberMappings(tx: Tx, importer: string, mappings: Mappings): Promise<void> {
  const rows = [...mappings].map(([heading, column]) => ({ importer, heading, column }));
  if (rows.length === 0) return;
  await tx
    .insert(importMappings)
    .values(rows)
    .onConflictDoUpdate({
      target: [importMappings.importer, importMappings.heading],
      set: { column: sql`excluded."column"` },
    });
}

/** A table that somebody handed over, under the number that their forms carry. */
export interface Draft {
  number: number;
  importer: string;
  csv: string;
  /** A digest of the difference that was shown; null until one was. */
  shown: string | null;
}

const KEPT = { hours: 24 };

/** Keeps a table until it is imported, in place of the one before; what nobody came back to for a day is forgotten. Gives its number. */
export async function keepDraft(
  tx: Tx,
  personId: number,
  { importer, csv }: Pick<Draft, 'importer' | 'csv'>,
  now: Temporal.Instant,
): Promise<number> {
  const old = now.subtract(KEPT).toString();
  await tx.delete(importDrafts).where(lt(importDrafts.at, old));
  const row = { importer, csv, shown: null, at: now.toString() };
  const [kept] = await tx
    .insert(importDrafts)
    .values({ personId, number: 1, ...row })
    .onConflictDoUpdate({ target: importDrafts.personId, set: { ...row, number: sql`${importDrafts.number} + 1` } })
    .returning({ number: importDrafts.number });
  return kept?.number ?? 0;
}

function ofNumber(personId: number, number: number) {
  return and(eq(importDrafts.personId, personId), eq(importDrafts.number, number));
}

/** undefined where it was imported by now, where a newer one has its place, or where it is somebody else's. */
export async function findDraft(db: Db | Tx, personId: number, number: number): Promise<Draft | undefined> {
  const [row] = await db.select().from(importDrafts).where(ofNumber(personId, number));
  return row;
}

/** Keeps which difference somebody is shown. */
export async function markShown(tx: Tx, personId: number, number: number, shown: string): Promise<void> {
  await tx.update(importDrafts).set({ shown }).where(ofNumber(personId, number));
}

/** true where it was there: of two who press Import at once one takes it. */
export async function takeDraft(tx: Tx, personId: number, number: number): Promise<boolean> {
  const rows = await tx.delete(importDrafts).where(ofNumber(personId, number)).returning({ id: importDrafts.number });
  return rows.length > 0;
}
