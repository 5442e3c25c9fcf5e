import { z } from 'zod';
import type { Session } from '../../../ahead/session.ts';
import type { Context } from '../../../context.ts';
import { UserError } from '../../../errors.ts';
import type { Asker } from '../../../feature.ts';
import type { Program } from '../../../program/program.ts';
import type { Named } from '../messages.ts';
import { openTo } from '../rules/places.ts';
import { ownAnswers, sessionsNow } from '../store.ts';

const sessionId = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** What a session is called: by its own title, else its entry's. */
export function titleOf(program: Program, { title, entry }: Pick<Session, 'title' | 'entry'>): string {
  return title ?? program.entry(entry)?.title ?? entry;
}

export function namedSession(program: Program, session: Session): Named {
  const { startsAt, place, link } = session;
  return { title: titleOf(program, session), startsAt, where: place, link };
}

/**
 * A session to which the asker may answer: one that may be theirs, or to which they have answered before. An unknown one and somebody
 * else's are answered alike. `value` is its id.
 */
export async function findSession(ctx: Context, { person, today }: Asker, value: string): Promise<Session> {
  const id = sessionId.safeParse(value);
  const ids = id.success ? [id.data] : [];
  const [session] = await sessionsNow(ctx.db, ids, ctx.program.file.school.timeZone);
  const isOpen = session !== undefined && openTo(ctx.program, person, [session], today).length > 0;
  if (session && (isOpen || (await ownAnswers(ctx.db, person.id, ids)).length > 0)) return session;
  throw new UserError('That session is no longer in the program for you. Please type `/career next`.');
}
