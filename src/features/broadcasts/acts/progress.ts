// The one message that tells the author how it goes: each time it is written it says when it is written next.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue, enqueueChanges } from '../../../outbox/enqueue.ts';
import { type Broadcast, changeBroadcast, progressShownAt } from '../store/broadcasts.ts';

export const PROGRESS = 'broadcasts.progress';

/** It changes no faster than this. */
const PROGRESS_SECONDS = 3;
/** While copies are corrected or deleted: each change of the message itself takes the place of one of theirs. */
const CHANGING_SECONDS = 30;

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return a.epochMilliseconds >= b.epochMilliseconds ? a : b;
}

async function postProgress(ctx: Context, tx: Tx, { id, authorId }: Broadcast): Promise<number | null> {
  if (authorId === null) return null;
  const now = ctx.clock.now();
  const dedupeKey = `broadcast/${id}/progress`;
  const ids = await enqueue(tx, now, [
    {
      kind: 'post',
      lane: 'answers',
      dedupeKey,
      to: { person: authorId },
      composer: PROGRESS,
      content: { broadcast: id },
    },
  ]);
  const progressId = ids.get(dedupeKey) ?? null;
  if (progressId !== null) await changeBroadcast(tx, id, { progressId }, now);
  return progressId;
}

/** Lets the message say how things stand, not before `from`; the first time it is posted. The broadcast's row is held. */
export async function tellProgress(
  ctx: Context,
  tx: Tx,
  broadcast: Broadcast,
  { from, changing = false }: { from?: Temporal.Instant; changing?: boolean } = {},
): Promise<void> {
  const now = ctx.clock.now();
  const target = broadcast.progressId ?? (await postProgress(ctx, tx, broadcast));
  if (target === null) return;
  const shownAt = await progressShownAt(tx, target);
  const seconds = changing ? CHANGING_SECONDS : PROGRESS_SECONDS;
  const earliest = (shownAt ?? now).add({ seconds });
  const dueAt = later(later(now, earliest), from ?? now);
  const dedupeKey = `broadcast/${broadcast.id}/progress/${dueAt.epochMilliseconds}/${broadcast.version}`;
  const content = { composer: PROGRESS, content: { broadcast: broadcast.id } };
  await enqueueChanges(tx, now, [{ kind: 'update', lane: 'answers', dedupeKey, target, dueAt, ...content }]);
}
