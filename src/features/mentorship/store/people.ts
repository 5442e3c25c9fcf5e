import { and, asc, ilike, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../../db/client.ts';
import { people } from '../../../db/schema.ts';

/** As many as a menu of Slack holds. */
const MOST_FOUND = 100;

/** Students, mentors and interviewers whose name holds these words, by name. */
export async function searchPeople(db: Db, words: string): Promise<{ id: number; name: string }[]> {
  const pattern = `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const hasRole = sql`exists (select from person_roles r where r.person_id = ${people.id} and r.role in ('student', 'peer-mentor', 'interviewer'))`;
  return db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(and(isNull(people.deactivatedAt), ilike(people.name, pattern), hasRole))
    .orderBy(asc(people.name), asc(people.id))
    .limit(MOST_FOUND);
}
