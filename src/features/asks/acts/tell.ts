// What people are told of a case, each in their own hours.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue, type NewMessage } from '../../../outbox/enqueue.ts';
import { momentsToTell } from '../../../people/moments.ts';
import type { Case } from '../rules/case.ts';
import { holdersOf } from '../store.ts';

interface Told {
  composer: string;
  /** Ids only. */
  content: Record<string, number | readonly number[]>;
  to: NewMessage['to'];
  /** Tells one cause from another. */
  key: string;
  dueAt: Temporal.Instant;
}

/** One message of a composer of this slice. */
export function told({ composer, content, to, key, dueAt }: Told): NewMessage {
  return { dedupeKey: `asks/${key}`, lane: 'answers', kind: 'post', to, composer: `asks.${composer}`, content, dueAt };
}

/** Tells the asker what became of their case. Gives the key of the message. */
export async function tellAsker(
  ctx: Context,
  tx: Tx,
  { id, askerId }: Case,
  composer: string,
  content: Record<string, number> = {},
): Promise<string> {
  const now = ctx.clock.now();
  const momentOf = await momentsToTell(ctx, tx, [askerId], { answers: true });
  const message = told({
    composer,
    content: { caseId: id, ...content },
    to: { person: askerId },
    key: `${composer}/${id}/${now}`,
    dueAt: momentOf(askerId),
  });
  await enqueue(tx, now, [message]);
  return message.dedupeKey;
}

/** Tells who had claimed a case that its asker needs nothing any more; nobody where nobody had. */
export async function tellClaimer(
  ctx: Context,
  tx: Tx,
  { id, claimedBy }: Pick<Case, 'id' | 'claimedBy'>,
  composer: string,
): Promise<void> {
  if (claimedBy === null) return;
  const momentOf = await momentsToTell(ctx, tx, [claimedBy]);
  const to = { person: claimedBy };
  const message = told({ composer, content: { caseId: id }, to, key: `${composer}/${id}`, dueAt: momentOf(claimedBy) });
  await enqueue(tx, ctx.clock.now(), [message]);
}

/** Tells everybody who looks after a queue that something new stands in it. */
export async function tellQueue(ctx: Context, tx: Tx, { id, queue }: Pick<Case, 'id' | 'queue'>): Promise<void> {
  const now = ctx.clock.now();
  const holders = await holdersOf(tx, queue, { inSlack: true });
  const momentOf = await momentsToTell(ctx, tx, holders);
  const messages = holders.map((holder) =>
    told({
      composer: 'new-case',
      content: { caseId: id },
      to: { person: holder },
      key: `new/${id}/${holder}/${now}`,
      dueAt: momentOf(holder),
    }),
  );
  await enqueue(tx, now, messages);
}
