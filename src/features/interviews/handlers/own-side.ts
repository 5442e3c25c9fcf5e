// An interview as somebody who is in it may act on it.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Side } from '../../../domain/interview.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { recordActs } from '../../../people/audit.ts';
import type { Person } from '../../../people/person.ts';
import { findPersonById } from '../../../people/store.ts';
import { interviewNews } from '../messages/index.ts';
import { type Interview, sideOf } from '../rules/interview-life.ts';
import type { RoundRow } from '../rules/round-life.ts';
import { findInterview } from '../store/interviews.ts';
import { openRound } from '../store/rounds.ts';
import { shownTo, surroundingsOf } from './shown.ts';

export const GONE = 'That interview is not in the plan any more. `/career interview` shows what is.';

const idOf = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** An interview that is ahead, under the lock of its round: acts on a round come one after the other. */
export async function lockedInterview(tx: Tx, value: string): Promise<{ interview: Interview; row: RoundRow }> {
  const id = idOf.safeParse(value);
  const row = await openRound(tx, { lock: true });
  const interview = id.success ? await findInterview(tx, id.data, { lock: true }) : undefined;
  if (!row || !interview || interview.roundId !== row.id) throw new UserError(GONE);
  return { interview, row };
}

/** On which side somebody is; throws as if there were no such interview where they are on none. */
export function ownSide(interview: Interview, personId: number): Side {
  const side = sideOf(interview, personId);
  if (!side || interview.state === 'draft') throw new UserError(GONE);
  return side;
}

/** An interview, and somebody of whom staff say what they answered. */
export async function interviewAndPerson(ctx: Context, value: string): Promise<{ id: string; person: Person }> {
  const [, id = '', personId = ''] = /^(\d{1,9})\/(\d{1,9})$/.exec(value) ?? [];
  const person = personId === '' ? undefined : await findPersonById(ctx.db, Number(personId));
  if (!person?.active) throw new UserError('That person is not in the program any more.');
  return { id, person };
}

/** What the person reads below the button: the sentences, and the interview as it is now. */
export async function noted(
  ctx: Context,
  { person, zone }: Asker,
  lines: readonly string[],
  id: number | null,
): Promise<Reply> {
  const interview = id === null ? undefined : await findInterview(ctx.db, id);
  const shown =
    interview && interview.state !== 'cancelled'
      ? [shownTo(ctx, person, interview, await surroundingsOf(ctx.db, [interview]))]
      : [];
  return interviewNews({ lines, interviews: shown, buttons: [], zone });
}

/** Staff say for somebody outside Slack what they answered. */
export async function recordFor(
  ctx: Context,
  tx: Tx,
  { person }: Asker,
  act: string,
  subjectId: number,
  interview: number,
): Promise<void> {
  await recordActs(tx, ctx.clock.now().toString(), [{ act, actorId: person.id, subjectId, details: { interview } }]);
}
