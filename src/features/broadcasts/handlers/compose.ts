// What the outbox asks for at the moment of sending.
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { type NotYet, type Reply, sessionNotesFrom } from '../../../feature.ts';
import { headingOf } from '../../../people/heading.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { followedBy } from '../../../slack/message.ts';
import { finishIfSettled } from '../acts/finish.ts';
import { ownAdvisors } from '../acts/own-advisors.ts';
import { noticeFor, noticesOf, planRecipients } from '../acts/plan-recipients.ts';
import { tellProgress } from '../acts/progress.ts';
import { nudgeFor } from '../acts/remind-outstanding.ts';
import type { AboutSession } from '../messages/broadcast-message.ts';
import {
  acknowledgeNudge,
  advisorNote,
  approvalAsked,
  audienceGrown,
  broadcastMessage,
  outstandingList,
} from '../messages/index.ts';
import { type NotedTo, notedTo } from '../rules/noted-to.ts';
import { type Broadcast, findBroadcast, lockBroadcast, namesOf } from '../store/broadcasts.ts';
import {
  markUntold,
  messageIds,
  nextWaiting,
  noteWording,
  outcomesOf,
  outstanding,
  recipientOf,
} from '../store/recipients.ts';
import { cardFor, tallyFor } from './card.ts';
import { findSession } from './read.ts';

const content = z.object({
  broadcast: z.number().int(),
  /** A copy is changed, which is not a new message. */
  change: z.boolean().default(false),
  what: z.enum(['approval', 'release']).default('approval'),
});

async function aboutSession(ctx: Context, { sessionId }: Broadcast, reader: Person): Promise<AboutSession | null> {
  const session = await findSession(ctx, sessionId);
  if (!session) return null;
  const notes = (await sessionNotesFrom(ctx, reader, [session.id])).get(session.id) ?? [];
  const { startsAt, endsAt, day, place, link } = session;
  return {
    title: session.title ?? ctx.program.entry(session.entry)?.title ?? session.entry,
    startsAt,
    endsAt,
    day,
    where: place,
    link,
    cancelled: session.cancelledAt !== null,
    buttons: session.cancelledAt === null ? notes.flatMap(({ buttons }) => buttons) : [],
  };
}

/** Who gets a note of a reader who has not acknowledged something by its day, as advisors are assigned now. */
async function notedToFor(ctx: Context, reader: Person): Promise<NotedTo> {
  return notedTo((await ownAdvisors(ctx, ctx.db, [reader])).get(reader.id) ?? []);
}

/** A broadcast as one person reads it. */
export async function messageFor(
  ctx: Context,
  broadcast: Broadcast,
  reader: Person,
  acknowledgedAt: Temporal.Instant | null,
  { isPreview = false } = {},
): Promise<Reply> {
  const { id, message, acknowledgeBy, authorId, wording } = broadcast;
  const names = await namesOf(ctx.db, authorId === null ? [] : [authorId]);
  return broadcastMessage({
    id,
    message,
    session: await aboutSession(ctx, broadcast, reader),
    acknowledge:
      acknowledgeBy === null
        ? null
        : { by: acknowledgeBy, done: acknowledgedAt, notedTo: await notedToFor(ctx, reader) },
    from: authorId === null ? null : (names.get(authorId) ?? null),
    why: headingOf(ctx.program, reader, ctx.program.today(ctx.clock.now())).text,
    corrected: wording > 1,
    isPreview,
    zone: zoneOf(ctx.program, reader),
  });
}

/**
 * What is answered in place of a message that may not be said to somebody at this moment, although it had come to their turn; undefined where
 * it may. What keeps it from them for good is noted, so that staff read why.
 */
async function hinderedReply(ctx: Context, broadcast: Broadcast, person: Person): Promise<NotYet | null | undefined> {
  const now = ctx.clock.now();
  const reminder = await noticeFor(ctx, broadcast, { from: broadcast.startedAt ?? now, dueAt: now });
  const hindrance = await noticesOf(ctx).hindrance(ctx, { person, reminder, released: broadcast.releasedBy !== null });
  if (!hindrance) return undefined;
  if ('at' in hindrance) return { notBefore: hindrance.at };
  await markUntold(ctx.db, broadcast.id, person.id, hindrance.unsaid);
  return null;
}

/** `broadcasts.message`: as it reads now, also for who is sent it later than it was corrected. */
export async function composeMessage(
  ctx: Context,
  person: Person | null,
  stored: unknown,
): Promise<Reply | NotYet | null> {
  if (!person) return null;
  const { broadcast: id, change } = content.parse(stored);
  const broadcast = await findBroadcast(ctx.db, id);
  if (!broadcast || broadcast.state === 'recalled') return null;
  const hindered = change ? undefined : await hinderedReply(ctx, broadcast, person);
  if (hindered !== undefined) return hindered;
  const recipient = await noteWording(ctx.db, id, person.id, broadcast.wording);
  return recipient ? messageFor(ctx, broadcast, person, recipient.acknowledgedAt) : null;
}

/** `broadcasts.preview`: the exact message, as the first of its readers sees it; its buttons do nothing. */
export async function composePreview(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  if (!person) return null;
  const broadcast = await findBroadcast(ctx.db, content.parse(stored).broadcast);
  if (!broadcast) return null;
  const { planned } = await ctx.transaction((tx) => planRecipients(ctx, tx, broadcast, ctx.clock.now()));
  const reader = planned.find(({ untold }) => untold === null)?.person ?? person;
  return messageFor(ctx, broadcast, reader, null, { isPreview: true });
}

/**
 * `broadcasts.progress`: how it goes. While something is under way the next change of this message is put into the outbox, so that it goes on
 * by itself, whichever process sends it; and when all is settled, the broadcast is done.
 */
export async function composeProgress(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  if (!person) return null;
  const { broadcast: id } = content.parse(stored);
  const broadcast = await ctx.transaction(async (tx) => {
    const found = await finishIfSettled(ctx, tx, id);
    if (found?.state === 'sending') {
      // Where nothing is on its way, nothing becomes different until the next one may leave.
      const isUnderWay = (await messageIds(tx, id, ['claimed', 'sending'])).length > 0;
      const waiting = isUnderWay ? null : await nextWaiting(tx, id);
      await tellProgress(ctx, tx, found, waiting ? { from: waiting.add({ seconds: 3 }) } : {});
    }
    return found;
  });
  if (!broadcast) return null;
  const { changes } = await tallyFor(ctx, broadcast);
  const under = await ctx.transaction((tx) => messageIds(tx, id, ['claimed', 'sending']));
  if (broadcast.state !== 'sending' && (changes.pending > 0 || under.length > 0))
    await ctx.transaction(async (tx) => {
      const held = await lockBroadcast(tx, id);
      if (held) await tellProgress(ctx, tx, held, { changing: changes.pending > 0 });
    });
  return cardFor(ctx, broadcast, person, null);
}

/** `broadcasts.ask`: to a second staff member, as long as something waits for one. */
export async function composeAsk(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  if (!person) return null;
  const { broadcast: id, what } = content.parse(stored);
  const broadcast = await findBroadcast(ctx.db, id);
  if (!broadcast || (what === 'approval' ? broadcast.state !== 'awaiting-approval' : broadcast.releasedBy !== null))
    return null;
  const names = await namesOf(ctx.db, broadcast.authorId === null ? [] : [broadcast.authorId]);
  const who = names.get(broadcast.authorId ?? 0) ?? 'A colleague';
  return followedBy(approvalAsked({ who, what }), await cardFor(ctx, broadcast, person, null));
}

const grown = content.extend({ reach: z.number(), asked: z.number() });

/** `broadcasts.grown`: to its author, as long as it waits. */
export async function composeGrown(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  if (!person) return null;
  const { broadcast: id, reach, asked } = grown.parse(stored);
  const broadcast = await findBroadcast(ctx.db, id);
  if (broadcast?.state !== 'awaiting-approval') return null;
  const { approvalOver } = ctx.program.file.broadcasts;
  return followedBy(audienceGrown({ reach, approvalOver, asked }), await cardFor(ctx, broadcast, person, null));
}

/** `broadcasts.nudge`: to those who have yet to acknowledge it by now. */
export async function composeNudge(
  ctx: Context,
  person: Person | null,
  stored: unknown,
): Promise<Reply | NotYet | null> {
  if (!person) return null;
  const { broadcast: id } = content.parse(stored);
  const [broadcast, recipient] = [await findBroadcast(ctx.db, id), await recipientOf(ctx.db, id, person.id)];
  const by = broadcast?.acknowledgeBy ?? null;
  if (!broadcast || by === null || broadcast.state === 'recalled' || !recipient || recipient.acknowledgedAt)
    return null;
  const reminder = await nudgeFor(ctx, broadcast, ctx.clock.now());
  const released = broadcast.releasedBy !== null;
  const hindrance = await noticesOf(ctx).hindrance(ctx, { person, reminder, released });
  if (hindrance) return 'at' in hindrance ? { notBefore: hindrance.at } : null;
  return acknowledgeNudge({ id, message: broadcast.message, by, notedTo: await notedToFor(ctx, person) });
}

/** Who has yet to acknowledge it, with their advisors. */
async function outstandingOf(ctx: Context, broadcast: Broadcast) {
  const people = (await peopleByIds(ctx.db, await outstanding(ctx.db, broadcast.id))).filter(({ active }) => active);
  const advisors = await ownAdvisors(ctx, ctx.db, people);
  return people.map((person) => ({ person, advisors: advisors.get(person.id) ?? [] }));
}

/** `broadcasts.advisor-note`: to an advisor, which of their own students. */
export async function composeAdvisorNote(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  if (!person) return null;
  const broadcast = await findBroadcast(ctx.db, content.parse(stored).broadcast);
  if (!broadcast?.acknowledgeBy || broadcast.state === 'recalled') return null;
  const own = (await outstandingOf(ctx, broadcast)).filter(({ advisors }) =>
    advisors.some(({ id }) => id === person.id),
  );
  if (own.length === 0) return null;
  const names = own.map((one) => one.person.name);
  return advisorNote({ message: broadcast.message, by: broadcast.acknowledgeBy, names });
}

/** `broadcasts.staff-note`: to staff, everybody outstanding, and the advisors whom only they can tell. */
export async function composeStaffNote(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  if (!person) return null;
  const broadcast = await findBroadcast(ctx.db, content.parse(stored).broadcast);
  if (!broadcast?.acknowledgeBy || broadcast.state === 'recalled') return null;
  const all = await outstandingOf(ctx, broadcast);
  const outside = new Map<string, string[]>();
  for (const { person: student, advisors } of all)
    for (const { name, inSlack } of advisors)
      if (!inSlack) outside.set(name, [...(outside.get(name) ?? []), student.name]);
  const missed = (await outcomesOf(ctx.db, broadcast.id, null)).filter(
    ({ state, acknowledged }) => !acknowledged && state !== 'sent' && state !== 'uncertain',
  );
  const unreached = await peopleByIds(
    ctx.db,
    missed.map(({ personId }) => personId),
  );
  return outstandingList({
    message: broadcast.message,
    unreached: unreached.filter(({ active }) => active).map(({ name }) => name),
    by: broadcast.acknowledgeBy,
    names: all.map(({ person: { name, enrollment }, advisors }) => {
      if (enrollment === null) return name;
      return `${name} (${advisors.map((advisor) => advisor.name).join(', ') || 'no Society Advisor is assigned'})`;
    }),
    toTell: [...outside].map(([name, students]) => `${name}: ${students.join(', ')}`),
  });
}
