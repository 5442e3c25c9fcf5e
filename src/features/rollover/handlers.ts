// The year rolled over: proposed, ticked, shown as a difference, done in one transaction, taken back.
import { z } from 'zod';
import { readDated } from '../../ahead/dated.ts';
import type { ProgramDate } from '../../ahead/program-date.ts';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/client.ts';
import { digestOf } from '../../digest.ts';
import { academicYearOf } from '../../domain/day.ts';
import { enteredChoices, type FormValues } from '../../domain/form-values.ts';
import { UserError } from '../../errors.ts';
import type { Asker, Reply } from '../../feature.ts';
import type { Undo } from '../../importer.ts';
import { recordUndoable } from '../../people/audit.ts';
import type { Person } from '../../people/person.ts';
import { rehearse } from '../../people/rehearse.ts';
import { allPeople } from '../../people/store.ts';
import { rollOverDone, rollOverForm, rollOverProposed, rollOverShown } from './messages/index.ts';
import { movingOn } from './rules/moving-on.ts';
import { type Proposal, type Proposed, proposeYear } from './rules/next-year.ts';
import { groupsOf, leftOutOf, readSelection, type Selection, selectionText, ticked } from './rules/selection.ts';
import {
  changedBy,
  changedSince,
  insertDates,
  insertSessions,
  lockRollOver,
  removeDates,
  removeSessions,
} from './store.ts';

async function proposal(ctx: Context, from: number): Promise<Proposal> {
  return proposeYear(ctx.program, await readDated(ctx.db, ctx.program.file.school.timeZone), from);
}

/** `/career staff roll-over`, or of another year: `roll-over 2026` makes 2027-28 of 2026-27. */
export async function showRollOver(ctx: Context, { today }: Asker, words: string): Promise<Reply> {
  const typed = /^\s*(20\d\d)/.exec(words)?.[1];
  const from = typed === undefined ? academicYearOf(today, ctx.program.calendar.startMonth) : Number(typed);
  const [proposed, people] = await Promise.all([proposal(ctx, from), allPeople(ctx.db)]);
  return rollOverProposed({ ...proposed, from, moving: movingOn(ctx.program, people, proposed.year) });
}

/** Tells what is ticked now from what was, as it was shown. */
function digestOfTicked(chosen: readonly Proposed[]): string {
  return digestOf(chosen.map(({ id, to, note }) => [id, to, note]));
}

const yearValue = z
  .string()
  .regex(/^20\d\d$/)
  .transform(Number);

const GONE = 'I lost track of which year that was. Please begin again with `/career staff roll-over`.';

/** The form in which staff tick what applies. `value` is the year it is made of. */
export async function chooseRollOver(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const from = yearValue.safeParse(value);
  if (!from.success) throw new UserError(GONE);
  const { year, proposed } = await proposal(ctx, from.data);
  return rollOverForm({ from: from.data, year, groups: groupsOf(proposed), zone: ctx.program.file.school.timeZone });
}

/** Does what is ticked, and gives the number of the act. Whoever dated one of it meanwhile makes all of it stop. */
async function apply(ctx: Context, tx: Tx, chosen: readonly Proposed[], by: Person): Promise<number> {
  await lockRollOver(tx);
  const sessions = chosen.flatMap((one) => (one.kind === 'session' ? [one.to] : []));
  const dates = chosen.flatMap((one): ProgramDate[] => (one.kind === 'date' ? [one.to] : []));
  const ids = await insertSessions(tx, sessions);
  const entered = await insertDates(tx, dates);
  if (ids.size !== sessions.length || entered !== dates.length)
    throw new UserError('Somebody dated some of that meanwhile, so nothing was changed. Please look at it again.');
  for (const feature of ctx.features) await feature.onSessionsChanged?.(ctx, tx, [...ids.values()]);
  return recordUndoable(tx, ctx.clock.now(), {
    act: 'rollover.apply',
    actorId: by.id,
    subjectId: null,
    details: { sessions: ids.size, dates: dates.length },
    inverse: { sessions: Object.fromEntries(ids), dates },
  });
}

/** What was ticked, as the proposal is now. Throws where it became another one since it was shown. */
async function chosenNow(ctx: Context, { from, leftOut, digest }: Selection): Promise<Proposed[]> {
  const { proposed } = await proposal(ctx, from);
  const chosen = ticked(proposed, leftOut);
  if (digestOfTicked(chosen) !== digest)
    throw new UserError('What would be rolled over has changed since you looked. Please begin again.');
  return chosen;
}

/** What would become different: all of it is tried and rolled back. `value` is the year it is made of. */
export async function previewRollOver(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const from = yearValue.safeParse(value);
  if (!from.success) throw new UserError(GONE);
  const { year, proposed } = await proposal(ctx, from.data);
  const groups = groupsOf(proposed);
  const leftOut = leftOutOf(
    proposed,
    groups.flatMap(({ id }) => enteredChoices(values, id)),
  );
  const chosen = ticked(proposed, leftOut);
  if (chosen.length > 0) await rehearse(ctx, true, (tx) => apply(ctx, tx, chosen, asker.person));
  const zone = ctx.program.file.school.timeZone;
  return rollOverShown({
    year,
    chosen,
    leftOut: proposed.length - chosen.length,
    value: selectionText({ from: from.data, leftOut, digest: digestOfTicked(chosen) }),
    zone,
  });
}

/** Does what was shown, all of it or nothing. */
export async function applyRollOver(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const selection = readSelection(value);
  if (!selection) throw new UserError(GONE);
  const chosen = await chosenNow(ctx, selection);
  const auditId = await ctx.transaction((tx) => apply(ctx, tx, chosen, asker.person));
  return rollOverDone({ year: selection.from + 1, chosen, auditId });
}

const inverse = z.object({
  sessions: z.record(z.string(), z.number()),
  dates: z.array(z.object({ subject: z.string(), year: z.number(), day: z.string() })),
});

/** Takes the year back, unless somebody changed something of it or answered to it since. */
export const undoRollOver: Undo = async (ctx, tx, undone) => {
  const { sessions, dates } = inverse.parse(undone.inverse);
  await lockRollOver(tx);
  const made = new Map(Object.entries(sessions));
  const [first, ...others] = await changedSince(tx, made);
  const removed = await removeDates(tx, dates);
  if (first !== undefined || removed !== dates.length) {
    const name = await changedBy(tx, undone.auditId, [
      ...(first === undefined ? [] : [first, ...others]),
      ...dates.map(({ subject }) => subject),
    ]);
    const what = first === undefined ? 'A date' : `"${first}"${others.length > 0 ? ` and ${others.length} more` : ''}`;
    const who = name === null ? 'changed or answered to' : `changed by ${name}`;
    throw new UserError(`${what} was ${who} since, so I took nothing back. Single sessions can be cancelled.`);
  }
  // Told before they are gone, so that each slice can see what they were.
  for (const feature of ctx.features) await feature.onSessionsChanged?.(ctx, tx, [...made.values()]);
  await removeSessions(tx, [...made.values()]);
  return `Taken back: ${made.size} sessions and ${dates.length} dates are gone again.`;
};
