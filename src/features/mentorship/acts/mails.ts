// Mails that staff send to people outside Slack, ticked.
import type { Context } from '../../../context.ts';
import { recordActs } from '../../../people/audit.ts';
import type { Person } from '../../../people/person.ts';
import { setMailSent } from '../store/mails.ts';

/** Staff have sent a mail; false where somebody had ticked it before. */
export async function noteMailSent(ctx: Context, by: Person, id: number): Promise<boolean> {
  return ctx.transaction(async (tx) => {
    const now = ctx.clock.now();
    const mail = await setMailSent(tx, id, by.id, now);
    if (!mail) return false;
    const act = { act: 'mentorship.mail-sent', actorId: by.id, subjectId: mail.personId, details: { mail: id } };
    await recordActs(tx, now.toString(), [act]);
    return true;
  });
}
