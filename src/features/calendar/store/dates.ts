import { and, asc, eq, sql } from 'drizzle-orm';
import type { ProgramDate } from '../../../ahead/program-date.ts';
import type { Db, Tx } from '../../../db/client.ts';
import { programDates } from '../../../db/schema.ts';

/** Any number that no other lock of ours has. */
const DATES_LOCK = 7_310_631;

/** Holds others back until this transaction ends: the second of two who enter a day sees what the first one entered. */
export async function lockDates(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${DATES_LOCK})`);
}

export async function dateOf(tx: Tx, subject: string, year: number): Promise<ProgramDate | undefined> {
  const [row] = await tx
    .select()
    .from(programDates)
    .where(and(eq(programDates.subject, subject), eq(programDates.year, year)));
  return row;
}

export async function saveDate(tx: Tx, date: ProgramDate): Promise<void> {
  await tx
    .insert(programDates)
    .values(date)
    .onConflictDoUpdate({ target: [programDates.subject, programDates.year], set: { day: date.day } });
}

export async function removeDate(tx: Tx, { subject, year }: Pick<ProgramDate, 'subject' | 'year'>): Promise<void> {
  await tx.delete(programDates).where(and(eq(programDates.subject, subject), eq(programDates.year, year)));
}

/** In order of their days. */
export async function allDates(db: Db): Promise<ProgramDate[]> {
  return db
    .select()
    .from(programDates)
    .orderBy(asc(programDates.day), asc(programDates.subject), asc(programDates.year));
}
