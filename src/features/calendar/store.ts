import { asc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import { readDated, toSession } from '../../ahead/dated.ts';
import type { Session } from '../../ahead/session.ts';
import type { Db, Tx } from '../../db/client.ts';
import { inChunks } from '../../db/in-chunks.ts';
import { sessions } from '../../db/schema.ts';
import type { Day } from '../../domain/day.ts';

/** Sessions from the first day on and before the second, in order of their start. `zone` is the school's. */
export async function sessionsBetween(db: Db, from: Day, to: Day, zone: string): Promise<Session[]> {
  return (await readDated(db, zone)).sessions.filter(({ day }) => from <= day && day < to);
}

/** All sessions of some entries, whenever they are, in order of their start. `zone` is the school's. */
export async function sessionsOfEntries(db: Db, entries: readonly string[], zone: string): Promise<Session[]> {
  return (await readDated(db, zone)).sessions.filter(({ entry }) => entries.includes(entry));
}

export async function findSession(db: Db, id: number, zone: string): Promise<Session | undefined> {
  const [row] = await db.select().from(sessions).where(eq(sessions.id, id));
  return row && toSession(row, zone);
}

/** What staff say of a session. */
export type NewSession = Pick<
  Session,
  'key' | 'entry' | 'title' | 'specialty' | 'startsAt' | 'endsAt' | 'place' | 'link'
>;

export async function sessionsByKeys(db: Db | Tx, keys: readonly string[], zone: string): Promise<Session[]> {
  const rows = await db
    .select()
    .from(sessions)
    .where(inArray(sessions.key, [...keys]));
  return rows.map((row) => toSession(row, zone));
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

/** Writes sessions, new ones and known ones (by key). */
export async function saveSessions(tx: Tx, rows: readonly NewSession[]): Promise<void> {
  const written = rows.map((row) => ({ ...row, startsAt: row.startsAt.toString(), endsAt: row.endsAt.toString() }));
  await inChunks(written, (chunk) =>
    tx
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
          sequence: sql`sessions.sequence + 1`,
        },
      }),
  );
}
