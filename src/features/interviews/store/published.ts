import { and, desc, eq, gt, inArray, like, notInArray } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../../db/client.ts';
import { audit, interviewRounds, outbox, people } from '../../../db/schema.ts';
import type { OutboxState } from '../../../domain/outbox.ts';

/** A message of a publishing, or a change of one. */
export interface SaidMessage {
  id: number;
  personId: number | null;
  state: OutboxState;
}

/** What became of messages, by their numbers in the outbox. */
export async function messagesOf(db: Db | Tx, ids: readonly number[]): Promise<SaidMessage[]> {
  if (ids.length === 0) return [];
  return db
    .select({ id: outbox.id, personId: outbox.personId, state: outbox.state })
    .from(outbox)
    .where(inArray(outbox.id, [...ids]));
}

/** What staff note for others and changes nothing of the round. */
const CHANGE_NOTHING = ['interviews.confirm-for', 'interviews.not-stand-in-for'] as const;

/** Who acted on the round last since an act of the audit; undefined where nobody is known to. */
export async function actOf(tx: Tx, since: number): Promise<{ name: string; act: string } | undefined> {
  const [row] = await tx
    .select({ name: people.name, act: audit.act })
    .from(audit)
    .innerJoin(people, eq(people.id, audit.actorId))
    .where(and(gt(audit.id, since), like(audit.act, 'interviews.%'), notInArray(audit.act, [...CHANGE_NOTHING])))
    .orderBy(desc(audit.id))
    .limit(1);
  return row;
}

/** Notes which changes take a publishing back, and when they should all be made. */
export async function saveTakenBack(
  tx: Tx,
  roundId: number,
  changes: readonly number[],
  until: Temporal.Instant,
): Promise<void> {
  await tx
    .update(interviewRounds)
    .set({ takenBack: { changes: [...changes], until: until.toString() } })
    .where(eq(interviewRounds.id, roundId));
}

/** What became so far of taking the last publishing back; undefined where it was not. */
export async function takenBackOf(
  db: Db,
  roundId: number,
): Promise<{ changes: SaidMessage[]; until: Temporal.Instant } | undefined> {
  const [row] = await db
    .select({ takenBack: interviewRounds.takenBack })
    .from(interviewRounds)
    .where(eq(interviewRounds.id, roundId));
  if (!row?.takenBack) return undefined;
  const { changes, until } = row.takenBack;
  return { changes: await messagesOf(db, changes), until: Temporal.Instant.from(until) };
}

/** The message with a key, in the outbox; undefined where there is none. */
export async function askOf(tx: Tx, dedupeKey: string): Promise<number | undefined> {
  const [row] = await tx.select({ id: outbox.id }).from(outbox).where(eq(outbox.dedupeKey, dedupeKey));
  return row?.id;
}
