// Cases as messages want them: with names in place of ids.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { dayOf } from '../../../domain/day.ts';
import { workingDaysSince } from '../../../domain/working-days.ts';
import { UserError } from '../../../errors.ts';
import type { Asker } from '../../../feature.ts';
import { peopleByIds } from '../../../people/store.ts';
import { closedDaysOf } from '../../../program/closed-days.ts';
import type { CaseView } from '../messages/case-lines.ts';
import { type Case, isInQueueOf } from '../rules/case.ts';
import { findCase } from '../store.ts';

export async function viewsOf(ctx: Context, cases: readonly Case[], tx?: Tx): Promise<CaseView[]> {
  const { program } = ctx;
  const zone = program.file.school.timeZone;
  const today = program.today(ctx.clock.now());
  const ids = cases.flatMap(({ askerId, claimedBy }) => [askerId, claimedBy ?? askerId]);
  const names = new Map((await peopleByIds(tx ?? ctx.db, [...new Set(ids)])).map(({ id, name }) => [id, name]));
  return cases.map((one) => ({
    id: one.id,
    kind: one.kind,
    specialty: one.specialty === null ? null : (program.specialty(one.specialty)?.name ?? one.specialty),
    place: one.place,
    ways: one.ways,
    words: one.words,
    queue: one.queue,
    state: one.state,
    asker: names.get(one.askerId) ?? '',
    claimer: one.claimedBy === null ? null : (names.get(one.claimedBy) ?? ''),
    openedAt: one.openedAt,
    waited: one.waitsSince && workingDaysSince(dayOf(one.waitsSince, zone), today, closedDaysOf(program)),
  }));
}

export async function viewOf(ctx: Context, one: Case, tx?: Tx): Promise<CaseView> {
  const [view] = await viewsOf(ctx, [one], tx);
  if (!view) throw new Error('a case was not put into words');
  return view;
}

const number = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** The id that a button carries; 0, which no case has, for anything else. */
export function caseId(value: string): number {
  return number.catch(0).parse(value);
}

export const NOT_IN_QUEUE = 'That is not in your queue. `/career cases` shows what is.';
const NOT_OWN = 'That is not among your asks. `/career ask` shows them.';

/** Throws for a case of somebody else's queue as for one that there is not. */
export function requireQueued(found: Case | undefined, { person }: Asker): Case {
  if (!found || !isInQueueOf(found, person)) throw new UserError(NOT_IN_QUEUE);
  return found;
}

/** A case of the asker's own queues; `value` is its id. */
export async function queuedCase(ctx: Context, asker: Asker, value: string): Promise<Case> {
  return requireQueued(await findCase(ctx.db, caseId(value)), asker);
}

/** Throws for somebody else's case as for one that there is not. */
export function requireOwn(found: Case | undefined, { person }: Asker): Case {
  if (found?.askerId !== person.id) throw new UserError(NOT_OWN);
  return found;
}
