import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { ProgramDate } from '../../ahead/program-date.ts';
import type { Tx } from '../../db/client.ts';
import { inChunks } from '../../db/in-chunks.ts';
import { audit, broadcasts, people, programDates, rsvps, sessions } from '../../db/schema.ts';
import type { NewSession } from './rules/next-year.ts';

/** Any number that no other lock of ours has. */
const ROLL_OVER_LOCK = 7_310_641;

/** Of two who roll the year over at once, one comes after the other. */
export async function lockRollOver(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ROLL_OVER_LOCK})`);
}

/** Inserts sessions; gives the id of each by its key. A key that is there already is left as it is, and not among them. */
export async function insertSessions(tx: Tx, plans: readonly NewSession[]): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  const rows = plans.map(({ startsAt, endsAt, rsvpClosesAt, ...same }) => ({
    ...same,
    startsAt: startsAt.toString(),
    endsAt: endsAt.toString(),
    rsvpClosesAt: rsvpClosesAt?.toString() ?? null,
  }));
  await inChunks(rows, async (chunk) => {
    const inserted = await tx
      .insert(sessions)
      .values(chunk)
      .onConflictDoNothing()
      .returning({ id: sessions.id, key: sessions.key });
    for (const { id, key } of inserted) ids.set(key, id);
  });
  return ids;
}

/** Enters days; gives how many were not there yet. */
export async function insertDates(tx: Tx, dates: readonly ProgramDate[]): Promise<number> {
  if (dates.length === 0) return 0;
  const rows = await tx
    .insert(programDates)
    .values([...dates])
    .onConflictDoNothing()
    .returning({ subject: programDates.subject });
  return rows.length;
}

/**
 * Keys of those of these sessions that were changed since they were entered, or that somebody has answered to or written
 * to many about; gone ones too. Held.
 */
export async function changedSince(tx: Tx, made: ReadonlyMap<string, number>): Promise<string[]> {
  const untouched = await tx
    .select({ key: sessions.key })
    .from(sessions)
    .where(
      and(
        inArray(sessions.id, [...made.values()]),
        eq(sessions.sequence, 0),
        sql`not exists (select from ${rsvps} where ${rsvps.sessionId} = ${sessions.id})`,
        sql`not exists (select from ${broadcasts} where ${broadcasts.sessionId} = ${sessions.id})`,
      ),
    )
    .for('update');
  const keys = new Set(untouched.map(({ key }) => key));
  return [...made.keys()].filter((key) => !keys.has(key));
}

/** Who named one of these sessions or days in an act since; null where nobody did, or is known. */
export async function changedBy(tx: Tx, auditId: number, words: readonly string[]): Promise<string | null> {
  const [row] = await tx
    .select({ name: people.name })
    .from(audit)
    .innerJoin(people, eq(people.id, audit.actorId))
    .where(
      and(
        gt(audit.id, auditId),
        sql`exists (select from unnest(array[${sql.join(
          words.map((word) => sql`${word}`),
          sql`, `,
        )}]::text[]) word where ${audit.details}::text like '%"' || word || '"%')`,
      ),
    )
    .orderBy(sql`${audit.id} desc`)
    .limit(1);
  return row?.name ?? null;
}

export async function removeSessions(tx: Tx, ids: readonly number[]): Promise<void> {
  await inChunks(ids, (chunk) => tx.delete(sessions).where(inArray(sessions.id, chunk)));
}

/** Takes days out as they were entered; gives how many were still so. */
export async function removeDates(tx: Tx, dates: readonly ProgramDate[]): Promise<number> {
  let count = 0;
  for (const { subject, year, day } of dates) {
    const rows = await tx
      .delete(programDates)
      .where(and(eq(programDates.subject, subject), eq(programDates.year, year), eq(programDates.day, day)))
      .returning({ subject: programDates.subject });
    count += rows.length;
  }
  return count;
}
