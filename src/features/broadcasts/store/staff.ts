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

/** Society Advisors by their society. Outside Slack too: `inSlack` says. */
export async function societyAdvisors(
  db: Db | Tx,
): Promise<{ id: number; name: string; society: string | null; inSlack: boolean }[]> {
  const rows = await db
    .select({ id: people.id, name: people.name, society: people.society, slackUserId: people.slackUserId })
    .from(people)
    .innerJoin(personRoles, and(eq(personRoles.personId, people.id), eq(personRoles.role, 'society-advisor')))
    .where(isNull(people.deactivatedAt))
    .orderBy(asc(people.id));
  return rows.map(({ slackUserId, ...advisor }) => ({ ...advisor, inSlack: slackUserId !== null }));
}
