import type { Context } from '../../src/context.ts';
import { saveLeave } from '../../src/features/people/handlers/roles.ts';
import { activeStaff, findPersonByEmail } from '../../src/people/store.ts';

/** Somebody is marked as having left, as staff do it on their page. */
export async function leaveProgram(ctx: Context, email: string): Promise<void> {
  const leaver = await findPersonByEmail(ctx.db, email);
  const staff = (await activeStaff(ctx.db)).find(({ id }) => id !== leaver?.id);
  if (!leaver || !staff) throw new Error(`${email} is nobody the program knows, or nobody is staff`);
  const asker = { person: staff, today: ctx.program.today(ctx.clock.now()), zone: ctx.program.file.school.timeZone };
  await saveLeave(ctx, asker, String(leaver.id));
}
