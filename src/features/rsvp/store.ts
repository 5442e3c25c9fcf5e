import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { readDated, toSession } from '../../ahead/dated.ts';
import type { Session } from '../../ahead/session.ts';
import { anyOf } from '../../db/any-of.ts';
import { type Db, preparedOn, type Tx } from '../../db/client.ts';
import { people, rsvps, sessions } from '../../db/schema.ts';
import type { RsvpAnswer } from '../../domain/rsvp.ts';
import { toInstantOrNull } from '../../domain/stored-instant.ts';

/** Sessions as they were read last, without their count of places. `zone` is the school's. */
export async function datedSessions(db: Db, zone: string): Promise<readonly Session[]> {
  return (await readDated(db, zone)).sessions;
}

const byIds = preparedOn((db) =>
  db
    .select()
    .from(sessions)
    .where(sql`${sessions.id} = any(${sql.placeholder('ids')}::int[])`)
    .prepare('sessions_by_ids'),
);

/** Sessions with the count of their places at this moment. */
export async function sessionsNow(db: Db, ids: readonly number[], zone: string): Promise<Session[]> {
  if (ids.length === 0) return [];
  const rows = await byIds(db).execute({ ids: `{${ids.join(',')}}` });
  return rows.map((row) => toSession(row, zone));
}

/**
 * Sessions as they are, held until the transaction ends: answers to one session come one after the other. Always in the order of
 * their ids, so that no two transactions wait for each other.
 */
export async function lockedSessions(tx: Tx, ids: readonly number[], zone: string): Promise<Session[]> {
  const rows = await tx
    .select()
    .from(sessions)
    .where(inArray(sessions.id, [...ids]))
    .orderBy(asc(sessions.id))
    .for('update');
  return rows.map((row) => toSession(row, zone));
}

/** Gives places in one statement; false, and none given, where there are not so many. */
export async function takePlaces(tx: Tx, sessionId: number, count: number): Promise<boolean> {
  const rows = await tx
    .update(sessions)
    .set({ taken: sql`${sessions.taken} + ${count}` })
    .where(
      and(
        eq(sessions.id, sessionId),
        sql`(${sessions.capacity} is null or ${sessions.taken} + ${count} <= ${sessions.capacity})`,
      ),
    )
    .returning({ id: sessions.id });
  return rows.length > 0;
}

export async function giveBackPlaces(tx: Tx, sessionId: number, count: number): Promise<void> {
  await tx
    .update(sessions)
    .set({ taken: sql`${sessions.taken} - ${count}` })
    .where(eq(sessions.id, sessionId));
}

export async function answerOf(tx: Tx, sessionId: number, personId: number): Promise<RsvpAnswer | null> {
  const [row] = await tx
    .select({ answer: rsvps.answer })
    .from(rsvps)
    .where(and(eq(rsvps.sessionId, sessionId), eq(rsvps.personId, personId)));
  return row?.answer ?? null;
}

/** Writes what somebody answered at `at`; a promotion has been looked at by then. */
export async function saveAnswer(
  tx: Tx,
  key: { sessionId: number; personId: number },
  answer: RsvpAnswer,
  at: Temporal.Instant,
): Promise<void> {
  const row = { answer, answeredAt: at.toString(), promotedAt: null };
  await tx
    .insert(rsvps)
    .values({ ...key, ...row })
    .onConflictDoUpdate({ target: [rsvps.sessionId, rsvps.personId], set: row });
}

/** Who got a place has seen it; when they answered stays as it was. */
export async function markSeen(
  tx: Tx,
  { sessionId, personId }: { sessionId: number; personId: number },
): Promise<void> {
  await tx
    .update(rsvps)
    .set({ promotedAt: null })
    .where(and(eq(rsvps.sessionId, sessionId), eq(rsvps.personId, personId)));
}

export async function removeAnswers(tx: Tx, personId: number, sessionIds: readonly number[]): Promise<void> {
  await tx.delete(rsvps).where(and(eq(rsvps.personId, personId), inArray(rsvps.sessionId, [...sessionIds])));
}

/** The first on the waiting list, in order of their answers; all of them where no number is given. */
export async function waitingList(tx: Tx, sessionId: number, most: number | null): Promise<number[]> {
  const query = tx
    .select({ personId: rsvps.personId })
    .from(rsvps)
    .where(and(eq(rsvps.sessionId, sessionId), eq(rsvps.answer, 'waiting')))
    .orderBy(asc(rsvps.answeredAt), asc(rsvps.personId))
    .$dynamic();
  const rows = await (most === null ? query : query.limit(most));
  return rows.map(({ personId }) => personId);
}

/** Those of some sessions for which somebody waits. */
export async function awaitedSessions(tx: Tx, sessionIds: readonly number[]): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ sessionId: rsvps.sessionId })
    .from(rsvps)
    .where(and(inArray(rsvps.sessionId, [...sessionIds]), eq(rsvps.answer, 'waiting')));
  return rows.map(({ sessionId }) => sessionId);
}

/** From the waiting list to a place; who is promoted has to be told. */
export async function markPromoted(
  tx: Tx,
  sessionId: number,
  personIds: readonly number[],
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .update(rsvps)
    .set({ answer: 'going', promotedAt: at.toString() })
    .where(and(eq(rsvps.sessionId, sessionId), inArray(rsvps.personId, [...personIds])));
}

export interface Answer {
  sessionId: number;
  personId: number;
  answer: RsvpAnswer;
  /** When they got a place from the waiting list, until they have looked at it. */
  promotedAt: Temporal.Instant | null;
}

type AnswerRow = typeof rsvps.$inferSelect;

function toAnswer({ sessionId, personId, answer, promotedAt }: AnswerRow): Answer {
  const promoted = toInstantOrNull(promotedAt);
  return { sessionId, personId, answer, promotedAt: promoted };
}

/** Who among some people said Going. */
export async function goingOf(db: Db, personIds: readonly number[]): Promise<Answer[]> {
  const rows = await db
    .select()
    .from(rsvps)
    .where(and(inArray(rsvps.personId, [...personIds]), eq(rsvps.answer, 'going')));
  return rows.map(toAnswer);
}

/** Who among some people got a place and has not looked at it yet, the oldest first. */
export async function promotionsOf(db: Db, personIds: readonly number[]): Promise<Answer[]> {
  const rows = await db
    .select()
    .from(rsvps)
    .where(and(inArray(rsvps.personId, [...personIds]), isNotNull(rsvps.promotedAt), eq(rsvps.answer, 'going')))
    .orderBy(asc(rsvps.promotedAt), asc(rsvps.sessionId));
  return rows.map(toAnswer);
}

/** Who answered so to a session. */
export async function answeredSo(db: Db | Tx, sessionId: number, answer: RsvpAnswer): Promise<number[]> {
  const rows = await db
    .select({ personId: rsvps.personId })
    .from(rsvps)
    .where(and(eq(rsvps.sessionId, sessionId), eq(rsvps.answer, answer)));
  return rows.map(({ personId }) => personId);
}

/** What somebody answered to some sessions. */
export async function ownAnswers(db: Db, personId: number, sessionIds: readonly number[]): Promise<Answer[]> {
  const rows = await db
    .select()
    .from(rsvps)
    .where(and(eq(rsvps.personId, personId), inArray(rsvps.sessionId, [...sessionIds])));
  return rows.map(toAnswer);
}

/** Who waits for a place at each of some sessions, in order of their turn. */
export async function waitingLists(db: Db, sessionIds: readonly number[]): Promise<Map<number, number[]>> {
  const rows = await db
    .select({ sessionId: rsvps.sessionId, personId: rsvps.personId })
    .from(rsvps)
    .where(and(inArray(rsvps.sessionId, [...sessionIds]), eq(rsvps.answer, 'waiting')))
    .orderBy(asc(rsvps.sessionId), asc(rsvps.answeredAt), asc(rsvps.personId));
  const lists = new Map<number, number[]>();
  for (const { sessionId, personId } of rows) lists.set(sessionId, [...(lists.get(sessionId) ?? []), personId]);
  return lists;
}

/** Everybody who answered to some sessions and is in the program, by name, in order of their answers. */
export async function guestsOf(
  db: Db,
  sessionIds: readonly number[],
): Promise<{ sessionId: number; name: string; answer: RsvpAnswer }[]> {
  return db
    .select({ sessionId: rsvps.sessionId, name: people.name, answer: rsvps.answer })
    .from(rsvps)
    .innerJoin(people, eq(people.id, rsvps.personId))
    .where(and(inArray(rsvps.sessionId, [...sessionIds]), isNull(people.deactivatedAt)))
    .orderBy(asc(rsvps.answeredAt), asc(rsvps.personId));
}

/** What some people answered, to whatever it was. */
export async function answersOf(tx: Tx, personIds: readonly number[]): Promise<Answer[]> {
  const rows = await tx.select().from(rsvps).where(anyOf(rsvps.personId, personIds)).orderBy(asc(rsvps.sessionId));
  return rows.map(toAnswer);
}
