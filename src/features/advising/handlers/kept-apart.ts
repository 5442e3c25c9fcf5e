import type { Context } from '../../../context.ts';
import type { Db, Tx } from '../../../db/client.ts';
import type { ByPerson, KeptApart } from '../../../feature.ts';
import type { Assignment } from '../rules/assignment.ts';
import { advisorsOf } from '../store/assignments.ts';

/** Who advises a student as RASA, Society Advisor or PCE mentor does not interview them as well. */
const KEPT_APART: readonly Assignment['kind'][] = ['rasa', 'society-advisor', 'pce-mentor'];

/** The ids of those who are assigned to students today as one of these kinds, by the student's id. */
async function assignedAs(
  ctx: Context,
  db: Db | Tx,
  studentIds: readonly number[],
  kinds: readonly Assignment['kind'][],
): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>();
  for (const { kind, studentId, advisorId } of await advisorsOf(db, studentIds, ctx.program.today(ctx.clock.now())))
    if (kinds.includes(kind)) found.set(studentId, [...(found.get(studentId) ?? []), advisorId]);
  return found;
}

/** With whom a student has no practice interview because they advise them. */
export async function keptApartAdvisors(
  ctx: Context,
  db: Db | Tx,
  studentIds: readonly number[],
): Promise<ByPerson<KeptApart>> {
  const advisors = await assignedAs(ctx, db, studentIds, KEPT_APART);
  return new Map([...advisors].map(([id, ids]) => [id, ids.map((person) => ({ person, why: 'advisor' as const }))]));
}

/** Who is a student's Society Advisor today. */
export function assignedSocietyAdvisors(
  ctx: Context,
  db: Db | Tx,
  studentIds: readonly number[],
): Promise<ByPerson<number>> {
  return assignedAs(ctx, db, studentIds, ['society-advisor']);
}
