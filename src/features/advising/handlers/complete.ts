import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { openMilestonesFrom, settleMilestone } from '../../../feature.ts';
import { peopleByIds } from '../../../people/store.ts';
import { lastingOf } from '../store/assignments.ts';
import { choicesOf } from '../store/choices.ts';

/**
 * Completes the milestone of getting a RASA where every specialty that a student chose has one, or needs none. `by`: whose act it came of.
 * The student is locked; who they are and what is open is read in this transaction. Gives the milestone; null where something is still open, or nothing was.
 */
export async function completeRasaMilestone(
  ctx: Context,
  tx: Tx,
  studentId: number,
  by: number,
): Promise<{ id: string } | null> {
  const today = ctx.program.today(ctx.clock.now());
  const [choices, lasting] = [await choicesOf(tx, [studentId]), await lastingOf(tx, studentId, today)];
  const found = lasting.flatMap(({ kind, specialty }) => (kind === 'rasa' ? specialty : []));
  if (choices.length === 0 || choices.some((one) => one.needsRasa && !found.includes(one.specialty))) return null;
  const students = await peopleByIds(tx, [studentId]);
  const open = (await openMilestonesFrom(ctx, students, tx)).get(studentId) ?? [];
  const milestone = open.find(({ doneWhen, begins }) => doneWhen === 'rasa-found' && begins <= today);
  if (!milestone) return null;
  const settled = { personId: studentId, id: milestone.id, by, done: true };
  return (await settleMilestone(ctx, tx, settled)) ? { id: milestone.id } : null;
}
