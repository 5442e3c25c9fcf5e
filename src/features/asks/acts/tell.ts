import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue, type NewMessage } from '../../../outbox/enqueue.ts';
import type { Case } from '../rules/case.ts';
import { holdersOf } from '../store.ts';

/** One message of a composer of this slice; `key` tells one cause from another. Contents are ids only. */
export function told(
  composer: string,
  content: Record<string, number | readonly number[]>,
  to: NewMessage['to'],
  key: string,
): NewMessage {
  return { dedupeKey: `asks/${key}`, lane: 'answers', kind: 'post', to, composer: `asks.${composer}`, content };
}

/** Tells the asker what became of their case. Gives the key of the message. */
export async function tellAsker(
  ctx: Context,
  tx: Tx,
  one: Case,
  composer: string,
  content: Record<string, number> = {},
): Promise<string> {
  const now = ctx.clock.now();
  const key = `${composer}/${one.id}/${now}`;
  const message = told(composer, { caseId: one.id, ...content }, { person: one.askerId }, key);
  await enqueue(tx, now, [message]);
  return message.dedupeKey;
}

/** Tells who had claimed a case that its asker needs nothing any more; nobody where nobody had. */
export async function tellClaimer(ctx: Context, tx: Tx, { id, claimedBy }: Case, composer: string): Promise<void> {
  if (claimedBy === null) return;
  await enqueue(tx, ctx.clock.now(), [told(composer, { caseId: id }, { person: claimedBy }, `${composer}/${id}`)]);
}

/** Tells everybody who looks after a queue that something new stands in it. */
export async function tellQueue(ctx: Context, tx: Tx, { id, queue }: Pick<Case, 'id' | 'queue'>): Promise<void> {
  const now = ctx.clock.now();
  const holders = await holdersOf(tx, queue, { inSlack: true });
  const messages = holders.map((holder) =>
    told('new-case', { caseId: id }, { person: holder }, `new/${id}/${holder}/${now}`),
  );
  await enqueue(tx, now, messages);
}
