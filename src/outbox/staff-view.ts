// What staff see of the outbox at a glance: whether it is held, what waits, what went wrong.

import { and, asc, count, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db } from '../db/client.ts';
import { outbox, outboxSwitch, people } from '../db/schema.ts';
import type { OutboxState } from '../domain/outbox.ts';
import { toInstant } from '../domain/stored-instant.ts';

export interface Held {
  since: Temporal.Instant;
  /** The staff member who holds it; null: the bot itself, because Slack lets it send nothing. */
  by: string | null;
  reason: string | null;
}

/** Since when and by whom everything is held; null: messages leave. */
export async function heldNow(db: Db): Promise<Held | null> {
  const [row] = await db
    .select({ heldAt: outboxSwitch.heldAt, by: people.name, reason: outboxSwitch.reason })
    .from(outboxSwitch)
    .leftJoin(people, eq(people.id, outboxSwitch.heldBy));
  return row?.heldAt ? { since: toInstant(row.heldAt), by: row.by, reason: row.reason } : null;
}

/** How many messages are due and have not left. */
export async function countWaiting(db: Db, now: Temporal.Instant): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(outbox)
    .where(and(eq(outbox.state, 'queued'), lte(outbox.readyAt, now.toString())));
  return row?.count ?? 0;
}

/** States in which somebody has to look at a message. */
export type TroubledState = Extract<OutboxState, 'failed' | 'uncertain'>;

export async function countTroubled(db: Db): Promise<Record<TroubledState, number>> {
  const rows = await db
    .select({ state: outbox.state, count: count() })
    .from(outbox)
    .where(inArray(outbox.state, ['failed', 'uncertain']))
    .groupBy(outbox.state);
  const of = (state: TroubledState) => rows.find((row) => row.state === state)?.count ?? 0;
  return { failed: of('failed'), uncertain: of('uncertain') };
}

/** A message in trouble, without what it says. */
export interface Troubled {
  id: number;
  kind: string;
  /** Whom it is for; null where it goes to several, or to nobody who is known any more. */
  person: string | null;
  composer: string | null;
  error: string | null;
  at: Temporal.Instant;
  /** Of no use any more. */
  isOver: boolean;
}

/** Messages of a state, the oldest first. */
export async function listTroubled(
  db: Db,
  state: TroubledState,
  now: Temporal.Instant,
  { offset, limit }: { offset: number; limit: number },
): Promise<Troubled[]> {
  const rows = await db
    .select({
      id: outbox.id,
      kind: outbox.kind,
      person: people.name,
      composer: outbox.composer,
      error: outbox.error,
      at: sql<string>`coalesce(${outbox.attemptedAt}, ${outbox.readyAt})`,
      isOver: sql<boolean>`coalesce(${outbox.expiresAt} <= ${now.toString()}::timestamptz, false)`,
    })
    .from(outbox)
    .leftJoin(people, eq(people.id, outbox.personId))
    .where(eq(outbox.state, state))
    .orderBy(asc(outbox.id))
    .offset(offset)
    .limit(limit);
  return rows.map((row) => ({ ...row, at: toInstant(row.at) }));
}
