import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, not, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../../db/client.ts';
import { broadcasts, holds, outbox, people } from '../../../db/schema.ts';
import { type Audience, storedAudience } from '../../../domain/audience.ts';
import type { BroadcastState } from '../../../domain/broadcast.ts';
import type { Day } from '../../../domain/day.ts';
import type { RichText } from '../../../domain/form-values.ts';
import { toInstantOrNull } from '../../../domain/stored-instant.ts';
import { type FollowUp, idOfSubject, LEAD, SUBJECT, subjectOf } from '../rules/notice.ts';

/** What staff say to many at once, as it stands. */
export interface Broadcast {
  id: number;
  state: BroadcastState;
  /** Rises with every change of the draft. */
  version: number;
  authorId: number | null;
  message: RichText;
  /** Rises with every correction. */
  wording: number;
  audience: Audience;
  sessionId: number | null;
  acknowledgeBy: Day | null;
  sendAt: Temporal.Instant | null;
  approvedBy: number | null;
  releasedBy: number | null;
  startedAt: Temporal.Instant | null;
  finishedAt: Temporal.Instant | null;
  progressId: number | null;
  nudgedAt: Temporal.Instant | null;
  advisorsToldAt: Temporal.Instant | null;
}

function toBroadcast(row: typeof broadcasts.$inferSelect): Broadcast {
  const { createdAt: _, approvedAt: __, releasedAt: ___, ...same } = row;
  return {
    ...same,
    // It was written by us, from what Slack's editor gave.
    message: row.message as RichText,
    audience: storedAudience(row.audience),
    sendAt: toInstantOrNull(row.sendAt),
    startedAt: toInstantOrNull(row.startedAt),
    finishedAt: toInstantOrNull(row.finishedAt),
    nudgedAt: toInstantOrNull(row.nudgedAt),
    advisorsToldAt: toInstantOrNull(row.advisorsToldAt),
  };
}

export async function findBroadcast(db: Db | Tx, id: number): Promise<Broadcast | undefined> {
  const [row] = await db.select().from(broadcasts).where(eq(broadcasts.id, id));
  return row && toBroadcast(row);
}

/** As it is, held until the transaction ends: of two who press at once one comes after the other. */
export async function lockBroadcast(tx: Tx, id: number): Promise<Broadcast | undefined> {
  const [row] = await tx.select().from(broadcasts).where(eq(broadcasts.id, id)).for('update');
  return row && toBroadcast(row);
}

export async function broadcastsByIds(db: Db | Tx, ids: readonly number[]): Promise<Broadcast[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select()
    .from(broadcasts)
    .where(inArray(broadcasts.id, [...ids]));
  return rows.map(toBroadcast);
}

/** The latest ones that were not discarded, the newest first. */
/** Those in some states, the newest first, after so many of them. */
export async function latestBroadcasts(
  db: Db,
  states: readonly BroadcastState[],
  after: number,
  most: number,
): Promise<Broadcast[]> {
  const rows = await db
    .select()
    .from(broadcasts)
    .where(inArray(broadcasts.state, [...states]))
    .orderBy(desc(broadcasts.id))
    .offset(after)
    .limit(most);
  return rows.map(toBroadcast);
}

export async function broadcastsIn(db: Db | Tx, states: readonly BroadcastState[]): Promise<Broadcast[]> {
  const rows = await db
    .select()
    .from(broadcasts)
    .where(inArray(broadcasts.state, [...states]))
    .orderBy(asc(broadcasts.sendAt), asc(broadcasts.id));
  return rows.map(toBroadcast);
}

export type Draft = Pick<Broadcast, 'message' | 'audience' | 'sessionId' | 'acknowledgeBy' | 'sendAt'>;

function written({ sendAt, ...draft }: Partial<Draft>) {
  return { ...draft, ...(sendAt === undefined ? {} : { sendAt: sendAt?.toString() ?? null }) };
}

export async function insertDraft(tx: Tx, draft: Draft, authorId: number, now: Temporal.Instant): Promise<Broadcast> {
  const [row] = await tx
    .insert(broadcasts)
    .values({ ...draft, sendAt: draft.sendAt?.toString() ?? null, authorId, createdAt: now.toString() })
    .returning();
  if (!row) throw new Error('a draft was not saved');
  return toBroadcast(row);
}

/** Changes a draft, if it is the one that was read; undefined where somebody changed it since, or it is no draft any more. */
export async function changeDraft(
  tx: Tx,
  { id, version }: { id: number; version: number },
  change: Partial<Draft>,
  authorId: number,
): Promise<Broadcast | undefined> {
  const [row] = await tx
    .update(broadcasts)
    .set({ ...written(change), authorId, version: version + 1 })
    .where(and(eq(broadcasts.id, id), eq(broadcasts.version, version), eq(broadcasts.state, 'drafted')))
    .returning();
  return row && toBroadcast(row);
}

export type Change = Partial<
  Pick<
    Broadcast,
    | 'state'
    | 'authorId'
    | 'message'
    | 'wording'
    | 'sendAt'
    | 'startedAt'
    | 'finishedAt'
    | 'progressId'
    | 'nudgedAt'
    | 'advisorsToldAt'
  >
> & { approvedBy?: number | null; releasedBy?: number | null };

/** Changes one whose row this transaction holds. `now` dates approval and release. */
export async function changeBroadcast(tx: Tx, id: number, change: Change, now: Temporal.Instant): Promise<void> {
  const { approvedBy, releasedBy, sendAt, startedAt, finishedAt, nudgedAt, advisorsToldAt, ...same } = change;
  const moments = { sendAt, startedAt, finishedAt, nudgedAt, advisorsToldAt };
  const set = Object.entries(moments).flatMap(([name, at]) =>
    at === undefined ? [] : [[name, at === null ? null : at.toString()] as const],
  );
  const dated = (by: number | null | undefined) => (by === null ? null : now.toString());
  await tx
    .update(broadcasts)
    .set({
      ...same,
      ...Object.fromEntries(set),
      ...(approvedBy === undefined ? {} : { approvedBy, approvedAt: dated(approvedBy) }),
      ...(releasedBy === undefined ? {} : { releasedBy, releasedAt: dated(releasedBy) }),
      version: sql`${broadcasts.version} + 1`,
    })
    .where(eq(broadcasts.id, id));
}

/** The next moment at which a scheduled one is to start. */
export async function nextStart(db: Db): Promise<Temporal.Instant | null> {
  const isHeld = sql`exists (select from holds h where h.act = 'hold' and h.kind = 'notice' and h.lead = ${LEAD}
    and h.subject = ${SUBJECT} || ':' || ${broadcasts.id} and h.person_id is null)`;
  const [row] = await db
    .select({ at: sql<string | null>`min(${broadcasts.sendAt})` })
    .from(broadcasts)
    .where(and(eq(broadcasts.state, 'scheduled'), not(isHeld)));
  return toInstantOrNull(row?.at ?? null);
}

/** What staff do with broadcasts before they leave, or with what follows about those outstanding, by the ids of the broadcasts. */
export async function keptBack(
  db: Db | Tx,
  lead: typeof LEAD | FollowUp = LEAD,
): Promise<ReadonlyMap<number, 'hold' | 'skip'>> {
  const rows = await db
    .select({ subject: holds.subject, act: holds.act })
    .from(holds)
    .where(and(eq(holds.kind, 'notice'), eq(holds.lead, lead), isNull(holds.personId), ne(holds.act, 'release')));
  return new Map(
    rows.flatMap(({ subject, act }): [number, 'hold' | 'skip'][] => {
      const id = idOfSubject(subject);
      return id === undefined || act === 'release' ? [] : [[id, act]];
    }),
  );
}

/** A skip is over when the broadcast is a draft again. */
export async function forgetSkip(tx: Tx, id: number): Promise<void> {
  await tx
    .delete(holds)
    .where(
      and(eq(holds.kind, 'notice'), eq(holds.subject, subjectOf(id)), eq(holds.lead, LEAD), eq(holds.act, 'skip')),
    );
}

/** Those that are to be acknowledged and of which something is still to be done about those outstanding. */
export async function awaitingAcknowledgement(db: Db): Promise<Broadcast[]> {
  const rows = await db
    .select()
    .from(broadcasts)
    .where(
      and(
        isNotNull(broadcasts.acknowledgeBy),
        isNull(broadcasts.advisorsToldAt),
        inArray(broadcasts.state, ['sending', 'paused', 'stopped', 'sent', 'corrected']),
      ),
    );
  return rows.map(toBroadcast);
}

/** When the message that tells of it was changed last, or was to be. */
export async function progressShownAt(tx: Tx, progressId: number): Promise<Temporal.Instant | null> {
  const [row] = await tx
    .select({ at: sql<string | null>`max(coalesce(${outbox.attemptedAt}, ${outbox.dueAt}))` })
    .from(outbox)
    .where(
      sql`(${outbox.id} = ${progressId} or ${outbox.targetId} = ${progressId}) and ${outbox.state} in ('claimed', 'sending', 'sent')`,
    );
  return toInstantOrNull(row?.at ?? null);
}

export async function namesOf(db: Db | Tx, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
