import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { anyOf } from '../../../db/any-of.ts';
import { type Db, preparedOn, type Tx } from '../../../db/client.ts';
import { mentorOffers } from '../../../db/schema.ts';
import type { OfferState } from '../../../domain/offers.ts';
import { toInstant, toInstantOrNull } from '../../../domain/stored-instant.ts';

export interface Offer {
  id: number;
  requestId: number;
  mentorId: number;
  state: OfferState;
  asksAt: Temporal.Instant;
  nudgeAt: Temporal.Instant;
  lapsesAt: Temporal.Instant;
  settledAt: Temporal.Instant | null;
  outboxId: number | null;
}

type Row = typeof mentorOffers.$inferSelect;

function toOffer({ asksAt, nudgeAt, lapsesAt, settledAt, ...row }: Row): Offer {
  return {
    ...row,
    asksAt: toInstant(asksAt),
    nudgeAt: toInstant(nudgeAt),
    lapsesAt: toInstant(lapsesAt),
    settledAt: toInstantOrNull(settledAt),
  };
}

export async function findOffer(db: Db | Tx, id: number): Promise<Offer | undefined> {
  const [row] = await db.select().from(mentorOffers).where(eq(mentorOffers.id, id));
  return row && toOffer(row);
}

/** All offers of some requests, the oldest first. */
export async function offersOf(db: Db | Tx, requestIds: readonly number[]): Promise<Offer[]> {
  if (requestIds.length === 0) return [];
  const rows = await db
    .select()
    .from(mentorOffers)
    .where(inArray(mentorOffers.requestId, [...requestIds]))
    .orderBy(asc(mentorOffers.id));
  return rows.map(toOffer);
}

/** Offers that some mentors have not answered, the oldest first. */
export async function openOffersTo(db: Db | Tx, mentorIds: readonly number[]): Promise<Offer[]> {
  if (mentorIds.length === 0) return [];
  const rows = await db
    .select()
    .from(mentorOffers)
    .where(and(anyOf(mentorOffers.mentorId, mentorIds), eq(mentorOffers.state, 'open')))
    .orderBy(asc(mentorOffers.id));
  return rows.map(toOffer);
}

const openTo = preparedOn((db) =>
  db
    .select()
    .from(mentorOffers)
    .where(sql`${mentorOffers.state} = 'open' and ${mentorOffers.mentorId} = any(${sql.placeholder('ids')}::int[])`)
    .orderBy(asc(mentorOffers.id))
    .prepare('open_mentor_offers'),
);

/** The same for whoever asks what waits for them. */
export async function openOffersNow(db: Db, mentorIds: readonly number[]): Promise<Offer[]> {
  return (await openTo(db).execute({ ids: `{${mentorIds.join(',')}}` })).map(toOffer);
}

/** Every offer that is open, the one that lapses first at the head. */
export async function openOffers(db: Db | Tx): Promise<Offer[]> {
  const rows = await db
    .select()
    .from(mentorOffers)
    .where(eq(mentorOffers.state, 'open'))
    .orderBy(asc(mentorOffers.lapsesAt), asc(mentorOffers.id));
  return rows.map(toOffer);
}

export async function insertOffer(
  tx: Tx,
  { asksAt, nudgeAt, lapsesAt, ...offer }: Pick<Offer, 'requestId' | 'mentorId' | 'asksAt' | 'nudgeAt' | 'lapsesAt'>,
): Promise<number> {
  const [row] = await tx
    .insert(mentorOffers)
    .values({
      ...offer,
      asksAt: asksAt.toString(),
      nudgeAt: nudgeAt.toString(),
      lapsesAt: lapsesAt.toString(),
    })
    .returning({ id: mentorOffers.id });
  if (!row) throw new Error('an offer was not saved');
  return row.id;
}

/** The highest id of any offer, 0 where there is none; within an act that holds the season. */
export async function lastOfferId(tx: Tx): Promise<number> {
  const [row] = await tx.select({ id: sql<number>`coalesce(max(${mentorOffers.id}), 0)::int` }).from(mentorOffers);
  return row?.id ?? 0;
}

/** Offers that were made after one of an id, the oldest first. */
export async function offersSince(tx: Tx, id: number): Promise<Offer[]> {
  const rows = await tx.select().from(mentorOffers).where(gt(mentorOffers.id, id)).orderBy(asc(mentorOffers.id));
  return rows.map(toOffer);
}

/** Settles an offer; false where it was settled before. */
export async function settleOffer(
  tx: Tx,
  id: number,
  state: Exclude<OfferState, 'open'>,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx
    .update(mentorOffers)
    .set({ state, settledAt: now.toString() })
    .where(and(eq(mentorOffers.id, id), eq(mentorOffers.state, 'open')))
    .returning({ id: mentorOffers.id });
  return rows.length > 0;
}

export async function setOfferMessage(tx: Tx, id: number, outboxId: number): Promise<void> {
  await tx.update(mentorOffers).set({ outboxId }).where(eq(mentorOffers.id, id));
}
