import { and, asc, count, desc, eq, exists, inArray, isNotNull, isNull, min, ne, or, type SQL, sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { anyOf } from '../../db/any-of.ts';
import type { Db, Tx } from '../../db/client.ts';
import { caseReplies, cases, people, personEmails, personRoles } from '../../db/schema.ts';
import { type CaseQueue, type CaseState, WAYS } from '../../domain/asks.ts';
import type { Case, NewCase } from './rules/case.ts';

type Row = typeof cases.$inferSelect;

function moment(at: string | null): Temporal.Instant | null {
  return at === null ? null : Temporal.Instant.from(at);
}

function toCase({ openedAt, waitsSince, nudgedAt, closedAt: _, ways, ...row }: Row): Case {
  return {
    ...row,
    ways: WAYS.filter((way) => ways.includes(way)),
    openedAt: Temporal.Instant.from(openedAt),
    waitsSince: moment(waitsSince),
    nudgedAt: moment(nudgedAt),
  };
}

async function read(db: Db | Tx, where: SQL | undefined): Promise<Case[]> {
  const rows = await db.select().from(cases).where(where).orderBy(asc(cases.openedAt), asc(cases.id));
  return rows.map(toCase);
}

export async function findCase(db: Db | Tx, id: number): Promise<Case | undefined> {
  const [found] = await read(db, eq(cases.id, id));
  return found;
}

/** A case as it is, held until the transaction ends. */
export async function lockCase(tx: Tx, id: number): Promise<Case | undefined> {
  const [row] = await tx.select().from(cases).where(eq(cases.id, id)).for('update');
  return row && toCase(row);
}

/** Somebody's own, the newest first; at most so many. */
export async function ownCases(db: Db | Tx, askerId: number, most: number): Promise<Case[]> {
  const rows = await db
    .select()
    .from(cases)
    .where(eq(cases.askerId, askerId))
    .orderBy(desc(cases.openedAt), desc(cases.id))
    .limit(most);
  return rows.map(toCase);
}

/** All that are not closed of some people, as askers or claimers, in order of their ids, held until the transaction ends. */
export async function lockCasesWith(tx: Tx, personIds: readonly number[]): Promise<Case[]> {
  const rows = await tx
    .select()
    .from(cases)
    .where(and(ne(cases.state, 'closed'), or(anyOf(cases.askerId, personIds), anyOf(cases.claimedBy, personIds))))
    .orderBy(asc(cases.id))
    .for('update');
  return rows.map(toCase);
}

/** What stands in some queues and is not closed, the oldest first. */
export async function queuedCases(db: Db | Tx, queues: readonly CaseQueue[]): Promise<Case[]> {
  if (queues.length === 0) return [];
  return read(db, and(inArray(cases.queue, [...queues]), ne(cases.state, 'closed')));
}

/** How many are not closed, by queue, and since when the oldest of them waits. */
export async function queueCounts(
  db: Db,
): Promise<{ queue: CaseQueue; count: number; oldest: Temporal.Instant | null }[]> {
  const rows = await db
    .select({ queue: cases.queue, count: count(), oldest: min(cases.waitsSince) })
    .from(cases)
    .where(ne(cases.state, 'closed'))
    .groupBy(cases.queue)
    .orderBy(asc(cases.queue));
  return rows.map((row) => ({ ...row, oldest: moment(row.oldest) }));
}

/** Those whose askers wait for something to happen; held until the transaction ends where there is one. */
export async function waitingCases(db: Db | Tx, { lock = false } = {}): Promise<Case[]> {
  const query = db.select().from(cases).where(isNotNull(cases.waitsSince)).orderBy(asc(cases.id)).$dynamic();
  const rows = await (lock ? query.for('update') : query);
  return rows.map(toCase);
}

export async function addCase(tx: Tx, { ways, ...asked }: NewCase, now: Temporal.Instant): Promise<number> {
  const at = now.toString();
  const [row] = await tx
    .insert(cases)
    .values({ ...asked, ways: [...ways], openedAt: at, waitsSince: at })
    .returning({ id: cases.id });
  if (!row) throw new Error('a case was not saved');
  return row.id;
}

export interface CaseChange {
  state: CaseState;
  claimedBy: number | null;
  /** The asker waits from now on. */
  waits: boolean;
  queue?: CaseQueue;
}

/** Writes where a case stands from `now` on; what it was nudged for is over. */
export async function saveCase(tx: Tx, id: number, change: CaseChange, now: Temporal.Instant): Promise<void> {
  const { state, claimedBy, waits, queue } = change;
  const at = now.toString();
  await tx
    .update(cases)
    .set({
      state,
      claimedBy,
      waitsSince: waits ? at : null,
      nudgedAt: null,
      closedAt: state === 'closed' ? at : null,
      ...(queue === undefined ? {} : { queue }),
    })
    .where(eq(cases.id, id));
}

export async function markNudged(tx: Tx, ids: readonly number[], now: Temporal.Instant): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(cases)
    .set({ nudgedAt: now.toString() })
    .where(inArray(cases.id, [...ids]));
}

export interface CaseReply {
  id: number;
  authorId: number | null;
  author: string | null;
  at: Temporal.Instant;
  words: string;
}

export async function addReply(
  tx: Tx,
  { caseId, authorId, words }: { caseId: number; authorId: number; words: string },
  now: Temporal.Instant,
): Promise<number> {
  const [row] = await tx
    .insert(caseReplies)
    .values({ caseId, authorId, words, at: now.toString() })
    .returning({ id: caseReplies.id });
  if (!row) throw new Error('a reply was not saved');
  return row.id;
}

export async function repliesOf(db: Db | Tx, caseId: number): Promise<CaseReply[]> {
  const rows = await db
    .select({
      id: caseReplies.id,
      authorId: caseReplies.authorId,
      author: people.name,
      at: caseReplies.at,
      words: caseReplies.words,
    })
    .from(caseReplies)
    .leftJoin(people, eq(people.id, caseReplies.authorId))
    .where(eq(caseReplies.caseId, caseId))
    .orderBy(asc(caseReplies.id));
  return rows.map((row) => ({ ...row, at: Temporal.Instant.from(row.at) }));
}

/** Ids of those who look after a queue and are in the program; `inSlack`: only those who can be written to. */
export async function holdersOf(db: Db | Tx, queue: CaseQueue, { inSlack }: { inSlack: boolean }): Promise<number[]> {
  const hasRole = db
    .select({ role: personRoles.role })
    .from(personRoles)
    .where(and(eq(personRoles.personId, people.id), eq(personRoles.role, queue)));
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(and(isNull(people.deactivatedAt), exists(hasRole), inSlack ? isNotNull(people.slackUserId) : undefined))
    .orderBy(asc(people.id));
  return rows.map(({ id }) => id);
}

/** Holds people until the transaction ends, in order of their ids; gives those who are in the program. */
export async function lockPeople(tx: Tx, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await tx
    .select({ id: people.id, left: people.deactivatedAt })
    .from(people)
    .where(inArray(people.id, [...ids]))
    .orderBy(asc(people.id))
    .for('no key update');
  return new Set(rows.filter(({ left }) => left === null).map(({ id }) => id));
}

/** People in the program whose name or address holds these words, by name. */
export async function findPeople(db: Db, words: string): Promise<{ id: number; name: string; email: string }[]> {
  const pattern = `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return db
    .select({ id: people.id, name: people.name, email: sql<string>`coalesce(${personEmails.email}, '')` })
    .from(people)
    .leftJoin(personEmails, and(eq(personEmails.personId, people.id), eq(personEmails.position, 0)))
    .where(
      and(
        isNull(people.deactivatedAt),
        sql`(${people.name} ilike ${pattern} or exists (select from ${personEmails} e where e.person_id = ${people.id} and e.email ilike ${pattern}))`,
      ),
    )
    .orderBy(asc(people.name), asc(people.id))
    .limit(100);
}
