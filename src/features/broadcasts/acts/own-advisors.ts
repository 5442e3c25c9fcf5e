import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Person } from '../../../people/person.ts';
import { societyAdvisors } from '../store/staff.ts';

export interface OwnAdvisor {
  id: number;
  name: string;
  /** Outside Slack staff tell them by e-mail. */
  inSlack: boolean;
}

/**
 * Each student's own advisors, by the id of the student: the Society Advisors of their society. The one place that knows: where advisors
 * are assigned to students, it is asked here.
 */
export async function ownAdvisors(
  _ctx: Context,
  tx: Tx,
  students: readonly Person[],
): Promise<ReadonlyMap<number, readonly OwnAdvisor[]>> {
  const advisors = await societyAdvisors(tx);
  return new Map(
    students.map((student): [number, OwnAdvisor[]] => [
      student.id,
      advisors.filter(({ society }) => society !== null && society === student.society),
    ]),
  );
}
