// Who advises whom, as a table that staff import and export.
import { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import { readCsv, writeCsv } from '../../../csv.ts';
import type { Tx } from '../../../db/client.ts';
import { ASSIGNMENT_KINDS, KINDS_OF_SPECIALTY } from '../../../domain/advising.ts';
import { isDay } from '../../../domain/day.ts';
import { meetingText } from '../../../domain/meeting.ts';
import { nearest, plainWord } from '../../../domain/nearest.ts';
import { ListedError } from '../../../errors.ts';
import type { ImportDifference, Importer } from '../../../importer.ts';
import type { Person } from '../../../people/person.ts';
import { allPeople } from '../../../people/store.ts';
import { recordImportedRows } from '../../../people/undo-rows.ts';
import { findSpecialty } from '../../../program/find-specialty.ts';
import type { NewAssignment } from '../rules/assignment.ts';
import { type AssignmentsPlan, clashes, planAssignments, type TabledAssignment } from '../rules/assignments-import.ts';
import { appointmentsOf } from '../store/appointments.ts';
import { addAssignment, allAssignments, setEnd } from '../store/assignments.ts';
import { allRasas } from '../store/rasas.ts';
import { completeRasaMilestone } from './complete.ts';
import { byAddress } from './import-rasas.ts';
import { asText, datesText, specialtyName } from './named.ts';
import { assignmentsTable, type CompletedMilestone, holdAssignments } from './undo-imports.ts';

const COLUMNS = { required: ['kind', 'student', 'advisor'], optional: ['specialty', 'starts', 'ends'] } as const;

type Complain = (column: string, problem: string) => void;

function readKind(cell: string, complain: Complain) {
  const kind = ASSIGNMENT_KINDS.find((one) => plainWord(one) === plainWord(cell));
  const meant = kind ? undefined : nearest(cell, ASSIGNMENT_KINDS, (one) => one);
  if (!kind)
    complain(
      'kind',
      `expected one of ${ASSIGNMENT_KINDS.join(', ')}, found "${cell}"${meant ? `; did you mean "${meant}"?` : ''}`,
    );
  return kind;
}

function readDay(column: string, cell: string, complain: Complain): string {
  if (!isDay(cell)) complain(column, `expected a day like 2026-12-01, found "${cell}"`);
  return cell;
}

/** Those who have left are known, too: an export names them in what has ended. */
function readPerson(
  column: string,
  cell: string,
  { find, role, complain }: { find: (cell: string) => Person | undefined; role: string; complain: Complain },
): Person | undefined {
  const person = find(cell);
  if (!person) complain(column, `nobody of the roster has the address "${cell}"`);
  else if (person.active && !person.roles.some((one) => one === role))
    complain(column, `${person.name} has no role ${role}`);
  return person;
}

function readSpecialty(
  ctx: Context,
  cell: string,
  kind: (typeof ASSIGNMENT_KINDS)[number],
  complain: Complain,
): string | null {
  if (!KINDS_OF_SPECIALTY.includes(kind)) {
    if (cell !== '') complain('specialty', `a ${kind} is for no specialty: leave it empty`);
    return null;
  }
  const found = findSpecialty(ctx.program, cell);
  if (!('problem' in found)) return found.id;
  complain('specialty', cell === '' ? `a ${kind} is for one specialty` : found.problem);
  return null;
}

function readAssignments(ctx: Context, csv: string, people: readonly Person[]) {
  const table = readCsv(csv, COLUMNS);
  const problems = [...table.problems];
  const find = byAddress(people);
  const rows = table.rows.flatMap(({ line, cells }): TabledAssignment[] => {
    const complain: Complain = (column, problem) => void problems.push(`line ${line}, ${column}: ${problem}`);
    const kind = readKind(cells.kind, complain);
    const student = readPerson('student', cells.student, { find, role: 'student', complain });
    if (!kind) return [];
    const advisor = readPerson('advisor', cells.advisor, { find, role: kind, complain });
    if (student && student === advisor) complain('advisor', 'nobody advises themselves');
    const specialty = readSpecialty(ctx, cells.specialty ?? '', kind, complain);
    const { starts, ends } = cells;
    const startsOn = starts ? readDay('starts', starts, complain) : undefined;
    const endsOn = ends === undefined ? undefined : ends === '' ? null : readDay('ends', ends, complain);
    const lasts = endsOn === null || endsOn === undefined;
    for (const [column, person] of [['student', student] as const, ['advisor', advisor] as const])
      if (lasts && person && !person.active) complain(column, `${person.name} has left the program`);
    if (!student || !advisor) return [];
    return [{ line, kind, studentId: student.id, advisorId: advisor.id, specialty, startsOn, endsOn }];
  });
  return { rows, problems };
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new ListedError('The assignments have mistakes; nothing was changed:', problems);
}

/** What ends comes first, so that who takes the place finds it free. Gives the ids of the new ones. */
async function save(tx: Tx, { added, changed }: AssignmentsPlan): Promise<number[]> {
  for (const { id, endsOn } of changed.filter((one) => one.endsOn !== null)) await setEnd(tx, id, endsOn);
  for (const { id, endsOn } of changed.filter((one) => one.endsOn === null)) await setEnd(tx, id, endsOn);
  const ids: number[] = [];
  for (const { line: _, ...assignment } of added) ids.push(await addAssignment(tx, assignment));
  return ids;
}

/** Times to meet that are still to come and fall away because their assignment ends before, by its id. */
async function lostMeetings(ctx: Context, tx: Tx, { changed }: AssignmentsPlan): Promise<ReadonlyMap<number, string>> {
  const ends = new Map(changed.map(({ id, endsOn }) => [id, endsOn]));
  const lost = (await appointmentsOf(tx, [...ends.keys()])).filter(({ assignment, at }) => {
    const endsOn = ends.get(assignment.id) ?? null;
    const isAhead = Temporal.Instant.compare(at, ctx.clock.now()) > 0;
    return isAhead && endsOn !== null && endsOn <= ctx.program.today(at);
  });
  const zone = ctx.program.file.school.timeZone;
  return new Map(lost.map((one) => [one.assignment.id, meetingText(one, zone)]));
}

/** Completes the milestone of those who have all their RASAs by now. Gives whose, and which, for Undo. */
async function completeMilestones(
  ctx: Context,
  tx: Tx,
  { added, changed }: AssignmentsPlan,
  actor: Person,
): Promise<CompletedMilestone[]> {
  const matched = [...added, ...changed].filter(({ kind, endsOn }) => kind === 'rasa' && endsOn === null);
  const completed: CompletedMilestone[] = [];
  for (const studentId of new Set(matched.map((one) => one.studentId))) {
    const milestone = await completeRasaMilestone(ctx, tx, studentId, actor.id);
    if (milestone) completed.push({ personId: studentId, id: milestone.id });
  }
  return completed;
}

/** All of it or nothing; nobody is told: staff who import know whom they tell, and the students see it in `advisors`. */
async function importAssignments(ctx: Context, tx: Tx, csv: string, actor: Person): Promise<ImportDifference> {
  await holdAssignments(ctx, tx);
  const people = await allPeople(tx);
  const { rows, problems } = readAssignments(ctx, csv, people);
  refuse(problems);
  const known = await allAssignments(tx);
  const today = ctx.program.today(ctx.clock.now());
  const { plan, problems: mistaken } = planAssignments(known, rows, today);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const nameOf = (id: number) => names.get(id) ?? '';
  refuse([...mistaken, ...clashes(known, plan, await allRasas(tx), nameOf)]);
  const changed = plan.changed.map(({ id }) => String(id));
  const before = await assignmentsTable.rows(ctx, tx, changed);
  const added = (await save(tx, plan)).map(String);
  const meetings = await lostMeetings(ctx, tx, plan);
  const describe = (one: NewAssignment & { id?: number }) => {
    const meeting = meetings.get(one.id ?? 0);
    const lost = meeting === undefined ? '' : `; they were to meet on ${meeting}, which falls away: please tell them`;
    return `${asText(ctx.program, one)} of ${nameOf(one.studentId)}: ${nameOf(one.advisorId)}, ${datesText(one)}${lost}`;
  };
  const lines = [...plan.added, ...plan.changed].map(describe);
  const milestones = await completeMilestones(ctx, tx, plan, actor);
  const counts = { added: added.length, changed: changed.length };
  const act = 'advising.import-assignments';
  const keys = [...added, ...changed];
  const auditId = await recordImportedRows(ctx, tx, assignmentsTable, {
    act,
    actor,
    keys,
    before,
    counts,
    also: { milestones },
  });
  return { ...counts, unchanged: plan.unchanged, lines, auditId };
}

export const assignmentsImporter: Importer = {
  table: 'assignments',
  title: 'Assignments',
  action: 'advising.import-assignments',
  columns: COLUMNS,
  run: importAssignments,
  async export(ctx) {
    const people = new Map((await allPeople(ctx.db)).map((person) => [person.id, person]));
    const addressOf = (id: number) => people.get(id)?.emails[0] ?? '';
    const rows = (await allAssignments(ctx.db)).map((one) => ({
      kind: one.kind,
      student: addressOf(one.studentId),
      advisor: addressOf(one.advisorId),
      specialty: one.specialty === null ? '' : specialtyName(ctx.program, one.specialty),
      starts: one.startsOn,
      ends: one.endsOn ?? '',
    }));
    return writeCsv([...COLUMNS.required, ...COLUMNS.optional], rows);
  },
};
