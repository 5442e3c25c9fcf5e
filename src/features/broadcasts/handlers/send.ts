// From a draft to what leaves: sent off, approved by a second staff member, released for Match week, taken back.
import type { Context } from '../../../context.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { setAside } from '../../../outbox/set-aside.ts';
import { recordActs } from '../../../people/audit.ts';
import { mayDo } from '../../../people/authorise.ts';
import { findPersonById } from '../../../people/store.ts';
import { askOthers } from '../acts/ask-others.ts';
import { planRecipients } from '../acts/plan-recipients.ts';
import { tellProgress } from '../acts/progress.ts';
import { startSending, tellReleased } from '../acts/start.ts';
import { hasStarted, STATE_WORDS, seenOf, stateAfter, stateWhenSent } from '../rules/life.ts';
import { reachOf } from '../rules/preview.ts';
import { type Broadcast, changeBroadcast, lockBroadcast, namesOf } from '../store/broadcasts.ts';
import { messageIds } from '../store/recipients.ts';
import { cardAfter } from './card.ts';
import { heldFor, readValue } from './read.ts';

type Tx = Parameters<typeof heldFor>[0];

const STARTED =
  'It is on its way. I tell you in our direct messages how it goes, and there you can pause, correct or recall it.';

function requireFuture(ctx: Context, { sendAt }: Broadcast): void {
  if (sendAt === null || sendAt.epochMilliseconds > ctx.clock.now().epochMilliseconds) return;
  throw new UserError(
    'The time at which it was to leave has passed. Please change the message: choose a later time, or none for now.',
  );
}

/** The next step of a draft that is held: waits, is scheduled, or leaves. Gives what is said of it. */
async function sendOff(ctx: Context, tx: Tx, draft: Broadcast, by: number): Promise<string> {
  const now = ctx.clock.now();
  const { planned } = await planRecipients(ctx, tx, draft, draft.sendAt ?? now);
  const inMatchWeek = planned.filter(({ untold }) => untold === 'match-week').length;
  const reach = reachOf(planned);
  if (reach === 0) throw new UserError('Nobody who can be reached would get it. Please change who gets it.');
  const state = stateWhenSent(draft, { recipients: reach, approvalOver: ctx.program.file.broadcasts.approvalOver });
  if (state === 'sending') {
    await startSending(ctx, tx, { ...draft, authorId: by }, by, draft.sendAt === null ? planned : undefined);
  } else await changeBroadcast(tx, draft.id, { state }, now);
  if (state === 'awaiting-approval') {
    const asked = await askOthers(ctx, tx, draft, by, 'approval');
    if (asked === 0) throw new UserError('A second staff member has to approve it, and no other is in Slack.');
    return `It goes to ${reach} people, so a second staff member approves it. I have asked ${asked}.`;
  }
  const released = inMatchWeek > 0 && draft.releasedBy === null ? await askOthers(ctx, tx, draft, by, 'release') : 0;
  const asked =
    released > 0 ? ` ${inMatchWeek} are in Match week: I have asked a second staff member to release it.` : '';
  return `${state === 'sending' ? STARTED : 'It is scheduled, and leaves by itself.'}${asked}`;
}

/** Sends off the draft that was seen. Pressed twice, it is sent once. `value`: the draft and its version. */
export async function send(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { id, version } = readValue(value);
  const by = asker.person.id;
  const note = await ctx.transaction(async (tx) => {
    const draft = await lockBroadcast(tx, id);
    if (!draft) throw new UserError("I don't know that message any more.");
    if (draft.state !== 'drafted') return `That message ${STATE_WORDS[draft.state]} already. It is sent once.`;
    if (version !== draft.version) {
      const names = await namesOf(tx, [draft.authorId ?? 0]);
      return `${names.get(draft.authorId ?? 0) ?? 'Somebody'} changed it since. Please look at it again before you send it.`;
    }
    requireFuture(ctx, draft);
    // Whoever sends it answers for it, and cannot approve it.
    await changeBroadcast(tx, id, { authorId: by }, ctx.clock.now());
    return sendOff(ctx, tx, { ...draft, authorId: by }, by);
  });
  return cardAfter(ctx, asker, id, note);
}

/** Throws where the author may not send it any more, or is the one who approves. */
async function requireSecond(tx: Tx, { authorId }: Broadcast, by: number): Promise<void> {
  if (authorId === by)
    throw new UserError('A second staff member does that: it is your own message. I have asked the others.');
  const author = authorId === null ? undefined : await findPersonById(tx, authorId);
  if (author?.active && mayDo('broadcasts.send', author, 'program')) return;
  throw new UserError(
    `${author?.name ?? 'Its author'} is not staff any more, so it can't be approved. Please give it back and send it yourself, if it should go out.`,
  );
}

/** What is said where something became different since it was seen; its card as it is now follows. */
const CHANGED =
  'Something about this message has changed since you saw it, so nothing was done. Here it is as it is now: please look at it again.';

/** A second staff member approves what goes to many, as they saw it. `value`: the broadcast and its version. */
export async function approve(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { id, version } = readValue(value);
  const by = asker.person.id;
  const note = await ctx.transaction(async (tx) => {
    const broadcast = await heldFor(tx, id, 'approve');
    await requireSecond(tx, broadcast, by);
    if (version !== seenOf(broadcast)) return CHANGED;
    requireFuture(ctx, broadcast);
    const now = ctx.clock.now();
    await changeBroadcast(tx, id, { approvedBy: by }, now);
    const details = { broadcast: id };
    await recordActs(tx, now.toString(), [{ act: 'broadcasts.approve', actorId: by, subjectId: null, details }]);
    if (broadcast.sendAt !== null) {
      await changeBroadcast(tx, id, { state: stateAfter('approve', broadcast.state) ?? 'scheduled' }, now);
      return 'Approved. It is scheduled, and leaves by itself.';
    }
    await startSending(ctx, tx, { ...broadcast, approvedBy: by }, by);
    return 'Approved, and on its way.';
  });
  return cardAfter(ctx, asker, id, note);
}

/** A second staff member lets it go to those in Match week, too, as they saw it. `value`: the broadcast and what `seenOf` gives of it. */
export async function release(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { id, version } = readValue(value);
  const by = asker.person.id;
  const note = await ctx.transaction(async (tx) => {
    const broadcast = await lockBroadcast(tx, id);
    if (!broadcast || ['discarded', 'recalled', 'drafted'].includes(broadcast.state))
      throw new UserError('There is nothing to release here any more.');
    if (broadcast.releasedBy !== null) return 'It was released already.';
    await requireSecond(tx, broadcast, by);
    if (version !== seenOf(broadcast)) return CHANGED;
    const now = ctx.clock.now();
    await changeBroadcast(tx, id, { releasedBy: by }, now);
    const details = { broadcast: id };
    await recordActs(tx, now.toString(), [{ act: 'broadcasts.release', actorId: by, subjectId: null, details }]);
    if (!hasStarted(broadcast.state)) return 'Released: it goes to those in Match week, too, when it leaves.';
    const told = await tellReleased(ctx, tx, { ...broadcast, releasedBy: by });
    if (broadcast.state === 'sent' || broadcast.state === 'corrected')
      await changeBroadcast(tx, id, { state: 'sending' }, now);
    await tellProgress(ctx, tx, broadcast);
    if (broadcast.state === 'paused' || broadcast.state === 'stopped') {
      await setAside(tx, now, await messageIds(tx, id, ['queued']));
      return `Released: it goes to ${told} more in Match week once it is sent on.`;
    }
    return `Released: it goes to ${told} more in Match week.`;
  });
  return cardAfter(ctx, asker, id, note);
}

/** Back to a draft: by its author, by who was to approve it, or before its time has come. */
export async function giveBack(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { id } = readValue(value);
  await ctx.transaction(async (tx) => {
    await heldFor(tx, id, 'return');
    const now = ctx.clock.now();
    await changeBroadcast(tx, id, { state: 'drafted', approvedBy: null, releasedBy: null }, now);
    const details = { broadcast: id };
    await recordActs(tx, now.toString(), [
      { act: 'broadcasts.return', actorId: asker.person.id, subjectId: null, details },
    ]);
  });
  return cardAfter(ctx, asker, id, 'It is a draft again. Nobody was written to.');
}
