import { asc, eq, inArray } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { anyOf } from '../../../db/any-of.ts';
import type { Db, Tx } from '../../../db/client.ts';
import { personSpecialties, specialtyChoices } from '../../../db/schema.ts';

/** In what a student applies. */
export interface Choice {
  personId: number;
  specialty: string;
  needsRasa: boolean;
}

/** What some students chose, each in their own order. */
export async function choicesOf(db: Db | Tx, personIds: readonly number[]): Promise<Choice[]> {
  if (personIds.length === 0) return [];
  return db
    .select({
      personId: specialtyChoices.personId,
      specialty: specialtyChoices.specialty,
      needsRasa: specialtyChoices.needsRasa,
    })
    .from(specialtyChoices)
    .where(inArray(specialtyChoices.personId, [...personIds]))
    .orderBy(asc(specialtyChoices.personId), asc(specialtyChoices.position));
}

/** Replaces what a student chose; what stays keeps since when it was chosen. */
export async function saveChoices(
  tx: Tx,
  personId: number,
  choices: readonly Omit<Choice, 'personId'>[],
  now: Temporal.Instant,
): Promise<void> {
  const known = await tx.select().from(specialtyChoices).where(eq(specialtyChoices.personId, personId));
  await removeChoices(tx, [personId]);
  if (choices.length === 0) return;
  await tx.insert(specialtyChoices).values(
    choices.map((choice, position) => ({
      personId,
      ...choice,
      position,
      chosenAt: known.find(({ specialty }) => specialty === choice.specialty)?.chosenAt ?? now.toString(),
    })),
  );
}

export async function removeChoices(tx: Tx, personIds: readonly number[]): Promise<void> {
  await tx.delete(specialtyChoices).where(anyOf(specialtyChoices.personId, personIds));
}

/** The specialties of a person, in their order. */
export async function saveSpecialties(tx: Tx, personId: number, specialties: readonly string[]): Promise<void> {
  await tx.delete(personSpecialties).where(eq(personSpecialties.personId, personId));
  if (specialties.length === 0) return;
  await tx
    .insert(personSpecialties)
    .values(specialties.map((specialty, position) => ({ personId, specialty, position })));
}
