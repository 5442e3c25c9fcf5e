// Sending begins: the recipients are frozen, and what each is told stands in the outbox, in one transaction.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue, type NewMessage } from '../../../outbox/enqueue.ts';
import { recordActs } from '../../../people/audit.ts';
import { peopleByIds } from '../../../people/store.ts';
import { type Broadcast, changeBroadcast } from '../store/broadcasts.ts';
import { nowTold, saveRecipients, untoldFor } from '../store/recipients.ts';
import { noticesOf, type PlannedRecipient, planPeople, planRecipients } from './plan-recipients.ts';
import { tellProgress } from './progress.ts';

export const MESSAGE = 'broadcasts.message';

function messageTo(broadcast: Broadcast, { person, told }: PlannedRecipient): NewMessage[] {
  if (!told) return [];
  return [
    {
      kind: 'post',
      lane: 'broadcasts',
      dedupeKey: `broadcast/${broadcast.id}/message/${person.id}`,
      to: { person: person.id },
      composer: MESSAGE,
      content: { broadcast: broadcast.id },
      dueAt: told.dueAt,
      expiresAt: told.reminder.usefulUntil,
    },
  ];
}

/** Puts the messages of those who are told into the outbox and counts them; gives their ids there, by person. */
async function enqueueMessages(
  ctx: Context,
  tx: Tx,
  broadcast: Broadcast,
  planned: readonly PlannedRecipient[],
): Promise<Map<number, number>> {
  const messages = planned.flatMap((one) => messageTo(broadcast, one));
  const ids = await enqueue(tx, ctx.clock.now(), messages);
  const byPerson = new Map<number, number>();
  const said = planned.flatMap(({ person, told }) => {
    const outboxId = ids.get(`broadcast/${broadcast.id}/message/${person.id}`);
    if (!told || outboxId === undefined) return [];
    byPerson.set(person.id, outboxId);
    return [{ personId: person.id, reminder: told.reminder, at: told.dueAt, outboxId }];
  });
  await noticesOf(ctx).said(tx, said);
  return byPerson;
}

/**
 * Begins to send a broadcast whose row this transaction holds; `by`: who pressed, null where its time has come. `known`: the recipients, where
 * this transaction has just worked them out.
 */
export async function startSending(
  ctx: Context,
  tx: Tx,
  broadcast: Broadcast,
  by: number | null,
  known?: readonly PlannedRecipient[],
): Promise<void> {
  const now = ctx.clock.now();
  const planned = known ?? (await planRecipients(ctx, tx, broadcast, now)).planned;
  const ids = await enqueueMessages(ctx, tx, broadcast, planned);
  await saveRecipients(
    tx,
    broadcast.id,
    planned.map(({ person, untold }) => ({ personId: person.id, untold, outboxId: ids.get(person.id) ?? null })),
  );
  await changeBroadcast(tx, broadcast.id, { state: 'sending', startedAt: now }, now);
  await tellProgress(ctx, tx, broadcast);
  const details = { broadcast: broadcast.id, recipients: planned.length, messages: ids.size };
  await recordActs(tx, now.toString(), [{ act: 'broadcasts.send', actorId: by, subjectId: null, details }]);
}

/** After a release: those whom Match week kept back are told. The broadcast's row is held, and says that it is released. Gives how many. */
export async function tellReleased(ctx: Context, tx: Tx, broadcast: Broadcast): Promise<number> {
  const now: Temporal.Instant = ctx.clock.now();
  const people = await peopleByIds(tx, await untoldFor(tx, broadcast.id, 'match-week'));
  const planned = await planPeople(ctx, tx, broadcast, people, now);
  const ids = await enqueueMessages(ctx, tx, broadcast, planned);
  await nowTold(
    tx,
    broadcast.id,
    [...ids].map(([personId, outboxId]) => ({ personId, outboxId })),
  );
  return ids.size;
}
