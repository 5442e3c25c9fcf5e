import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { PersonChange } from '../../../feature.ts';
import { recordActs } from '../../../people/audit.ts';
import { peopleByIds } from '../../../people/store.ts';
import { endAssignments, lastingWith } from '../store/assignments.ts';
import { removeChoices } from '../store/choices.ts';
import { tellEnded } from './tell.ts';

/**
 * Whoever leaves advises nobody and is advised by nobody any more; those who stay read so in neutral words, and a student whose RASA left
 * waits for another one.
 */
export async function endMatches(ctx: Context, tx: Tx, changes: readonly PersonChange[]): Promise<void> {
  const left = changes.flatMap(({ before, after }) => (before.active && !after.active ? after.id : []));
  if (left.length === 0) return;
  const now = ctx.clock.now();
  const today = ctx.program.today(now);
  const ended = await lastingWith(tx, left, today);
  await removeChoices(tx, left);
  await endAssignments(
    tx,
    ended.map(({ id }) => id),
    today,
  );
  const people = await peopleByIds(tx, [
    ...new Set(ended.flatMap(({ studentId, advisorId }) => [studentId, advisorId])),
  ]);
  const staying = new Map(
    ended.map(({ id, studentId, advisorId }) => [
      id,
      people.filter((one) => (one.id === studentId || one.id === advisorId) && !left.includes(one.id)),
    ]),
  );
  await tellEnded(ctx, tx, ended, ({ id }) => staying.get(id) ?? []);
  const acts = ended.map(({ id, kind, studentId }) => ({
    act: 'advising.end-assignment',
    actorId: null,
    subjectId: studentId,
    details: { assignment: id, kind, because: 'left' },
  }));
  await recordActs(tx, now.toString(), acts);
}
