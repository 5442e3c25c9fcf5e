import type { Session } from '../../../ahead/session.ts';
import type { Context } from '../../../context.ts';
import type { Day } from '../../../domain/day.ts';
import { actingStaff } from '../../../people/acting-staff.ts';
import { everySession } from '../store/sessions.ts';

/** Sessions between two days (inclusive; null: however early or late) with the count of their places, in order of their start. */
export async function listSessions(
  ctx: Context,
  as: string,
  { from, to }: { from: Day | null; to: Day | null },
): Promise<Session[]> {
  await actingStaff(ctx.db, as, 'calendar.list-sessions');
  const all = await everySession(ctx.db, ctx.program.file.school.timeZone);
  return all.filter(({ day }) => (from === null || from <= day) && (to === null || day <= to));
}
