import { asc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { type Db, preparedOn, type Tx } from '../../db/client.ts';
import { inChunks } from '../../db/in-chunks.ts';
import { sessions, sessionsRevision } from '../../db/schema.ts';
import { type Day, dayOf } from '../../domain/day.ts';
import { remembered } from '../../domain/remembered.ts';
import type { Session } from './rules/session.ts';

const everySession = preparedOn((db) =>
  db.select().from(sessions).orderBy(asc(sessions.startsAt), asc(sessions.id)).prepare('every_session'),
);

const revision = preparedOn((db) => db.select().from(sessionsRevision).prepare('sessions_revision'));

/** Postgres writes `2027-01-21 22:00:00+00`; an Instant wants a T. The same few moments are read for every answer. */
const toInstant = remembered(10_000, (stored: string) => Temporal.Instant.from(stored.replace(' ', 'T')));

function toSession(row: typeof sessions.$inferSelect, zone: string): Session {
  const startsAt = toInstant(row.startsAt);
  return { ...row, startsAt, endsAt: toInstant(row.endsAt), day: dayOf(startsAt, zone) };
}

interface ReadSessions {
  revision: number;
  zone: string;
  sessions: readonly Session[];
}

const lastRead = new WeakMap<Db, ReadSessions>();

/**
 * All sessions in order of their start, read anew only when they were changed: they are the same few hundred for everybody, and
 * reading them for every answer costs more than the rest of it. The revision is read first, so that a change in between is seen next time.
 */
async function allSessions(db: Db, zone: string): Promise<readonly Session[]> {
  const [current] = await revision(db).execute();
  const known = lastRead.get(db);
  if (current && known?.revision === current.revision && known.zone === zone) return known.sessions;
  const rows = await everySession(db).execute();
  const read = { revision: current?.revision ?? 0, zone, sessions: rows.map((row) => toSession(row, zone)) };
  lastRead.set(db, read);
  return read.sessions;
}

/** Sessions from the first day on and before the second, in order of their start. `zone` is the school's. */
export async function sessionsBetween(db: Db, from: Day, to: Day, zone: string): Promise<Session[]> {
  return (await allSessions(db, zone)).filter(({ day }) => from <= day && day < to);
}

/** All sessions of some entries, whenever they are, in order of their start. `zone` is the school's. */
export async function sessionsOfEntries(db: Db, entries: readonly string[], zone: string): Promise<Session[]> {
  return (await allSessions(db, zone)).filter(({ entry }) => entries.includes(entry));
}

export async function findSession(db: Db, id: number, zone: string): Promise<Session | undefined> {
  const [row] = await db.select().from(sessions).where(eq(sessions.id, id));
  return row && toSession(row, zone);
}

export type NewSession = Omit<Session, 'id' | 'day' | 'sequence'>;

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
