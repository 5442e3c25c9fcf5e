import { and, asc, eq, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { anyOf } from '../../../db/any-of.ts';
import type { Db, Tx } from '../../../db/client.ts';
import { assignments, people } from '../../../db/schema.ts';
import type { Day } from '../../../domain/day.ts';
import type { Assignment, NewAssignment } from '../rules/assignment.ts';

function activeOn(day: Day) {
  return and(lte(assignments.startsOn, day), or(isNull(assignments.endsOn), gt(assignments.endsOn, day)));
}

function read(db: Db | Tx, where: SQL | undefined): Promise<Assignment[]> {
  return db.select().from(assignments).where(where).orderBy(asc(assignments.startsOn), asc(assignments.id));
}

/** Who advises some students on a day, the longest first. */
export async function advisorsOf(db: Db | Tx, studentIds: readonly number[], day: Day): Promise<Assignment[]> {
  if (studentIds.length === 0) return [];
  return read(db, and(inArray(assignments.studentId, [...studentIds]), activeOn(day)));
}

/** Whom somebody advises on a day. */
export function adviseesOf(db: Db | Tx, advisorId: number, day: Day): Promise<Assignment[]> {
  return read(db, and(eq(assignments.advisorId, advisorId), activeOn(day)));
}

/** All of a student's that have not ended by a day, those that begin later too. */
export function lastingOf(tx: Db | Tx, studentId: number, day: Day): Promise<Assignment[]> {
  return read(
    tx,
    and(eq(assignments.studentId, studentId), or(isNull(assignments.endsOn), gt(assignments.endsOn, day))),
  );
}

/** The same of whatever some people are in it. */
export async function lastingWith(tx: Tx, personIds: readonly number[], day: Day): Promise<Assignment[]> {
  if (personIds.length === 0) return [];
  const isIn = or(anyOf(assignments.studentId, personIds), anyOf(assignments.advisorId, personIds));
  return read(tx, and(isIn, or(isNull(assignments.endsOn), gt(assignments.endsOn, day))));
}

export function allAssignments(db: Db | Tx): Promise<Assignment[]> {
  return read(db, undefined);
}

export async function findAssignment(db: Db | Tx, id: number): Promise<Assignment | undefined> {
  const [found] = await read(db, eq(assignments.id, id));
  return found;
}

/** Some of them, by their ids. */
export async function assignmentsByIds(db: Db | Tx, ids: readonly number[]): Promise<Assignment[]> {
  return read(db, anyOf(assignments.id, ids));
}

/** How many assignments of each kind there are on a day. */
export async function countByKind(db: Db, day: Day): Promise<Map<Assignment['kind'], number>> {
  const rows = await db
    .select({ kind: assignments.kind, count: sql<number>`count(*)::int` })
    .from(assignments)
    .where(activeOn(day))
    .groupBy(assignments.kind);
  return new Map(rows.map(({ kind, count }) => [kind, count]));
}

/**
 * Holds people until the transaction ends: who advises them, and whether they are still there, is decided by one at a time. In order of
 * their ids, so that no two transactions wait for each other. Gives those who are in the program.
 */
export async function lockPeople(tx: Tx, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await tx
    .select({ id: people.id, left: people.deactivatedAt })
    .from(people)
    .where(inArray(people.id, [...ids]))
    .orderBy(asc(people.id))
    .for('no key update');
  return new Set(rows.filter(({ left }) => left === null).map(({ id }) => id));
}

/** An assignment as it stands once both its people are held; undefined where it is gone. */
export async function lockAssignment(tx: Tx, id: number): Promise<Assignment | undefined> {
  const known = await findAssignment(tx, id);
  if (!known) return undefined;
  await lockPeople(tx, [known.studentId, known.advisorId]);
  return findAssignment(tx, id);
}

/** Nobody else writes assignments until the transaction ends. */
export async function lockAssignments(tx: Tx): Promise<void> {
  await tx.execute(sql`lock table assignments in share row exclusive mode`);
}

export async function addAssignment(tx: Tx, assignment: NewAssignment): Promise<number> {
  const [row] = await tx.insert(assignments).values(assignment).returning({ id: assignments.id });
  if (!row) throw new Error('an assignment was not saved');
  return row.id;
}

/** From `day` on it holds no more; one that would begin later never does. */
export async function endAssignments(tx: Tx, ids: readonly number[], day: Day): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(assignments)
    .set({ endsOn: sql`greatest(${assignments.startsOn}, ${day}::date)` })
    .where(anyOf(assignments.id, ids));
}

export async function setEnd(tx: Tx, id: number, endsOn: Day | null): Promise<void> {
  await tx.update(assignments).set({ endsOn }).where(eq(assignments.id, id));
}

export async function removeAssignment(tx: Tx, id: number): Promise<void> {
  await removeAssignments(tx, [id]);
}

export async function removeAssignments(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.delete(assignments).where(anyOf(assignments.id, ids));
}
