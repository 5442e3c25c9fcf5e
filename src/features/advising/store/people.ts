import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../../db/client.ts';
import { people, personEmails, personRoles } from '../../../db/schema.ts';
import type { Role } from '../../../domain/roles.ts';

/** Names of those who have a role in a Society, by name. */
export async function namesIn(db: Db, role: Role, society: string): Promise<string[]> {
  const rows = await db
    .select({ name: people.name })
    .from(people)
    .innerJoin(personRoles, and(eq(personRoles.personId, people.id), eq(personRoles.role, role)))
    .where(and(eq(people.society, society), isNull(people.deactivatedAt)))
    .orderBy(asc(people.name));
  return rows.map(({ name }) => name);
}

/** Ids of people in the program whose name or address holds these words, by name; at most so many. */
export async function peopleNamed(db: Db, words: string, most: number): Promise<number[]> {
  const pattern = `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(
      and(
        isNull(people.deactivatedAt),
        sql`(${people.name} ilike ${pattern} or exists (select from ${personEmails} e where e.person_id = ${people.id} and e.email ilike ${pattern}))`,
      ),
    )
    .orderBy(asc(people.name), asc(people.id))
    .limit(most);
  return rows.map(({ id }) => id);
}
