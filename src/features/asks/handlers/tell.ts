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

/** Tells the asker what became of their case. */
export async function tellAsker(
  ctx: Context,
  tx: Tx,
  one: Case,
  composer: string,
  content: Record<string, number> = {},
): Promise<void> {
  const now = ctx.clock.now();
  const key = `${composer}/${one.id}/${now}`;
  await enqueue(tx, now, [told(composer, { caseId: one.id, ...content }, { person: one.askerId }, key)]);
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
