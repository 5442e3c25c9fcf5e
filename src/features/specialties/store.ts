import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { type Db, preparedOn, type Tx } from '../../db/client.ts';
import { followedSpecialties, people, personRoles, personSpecialties } from '../../db/schema.ts';

const mentors = preparedOn((db) =>
  db
    .select({ name: people.name })
    .from(people)
    .innerJoin(personRoles, and(eq(personRoles.personId, people.id), eq(personRoles.role, 'specialty-mentor')))
    .innerJoin(
      personSpecialties,
      and(eq(personSpecialties.personId, people.id), eq(personSpecialties.specialty, sql.placeholder('specialty'))),
    )
    .where(isNull(people.deactivatedAt))
    .orderBy(asc(people.name))
    .prepare('specialty_mentors'),
);

/** Names of the specialty mentors in the roster for a specialty. */
export async function mentorsOf(db: Db, specialty: string): Promise<string[]> {
  const rows = await mentors(db).execute({ specialty });
  return rows.map(({ name }) => name);
}

/** Following twice is following once. `since` is an ISO instant. */
export async function follow(tx: Tx, personId: number, specialty: string, since: string): Promise<void> {
  await tx.insert(followedSpecialties).values({ personId, specialty, since }).onConflictDoNothing();
}

export async function unfollow(tx: Tx, personId: number, specialty: string): Promise<void> {
  await tx
    .delete(followedSpecialties)
    .where(and(eq(followedSpecialties.personId, personId), eq(followedSpecialties.specialty, specialty)));
}
