// What a press or a form names: which broadcast, and whether it can be done to it now.
import { z } from 'zod';
import { readDated } from '../../../ahead/dated.ts';
import type { Session } from '../../../ahead/session.ts';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { momentText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import { type BroadcastAct, STATE_WORDS, stateAfter } from '../rules/life.ts';
import { type Broadcast, findBroadcast, lockBroadcast } from '../store/broadcasts.ts';

const GONE = "I don't know that message any more. `/career broadcast list` shows those there are.";

const named = z
  .string()
  .regex(/^\d{1,9}(:\d{1,9})?$/)
  .transform((value) => {
    const [id = 0, version] = value.split(':').map(Number);
    return { id, version: version ?? null };
  });

/** `12`, or `12:3` where the draft has to be the one that was seen. */
export function readValue(value: string): { id: number; version: number | null } {
  const parsed = named.safeParse(value);
  if (!parsed.success) throw new UserError(GONE);
  return parsed.data;
}

export async function knownBroadcast(ctx: Context, id: number): Promise<Broadcast> {
  const found = await findBroadcast(ctx.db, id);
  if (!found) throw new UserError(GONE);
  return found;
}

/** The broadcast, held, if the act can be done to it in its state. Throws a UserError that says how it stands otherwise. */
export async function heldFor(tx: Tx, id: number, act: BroadcastAct): Promise<Broadcast> {
  const broadcast = await lockBroadcast(tx, id);
  if (!broadcast) throw new UserError(GONE);
  if (stateAfter(act, broadcast.state) === undefined)
    throw new UserError(`That message ${STATE_WORDS[broadcast.state]} already, so this changes nothing.`);
  return broadcast;
}

/** What a session is called: by its own title, else its entry's, with its time in `zone`. */
export function sessionLabel(
  { program }: Context,
  session: Pick<Session, 'title' | 'entry' | 'startsAt'>,
  zone: string,
): string {
  const title = session.title ?? program.entry(session.entry)?.title ?? session.entry;
  return `${title}, ${momentText(session.startsAt, zone)}`;
}

export async function findSession(ctx: Context, id: number | null): Promise<Session | undefined> {
  if (id === null) return undefined;
  const { sessions } = await readDated(ctx.db, ctx.program.file.school.timeZone);
  return sessions.find((session) => session.id === id);
}
