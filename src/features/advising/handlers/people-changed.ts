import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Role } from '../../../domain/roles.ts';
import type { PersonChange } from '../../../feature.ts';
import { recordActs } from '../../../people/audit.ts';
import { peopleByIds } from '../../../people/store.ts';
import { endAssignments, lastingWith } from '../store/assignments.ts';
import { removeChoices } from '../store/choices.ts';
import { tellEnded } from './tell.ts';

/** The roles that somebody had and has no more, by their id; those who change nothing of that are left out. */
function lostRoles(changes: readonly PersonChange[]): Map<number, readonly Role[]> {
  const lost = changes.map(({ before, after }): [number, readonly Role[]] => [
    after.id,
    before.roles.filter((role) => !after.roles.includes(role)),
  ]);
  return new Map(lost.filter(([, roles]) => roles.length > 0));
}

/**
 * Whoever leaves advises nobody and is advised by nobody any more, and who is no RASA any more is nobody's; those who stay read so in
 * neutral words, and a student whose RASA that was waits for another one.
 */
export async function endMatches(ctx: Context, tx: Tx, changes: readonly PersonChange[]): Promise<void> {
  const left = changes.flatMap(({ before, after }) => (before.active && !after.active ? after.id : []));
  const lost = lostRoles(changes);
  const concerned = [...new Set([...left, ...lost.keys()])];
  if (concerned.length === 0) return;
  const now = ctx.clock.now();
  const today = ctx.program.today(now);
  const leaving = new Set(left);
  const ended = (await lastingWith(tx, concerned, today)).filter(
    ({ kind, studentId, advisorId }) =>
      leaving.has(studentId) || leaving.has(advisorId) || lost.get(advisorId)?.includes(kind),
  );
  await removeChoices(tx, left);
  await endAssignments(
    tx,
    ended.map(({ id }) => id),
    today,
  );
  const people = await peopleByIds(tx, [
    ...new Set(ended.flatMap(({ studentId, advisorId }) => [studentId, advisorId])),
  ]);
  const byId = new Map(people.map((one) => [one.id, one]));
  const staying = new Map(
    ended.map(({ id, studentId, advisorId }) => [
      id,
      [byId.get(studentId), byId.get(advisorId)].flatMap((one) => (one && !leaving.has(one.id) ? one : [])),
    ]),
  );
  await tellEnded(ctx, tx, ended, ({ id }) => staying.get(id) ?? []);
  const acts = ended.map(({ id, kind, studentId, advisorId }) => ({
    act: 'advising.end-assignment',
    actorId: null,
    subjectId: studentId,
    details: { assignment: id, kind, because: leaving.has(studentId) || leaving.has(advisorId) ? 'left' : 'role' },
  }));
  await recordActs(tx, now.toString(), acts);
}
