// What those who are written to do, and what of it waits for them in `next` and in the digest.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Reminder, ReminderKey } from '../../../domain/reminder.ts';
import { dayText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, ByPerson, Reminded, Reply, Waiting } from '../../../feature.ts';
import type { Person } from '../../../people/person.ts';
import { noticeFor } from '../acts/plan-recipients.ts';
import { acknowledgeButton, acknowledged, READ } from '../messages/index.ts';
import { idOfSubject } from '../rules/notice.ts';
import { titleOf } from '../rules/rich-text.ts';
import { broadcastsByIds, findBroadcast } from '../store/broadcasts.ts';
import { acknowledge, leftToDigest, recipientOf, unacknowledgedOf } from '../store/recipients.ts';
import { messageFor } from './compose.ts';
import { readValue } from './read.ts';

const GONE = 'That message was taken back, so there is nothing to do. `/career next` shows what is ahead.';

/** Pressed again, it says when it was. */
export async function acknowledgeIt(ctx: Context, { person, zone }: Asker, value: string): Promise<Reply> {
  const { id } = readValue(value);
  const broadcast = await findBroadcast(ctx.db, id);
  if (!broadcast || broadcast.state === 'recalled' || broadcast.acknowledgeBy === null) throw new UserError(GONE);
  const at = await ctx.transaction((tx) => acknowledge(tx, id, person.id, ctx.clock.now()));
  if (!at) throw new UserError(GONE);
  return acknowledged({ at, zone });
}

/** The whole message, for who was told of it in a digest or a reminder. */
export async function readIt(ctx: Context, { person }: Asker, value: string): Promise<Reply> {
  const { id } = readValue(value);
  const [broadcast, recipient] = [await findBroadcast(ctx.db, id), await recipientOf(ctx.db, id, person.id)];
  if (!broadcast || broadcast.state === 'recalled' || !recipient) throw new UserError(GONE);
  return messageFor(ctx, broadcast, person, recipient.acknowledgedAt);
}

/** Messages that are still to be acknowledged. */
export async function waitingAcknowledgements(ctx: Context, people: readonly Person[]): Promise<ByPerson<Waiting>> {
  const open = await unacknowledgedOf(
    ctx.db,
    people.map(({ id }) => id),
  );
  const broadcasts = await broadcastsByIds(ctx.db, [...new Set(open.map(({ broadcastId }) => broadcastId))]);
  const waiting = people.map((person): [number, Waiting[]] => {
    const own = new Set(open.filter(({ personId }) => personId === person.id).map(({ broadcastId }) => broadcastId));
    return [
      person.id,
      broadcasts
        .filter(({ id }) => own.has(id))
        .map(({ id, message, acknowledgeBy }) => ({
          text: `Please read and acknowledge${acknowledgeBy === null ? '' : ` by ${dayText(acknowledgeBy)}`}: ${titleOf(message)}`,
          buttons: [{ label: 'Read it', action: READ, value: String(id) }, acknowledgeButton(id)],
        })),
    ];
  });
  return new Map(waiting.filter(([, items]) => items.length > 0));
}

/** What is left to somebody's digest, as a line of it. */
export async function dueInDigests(
  ctx: Context,
  people: readonly Person[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<ByPerson<Reminder>> {
  const left = await leftToDigest(
    ctx.db,
    people.map(({ id }) => id),
  );
  const due = new Map<number, Reminder[]>();
  for (const broadcast of await broadcastsByIds(ctx.db, [...new Set(left.map(({ broadcastId }) => broadcastId))])) {
    const { startedAt } = broadcast;
    if (
      !startedAt ||
      startedAt.epochMilliseconds < from.epochMilliseconds ||
      startedAt.epochMilliseconds >= to.epochMilliseconds
    )
      continue;
    const notice = await noticeFor(ctx, broadcast, { from: startedAt, dueAt: startedAt });
    for (const { personId, broadcastId } of left)
      if (broadcastId === broadcast.id)
        due.set(personId, [...(due.get(personId) ?? []), { ...notice, lead: 'digest', via: 'digest' }]);
  }
  return due;
}

/** What a digest says of a broadcast, at the moment of sending. */
export async function stillToRead(ctx: Context, person: Person, { subject }: ReminderKey): Promise<Reminded | null> {
  const id = idOfSubject(subject);
  if (id === undefined) return null;
  const [broadcast, recipient] = [await findBroadcast(ctx.db, id), await recipientOf(ctx.db, id, person.id)];
  if (!broadcast?.startedAt || broadcast.state === 'recalled' || broadcast.state === 'stopped' || !recipient)
    return null;
  const day = ctx.program.today(broadcast.startedAt);
  const button = { label: 'Read it', action: READ, value: String(id) };
  return {
    upcoming: {
      title: `From the career planning staff: ${titleOf(broadcast.message)}`,
      when: { kind: 'window', from: day, to: day, months: '', awaitsDate: false, opens: null },
      day,
      where: null,
      link: null,
      series: null,
      specialty: null,
      ifApplying: false,
      audience: null,
      button,
    },
    news: null,
    buttons: [button],
  };
}
