// What is looked after while a broadcast goes out: whether it is done, and copies that say older words.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueueChanges } from '../../../outbox/enqueue.ts';
import { stateWhenDone } from '../rules/life.ts';
import { type Broadcast, changeBroadcast, lockBroadcast } from '../store/broadcasts.ts';
import { changeKey, messageIds, outdatedCopies } from '../store/recipients.ts';
import { MESSAGE } from './start.ts';

/** Enqueues corrections of copies that say an older wording; also of one that was on its way while it was corrected. Gives how many. */
export async function correctOutdated(ctx: Context, tx: Tx, { id, wording }: Broadcast): Promise<number> {
  if (wording === 1) return 0;
  const outdated = await outdatedCopies(tx, id, wording);
  await enqueueChanges(
    tx,
    ctx.clock.now(),
    outdated.map(({ personId, outboxId }) => ({
      kind: 'update',
      lane: 'broadcasts',
      dedupeKey: changeKey(id, `correction/${wording}`, personId),
      target: outboxId,
      composer: MESSAGE,
      content: { broadcast: id, change: true },
    })),
  );
  return outdated.length;
}

/** Whether everything of a broadcast that is being sent has been settled; then it is done. Gives the broadcast as it is. */
export async function finishIfSettled(ctx: Context, tx: Tx, id: number): Promise<Broadcast | undefined> {
  const broadcast = await lockBroadcast(tx, id);
  if (!broadcast) return undefined;
  if (broadcast.state !== 'recalled') await correctOutdated(ctx, tx, broadcast);
  if (broadcast.state !== 'sending') return broadcast;
  if ((await messageIds(tx, id, ['queued', 'claimed', 'sending'])).length > 0) return broadcast;
  const now = ctx.clock.now();
  const done = { state: stateWhenDone(broadcast), finishedAt: now };
  await changeBroadcast(tx, id, done, now);
  return { ...broadcast, ...done };
}
