import type { Session } from '../../../ahead/session.ts';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { nearest } from '../../../domain/nearest.ts';
import { UserError } from '../../../errors.ts';
import { lockedByKeys, sessionKeys } from '../store/sessions.ts';

/** The session of a key, held until the transaction ends. Throws a UserError that names the key that was meant. */
export async function lockKnownSession(ctx: Context, tx: Tx, key: string): Promise<Session> {
  const [session] = await lockedByKeys(tx, [key], ctx.program.file.school.timeZone);
  if (session) return session;
  const meant = nearest(key, await sessionKeys(tx), (known) => known, 1 / 2);
  throw new UserError(
    `There is no session ${key}${meant ? `; did you mean ${meant}?` : '. `list` names all of them.'}`,
  );
}
