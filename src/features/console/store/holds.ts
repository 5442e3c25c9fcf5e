import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../../db/client.ts';
import { holds, people } from '../../../db/schema.ts';
import type { HoldAct, ReminderKey } from '../../../domain/reminder.ts';
import { toInstant } from '../../../domain/stored-instant.ts';

/** What staff did with a message to everybody. */
export interface StoredHold {
  act: HoldAct;
  at: Temporal.Instant;
  by: number | null;
  /** The name of who did it; null where nobody is known any more. */
  name: string | null;
}

/** Any number that no other lock of ours has. */
const HOLDS_LOCK = 7_310_640;

function ofKey({ kind, subject, lead }: ReminderKey) {
  return and(eq(holds.kind, kind), eq(holds.subject, subject), eq(holds.lead, lead), isNull(holds.personId));
}

/** How it stands, and stays until the transaction ends; undefined where nobody did anything. */
export async function lockHold(tx: Tx, key: ReminderKey): Promise<StoredHold | undefined> {
  await tx.execute(sql`select pg_advisory_xact_lock(${HOLDS_LOCK})`);
  const [row] = await tx
    .select({ act: holds.act, at: holds.at, by: holds.by, name: people.name })
    .from(holds)
    .leftJoin(people, eq(people.id, holds.by))
    .where(ofKey(key));
  // Postgres writes `2027-01-21 22:00:00+00`; an Instant wants a T.
  return row && { ...row, at: toInstant(row.at) };
}

export async function saveHold(tx: Tx, key: ReminderKey, hold: Omit<StoredHold, 'name'>): Promise<void> {
  const { act, by } = hold;
  const set = { act, at: hold.at.toString(), by };
  await tx
    .insert(holds)
    .values({ ...key, ...set })
    .onConflictDoUpdate({ target: [holds.kind, holds.subject, holds.lead, holds.personId], set });
}

export async function removeHold(tx: Tx, key: ReminderKey): Promise<void> {
  await tx.delete(holds).where(ofKey(key));
}
