import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { PersonChange } from '../../../feature.ts';
import { type AuditedAct, recordActs } from '../../../people/audit.ts';
import { moveOrphans } from '../acts/move-orphans.ts';
import { tellClaimer, tellQueue } from '../acts/tell.ts';
import { type Case, isInQueueOf } from '../rules/case.ts';
import { lockCasesWith, saveCase } from '../store.ts';

function act({ id, askerId }: Case, what: string): AuditedAct {
  return { act: `asks.${what}`, actorId: null, subjectId: askerId, details: { case: id, because: 'left' } };
}

/** Who asked has left: the case is over, and whoever had claimed it reads so in neutral words. */
async function closeOwn(ctx: Context, tx: Tx, own: readonly Case[], left: readonly number[]): Promise<AuditedAct[]> {
  const now = ctx.clock.now();
  for (const { id, claimedBy } of own) {
    await saveCase(tx, id, { state: 'closed', claimedBy, waits: false }, now);
    if (claimedBy !== null && !left.includes(claimedBy)) await tellClaimer(ctx, tx, { id, claimedBy }, 'ended');
  }
  return own.map((one) => act(one, 'close'));
}

/** Who had claimed it has left, or has the role no more: it is back in the queue, which is told. */
async function giveBack(ctx: Context, tx: Tx, claimed: readonly Case[]): Promise<AuditedAct[]> {
  for (const { id, queue } of claimed) {
    await saveCase(tx, id, { state: 'open', claimedBy: null, waits: true }, ctx.clock.now());
    await tellQueue(ctx, tx, { id, queue });
  }
  return claimed.map((one) => act(one, 'give-back'));
}

/** What becomes of the cases of those who leave, or who no longer look after a queue: all of it in one step. */
export async function followPeople(ctx: Context, tx: Tx, changes: readonly PersonChange[]): Promise<void> {
  const concerned = changes.filter(
    ({ before, after }) => (before.active && !after.active) || before.roles.some((role) => !after.roles.includes(role)),
  );
  if (concerned.length === 0) return;
  const left = concerned.flatMap(({ after }) => (after.active ? [] : after.id));
  const after = new Map(concerned.map((change) => [change.after.id, change.after]));
  const cases = await lockCasesWith(tx, [...after.keys()]);
  const own = cases.filter(({ askerId }) => left.includes(askerId));
  const claimed = cases.filter((one) => {
    const claimer = one.claimedBy === null ? undefined : after.get(one.claimedBy);
    return claimer !== undefined && !own.includes(one) && (!claimer.active || !isInQueueOf(one, claimer));
  });
  const acts = [...(await closeOwn(ctx, tx, own, left)), ...(await giveBack(ctx, tx, claimed))];
  await recordActs(tx, ctx.clock.now().toString(), acts);
  await moveOrphans(ctx, tx);
}
