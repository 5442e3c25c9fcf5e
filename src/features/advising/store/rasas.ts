import { and, asc, eq, exists, isNull, notExists, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../../db/client.ts';
import { assignments, people, personRoles, rasas, specialtyChoices } from '../../../db/schema.ts';
import type { Day } from '../../../domain/day.ts';
import type { Need, Rasa } from '../rules/rasa.ts';

const rasa = {
  personId: rasas.personId,
  name: people.name,
  specialty: rasas.specialty,
  capacity: rasas.capacity,
  taken: rasas.taken,
};

/** Those who are in the program and have the role, by name. */
export async function rasasNow(db: Db | Tx): Promise<Rasa[]> {
  const hasRole = db
    .select({ role: personRoles.role })
    .from(personRoles)
    .where(and(eq(personRoles.personId, people.id), eq(personRoles.role, 'rasa')));
  return db
    .select(rasa)
    .from(rasas)
    .innerJoin(people, eq(people.id, rasas.personId))
    .where(and(isNull(people.deactivatedAt), exists(hasRole)))
    .orderBy(asc(people.name), asc(rasas.specialty));
}

/** Everybody, those who left too. */
export function allRasas(db: Db | Tx): Promise<Rasa[]> {
  return db
    .select(rasa)
    .from(rasas)
    .innerJoin(people, eq(people.id, rasas.personId))
    .orderBy(asc(people.name), asc(people.id), asc(rasas.specialty));
}

/** A RASA's places for a specialty, held until the transaction ends: of two who would give the last place one comes after the other. */
export async function lockRasa(tx: Tx, personId: number, specialty: string) {
  const [row] = await tx
    .select({ capacity: rasas.capacity, taken: rasas.taken })
    .from(rasas)
    .where(and(eq(rasas.personId, personId), eq(rasas.specialty, specialty)))
    .for('update');
  return row;
}

export async function saveRasa(tx: Tx, row: { personId: number; specialty: string; capacity: number }): Promise<void> {
  await tx
    .insert(rasas)
    .values(row)
    .onConflictDoUpdate({ target: [rasas.personId, rasas.specialty], set: { capacity: row.capacity } });
}

export async function removeRasa(tx: Tx, { personId, specialty }: Pick<Rasa, 'personId' | 'specialty'>): Promise<void> {
  await tx.delete(rasas).where(and(eq(rasas.personId, personId), eq(rasas.specialty, specialty)));
}

/** Students who chose a specialty and have no RASA for it on a day, who waited longest first. */
export async function needsOf(db: Db | Tx, day: Day): Promise<Need[]> {
  const theirs = db
    .select({ id: assignments.id })
    .from(assignments)
    .where(
      and(
        eq(assignments.studentId, specialtyChoices.personId),
        eq(assignments.kind, 'rasa'),
        eq(assignments.specialty, specialtyChoices.specialty),
        sql`(${assignments.endsOn} is null or ${assignments.endsOn} > ${day})`,
      ),
    );
  return db
    .select({
      studentId: specialtyChoices.personId,
      student: people.name,
      specialty: specialtyChoices.specialty,
      since: specialtyChoices.chosenAt,
    })
    .from(specialtyChoices)
    .innerJoin(people, eq(people.id, specialtyChoices.personId))
    .where(and(specialtyChoices.needsRasa, isNull(people.deactivatedAt), notExists(theirs)))
    .orderBy(asc(specialtyChoices.chosenAt), asc(specialtyChoices.personId), asc(specialtyChoices.position));
}
