// What time brings about: a scheduled broadcast starts, one that is settled is done, those outstanding are reminded.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../context.ts';
import type { Job } from '../../feature.ts';
import { mayDo } from '../../people/authorise.ts';
import { findPersonById } from '../../people/store.ts';
import { askForGrown } from './acts/ask-others.ts';
import { finishIfSettled } from './acts/finish.ts';
import { planRecipients } from './acts/plan-recipients.ts';
import { tellProgress } from './acts/progress.ts';
import { followOutstanding, nextOutstanding } from './acts/remind-outstanding.ts';
import { startSending } from './acts/start.ts';
import { reachOf } from './rules/preview.ts';
import {
  type Broadcast,
  broadcastsIn,
  changeBroadcast,
  forgetSkip,
  keptBack,
  lockBroadcast,
  nextStart,
} from './store/broadcasts.ts';
import { messageIds } from './store/recipients.ts';

function soonest(at: Temporal.Instant | null, after: Temporal.Instant): Temporal.Instant | null {
  if (at === null) return null;
  return at.epochMilliseconds > after.epochMilliseconds ? at : after.add({ milliseconds: 1 });
}

/** Whether somebody still answers for it: its author is staff, or a second staff member approved it. */
async function isAnswered(
  tx: Parameters<typeof lockBroadcast>[0],
  { authorId, approvedBy }: Broadcast,
): Promise<boolean> {
  for (const id of [authorId, approvedBy]) {
    const person = id === null ? undefined : await findPersonById(tx, id);
    if (person?.active && mayDo('broadcasts.send', person, 'program')) return true;
  }
  return false;
}

/** Starts it; where nobody approved it and it would go to too many by now, a second staff member is asked first. */
async function startUnlessGrown(
  ctx: Context,
  tx: Parameters<typeof lockBroadcast>[0],
  broadcast: Broadcast,
): Promise<void> {
  const { planned } = await planRecipients(ctx, tx, broadcast, ctx.clock.now());
  const reach = reachOf(planned);
  if (broadcast.approvedBy === null && reach > ctx.program.file.broadcasts.approvalOver)
    await askForGrown(ctx, tx, broadcast, reach);
  else await startSending(ctx, tx, broadcast, null, planned);
}

/** Starts what is due and not held. One that staff skip, or for which nobody answers any more, goes back to the drafts. */
async function startDue(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  for (const { id, sendAt } of await broadcastsIn(ctx.db, ['scheduled'])) {
    if (!sendAt || sendAt.epochMilliseconds > now.epochMilliseconds) continue;
    await ctx.transaction(async (tx) => {
      const broadcast = await lockBroadcast(tx, id);
      const act = (await keptBack(tx)).get(id);
      if (broadcast?.state !== 'scheduled' || act === 'hold') return;
      if (act === 'skip') await forgetSkip(tx, id);
      if (act !== 'skip' && (await isAnswered(tx, broadcast))) await startUnlessGrown(ctx, tx, broadcast);
      else await changeBroadcast(tx, id, { state: 'drafted', approvedBy: null }, now);
    });
  }
}

/** Broadcasts that are being sent and of which nothing is under way: nobody noticed the last message. */
async function settled(ctx: Context): Promise<number[]> {
  const sending = await broadcastsIn(ctx.db, ['sending']);
  const found: number[] = [];
  for (const { id } of sending) {
    const open = await ctx.transaction((tx) => messageIds(tx, id, ['queued', 'claimed', 'sending']));
    if (open.length === 0) found.push(id);
  }
  return found;
}

async function finishSettled(ctx: Context): Promise<void> {
  for (const id of await settled(ctx))
    await ctx.transaction(async (tx) => {
      const broadcast = await finishIfSettled(ctx, tx, id);
      if (broadcast && broadcast.state !== 'sending') await tellProgress(ctx, tx, broadcast);
    });
}

export const jobs: readonly Job[] = [
  {
    name: 'broadcasts.start',
    missed: 'once',
    next: async (ctx, after) => soonest(await nextStart(ctx.db), after),
    run: startDue,
  },
  {
    name: 'broadcasts.finish',
    missed: 'once',
    // The message that tells how it goes finishes it; this is for where that is gone. Not at once, so that it has its turn.
    next: async (ctx, after) => ((await settled(ctx)).length > 0 ? after.add({ seconds: 10 }) : null),
    run: finishSettled,
  },
  { name: 'broadcasts.outstanding', missed: 'once', next: nextOutstanding, run: followOutstanding },
];
