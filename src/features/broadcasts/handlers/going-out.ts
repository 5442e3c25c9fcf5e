// What broadcasts are going to say over the next days, for staff: those that are scheduled, and what of others is still to go.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { GoingOut, GoingOutText } from '../../../forecast.ts';
import type { ButtonSpec } from '../../../slack/blocks.ts';
import { planRecipients } from '../acts/plan-recipients.ts';
import { SHOW } from '../messages/index.ts';
import { idOfSubject, LEAD, subjectOf } from '../rules/notice.ts';
import { plainLines, titleOf } from '../rules/rich-text.ts';
import { type Broadcast, broadcastsIn, findBroadcast, keptBack } from '../store/broadcasts.ts';

const keyOf = (id: number) => ({ kind: 'notice' as const, subject: subjectOf(id), lead: LEAD });
const cardButton = (id: number): ButtonSpec => ({ label: 'Open', action: SHOW, value: String(id) });

/** One that is scheduled: whom it would go to, by the function that freezes its recipients. */
async function scheduled(ctx: Context, broadcast: Broadcast, act: GoingOut['act']): Promise<GoingOut[]> {
  const { id, sendAt } = broadcast;
  if (!sendAt) return [];
  const { planned } = await ctx.transaction((tx) => planRecipients(ctx, tx, broadcast, sendAt));
  const told = planned.flatMap((one) => (one.told ? [{ id: one.person.id, at: one.told.dueAt }] : []));
  const last = told.map(({ at }) => at).reduce((a, b) => (a.epochMilliseconds > b.epochMilliseconds ? a : b), sendAt);
  const people = told.map((one) => one.id);
  // Who is left out of it is chosen with who gets it.
  const whole = { inDigest: 0, act, alone: false, forOne: false };
  return [{ key: keyOf(id), from: sendAt, to: last, people, ...whole, button: cardButton(id) }];
}

/** What is scheduled to begin before `to`; what is held stays in sight when its time has passed. */
export async function goingOut(ctx: Context, from: Temporal.Instant, to: Temporal.Instant): Promise<GoingOut[]> {
  const kept = await keptBack(ctx.db);
  const all: GoingOut[] = [];
  for (const broadcast of await broadcastsIn(ctx.db, ['scheduled'])) {
    const { id, sendAt } = broadcast;
    if (!sendAt || sendAt.epochMilliseconds >= to.epochMilliseconds) continue;
    const act = kept.get(id) ?? null;
    if (act !== 'hold' && sendAt.epochMilliseconds < from.epochMilliseconds) continue;
    all.push(...(await scheduled(ctx, broadcast, act)));
  }
  return all;
}

/** Its first words, and all of them. */
export async function describeGoingOut(ctx: Context, { key }: Pick<GoingOut, 'key'>): Promise<GoingOutText> {
  const broadcast = await findBroadcast(ctx.db, idOfSubject(key.subject) ?? 0);
  if (!broadcast) return { title: 'Something that does not hold any more', example: null };
  const { message } = broadcast;
  return { title: `Message to many: ${titleOf(message)}`, example: plainLines(message).join('\n') };
}
