// A second staff member is asked: to approve what goes to many, or to release it for Match week.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { staffInSlack } from '../../../people/store.ts';
import { type Broadcast, changeBroadcast } from '../store/broadcasts.ts';

/** Asks every staff member in Slack but `by`. Gives how many were asked. The broadcast's row is held. */
export async function askOthers(
  ctx: Context,
  tx: Tx,
  broadcast: Broadcast,
  by: number | null,
  what: 'approval' | 'release',
): Promise<number> {
  const others = (await staffInSlack(tx)).filter((id) => id !== by);
  await enqueue(
    tx,
    ctx.clock.now(),
    others.map((id) => ({
      kind: 'post',
      lane: 'answers',
      dedupeKey: `broadcast/${broadcast.id}/${what}/${broadcast.version}/${id}`,
      to: { person: id },
      composer: 'broadcasts.ask',
      content: { broadcast: broadcast.id, what },
    })),
  );
  return others.length;
}

/**
 * Its time has come, and it would go to more people than one staff member may write to: who was in the audience when it was scheduled were
 * fewer. It leaves as soon as a second one approves it; its author and all others are told. The broadcast's row is held.
 */
export async function askForGrown(ctx: Context, tx: Tx, broadcast: Broadcast, reach: number): Promise<void> {
  const { id, authorId, version } = broadcast;
  const now = ctx.clock.now();
  await changeBroadcast(tx, id, { state: 'awaiting-approval', sendAt: null }, now);
  const asked = await askOthers(ctx, tx, broadcast, authorId, 'approval');
  if (authorId === null) return;
  await enqueue(tx, now, [
    {
      kind: 'post',
      lane: 'answers',
      dedupeKey: `broadcast/${id}/grown/${version}`,
      to: { person: authorId },
      composer: 'broadcasts.grown',
      content: { broadcast: id, reach, asked },
    },
  ]);
}
