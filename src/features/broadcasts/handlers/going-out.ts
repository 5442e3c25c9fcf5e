// What broadcasts are going to say over the next days, for staff: those that are scheduled, what of others is still to go, and what follows
// about those who have yet to acknowledge one.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { ReminderKey } from '../../../domain/reminder.ts';
import type { GoingOut, GoingOutText } from '../../../forecast.ts';
import { peopleByIds } from '../../../people/store.ts';
import type { ButtonSpec } from '../../../slack/blocks.ts';
import { planRecipients } from '../acts/plan-recipients.ts';
import { allFollowUps, type Due, notedAbout } from '../acts/remind-outstanding.ts';
import { SHOW } from '../messages/index.ts';
import { FOLLOW_UPS, idOfSubject, LEAD, subjectOf } from '../rules/notice.ts';
import { plainLines, titleOf } from '../rules/rich-text.ts';
import { type Broadcast, broadcastsIn, findBroadcast, keptBack } from '../store/broadcasts.ts';
import { outstanding, waitingCopies } from '../store/recipients.ts';
import { composeNudge } from './compose.ts';

const keyOf = (id: number, lead: string = LEAD): ReminderKey => ({ kind: 'notice', subject: subjectOf(id), lead });
const cardButton = (id: number): ButtonSpec => ({ label: 'Open', action: SHOW, value: String(id) });

/** Who is left out of it is chosen with who gets it. */
const WHOLE = { inDigest: 0, alone: false, forOne: false } as const;

interface Told {
  personId: number;
  at: Temporal.Instant;
}

function lastOf(told: readonly Told[], from: Temporal.Instant): Temporal.Instant {
  return told.map(({ at }) => at).reduce((a, b) => (a.epochMilliseconds > b.epochMilliseconds ? a : b), from);
}

/** One that is scheduled: whom it would go to, by the function that freezes its recipients. */
async function scheduled(ctx: Context, broadcast: Broadcast, act: GoingOut['act']): Promise<GoingOut[]> {
  const { id, sendAt } = broadcast;
  if (!sendAt) return [];
  const { planned } = await ctx.transaction((tx) => planRecipients(ctx, tx, broadcast, sendAt));
  const told = planned.flatMap((one) => (one.told ? [{ personId: one.person.id, at: one.told.dueAt }] : []));
  const people = told.map(({ personId }) => personId);
  const to = lastOf(told, sendAt);
  return [{ ...WHOLE, key: keyOf(id), from: sendAt, to, people, act, keepable: true, button: cardButton(id) }];
}

/** What of one that is being sent waits, until the morning or just for its turn. */
async function underWay(
  ctx: Context,
  { id }: Broadcast,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<GoingOut[]> {
  const waiting = (await waitingCopies(ctx.db, id)).filter(({ at }) => at.epochMilliseconds < until.epochMilliseconds);
  const [first] = waiting;
  if (!first) return [];
  const begins = first.at.epochMilliseconds > from.epochMilliseconds ? first.at : from;
  const people = waiting.map(({ personId }) => personId);
  const to = lastOf(waiting, begins);
  return [{ ...WHOLE, key: keyOf(id), from: begins, to, people, act: null, keepable: false, button: cardButton(id) }];
}

/** The reminder of those outstanding, or the notes about them, as things stand. */
async function followUp(ctx: Context, { broadcast: { id }, what, at, kept }: Due): Promise<GoingOut[]> {
  const { advisors, staff } = what === 'advisors' ? await notedAbout(ctx, ctx.db, id) : { advisors: [], staff: [] };
  const reminded = what === 'nudge' ? await peopleByIds(ctx.db, await outstanding(ctx.db, id)) : [];
  const people = [
    ...new Set([
      ...advisors,
      ...staff,
      ...reminded.filter(({ active, slackUserId }) => active && slackUserId !== null).map((one) => one.id),
    ]),
  ];
  if (people.length === 0) return [];
  const key = keyOf(id, what);
  return [{ ...WHOLE, key, from: at, to: at, people, act: kept, keepable: true, button: cardButton(id) }];
}

/** What begins before `to`; what is held stays in sight when its time has passed. */
export async function goingOut(ctx: Context, from: Temporal.Instant, to: Temporal.Instant): Promise<GoingOut[]> {
  const isInSight = (at: Temporal.Instant, act: GoingOut['act']) =>
    at.epochMilliseconds < to.epochMilliseconds && (act === 'hold' || at.epochMilliseconds >= from.epochMilliseconds);
  const kept = await keptBack(ctx.db);
  const all: GoingOut[] = [];
  for (const broadcast of await broadcastsIn(ctx.db, ['scheduled', 'sending'])) {
    const act = kept.get(broadcast.id) ?? null;
    if (broadcast.state === 'sending') all.push(...(await underWay(ctx, broadcast, from, to)));
    else if (broadcast.sendAt && isInSight(broadcast.sendAt, act)) all.push(...(await scheduled(ctx, broadcast, act)));
  }
  for (const due of await allFollowUps(ctx)) if (isInSight(due.at, due.kept)) all.push(...(await followUp(ctx, due)));
  return all;
}

const TITLES = {
  [LEAD]: 'Message to many',
  nudge: 'Reminder to acknowledge',
  advisors: 'Notes about who has yet to acknowledge',
} as const;

/** Its first words, and all of them; notes name students to those who advise them, and are theirs. */
export async function describeGoingOut(
  ctx: Context,
  { key, people }: Pick<GoingOut, 'key' | 'people'>,
): Promise<GoingOutText> {
  const broadcast = await findBroadcast(ctx.db, idOfSubject(key.subject) ?? 0);
  if (!broadcast) return { title: 'Something that does not hold any more', example: null };
  const { id, message } = broadcast;
  const what = FOLLOW_UPS.find((one) => one === key.lead) ?? LEAD;
  const title = `${TITLES[what]}: ${titleOf(message)}`;
  if (what === LEAD) return { title, example: plainLines(message).join('\n') };
  const [reader] = what === 'nudge' ? await peopleByIds(ctx.db, people.slice(0, 1)) : [];
  const said = reader ? await composeNudge(ctx, reader, { broadcast: id }) : null;
  return { title, example: said && 'text' in said ? (said.text ?? null) : null };
}
