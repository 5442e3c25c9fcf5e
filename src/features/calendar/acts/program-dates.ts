// Days that staff enter for milestones, their steps and the matches. Each act is one transaction with its audit row.
import { z } from 'zod';
import type { ProgramDate } from '../../../ahead/program-date.ts';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { digestOf } from '../../../digest.ts';
import type { Day } from '../../../domain/day.ts';
import { dayText } from '../../../domain/wording.ts';
import { ListedError, UserError } from '../../../errors.ts';
import type { Undo } from '../../../importer.ts';
import { actingStaff } from '../../../people/acting-staff.ts';
import { recordUndoable } from '../../../people/audit.ts';
import type { Action } from '../../../people/authorise.ts';
import { rehearse } from '../../../people/rehearse.ts';
import { type DateSubject, dateProblems, dateSubjects, subjectProblem, titleOf } from '../rules/date-subjects.ts';
import { allDates, dateOf, lockDates, removeDate, saveDate } from '../store/dates.ts';
import { dateChangedBy } from '../store/undo.ts';
import { type Acting, isRehearsed } from './acting.ts';

export interface DateReport {
  /** null: none was entered. */
  before: ProgramDate | null;
  dryRun: boolean;
  digest: string;
  /** The number of the act, for Undo; null where nothing was changed. */
  auditId: number | null;
}

type Subject = Pick<ProgramDate, 'subject' | 'year'>;

/** Changes the day of a subject to `day` (null: to none), with what takes it back. */
function change(
  ctx: Context,
  act: Extract<Action, 'calendar.set-date' | 'calendar.clear-date'>,
  { subject, year, day }: Subject & { day: Day | null },
  acting: Acting,
  require: (before: ProgramDate | null) => void,
): Promise<DateReport> {
  const work = async (tx: Tx): Promise<DateReport> => {
    const actor = await actingStaff(tx, acting.as, act);
    await lockDates(tx);
    const before = (await dateOf(tx, subject, year)) ?? null;
    require(before);
    const digest = digestOf([subject, year, before?.day ?? null, day]);
    if ((before?.day ?? null) === day) return { before, dryRun: acting.dryRun, digest, auditId: null };
    if (day === null) await removeDate(tx, { subject, year });
    else await saveDate(tx, { subject, year, day });
    const auditId = await recordUndoable(tx, ctx.clock.now(), {
      act,
      actorId: actor.id,
      subjectId: null,
      details: { subject, year },
      inverse: { subject, year, before: before?.day ?? null, after: day },
    });
    return { before, dryRun: isRehearsed(acting, digest), digest, auditId };
  };
  return rehearse(ctx, ({ dryRun }) => dryRun, work);
}

/** Enters a day, or changes one. Throws a ListedError that says what was expected. */
export function setDate(ctx: Context, date: ProgramDate, acting: Acting): Promise<DateReport> {
  return change(ctx, 'calendar.set-date', date, acting, () => {
    const problems = dateProblems(ctx.program, date);
    if (problems.length > 0) throw new ListedError('The day was not entered:', problems);
  });
}

/** Takes a day back: it is to be announced again, or as the program has it. Throws a UserError where none was entered. */
export function clearDate(ctx: Context, { subject, year }: Subject, acting: Acting): Promise<DateReport> {
  return change(ctx, 'calendar.clear-date', { subject, year, day: null }, acting, (before) => {
    if (before) return;
    const wrong = subjectProblem(ctx.program, subject);
    throw new UserError(wrong ?? `No day was entered for ${subject} ${year}.`);
  });
}

/** The day that is entered for a subject; null where there is none. */
export async function enteredDayOf(ctx: Context, { subject, year }: Subject): Promise<Day | null> {
  const dates = await allDates(ctx.db);
  return dates.find((date) => date.subject === subject && date.year === year)?.day ?? null;
}

/** What was entered, in order of the days, and all there is to enter a day for. */
export async function listDates(
  ctx: Context,
  as: string,
): Promise<{ dates: ProgramDate[]; subjects: readonly DateSubject[] }> {
  await actingStaff(ctx.db, as, 'calendar.list-dates');
  return { dates: await allDates(ctx.db), subjects: dateSubjects(ctx.program) };
}

const inverse = z.object({
  subject: z.string(),
  year: z.number(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** Takes a day that was entered, changed or taken out back. */
export const undoDate: Undo = async (ctx, tx, { auditId, inverse: stored }) => {
  const { subject, year, before, after } = inverse.parse(stored);
  await lockDates(tx);
  const current = (await dateOf(tx, subject, year))?.day ?? null;
  const title = `${titleOf(ctx.program, subject)} ${year}`;
  if (current !== after) {
    const by = (await dateChangedBy(tx, subject, year, auditId)) ?? 'Somebody';
    throw new UserError(`${by} has changed ${title} since, so I left things as they are.`);
  }
  if (before === null) await removeDate(tx, { subject, year });
  else await saveDate(tx, { subject, year, day: before });
  return `Taken back: ${title} ${before === null ? 'has no day again' : `is on ${dayText(before)} again`}.`;
};
