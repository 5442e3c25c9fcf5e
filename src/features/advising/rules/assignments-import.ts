// What an imported table of assignments makes different. Pure.

import type { Day } from '../../../domain/day.ts';
import { dayText } from '../../../domain/wording.ts';
import { type Assignment, conflict, isActive, type NewAssignment } from './assignment.ts';
import type { Rasa } from './rasa.ts';

/** A line of the table. What has no column is undefined: it stays as it is. */
export interface TabledAssignment extends Pick<Assignment, 'kind' | 'studentId' | 'advisorId' | 'specialty'> {
  line: number;
  startsOn: Day | undefined;
  endsOn: Day | null | undefined;
}

export interface AssignmentsPlan {
  added: (NewAssignment & { line: number })[];
  /** Only an end can change: another start is another assignment. */
  changed: (Assignment & { line: number })[];
  unchanged: number;
}

function find(known: readonly Assignment[], row: TabledAssignment, today: Day): Assignment | undefined {
  const alike = known.filter(
    (one) =>
      one.kind === row.kind &&
      one.studentId === row.studentId &&
      one.advisorId === row.advisorId &&
      one.specialty === row.specialty,
  );
  if (row.startsOn !== undefined) return alike.find(({ startsOn }) => startsOn === row.startsOn);
  return alike.find((one) => isActive(one, today)) ?? alike.find(({ startsOn }) => startsOn > today);
}

/** Compares a table with what is known; `problems` name the line. */
export function planAssignments(
  known: readonly Assignment[],
  rows: readonly TabledAssignment[],
  today: Day,
): { plan: AssignmentsPlan; problems: string[] } {
  const plan: AssignmentsPlan = { added: [], changed: [], unchanged: 0 };
  const problems: string[] = [];
  const lineOf = new Map<number, number>();
  for (const row of rows) {
    const before = find(known, row, today);
    const earlier = before && lineOf.get(before.id);
    if (earlier !== undefined)
      problems.push(`line ${row.line}, starts: line ${earlier} is the same assignment already`);
    if (before) lineOf.set(before.id, row.line);
    const startsOn = before?.startsOn ?? row.startsOn ?? today;
    const endsOn = row.endsOn === undefined ? (before?.endsOn ?? null) : row.endsOn;
    if (endsOn !== null && endsOn < startsOn) problems.push(`line ${row.line}, ends: expected a day after the start`);
    const { line, kind, studentId, advisorId, specialty } = row;
    if (!before) plan.added.push({ line, kind, studentId, advisorId, specialty, startsOn, endsOn });
    else if (before.endsOn === endsOn) plan.unchanged += 1;
    else plan.changed.push({ ...before, endsOn, line });
  }
  return { plan, problems };
}

/** Lines that can't be beside another, or for which a RASA has no place; `nameOf` names a person. */
export function clashes(
  known: readonly Assignment[],
  { added, changed }: AssignmentsPlan,
  rasas: readonly Rasa[],
  nameOf: (id: number) => string,
): string[] {
  const changedIds = new Set(changed.map(({ id }) => id));
  const before = known.filter(({ id }) => !changedIds.has(id));
  const byStudent = new Map<number, NewAssignment[]>();
  for (const one of before) byStudent.set(one.studentId, [...(byStudent.get(one.studentId) ?? []), one]);
  const apart = [...changed, ...added].flatMap((row) => {
    const beside = byStudent.get(row.studentId) ?? [];
    const other = beside.find((one) => conflict(one, row));
    byStudent.set(row.studentId, [...beside, row]);
    if (!other) return [];
    const until = other.endsOn === null ? '' : ` to ${dayText(other.endsOn)}`;
    return `line ${row.line}, advisor: ${nameOf(row.studentId)} has ${nameOf(other.advisorId)} from ${dayText(other.startsOn)}${until}; end that one in its own line first`;
  });
  const full = [...changed, ...added].flatMap((row) => {
    if (row.kind !== 'rasa' || row.endsOn !== null) return [];
    const rasa = rasas.find((one) => one.personId === row.advisorId && one.specialty === row.specialty);
    if (!rasa) return `line ${row.line}, advisor: ${nameOf(row.advisorId)} is no RASA for that specialty`;
    const same = (one: NewAssignment) =>
      one.kind === 'rasa' && one.endsOn === null && one.advisorId === row.advisorId && one.specialty === row.specialty;
    const students = [...before, ...changed, ...added].filter(same).length;
    if (students <= rasa.capacity) return [];
    return `line ${row.line}, advisor: ${nameOf(row.advisorId)} would have ${students} students, and takes ${rasa.capacity}`;
  });
  return [...apart, ...full];
}
