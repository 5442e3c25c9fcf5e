import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { holdersOf, lockCase, queuedCases, saveCase } from '../store.ts';
import { tellQueue } from './tell.ts';

/** Where no Alumni Liaison can be written to any more, staff find what stands in that queue. */
export async function moveOrphans(ctx: Context, tx: Tx): Promise<void> {
  if ((await holdersOf(tx, 'alumni-liaison', { inSlack: true })).length > 0) return;
  for (const { id } of await queuedCases(tx, ['alumni-liaison'])) {
    // An asker may take theirs back at this moment.
    const found = await lockCase(tx, id);
    if (found?.state === 'closed') continue;
    await saveCase(tx, id, { state: 'open', claimedBy: null, waits: true, queue: 'staff' }, ctx.clock.now());
    await tellQueue(ctx, tx, { id, queue: 'staff' });
  }
}
