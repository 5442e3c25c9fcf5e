import { and, asc, eq, getTableColumns, isNull, or, sql } from 'drizzle-orm';
import { readDated } from '../../../ahead/dated.ts';
import { anyOf } from '../../../db/any-of.ts';
import { type Db, preparedOn, type Tx } from '../../../db/client.ts';
import { appointments, assignments } from '../../../db/schema.ts';
import type { AppointmentEnd } from '../../../domain/advising.ts';
import type { Meeting } from '../../../domain/meeting.ts';
import { toInstant } from '../../../domain/stored-instant.ts';
import type { Appointment } from '../rules/appointment.ts';

const columns = {
  assignment: getTableColumns(assignments),
  meetsAt: appointments.meetsAt,
  where: appointments.meetsWhere,
  sequence: appointments.sequence,
  over: appointments.over,
};

function toAppointment({ meetsAt, ...row }: Omit<Appointment, 'at'> & { meetsAt: string }): Appointment {
  return { ...row, at: toInstant(meetsAt) };
}

function joined(db: Db | Tx) {
  return db.select(columns).from(appointments).innerJoin(assignments, eq(assignments.id, appointments.assignmentId));
}

/** The latest time of an assignment, whatever became of it; undefined where none was ever entered. */
export async function findAppointment(db: Db | Tx, assignmentId: number): Promise<Appointment | undefined> {
  const [row] = await joined(db).where(eq(appointments.assignmentId, assignmentId));
  return row && toAppointment(row);
}

/** Those of some assignments that nothing has ended. */
export async function appointmentsOf(db: Db | Tx, assignmentIds: readonly number[]): Promise<Appointment[]> {
  if (assignmentIds.length === 0) return [];
  const rows = await joined(db).where(and(anyOf(appointments.assignmentId, assignmentIds), isNull(appointments.over)));
  return rows.map(toAppointment);
}

/** Those of some people, on either side, that nothing has ended. */
export async function appointmentsWith(db: Db | Tx, personIds: readonly number[]): Promise<Appointment[]> {
  if (personIds.length === 0) return [];
  const isIn = or(anyOf(assignments.studentId, personIds), anyOf(assignments.advisorId, personIds));
  const rows = await joined(db).where(and(isNull(appointments.over), isIn));
  return rows.map(toAppointment);
}

const standing = preparedOn((db) =>
  joined(db)
    .where(sql`${appointments.over} is null`)
    .orderBy(asc(appointments.meetsAt), asc(appointments.assignmentId))
    .prepare('standing_appointments'),
);

/** By what was read of the program's dates: a trigger counts appointments among their changes. */
const lastRead = new WeakMap<object, readonly Appointment[]>();

/** All that nothing has ended, read anew only when one was changed: whoever asks what is next costs no statement more. `zone` is the school's. */
export async function appointmentsNow(db: Db, zone: string): Promise<readonly Appointment[]> {
  const dated = await readDated(db, zone);
  const known = lastRead.get(dated);
  if (known) return known;
  const read = (await standing(db).execute()).map(toAppointment);
  lastRead.set(dated, read);
  return read;
}

/** Enters a time in place of the one before. Gives its sequence. */
export async function saveAppointment(tx: Tx, assignmentId: number, { at, where }: Meeting): Promise<number> {
  const entered = { meetsAt: at.toString(), meetsWhere: where, over: null };
  const [row] = await tx
    .insert(appointments)
    .values({ assignmentId, ...entered })
    .onConflictDoUpdate({
      target: appointments.assignmentId,
      set: { ...entered, sequence: sql`${appointments.sequence} + 1` },
    })
    .returning({ sequence: appointments.sequence });
  if (!row) throw new Error('an appointment was not saved');
  return row.sequence;
}

/** Ends one that stands. Gives its sequence, which rises as for every change; null where none stands. */
export async function endAppointment(tx: Tx, assignmentId: number, over: AppointmentEnd): Promise<number | null> {
  const [row] = await tx
    .update(appointments)
    .set({ over, sequence: sql`${appointments.sequence} + 1` })
    .where(and(eq(appointments.assignmentId, assignmentId), isNull(appointments.over)))
    .returning({ sequence: appointments.sequence });
  return row?.sequence ?? null;
}

/** Lets one stand again that ended by a meeting, unless another time was entered since. */
export async function reopenAppointment(tx: Tx, assignmentId: number, sequence: number): Promise<void> {
  await tx
    .update(appointments)
    .set({ over: null, sequence: sql`${appointments.sequence} + 1` })
    .where(
      and(
        eq(appointments.assignmentId, assignmentId),
        eq(appointments.sequence, sequence),
        eq(appointments.over, 'met'),
      ),
    );
}
