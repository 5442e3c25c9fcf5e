import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Db, Tx } from '../../../db/client.ts';
import { people, personRoles } from '../../../db/schema.ts';

/** Staff who are in the program and in Slack. */
export async function staffInSlack(db: Db | Tx): Promise<number[]> {
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .innerJoin(personRoles, and(eq(personRoles.personId, people.id), eq(personRoles.role, 'staff')))
    .where(and(isNull(people.deactivatedAt), isNotNull(people.slackUserId)))
    .orderBy(asc(people.id));
  return rows.map(({ id }) => id);
}
