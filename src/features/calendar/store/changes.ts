// What became different about sessions, and whom it concerns.

import { and, countDistinct, desc, eq, gte, inArray, lt, notInArray, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../../db/client.ts';
import { sessionChangeReaders, sessionChanges } from '../../../db/schema.ts';
import type { SessionChange } from '../../../domain/session-change.ts';
import { toInstant } from '../../../domain/stored-instant.ts';

export interface StoredChange {
  id: number;
  sessionId: number;
  what: SessionChange;
  /** When it began until then. */
  startedAt: Temporal.Instant;
  at: Temporal.Instant;
  dayClosed: boolean;
}

function toChange({ startedAt, at, ...row }: typeof sessionChanges.$inferSelect): StoredChange {
  return { ...row, startedAt: toInstant(startedAt), at: toInstant(at) };
}

/**
 * Notes a change, and whom it concerns: who was told the old time in a reminder or the digest, put it into their calendar, said Going or
 * waits for a place, and who was to be told of an earlier change. Gives its id and how many they are.
 */
export async function recordChange(
  tx: Tx,
  { startedAt, at, ...change }: Omit<StoredChange, 'id'>,
): Promise<{ changeId: number; people: number }> {
  const { sessionId } = change;
  const [row] = await tx
    .insert(sessionChanges)
    .values({ ...change, startedAt: startedAt.toString(), at: at.toString() })
    .returning({ id: sessionChanges.id });
  if (!row) throw new Error('a change was not recorded');
  const readers = await tx.execute(sql`
    insert into session_change_readers (change_id, person_id)
    select ${row.id}::int, person_id from (
      select person_id from reminders where subject = ${`session:${sessionId}`} and outcome in ('message', 'digest')
      union select person_id from rsvps where session_id = ${sessionId} and answer in ('going', 'waiting')
      union select person_id from calendar_adds where session_id = ${sessionId}
      union select r.person_id from session_change_readers r
        join session_changes c on c.id = r.change_id where c.session_id = ${sessionId}
    ) told
    returning person_id`);
  return { changeId: row.id, people: readers.length };
}

/**
 * Takes a change back: who was not told of it yet is not told any more, who was is told `now` what became of it. Gives how many those
 * are. Who was still to be told of an earlier change of the session is told with them.
 */
export async function takeBackChange(
  tx: Tx,
  changeId: number,
  { what, startedAt, at }: Pick<StoredChange, 'what' | 'startedAt' | 'at'>,
): Promise<number> {
  const rows = await tx.execute(sql`
    select distinct r.person_id as "personId" from session_change_readers r
    join reminders m on m.person_id = r.person_id and m.subject = ${`change:${changeId}`} and m.outcome in ('message', 'digest')
    join outbox o on o.id = m.outbox_id and o.state in ('sending', 'sent', 'uncertain')
    where r.change_id = ${changeId}`);
  const told = rows.map(({ personId }) => Number(personId));
  if (told.length === 0) {
    await tx.delete(sessionChanges).where(eq(sessionChanges.id, changeId));
    return 0;
  }
  const [row] = await tx.execute(sql`
    insert into session_changes (session_id, what, started_at, at, day_closed)
    select session_id, ${what}, ${startedAt.toString()}::timestamptz, ${at.toString()}::timestamptz, day_closed
    from session_changes where id = ${changeId} returning id`);
  await tx.execute(sql`
    insert into session_change_readers (change_id, person_id)
    select ${Number(row?.id)}::int, person_id from session_change_readers r
      join session_changes c on c.id = r.change_id
      where c.id < ${changeId} and c.session_id = (select session_id from session_changes where id = ${changeId})
    union select ${Number(row?.id)}::int, person_id from session_change_readers
      where change_id = ${changeId} and ${inArray(sessionChangeReaders.personId, told)}`);
  await tx
    .delete(sessionChangeReaders)
    .where(and(eq(sessionChangeReaders.changeId, changeId), notInArray(sessionChangeReaders.personId, told)));
  return told.length;
}

/** How many people some changes concern, each counted once. */
export async function countReaders(tx: Tx, changeIds: readonly number[]): Promise<number> {
  if (changeIds.length === 0) return 0;
  const [row] = await tx
    .select({ people: countDistinct(sessionChangeReaders.personId) })
    .from(sessionChangeReaders)
    .where(inArray(sessionChangeReaders.changeId, [...changeIds]));
  return row?.people ?? 0;
}

/** Changes of a stretch of time, with whom of some people each concerns. `from` is inclusive, `to` is not. */
export async function changesFor(
  db: Db,
  personIds: readonly number[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<(StoredChange & { personId: number })[]> {
  const rows = await db
    .select({ change: sessionChanges, personId: sessionChangeReaders.personId })
    .from(sessionChanges)
    .innerJoin(sessionChangeReaders, eq(sessionChangeReaders.changeId, sessionChanges.id))
    .where(
      and(
        inArray(sessionChangeReaders.personId, [...personIds]),
        gte(sessionChanges.at, from.toString()),
        lt(sessionChanges.at, to.toString()),
      ),
    );
  return rows.map(({ change, personId }) => ({ ...toChange(change), personId }));
}

/** The latest change of each of some sessions: it stands for the ones before it. */
export async function latestChanges(db: Db, sessionIds: readonly number[]): Promise<Map<number, StoredChange>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([sessionChanges.sessionId])
    .from(sessionChanges)
    .where(inArray(sessionChanges.sessionId, [...sessionIds]))
    .orderBy(sessionChanges.sessionId, desc(sessionChanges.id));
  return new Map(rows.map((row) => [row.sessionId, toChange(row)]));
}

export async function findChange(db: Db, id: number): Promise<StoredChange | undefined> {
  const [row] = await db.select().from(sessionChanges).where(eq(sessionChanges.id, id));
  return row && toChange(row);
}
