// What waits in the outbox is set aside and taken up again, by its numbers: a message to many is paused, stopped, tried again.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../db/client.ts';
import { inChunks } from '../db/in-chunks.ts';
import { outbox } from '../db/schema.ts';
import { OUTBOX_CHANNEL } from './enqueue.ts';

async function changed(
  ids: readonly number[],
  change: (chunk: number[]) => Promise<readonly { id: number }[]>,
): Promise<number[]> {
  const all: number[] = [];
  await inChunks(ids, async (chunk) => {
    for (const { id } of await change(chunk)) all.push(id);
  });
  return all;
}

/** Withdraws rows that have not begun to be sent. Gives those that were; what is claimed already is on its way. */
export function setAside(tx: Tx, now: Temporal.Instant, ids: readonly number[]): Promise<number[]> {
  return changed(ids, (chunk) =>
    tx
      .update(outbox)
      .set({ state: 'withdrawn', settledAt: now.toString() })
      .where(and(inArray(outbox.id, chunk), eq(outbox.state, 'queued')))
      .returning({ id: outbox.id }),
  );
}

/**
 * Queues rows again that were set aside before they were ever sent, or that failed. Gives those that were. Their moments stay: what was
 * not due yet is not due yet.
 */
export async function takeUp(
  tx: Tx,
  now: Temporal.Instant,
  ids: readonly number[],
  from: 'withdrawn' | 'failed',
): Promise<number[]> {
  const taken = await changed(ids, (chunk) =>
    tx
      .update(outbox)
      .set({
        state: 'queued',
        readyAt: sql`greatest(${outbox.dueAt}, ${now.toString()}::timestamptz)`,
        error: null,
        settledAt: null,
      })
      .where(and(inArray(outbox.id, chunk), eq(outbox.state, from), isNull(outbox.ts)))
      .returning({ id: outbox.id }),
  );
  if (taken.length > 0) await tx.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`);
  return taken;
}
