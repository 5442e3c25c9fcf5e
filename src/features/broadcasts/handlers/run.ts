// While it is sent, and after: pause, resume, stop, retry, correct, recall, remind.
import type { Context } from '../../../context.ts';
import { enteredRichText, type FormValues } from '../../../domain/form-values.ts';
import { countText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { enqueueChanges } from '../../../outbox/enqueue.ts';
import { setAside, takeUp } from '../../../outbox/set-aside.ts';
import { recordActs } from '../../../people/audit.ts';
import type { Action } from '../../../people/authorise.ts';
import { FormError } from '../../../slack/form.ts';
import { correctOutdated } from '../acts/finish.ts';
import { tellProgress } from '../acts/progress.ts';
import { remindOutstanding } from '../acts/remind-outstanding.ts';
import { correctionAsked } from '../messages/index.ts';
import { type BroadcastAct, stateAfter } from '../rules/life.ts';
import { keptText, problemOf } from '../rules/rich-text.ts';
import { minutesFor } from '../rules/tally.ts';
import { WRITING_FIELDS } from '../rules/writing.ts';
import { type Broadcast, changeBroadcast, lockBroadcast } from '../store/broadcasts.ts';
import { changeKey, copies, messageIds, notesAbout } from '../store/recipients.ts';
import { cardAfter, tallyFor } from './card.ts';
import { heldFor, knownBroadcast, readValue } from './read.ts';

type Tx = Parameters<typeof heldFor>[0];

interface Run {
  act: BroadcastAct;
  action: Action;
  /** Does it to the broadcast, which is held; says what came of it. */
  run(ctx: Context, tx: Tx, broadcast: Broadcast): Promise<string>;
}

/** One act on a broadcast that has been started: all of it, with its audit row, or nothing. */
function act({ act: name, action, run }: Run) {
  return async (ctx: Context, asker: Asker, value: string): Promise<Reply> => {
    const { id } = readValue(value);
    const note = await ctx.transaction(async (tx) => {
      const broadcast = await heldFor(tx, id, name);
      const now = ctx.clock.now();
      const state = stateAfter(name, broadcast.state) ?? broadcast.state;
      if (state !== broadcast.state) await changeBroadcast(tx, id, { state }, now);
      const said = await run(ctx, tx, { ...broadcast, state });
      await tellProgress(ctx, tx, broadcast);
      const details = { broadcast: id };
      await recordActs(tx, now.toString(), [{ act: action, actorId: asker.person.id, subjectId: null, details }]);
      return said;
    });
    return cardAfter(ctx, asker, id, note);
  };
}

async function aside(ctx: Context, tx: Tx, { id }: Broadcast): Promise<number> {
  return (await setAside(tx, ctx.clock.now(), await messageIds(tx, id, ['queued']))).length;
}

export const pause = act({
  act: 'pause',
  action: 'broadcasts.pause',
  run: async (ctx, tx, broadcast) =>
    `Paused: ${await aside(ctx, tx, broadcast)} wait until you resume. A few that were on their way may still arrive.`,
});

export const stop = act({
  act: 'stop',
  action: 'broadcasts.stop',
  run: async (ctx, tx, broadcast) => {
    await aside(ctx, tx, broadcast);
    const left = (await messageIds(tx, broadcast.id, ['withdrawn'])).length;
    return `Stopped: ${left} are not sent. You can still send the rest, or correct or recall what was delivered.`;
  },
});

export const resume = act({
  act: 'resume',
  action: 'broadcasts.resume',
  run: async (ctx, tx, { id }) => {
    const taken = await takeUp(tx, ctx.clock.now(), await messageIds(tx, id, ['withdrawn']), 'withdrawn');
    return `Going on: ${taken.length} are on their way.`;
  },
});

export const retry = act({
  act: 'retry',
  action: 'broadcasts.retry',
  run: async (ctx, tx, { id }) => {
    const taken = await takeUp(tx, ctx.clock.now(), await messageIds(tx, id, ['failed']), 'failed');
    return `Trying ${taken.length} again.`;
  },
});

export const recall = act({
  act: 'recall',
  action: 'broadcasts.recall',
  run: async (ctx, tx, { id }) => {
    const deletion = (target: number, of: string | number) => ({
      kind: 'delete' as const,
      lane: 'broadcasts' as const,
      dedupeKey: changeKey(id, 'recall', of),
      target,
    });
    const now = ctx.clock.now();
    const changes = (await copies(tx, id)).map(({ personId, outboxId }) => deletion(outboxId, personId));
    const deleted = (await enqueueChanges(tx, now, changes)).size;
    const about = (await notesAbout(tx, id)).map((outboxId) => deletion(outboxId, `note-${outboxId}`));
    const notes = (await enqueueChanges(tx, now, about)).size;
    const withNotes = notes === 0 ? '' : ` and ${countText(notes, 'reminder or note', 'reminders and notes')}`;
    return `Recalled: nothing more is sent. I delete ${countText(deleted, 'copy', 'copies')}${withNotes}, which takes about ${minutesFor(deleted + notes)} min.`;
  },
});

/** Opens the form in which what was sent is corrected. */
export async function askCorrection(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const broadcast = await knownBroadcast(ctx, readValue(value).id);
  if (stateAfter('correct', broadcast.state) === undefined) return cardAfter(ctx, asker, broadcast.id, null);
  const { delivered } = await tallyFor(ctx, broadcast);
  return correctionAsked({
    value: `${broadcast.id}:${broadcast.wording}`,
    message: broadcast.message,
    copies: delivered,
    minutes: minutesFor(delivered),
  });
}

/** Corrects every copy that stands in Slack; what waits is sent with the new words. `value`: the broadcast and the wording that was corrected. */
export async function correct(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const { id, version: wording } = readValue(value);
  const message = enteredRichText(values, WRITING_FIELDS.message);
  const problem = problemOf(message);
  if (problem !== undefined || !message) throw new FormError({ [WRITING_FIELDS.message]: problem ?? '' });
  const note = await ctx.transaction(async (tx) => {
    const broadcast = await heldFor(tx, id, 'correct');
    if (broadcast.wording !== wording)
      throw new FormError({
        [WRITING_FIELDS.message]:
          'Somebody corrected it meanwhile. Your words stay here: please copy them, close this form, and look at the message as it is now.',
      });
    const now = ctx.clock.now();
    const state = stateAfter('correct', broadcast.state) ?? broadcast.state;
    const corrected = { ...broadcast, state, message: keptText(message), wording: broadcast.wording + 1 };
    const { message: text, wording: number } = corrected;
    await changeBroadcast(tx, id, { state, message: text, wording: number }, now);
    const changed = await correctOutdated(ctx, tx, corrected);
    await tellProgress(ctx, tx, broadcast);
    const details = { broadcast: id, copies: changed };
    await recordActs(tx, now.toString(), [
      { act: 'broadcasts.correct', actorId: asker.person.id, subjectId: null, details },
    ]);
    return `Corrected: ${changed} copies are changed, which takes about ${minutesFor(changed)} min.`;
  });
  return cardAfter(ctx, asker, id, note);
}

/** Reminds those who have yet to acknowledge it, once a day at most. */
export async function nudge(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { id } = readValue(value);
  const note = await ctx.transaction(async (tx) => {
    const broadcast = await lockBroadcast(tx, id);
    if (!broadcast || broadcast.acknowledgeBy === null || stateAfter('correct', broadcast.state) === undefined)
      throw new UserError('There is nothing to be acknowledged here any more.');
    const recent = broadcast.nudgedAt?.add({ hours: 24 });
    if (recent && recent.epochMilliseconds > ctx.clock.now().epochMilliseconds)
      return 'They were reminded within the last day. Please give them until tomorrow.';
    const told = await remindOutstanding(ctx, tx, broadcast, asker.person.id);
    return `I remind ${told} who have yet to acknowledge it, in their own hours.`;
  });
  return cardAfter(ctx, asker, id, note);
}
