// Days that staff enter for milestones, their steps and the matches. Each act is one transaction with its audit row.
import type { ProgramDate } from '../../../ahead/program-date.ts';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { ListedError, UserError } from '../../../errors.ts';
import { actingStaff } from '../../../people/acting-staff.ts';
import { recordActs } from '../../../people/audit.ts';
import type { Action } from '../../../people/authorise.ts';
import { rehearse } from '../../../people/rehearse.ts';
import { type DateSubject, dateProblems, dateSubjects, subjectProblem } from '../rules/date-subjects.ts';
import { allDates, dateOf, removeDate, saveDate } from '../store/dates.ts';
import type { Acting } from './change-session.ts';

export interface DateReport {
  /** null: none was entered. */
  before: ProgramDate | null;
  dryRun: boolean;
}

function audited(
  tx: Tx,
  ctx: Context,
  act: Action,
  actorId: number,
  { subject, year }: { subject: string; year: number },
) {
  const details = { subject, year };
  return recordActs(tx, ctx.clock.now().toString(), [{ act, actorId, subjectId: null, details }]);
}

/** Enters a day, or changes one. Throws a ListedError that says what was expected. */
export function setDate(ctx: Context, date: ProgramDate, { as, dryRun }: Acting): Promise<DateReport> {
  return rehearse(ctx, dryRun, async (tx) => {
    const actor = await actingStaff(tx, as, 'calendar.set-date');
    const problems = dateProblems(ctx.program, date);
    if (problems.length > 0) throw new ListedError('The day was not entered:', problems);
    const before = (await dateOf(tx, date.subject, date.year)) ?? null;
    if (before?.day === date.day) return { before, dryRun };
    await saveDate(tx, date);
    await audited(tx, ctx, 'calendar.set-date', actor.id, date);
    return { before, dryRun };
  });
}

/** Takes a day back: it is to be announced again, or as the program has it. Throws a UserError where none was entered. */
export function clearDate(
  ctx: Context,
  date: Pick<ProgramDate, 'subject' | 'year'>,
  { as, dryRun }: Acting,
): Promise<DateReport> {
  return rehearse(ctx, dryRun, async (tx) => {
    const actor = await actingStaff(tx, as, 'calendar.clear-date');
    const before = await dateOf(tx, date.subject, date.year);
    if (!before) {
      const wrong = subjectProblem(ctx.program, date.subject);
      throw new UserError(wrong ?? `No day was entered for ${date.subject} ${date.year}.`);
    }
    await removeDate(tx, date);
    await audited(tx, ctx, 'calendar.clear-date', actor.id, date);
    return { before, dryRun };
  });
}

/** What was entered, in order of the days, and all there is to enter a day for. */
export async function listDates(
  ctx: Context,
  as: string,
): Promise<{ dates: ProgramDate[]; subjects: readonly DateSubject[] }> {
  await actingStaff(ctx.db, as, 'calendar.list-dates');
  return { dates: await allDates(ctx.db), subjects: dateSubjects(ctx.program) };
}
