import { sql } from 'drizzle-orm';
import type { Context } from '../../src/context.ts';
import { tellPeopleChanged } from '../../src/feature.ts';
import { findPersonByEmail } from '../../src/people/store.ts';

/** Somebody leaves the program, with all that follows from it, in one transaction. */
export async function leaveProgram(ctx: Context, email: string): Promise<void> {
  const before = await findPersonByEmail(ctx.db, email);
  if (!before) throw new Error(`${email} is nobody the program knows`);
  const after = { ...before, active: false, slackUserId: null };
  const at = ctx.clock.now().toString();
  await ctx.transaction(async (tx) => {
    await tx.execute(sql`update people set deactivated_at = ${at}, slack_user_id = null where id = ${before.id}`);
    await tellPeopleChanged(ctx, tx, [{ before, after }]);
  });
}
