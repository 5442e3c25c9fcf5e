import { and, asc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../../db/client.ts';
import { holds, people } from '../../../db/schema.ts';
import type { HoldAct, ReminderKey } from '../../../domain/reminder.ts';
import { toInstant } from '../../../domain/stored-instant.ts';

/** What staff did with a message to everybody, or to one person. */
export interface StoredHold {
  act: HoldAct;
  at: Temporal.Instant;
  by: number | null;
  /** The name of who did it; null where nobody is known any more. */
  name: string | null;
}

/** Any number that no other lock of ours has. */
const HOLDS_LOCK = 7_310_640;

/** `personId` null: for everybody. */
function ofKey({ kind, subject, lead }: ReminderKey, personId: number | null) {
  const whose = personId === null ? isNull(holds.personId) : eq(holds.personId, personId);
  return and(eq(holds.kind, kind), eq(holds.subject, subject), eq(holds.lead, lead), whose);
}

/** How it stands, and stays until the transaction ends; undefined where nobody did anything. */
export async function lockHold(tx: Tx, key: ReminderKey, personId: number | null): Promise<StoredHold | undefined> {
  await tx.execute(sql`select pg_advisory_xact_lock(${HOLDS_LOCK})`);
  const [row] = await tx
    .select({ act: holds.act, at: holds.at, by: holds.by, name: people.name })
    .from(holds)
    .leftJoin(people, eq(people.id, holds.by))
    .where(ofKey(key, personId));
  // Postgres writes `2027-01-21 22:00:00+00`; an Instant wants a T.
  return row && { ...row, at: toInstant(row.at) };
}

export async function saveHold(
  tx: Tx,
  key: ReminderKey,
  personId: number | null,
  hold: Omit<StoredHold, 'name'>,
): Promise<void> {
  const { act, by } = hold;
  const set = { act, at: hold.at.toString(), by };
  await tx
    .insert(holds)
    .values({ ...key, personId, ...set })
    .onConflictDoUpdate({ target: [holds.kind, holds.subject, holds.lead, holds.personId], set });
}

/** What is kept back for one person alone, by the name of that person. */
export async function keptForOne(
  db: Db,
  { kind, subject, lead }: ReminderKey,
): Promise<{ name: string; act: 'hold' | 'skip' }[]> {
  const rows = await db
    .select({ name: people.name, act: holds.act })
    .from(holds)
    .innerJoin(people, eq(people.id, holds.personId))
    .where(
      and(
        eq(holds.kind, kind),
        eq(holds.subject, subject),
        eq(holds.lead, lead),
        isNotNull(holds.personId),
        ne(holds.act, 'release'),
      ),
    )
    .orderBy(asc(people.name));
  return rows.flatMap(({ name, act }) => (act === 'release' ? [] : [{ name, act }]));
}

export async function removeHold(tx: Tx, key: ReminderKey, personId: number | null): Promise<void> {
  await tx.delete(holds).where(ofKey(key, personId));
}
