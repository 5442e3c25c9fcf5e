// Mandatory messages: those who have yet to acknowledge are reminded; when the day has passed, staff and each one's advisor are told.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Db, Tx } from '../../../db/client.ts';
import type { Reminder } from '../../../domain/reminder.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { recordActs } from '../../../people/audit.ts';
import { peopleByIds, staffInSlack } from '../../../people/store.ts';
import { advisorsToldAt, type FollowUp, nudgeAt, SUBJECT } from '../rules/notice.ts';
import {
  awaitingAcknowledgement,
  type Broadcast,
  changeBroadcast,
  keptBack,
  lockBroadcast,
} from '../store/broadcasts.ts';
import { outstanding } from '../store/recipients.ts';
import { ownAdvisors } from './own-advisors.ts';
import { noticeFor, noticesOf } from './plan-recipients.ts';

/** A reminder of a message that is still to be acknowledged. */
export async function nudgeFor(ctx: Context, broadcast: Broadcast, dueAt: Temporal.Instant): Promise<Reminder> {
  const notice = await noticeFor(ctx, broadcast, { from: broadcast.startedAt ?? dueAt, dueAt });
  return { ...notice, kind: 'nudge', lead: `nudge-${dueAt.epochMilliseconds}` };
}

/** Reminds those outstanding, in their own hours; gives how many. The broadcast's row is held. */
export async function remindOutstanding(
  ctx: Context,
  tx: Tx,
  broadcast: Broadcast,
  by: number | null,
): Promise<number> {
  const now = ctx.clock.now();
  const people = (await peopleByIds(tx, await outstanding(tx, broadcast.id))).filter(
    ({ active, slackUserId }) => active && slackUserId !== null,
  );
  const reminder = await nudgeFor(ctx, broadcast, now);
  const released = broadcast.releasedBy !== null;
  const times = await noticesOf(ctx).times(
    ctx,
    tx,
    people.map((person) => ({ person, reminder, released })),
  );
  const ids = await enqueue(
    tx,
    now,
    people.flatMap(({ id }) => {
      const time = times.get(id);
      if (!time || !('at' in time)) return [];
      return {
        kind: 'post',
        lane: 'reminders',
        dedupeKey: `broadcast/${broadcast.id}/nudge/${now.epochMilliseconds}/${id}`,
        to: { person: id },
        composer: 'broadcasts.nudge',
        content: { broadcast: broadcast.id },
        dueAt: time.at,
        expiresAt: reminder.usefulUntil,
      };
    }),
  );
  await changeBroadcast(tx, broadcast.id, { nudgedAt: now }, now);
  const details = { [SUBJECT]: broadcast.id, people: ids.size };
  await recordActs(tx, now.toString(), [{ act: 'broadcasts.nudge', actorId: by, subjectId: null, details }]);
  return ids.size;
}

/** Who gets a note about those outstanding: their own advisors who are in Slack, and staff. */
export async function notedAbout(ctx: Context, db: Db | Tx, broadcastId: number) {
  const students = await peopleByIds(db, await outstanding(db, broadcastId));
  const advisors = [...(await ownAdvisors(ctx, db, students)).values()].flat().filter(({ inSlack }) => inSlack);
  return { advisors: [...new Set(advisors.map(({ id }) => id))], staff: await staffInSlack(db) };
}

/** The morning after the day: notes to the advisors of those outstanding, and the list to staff. The broadcast's row is held. */
async function tellAdvisors(ctx: Context, tx: Tx, broadcast: Broadcast): Promise<void> {
  const now = ctx.clock.now();
  const { advisors, staff } = await notedAbout(ctx, tx, broadcast.id);
  const note = (person: number, composer: string) => ({
    kind: 'post' as const,
    lane: 'answers' as const,
    dedupeKey: `broadcast/${broadcast.id}/${composer}/${person}`,
    to: { person },
    composer: `broadcasts.${composer}`,
    content: { broadcast: broadcast.id },
  });
  await enqueue(tx, now, [
    ...advisors.map((id) => note(id, 'advisor-note')),
    ...staff.map((id) => note(id, 'staff-note')),
  ]);
  await changeBroadcast(tx, broadcast.id, { advisorsToldAt: now }, now);
}

/** What is to be said about those outstanding of a broadcast, and when; `kept`: staff hold or skip it. */
export interface Due {
  broadcast: Broadcast;
  at: Temporal.Instant;
  what: FollowUp;
  kept: 'hold' | 'skip' | null;
}

/** Whoever was reminded by staff within the day before is not reminded again. */
function wasNudged(nudgedAt: Temporal.Instant | null, nudge: Temporal.Instant): boolean {
  return nudgedAt !== null && nudgedAt.add({ hours: 24 }).epochMilliseconds > nudge.epochMilliseconds;
}

/** What is to be done about those outstanding, and when, what staff keep back too. What ends it comes first. */
export async function allFollowUps(ctx: Context): Promise<Due[]> {
  const [nudges, notes] = await Promise.all([keptBack(ctx.db, 'nudge'), keptBack(ctx.db, 'advisors')]);
  const zone = ctx.program.file.school.timeZone;
  const { nudgeDaysBefore } = ctx.program.file.broadcasts;
  return (await awaitingAcknowledgement(ctx.db)).flatMap((broadcast): Due[] => {
    const { acknowledgeBy, startedAt, nudgedAt } = broadcast;
    if (acknowledgeBy === null || startedAt === null) return [];
    const nudge = nudgeAt(acknowledgeBy, nudgeDaysBefore, startedAt, zone);
    return [
      {
        broadcast,
        at: advisorsToldAt(acknowledgeBy, zone),
        what: 'advisors',
        kept: notes.get(broadcast.id) ?? null,
      },
      ...(nudge && !wasNudged(nudgedAt, nudge)
        ? [{ broadcast, at: nudge, what: 'nudge' as const, kept: nudges.get(broadcast.id) ?? null }]
        : []),
    ];
  });
}

async function allDue(ctx: Context): Promise<Due[]> {
  return (await allFollowUps(ctx)).filter(({ kept }) => kept === null);
}

export async function nextOutstanding(ctx: Context, after: Temporal.Instant): Promise<Temporal.Instant | null> {
  const moments = (await allDue(ctx)).map(({ at }) => at);
  const [first] = moments.sort((a, b) => a.epochMilliseconds - b.epochMilliseconds);
  if (!first) return null;
  // What fell due before, while no process was there, is due at once.
  return first.epochMilliseconds > after.epochMilliseconds ? first : after.add({ milliseconds: 1 });
}

/** Does what is due about those outstanding. */
export async function followOutstanding(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const due = (await allDue(ctx)).filter(({ at }) => at.epochMilliseconds <= now.epochMilliseconds);
  for (const {
    broadcast: { id },
    what,
    at,
  } of due)
    await ctx.transaction(async (tx) => {
      const broadcast = await lockBroadcast(tx, id);
      if (!broadcast || broadcast.state === 'recalled' || broadcast.advisorsToldAt !== null) return;
      if (what === 'advisors') await tellAdvisors(ctx, tx, broadcast);
      else if (!wasNudged(broadcast.nudgedAt, at)) await remindOutstanding(ctx, tx, broadcast, null);
    });
}
