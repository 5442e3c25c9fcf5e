import type { Context } from '../../../context.ts';
import type { Db, Tx } from '../../../db/client.ts';
import type { ByPerson, KeptApart } from '../../../feature.ts';
import { advisorsOf } from '../store/assignments.ts';

/** Who advises a student as RASA, Society Advisor or PCE mentor does not interview them as well. */
const KEPT_APART: readonly string[] = ['rasa', 'society-advisor', 'pce-mentor'];

export async function keptApartAdvisors(
  ctx: Context,
  db: Db | Tx,
  studentIds: readonly number[],
): Promise<ByPerson<KeptApart>> {
  const found = new Map<number, KeptApart[]>();
  for (const { kind, studentId, advisorId } of await advisorsOf(db, studentIds, ctx.program.today(ctx.clock.now())))
    if (KEPT_APART.includes(kind))
      found.set(studentId, [...(found.get(studentId) ?? []), { person: advisorId, why: 'advisor' }]);
  return found;
}

/** Who is a student's Society Advisor today. */
export async function assignedSocietyAdvisors(
  ctx: Context,
  db: Db | Tx,
  studentIds: readonly number[],
): Promise<ByPerson<number>> {
  const found = new Map<number, number[]>();
  for (const { kind, studentId, advisorId } of await advisorsOf(db, studentIds, ctx.program.today(ctx.clock.now())))
    if (kind === 'society-advisor') found.set(studentId, [...(found.get(studentId) ?? []), advisorId]);
  return found;
}
