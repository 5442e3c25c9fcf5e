import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../../db/client.ts';
import { audit } from '../../../db/schema.ts';

/** An own act that can still be taken back, locked; undefined where there is none of that number, or not by this person. */
export async function lockOwnAct(
  tx: Tx,
  { id, actorId, act, now }: { id: number; actorId: number; act: string; now: Temporal.Instant },
) {
  const [row] = await tx
    .select({ subjectId: audit.subjectId, inverse: audit.inverse })
    .from(audit)
    .where(
      and(
        eq(audit.id, id),
        eq(audit.actorId, actorId),
        eq(audit.act, act),
        isNull(audit.undoneAt),
        gt(audit.undoUntil, now.toString()),
      ),
    )
    .for('update');
  return row;
}

export async function markOwnActUndone(tx: Tx, id: number, by: number, now: Temporal.Instant): Promise<void> {
  await tx.update(audit).set({ undoneAt: now.toString(), undoneBy: by }).where(eq(audit.id, id));
}
