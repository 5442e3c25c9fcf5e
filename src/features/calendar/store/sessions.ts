import { and, asc, eq, gte, inArray, lt, notInArray, sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { readDated, toSession } from '../../../ahead/dated.ts';
import type { Session } from '../../../ahead/session.ts';
import type { Db, Tx } from '../../../db/client.ts';
import { inChunks } from '../../../db/in-chunks.ts';
import { sessions } from '../../../db/schema.ts';
import type { SessionPlan } from '../rules/session-changes.ts';

/** All sessions of some entries, whenever they are, in order of their start. `zone` is the school's. */
export async function sessionsOfEntries(db: Db, entries: readonly string[], zone: string): Promise<Session[]> {
  return (await readDated(db, zone)).sessions.filter(({ entry }) => entries.includes(entry));
}

/** All sessions that begin from the first moment on and before the second, cancelled ones too, in order of their start. */
export async function sessionsStarting(
  db: Db,
  from: Temporal.Instant,
  to: Temporal.Instant,
  zone: string,
): Promise<Session[]> {
  return (await readDated(db, zone)).sessions.filter(
    ({ startsAt }) => Temporal.Instant.compare(from, startsAt) <= 0 && Temporal.Instant.compare(startsAt, to) < 0,
  );
}

/** Some sessions, as they were read last. */
export async function sessionsByIds(db: Db, ids: readonly number[], zone: string): Promise<Session[]> {
  if (ids.length === 0) return [];
  return (await readDated(db, zone)).sessions.filter(({ id }) => ids.includes(id));
}

export async function findSession(db: Db, id: number, zone: string): Promise<Session | undefined> {
  const [row] = await db.select().from(sessions).where(eq(sessions.id, id));
  return row && toSession(row, zone);
}

export async function sessionsByKeys(db: Db | Tx, keys: readonly string[], zone: string): Promise<Session[]> {
  const rows = await db
    .select()
    .from(sessions)
    .where(inArray(sessions.key, [...keys]));
  return rows.map((row) => toSession(row, zone));
}

/** Those of some entries, as this transaction sees them. */
export async function sessionsOfEntry(tx: Tx, entries: readonly string[], zone: string): Promise<Session[]> {
  const rows = await tx
    .select()
    .from(sessions)
    .where(inArray(sessions.entry, [...entries]))
    .orderBy(asc(sessions.id));
  return rows.map((row) => toSession(row, zone));
}

/** The same, held until the transaction ends: nobody answers to them meanwhile. In the order of their ids, as everywhere. */
export async function lockedByKeys(tx: Tx, keys: readonly string[], zone: string): Promise<Session[]> {
  const rows = await tx
    .select()
    .from(sessions)
    .where(inArray(sessions.key, [...keys]))
    .orderBy(asc(sessions.id))
    .for('update');
  return rows.map((row) => toSession(row, zone));
}

/** Keys of all sessions, for those who wrote one that there is not. */
export async function sessionKeys(tx: Tx): Promise<string[]> {
  const rows = await tx.select({ key: sessions.key }).from(sessions).orderBy(asc(sessions.key));
  return rows.map(({ key }) => key);
}

/** Sessions of other entries than these. */
export async function sessionsWithoutEntry(
  db: Db,
  entries: readonly string[],
): Promise<Pick<Session, 'key' | 'entry'>[]> {
  return db
    .select({ key: sessions.key, entry: sessions.entry })
    .from(sessions)
    .where(notInArray(sessions.entry, [...entries]))
    .orderBy(asc(sessions.key));
}

/** Any number that no other lock of ours has. */
const SESSIONS_LOCK = 7_310_603;

/** Holds other imports back until this transaction ends: two that saw the same sessions would each undo the other's change. */
export async function lockSessions(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${SESSIONS_LOCK})`);
}

type Written = typeof sessions.$inferInsert;

function written(plan: SessionPlan): Written {
  const { key, entry, title, specialty, place, link, capacity, postponed, recording } = plan;
  return {
    ...{ key, entry, title, specialty, place, link, capacity, postponed, recording },
    startsAt: plan.startsAt.toString(),
    endsAt: plan.endsAt.toString(),
    rsvpClosesAt: plan.rsvpClosesAt?.toString() ?? null,
    cancelledAt: plan.cancelledAt?.toString() ?? null,
  };
}

/** Writes sessions, new ones and known ones (by key), and gives their ids. */
export async function saveSessions(tx: Tx, plans: readonly SessionPlan[]): Promise<number[]> {
  const ids: number[] = [];
  await inChunks(plans.map(written), async (chunk) => {
    const rows = await tx
      .insert(sessions)
      .values(chunk)
      .onConflictDoUpdate({
        target: sessions.key,
        set: {
          entry: sql`excluded.entry`,
          title: sql`excluded.title`,
          specialty: sql`excluded.specialty`,
          startsAt: sql`excluded.starts_at`,
          endsAt: sql`excluded.ends_at`,
          place: sql`excluded.place`,
          link: sql`excluded.link`,
          capacity: sql`excluded.capacity`,
          rsvpClosesAt: sql`excluded.rsvp_closes_at`,
          cancelledAt: sql`excluded.cancelled_at`,
          postponed: sql`excluded.postponed`,
          recording: sql`excluded.recording`,
          sequence: sql`sessions.sequence + 1`,
        },
      })
      .returning({ id: sessions.id });
    ids.push(...rows.map(({ id }) => id));
  });
  return ids;
}

/** Takes out sessions that nobody knows of. */
export async function removeSessions(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.delete(sessions).where(inArray(sessions.id, [...ids]));
}

/** Sessions that begin from the first moment on and before the second, held until the transaction ends. */
export async function lockedOn(tx: Tx, from: Temporal.Instant, to: Temporal.Instant, zone: string): Promise<Session[]> {
  const rows = await tx
    .select()
    .from(sessions)
    .where(and(gte(sessions.startsAt, from.toString()), lt(sessions.startsAt, to.toString())))
    .orderBy(asc(sessions.id))
    .for('update');
  return rows.map((row) => toSession(row, zone));
}

/** All sessions as they are at this moment, in order of their start. */
export async function everySession(db: Db, zone: string): Promise<Session[]> {
  const rows = await db.select().from(sessions).orderBy(asc(sessions.startsAt), asc(sessions.id));
  return rows.map((row) => toSession(row, zone));
}
