import { and, eq, inArray } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../../db/client.ts';
import { feedbackShares, interviewFeedback, interviews } from '../../../db/schema.ts';
import { toInstant } from '../../../domain/stored-instant.ts';

/** What an interviewer says after an interview; grades from 1 to 5. */
export interface Feedback {
  communication: number;
  content: number;
  professionalism: number;
  setUp: number;
  strengths: string;
  workOn: string;
}

/** In place of what was given before. */
export async function saveFeedback(
  tx: Tx,
  interviewId: number,
  feedback: Feedback,
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .insert(interviewFeedback)
    .values({ interviewId, ...feedback, givenAt: at.toString() })
    .onConflictDoUpdate({ target: interviewFeedback.interviewId, set: { ...feedback, givenAt: at.toString() } });
}

export interface GivenFeedback extends Feedback {
  interviewId: number;
  givenAt: Temporal.Instant;
}

/**
 * The feedback of an interview for somebody who may read it: its student, and with whom the student shared it. Undefined for everybody
 * else, and where there is none.
 */
export async function readableFeedback(
  db: Db,
  interviewId: number,
  reader: number,
): Promise<GivenFeedback | undefined> {
  const [row] = await db
    .select({ feedback: interviewFeedback, studentId: interviews.studentId })
    .from(interviewFeedback)
    .innerJoin(interviews, eq(interviews.id, interviewFeedback.interviewId))
    .where(eq(interviewFeedback.interviewId, interviewId));
  if (!row) return undefined;
  const shared = await db
    .select({ personId: feedbackShares.personId })
    .from(feedbackShares)
    .where(and(eq(feedbackShares.interviewId, interviewId), eq(feedbackShares.personId, reader)));
  if (row.studentId !== reader && shared.length === 0) return undefined;
  return { ...row.feedback, givenAt: toInstant(row.feedback.givenAt) };
}

/** For which of some interviews feedback was given. */
export async function givenOf(db: Db | Tx, interviewIds: readonly number[]): Promise<Set<number>> {
  if (interviewIds.length === 0) return new Set();
  const rows = await db
    .select({ id: interviewFeedback.interviewId })
    .from(interviewFeedback)
    .where(inArray(interviewFeedback.interviewId, [...interviewIds]));
  return new Set(rows.map(({ id }) => id));
}

/** False where it was shared with them before. */
export async function shareFeedback(
  tx: Tx,
  interviewId: number,
  personId: number,
  at: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx
    .insert(feedbackShares)
    .values({ interviewId, personId, at: at.toString() })
    .onConflictDoNothing()
    .returning({ personId: feedbackShares.personId });
  return rows.length > 0;
}
