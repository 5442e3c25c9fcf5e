import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { openMilestonesFrom, settleMilestone } from '../../../feature.ts';
import type { Person } from '../../../people/person.ts';
import { lastingOf } from '../store/assignments.ts';
import { choicesOf } from '../store/choices.ts';

/**
 * Completes the milestone of getting a RASA where every specialty that a student chose has one, or needs none. `by`: whose act it came of.
 * Gives the milestone; null where something is still open, or nothing was.
 */
export async function completeRasaMilestone(
  ctx: Context,
  tx: Tx,
  student: Person,
  by: number,
): Promise<{ id: string } | null> {
  const today = ctx.program.today(ctx.clock.now());
  const [choices, lasting] = [await choicesOf(tx, [student.id]), await lastingOf(tx, student.id, today)];
  const found = lasting.flatMap(({ kind, specialty }) => (kind === 'rasa' ? specialty : []));
  if (choices.length === 0 || choices.some((one) => one.needsRasa && !found.includes(one.specialty))) return null;
  const open = (await openMilestonesFrom(ctx, [student])).get(student.id) ?? [];
  const milestone = open.find(({ doneWhen, begins }) => doneWhen === 'rasa-found' && begins <= today);
  if (!milestone) return null;
  const settled = { personId: student.id, id: milestone.id, by, done: true };
  return (await settleMilestone(ctx, tx, settled)) ? { id: milestone.id } : null;
}
