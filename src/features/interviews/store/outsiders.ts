import { and, asc, eq, isNull, ne, or, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../../db/client.ts';
import { interviewFiles, interviews, people } from '../../../db/schema.ts';

/** Who is outside Slack and has, or had, an interview of a round that was published; by name. */
export async function outsidersOf(db: Db | Tx, roundId: number): Promise<{ id: number; name: string }[]> {
  return db
    .selectDistinct({ id: people.id, name: people.name })
    .from(people)
    .innerJoin(interviews, or(eq(interviews.studentId, people.id), eq(interviews.interviewerId, people.id)))
    .where(
      and(
        isNull(people.slackUserId),
        isNull(people.deactivatedAt),
        eq(interviews.roundId, roundId),
        ne(interviews.state, 'draft'),
      ),
    )
    .orderBy(asc(people.name));
}

/** Interviews whose calendar file somebody has, and which are not theirs any more. */
export async function fileRemainsOf(db: Db | Tx, roundId: number, personId: number): Promise<number[]> {
  const rows = await db
    .select({ id: interviews.id })
    .from(interviewFiles)
    .innerJoin(interviews, eq(interviews.id, interviewFiles.interviewId))
    .where(
      and(
        eq(interviewFiles.personId, personId),
        eq(interviews.roundId, roundId),
        sql`(${interviews.state} = 'cancelled' or ${personId} not in (${interviews.studentId}, ${interviews.interviewerId}))`,
      ),
    )
    .orderBy(asc(interviews.id));
  return rows.map(({ id }) => id);
}
