import { inArray } from 'drizzle-orm';
import type { Tx } from '../../../db/client.ts';
import { outbox } from '../../../db/schema.ts';

/** Rows of the outbox by their keys: what was said of something, or is about to be. */
export async function outboxIdsOf(
  tx: Tx,
  keys: readonly string[],
): Promise<{ id: number; dedupeKey: string; isQueued: boolean }[]> {
  if (keys.length === 0) return [];
  const rows = await tx
    .select({ id: outbox.id, dedupeKey: outbox.dedupeKey, state: outbox.state })
    .from(outbox)
    .where(inArray(outbox.dedupeKey, [...keys]));
  return rows.map(({ state, ...row }) => ({ ...row, isQueued: state === 'queued' }));
}
