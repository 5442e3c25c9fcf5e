import { and, asc, desc, eq, inArray, lte } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../../db/client.ts';
import { mentorRequests, mentorWishes } from '../../../db/schema.ts';
import { LIVE_REQUEST_STATES, type RequestState } from '../../../domain/mentorship.ts';
import { toInstant, toInstantOrNull } from '../../../domain/stored-instant.ts';
import type { Request } from '../rules/market.ts';

/** A request with how it stands. */
export interface StoredRequest extends Request {
  seasonId: number;
  note: string | null;
  state: RequestState;
  askedAt: Temporal.Instant;
  /** When staff get it, whoever has been asked by then. */
  staffAt: Temporal.Instant;
  handedOverAt: Temporal.Instant | null;
  /** The message that tells the student how it stands. */
  outboxId: number | null;
}

export type NewRequest = Omit<StoredRequest, 'id' | 'handedOverAt' | 'outboxId' | 'state'>;

type Row = typeof mentorRequests.$inferSelect;

async function withWishes(db: Db | Tx, rows: readonly Row[]): Promise<StoredRequest[]> {
  if (rows.length === 0) return [];
  const wishes = await db
    .select()
    .from(mentorWishes)
    .where(
      inArray(
        mentorWishes.requestId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(mentorWishes.requestId), asc(mentorWishes.rank));
  const byRequest = new Map<number, number[]>();
  for (const { requestId, mentorId } of wishes)
    byRequest.set(requestId, [...(byRequest.get(requestId) ?? []), mentorId]);
  return rows.map(({ settledAt: _, askedAt, staffAt, handedOverAt, ...row }) => ({
    ...row,
    askedAt: toInstant(askedAt),
    staffAt: toInstant(staffAt),
    handedOverAt: toInstantOrNull(handedOverAt),
    wishes: byRequest.get(row.id) ?? [],
  }));
}

/** Requests of a season that still look for a mentor, the oldest first. */
export async function liveRequests(db: Db | Tx, seasonId: number): Promise<StoredRequest[]> {
  const rows = await db
    .select()
    .from(mentorRequests)
    .where(and(eq(mentorRequests.seasonId, seasonId), inArray(mentorRequests.state, [...LIVE_REQUEST_STATES])))
    .orderBy(asc(mentorRequests.id));
  return withWishes(db, rows);
}

/** All requests of a season, the oldest first. */
export async function requestsOf(db: Db | Tx, seasonId: number): Promise<StoredRequest[]> {
  const rows = await db
    .select()
    .from(mentorRequests)
    .where(eq(mentorRequests.seasonId, seasonId))
    .orderBy(asc(mentorRequests.id));
  return withWishes(db, rows);
}

export async function requestsByIds(db: Db | Tx, ids: readonly number[]): Promise<StoredRequest[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select()
    .from(mentorRequests)
    .where(inArray(mentorRequests.id, [...ids]))
    .orderBy(asc(mentorRequests.id));
  return withWishes(db, rows);
}

/** The latest request of each of some people, in any season. */
export async function lastRequestOf(db: Db | Tx, personId: number): Promise<StoredRequest | undefined> {
  const rows = await db
    .select()
    .from(mentorRequests)
    .where(eq(mentorRequests.personId, personId))
    .orderBy(desc(mentorRequests.id))
    .limit(1);
  return (await withWishes(db, rows))[0];
}

/**
 * Whether a person goes first in a season: their last request before it came to nothing, or they were left out in it already. Who
 * takes a request back to ask for something else keeps their turn; who had a mentor since has had it.
 */
export async function wasLeftOut(db: Db | Tx, personId: number, seasonId: number): Promise<boolean> {
  const { state, leftOut } = mentorRequests;
  const [row] = await db
    .select({ state, leftOut, seasonId: mentorRequests.seasonId })
    .from(mentorRequests)
    .where(and(eq(mentorRequests.personId, personId), lte(mentorRequests.seasonId, seasonId)))
    .orderBy(desc(mentorRequests.id))
    .limit(1);
  return row?.seasonId === seasonId ? row.leftOut && row.state === 'withdrawn' : row?.state === 'unmatched';
}

export async function insertRequest(tx: Tx, { wishes, askedAt, staffAt, ...request }: NewRequest): Promise<number> {
  const [row] = await tx
    .insert(mentorRequests)
    .values({
      ...request,
      specialties: [...request.specialties],
      topics: [...request.topics],
      state: 'waiting',
      askedAt: askedAt.toString(),
      staffAt: staffAt.toString(),
    })
    .returning({ id: mentorRequests.id });
  if (!row) throw new Error('a request was not saved');
  if (wishes.length > 0)
    await tx.insert(mentorWishes).values(wishes.map((mentorId, at) => ({ requestId: row.id, rank: at + 1, mentorId })));
  return row.id;
}

const LIVE: readonly RequestState[] = LIVE_REQUEST_STATES;

/** Writes what became of a request. */
export async function setRequestState(tx: Tx, id: number, state: RequestState, now: Temporal.Instant): Promise<void> {
  await tx
    .update(mentorRequests)
    .set({
      state,
      settledAt: LIVE.includes(state) ? null : now.toString(),
      ...(state === 'with-staff' ? { handedOverAt: now.toString() } : {}),
    })
    .where(eq(mentorRequests.id, id));
}

export async function setLeftOut(tx: Tx, ids: readonly number[], leftOut: boolean): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(mentorRequests)
    .set({ leftOut })
    .where(inArray(mentorRequests.id, [...ids]));
}

export async function setStaffAt(tx: Tx, ids: readonly number[], staffAt: Temporal.Instant): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(mentorRequests)
    .set({ staffAt: staffAt.toString() })
    .where(inArray(mentorRequests.id, [...ids]));
}

export async function setRequestMessage(tx: Tx, id: number, outboxId: number): Promise<void> {
  await tx.update(mentorRequests).set({ outboxId }).where(eq(mentorRequests.id, id));
}
