// How imports of assignments and of RASAs are taken back: what came by them is gone, what was changed is as before.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { ASSIGNMENT_KINDS } from '../../../domain/advising.ts';
import { settleMilestone } from '../../../feature.ts';
import { lockRoster, peopleByIds } from '../../../people/store.ts';
import { type ChangedRow, type Hindered, type UndoableTable, undoRows } from '../../../people/undo-rows.ts';
import { conflict } from '../rules/assignment.ts';
import { appointmentsOf } from '../store/appointments.ts';
import { allAssignments, assignmentsByIds, lockAssignments, removeAssignments, setEnd } from '../store/assignments.ts';
import { allRasas, removeRasa, saveRasa } from '../store/rasas.ts';
import { asText, specialtyName } from './named.ts';

/** Nobody leaves, and nobody is assigned, until the transaction ends. */
export async function holdAssignments(_ctx: Context, tx: Tx): Promise<void> {
  await lockRoster(tx);
  await lockAssignments(tx);
}

const assignment = z.object({
  id: z.number().int(),
  kind: z.enum(ASSIGNMENT_KINDS),
  studentId: z.number().int(),
  advisorId: z.number().int(),
  specialty: z.string().nullable(),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
});
type AssignmentRow = z.output<typeof assignment>;

function lasts({ endsOn }: AssignmentRow): boolean {
  return endsOn === null;
}

/** By what the audit knows of an assignment. */
function tracesOf(id: number) {
  return { details: [{ assignment: id }, { ended: id }, { ended: [id] }, { keys: [String(id)] }] };
}

/** Those that can't hold again: somebody has their place by now, the RASA has none left, or one of the two has left. */
async function heldUp(tx: Tx, rows: readonly ChangedRow<AssignmentRow>[]): Promise<Hindered[]> {
  const concerned = new Set(rows.map(({ key }) => key));
  const others = (await allAssignments(tx)).filter(({ id }) => !concerned.has(String(id)));
  const again = rows.flatMap(({ before }) => before ?? []);
  const people = await peopleByIds(tx, [...new Set(again.flatMap((one) => [one.studentId, one.advisorId]))]);
  const hasLeft = new Set(people.filter(({ active }) => !active).map(({ id }) => id));
  const capacity = new Map((await allRasas(tx)).map((one) => [keyOfRasa(one), one.capacity]));
  const rasaKey = ({ advisorId, specialty }: AssignmentRow) =>
    keyOfRasa({ personId: advisorId, specialty: specialty ?? '' });
  const isFull = (one: AssignmentRow) =>
    one.kind === 'rasa' &&
    lasts(one) &&
    [...others, ...again].filter((other) => other.kind === 'rasa' && lasts(other) && rasaKey(other) === rasaKey(one))
      .length > (capacity.get(rasaKey(one)) ?? 0);
  return again.flatMap((one): Hindered[] => {
    const key = String(one.id);
    const inTheWay = others.find((other) => conflict(other, one));
    const gone = lasts(one) ? [one.studentId, one.advisorId].find((id) => hasLeft.has(id)) : undefined;
    if (inTheWay) return [{ key, traces: tracesOf(inTheWay.id) }];
    if (gone !== undefined) return [{ key, traces: { details: [], subject: gone } }];
    return isFull(one) ? [{ key, traces: tracesOfRasa(rasaKey(one)) }] : [];
  });
}

/** A milestone that an import completed, as its Undo opens it again. */
const completed = z.object({ personId: z.number().int(), id: z.string() });
export type CompletedMilestone = z.output<typeof completed>;

/** Of an import that stands from before milestones were completed by one, there are none. */
const alsoUndone = z.object({ milestones: z.array(completed).default([]) });

/** By their ids. */
export const assignmentsTable: UndoableTable<AssignmentRow> = {
  row: assignment,
  hold: holdAssignments,
  async rows(_ctx, tx, keys) {
    const found = await assignmentsByIds(tx, keys.map(Number));
    return new Map(found.map((one) => [String(one.id), one]));
  },
  async names(ctx, tx, rows) {
    const students = await peopleByIds(tx, [...new Set(rows.map(({ after }) => after.studentId))]);
    const nameOf = (id: number) => students.find((student) => student.id === id)?.name ?? '';
    return new Map(rows.map(({ key, after }) => [key, `${asText(ctx.program, after)} of ${nameOf(after.studentId)}`]));
  },
  traces: (key) => tracesOf(Number(key)),
  async restore(ctx, tx, rows, undone, by) {
    const fresh = rows.filter(({ before }) => before === null).map(({ key }) => Number(key));
    const meeting = (await appointmentsOf(tx, fresh)).map(({ assignment: { id } }) => id);
    const inTheWay = [
      // Who has a time to meet by now would lose it without a word.
      ...meeting.map((id) => ({ key: String(id), traces: tracesOf(id) })),
      ...(await heldUp(tx, rows)),
    ];
    if (inTheWay.length > 0) return inTheWay;
    await removeAssignments(tx, fresh);
    const before = rows.flatMap((row) => row.before ?? []);
    // What ends comes first, so that who has the place again finds it free.
    for (const { id, endsOn } of [...before.filter((one) => !lasts(one)), ...before.filter(lasts)])
      await setEnd(tx, id, endsOn);
    for (const milestone of alsoUndone.parse(undone.inverse).milestones)
      await settleMilestone(ctx, tx, { ...milestone, by: by.id, done: false });
    return [];
  },
};

const rasa = z.object({ personId: z.number().int(), specialty: z.string(), capacity: z.number().int() });
type RasaRow = z.output<typeof rasa>;

export function keyOfRasa({ personId, specialty }: Pick<RasaRow, 'personId' | 'specialty'>): string {
  return `${personId}/${specialty}`;
}

function tracesOfRasa(key: string) {
  return { details: [{ keys: [key] }, { advisor: Number.parseInt(key, 10) }] };
}

/** By person and specialty. How many students they have is no part of a row. */
export const rasasTable: UndoableTable<RasaRow> = {
  row: rasa,
  hold: holdAssignments,
  async rows(_ctx, tx, keys) {
    const wanted = new Set(keys);
    const found = (await allRasas(tx)).filter((one) => wanted.has(keyOfRasa(one)));
    return new Map(
      found.map(({ personId, specialty, capacity }) => [
        keyOfRasa({ personId, specialty }),
        { personId, specialty, capacity },
      ]),
    );
  },
  async names(ctx, tx, rows) {
    const people = await peopleByIds(tx, [...new Set(rows.map(({ after }) => after.personId))]);
    const nameOf = (id: number) => people.find((person) => person.id === id)?.name ?? '';
    return new Map(
      rows.map(({ key, after }) => [key, `${nameOf(after.personId)}, ${specialtyName(ctx.program, after.specialty)}`]),
    );
  },
  traces: tracesOfRasa,
  async restore(_ctx, tx, rows) {
    const taken = new Map((await allRasas(tx)).map((one) => [keyOfRasa(one), one.taken]));
    // Who has more students by now than they took before keeps the places.
    const inTheWay = rows.filter(({ key, before }) => (taken.get(key) ?? 0) > (before?.capacity ?? 0));
    if (inTheWay.length > 0) return inTheWay.map(({ key }) => ({ key, traces: tracesOfRasa(key) }));
    for (const { before, after } of rows) await (before ? saveRasa(tx, before) : removeRasa(tx, after));
    return [];
  },
};

export const undoAssignments = undoRows(assignmentsTable);
export const undoRasas = undoRows(rasasTable);
