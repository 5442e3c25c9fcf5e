import type { Context } from '../../../context.ts';
import type { Db, Tx } from '../../../db/client.ts';
import { gathered } from '../../../feature.ts';
import type { Person } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';

export interface OwnAdvisor {
  id: number;
  name: string;
  /** Outside Slack staff tell them by e-mail. */
  inSlack: boolean;
}

/** Each student's own Society Advisor, as assigned today, by the id of the student; nobody else reads who has yet to acknowledge (spec 6 and 9). */
export async function ownAdvisors(
  ctx: Context,
  db: Db | Tx,
  students: readonly Person[],
): Promise<ReadonlyMap<number, readonly OwnAdvisor[]>> {
  const ids = students.map(({ id }) => id);
  const assigned = await gathered(ctx.features.map((feature) => feature.societyAdvisors?.(ctx, db, ids)));
  const advisors = await peopleByIds(db, [...new Set([...assigned.values()].flat())]);
  const present = new Map(
    advisors
      .filter(({ active }) => active)
      .map(({ id, name, slackUserId }): [number, OwnAdvisor] => [id, { id, name, inSlack: slackUserId !== null }]),
  );
  return new Map(ids.map((id) => [id, (assigned.get(id) ?? []).flatMap((advisor) => present.get(advisor) ?? [])]));
}
