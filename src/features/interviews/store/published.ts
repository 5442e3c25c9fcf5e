import { and, desc, eq, gt, inArray, like } from 'drizzle-orm';
import type { Tx } from '../../../db/client.ts';
import { audit, outbox, people } from '../../../db/schema.ts';

/** What became of the messages of a publishing, by their numbers in the outbox. */
export async function publishedMessages(
  tx: Tx,
  ids: readonly number[],
): Promise<{ id: number; personId: number | null; state: string }[]> {
  if (ids.length === 0) return [];
  return tx
    .select({ id: outbox.id, personId: outbox.personId, state: outbox.state })
    .from(outbox)
    .where(inArray(outbox.id, [...ids]));
}

/** Who acted on the round last since an act of the audit; undefined where nobody is known to. */
export async function actOf(tx: Tx, since: number): Promise<string | undefined> {
  const [row] = await tx
    .select({ name: people.name })
    .from(audit)
    .innerJoin(people, eq(people.id, audit.actorId))
    .where(and(gt(audit.id, since), like(audit.act, 'interviews.%')))
    .orderBy(desc(audit.id))
    .limit(1);
  return row?.name;
}
