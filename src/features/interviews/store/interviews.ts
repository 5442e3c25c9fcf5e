import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, min, ne, or, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { type Db, preparedOn, type Tx } from '../../../db/client.ts';
import { inChunks } from '../../../db/in-chunks.ts';
import { interviewConfirmations, interviewFiles, interviewStandbys, interviews, people } from '../../../db/schema.ts';
import type { Confirmation, InterviewState, Side } from '../../../domain/interview.ts';
import { toInstant } from '../../../domain/stored-instant.ts';
import type { Confirmed, Interview } from '../rules/interview-life.ts';
import { SHORT_NOTICE } from '../rules/short-notice.ts';

type Row = typeof interviews.$inferSelect;

function toInterview({ startsAt, endsAt, hearBy, ...row }: Row): Interview {
  return {
    ...row,
    startsAt: toInstant(startsAt),
    endsAt: toInstant(endsAt),
    hearBy: hearBy === null ? null : toInstant(hearBy),
  };
}

/** All of a round that are not cancelled, in order of time. */
export async function interviewsOf(db: Db | Tx, roundId: number): Promise<Interview[]> {
  const rows = await db
    .select()
    .from(interviews)
    .where(and(eq(interviews.roundId, roundId), ne(interviews.state, 'cancelled')))
    .orderBy(asc(interviews.startsAt), asc(interviews.id));
  return rows.map(toInterview);
}

/** Those of some people, in either place, in order of time; plans that nobody was told of are left out. */
export async function interviewsWith(db: Db | Tx, personIds: readonly number[]): Promise<Interview[]> {
  if (personIds.length === 0) return [];
  const ids = [...personIds];
  const rows = await db
    .select()
    .from(interviews)
    .where(
      and(
        or(inArray(interviews.studentId, ids), inArray(interviews.interviewerId, ids)),
        inArray(interviews.state, ['booked', 'held', 'did-not-take-place']),
      ),
    )
    .orderBy(asc(interviews.startsAt), asc(interviews.id));
  return rows.map(toInterview);
}

const around = preparedOn((db) =>
  db
    .select({
      interview: interviews,
      asked: sql<number[]>`array(select s.person_id from interview_standbys s where s.interview_id = ${interviews.id}
        and s.accepted is null and s.person_id = any(${sql.placeholder('ids')}::int[]))`,
    })
    .from(interviews)
    .where(
      sql`${interviews.state} in ('booked', 'held', 'did-not-take-place') and (${interviews.studentId} = any(${sql.placeholder('ids')}::int[])
        or ${interviews.interviewerId} = any(${sql.placeholder('ids')}::int[]) or (${interviews.hearBy} is not null and exists
        (select from interview_standbys s where s.interview_id = ${interviews.id} and s.person_id = any(${sql.placeholder('ids')}::int[]))))`,
    )
    .orderBy(asc(interviews.startsAt), asc(interviews.id))
    .prepare('interviews_around_people'),
);

type Around = readonly { interview: Interview; asked: readonly number[] }[];

/** Reads that are about to begin, by whom they are for: nobody has asked the database yet. */
const aboutToBegin = new WeakMap<Db, Map<string, Promise<Around>>>();

/**
 * The same in one prepared statement for the hot path, with who of them is asked to stand in and has not said anything yet. What lies ahead
 * and what waits for an answer are asked for at once, and are answered by one statement.
 */
export function interviewsAround(db: Db, personIds: readonly number[]): Promise<Around> {
  if (personIds.length === 0) return Promise.resolve([]);
  const reads = aboutToBegin.get(db) ?? new Map<string, Promise<Around>>();
  aboutToBegin.set(db, reads);
  const ids = `{${personIds.join(',')}}`;
  const known = reads.get(ids);
  if (known) return known;
  const begun = Promise.resolve().then(async () => {
    reads.delete(ids);
    const rows = await around(db).execute({ ids });
    return rows.map(({ interview, asked }) => ({ interview: toInterview(interview), asked }));
  });
  reads.set(ids, begun);
  return begun;
}

/** One interview in any state; `lock` holds it until the transaction ends. */
export async function findInterview(db: Db | Tx, id: number, { lock = false } = {}): Promise<Interview | undefined> {
  const query = db.select().from(interviews).where(eq(interviews.id, id));
  const [row] = await (lock ? query.for('update') : query);
  return row && toInterview(row);
}

export type NewInterview = Omit<Interview, 'id' | 'sequence' | 'hearBy'>;

/** Gives the new ids, in order. The database refuses two places at one time and a third interview. */
export async function saveInterviews(tx: Tx, planned: readonly NewInterview[]): Promise<number[]> {
  const ids: number[] = [];
  await inChunks(planned, async (chunk) => {
    const rows = chunk.map((one) => ({ ...one, startsAt: one.startsAt.toString(), endsAt: one.endsAt.toString() }));
    const saved = await tx.insert(interviews).values(rows).returning({ id: interviews.id });
    ids.push(...saved.map(({ id }) => id));
  });
  return ids;
}

/** Plans that nobody was told of and that are not locked go without a trace. */
export async function dropDrafts(tx: Tx, roundId: number): Promise<void> {
  await tx
    .delete(interviews)
    .where(and(eq(interviews.roundId, roundId), eq(interviews.state, 'draft'), eq(interviews.locked, false)));
}

/** A plan that nobody was told of goes without a trace; anything else stays. */
export async function dropDraft(tx: Tx, id: number): Promise<void> {
  await tx.delete(interviews).where(and(eq(interviews.id, id), eq(interviews.state, 'draft')));
}

/** Another state for some interviews; their calendar files count one further. */
export async function setInterviewState(tx: Tx, ids: readonly number[], state: InterviewState): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(interviews)
    .set({ state, sequence: sql`${interviews.sequence} + 1`, hearBy: null })
    .where(inArray(interviews.id, [...ids]));
}

/** First or second of the student's two. */
export async function setSeat(tx: Tx, id: number, seat: number): Promise<void> {
  await tx.update(interviews).set({ seat }).where(eq(interviews.id, id));
}

/** Locked: it stays as it is when the round is matched again. */
export async function setLocked(tx: Tx, id: number, locked: boolean): Promise<void> {
  await tx.update(interviews).set({ locked }).where(eq(interviews.id, id));
}

/** The student hears by then who stands in. */
export async function setHearBy(tx: Tx, id: number, hearBy: Temporal.Instant): Promise<void> {
  await tx.update(interviews).set({ hearBy: hearBy.toString() }).where(eq(interviews.id, id));
}

/** Those of some interviews that are within the next 24 hours, and not over. */
export async function soonOf(tx: Tx, ids: readonly number[], now: Temporal.Instant): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: interviews.id })
    .from(interviews)
    .where(
      and(
        inArray(interviews.id, [...ids]),
        lt(interviews.startsAt, now.add(SHORT_NOTICE).toString()),
        gt(interviews.endsAt, now.toString()),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

/** Interviews whose interviewer can't come and for whom nobody stands in so far. */
const standInWanted = and(eq(interviews.state, 'booked'), isNotNull(interviews.hearBy));

/** The first moment after `after` by which a student is to hear; null where there is none. */
export async function nextHearBy(db: Db, after: Temporal.Instant): Promise<Temporal.Instant | null> {
  const [row] = await db
    .select({ at: min(interviews.hearBy) })
    .from(interviews)
    .where(and(standInWanted, gt(interviews.hearBy, after.toString())));
  return row?.at ? toInstant(row.at) : null;
}

/** Those of a round whose students should have heard by now, and that are not over. */
export async function stillWanted(tx: Tx, roundId: number, now: Temporal.Instant): Promise<Interview[]> {
  const at = now.toString();
  const rows = await tx
    .select()
    .from(interviews)
    .where(and(eq(interviews.roundId, roundId), standInWanted, lte(interviews.hearBy, at), gt(interviews.endsAt, at)))
    .orderBy(asc(interviews.id));
  return rows.map(toInterview);
}

/** Somebody stands in: the interview is theirs, and the first to confirm is not asked anew. */
export async function setInterviewer(tx: Tx, id: number, interviewerId: number, relaxed: boolean): Promise<void> {
  await tx
    .update(interviews)
    .set({ interviewerId, relaxed, hearBy: null, sequence: sql`${interviews.sequence} + 1` })
    .where(eq(interviews.id, id));
}

/** What one side says now, in place of what it said before. `by`: who entered it. */
export async function saveConfirmation(
  tx: Tx,
  { interviewId, side, answer, by }: { interviewId: number; side: Side; answer: Confirmation; by: number },
  at: Temporal.Instant,
): Promise<void> {
  const row = { answer, at: at.toString(), by };
  await tx
    .insert(interviewConfirmations)
    .values({ interviewId, side, ...row })
    .onConflictDoUpdate({ target: [interviewConfirmations.interviewId, interviewConfirmations.side], set: row });
}

/** What both sides said, by the id of the interview; nothing where neither has. */
export async function confirmationsOf(db: Db | Tx, ids: readonly number[]): Promise<Map<number, Confirmed>> {
  const found = new Map<number, Confirmed>();
  if (ids.length === 0) return found;
  const rows = await db
    .select()
    .from(interviewConfirmations)
    .where(inArray(interviewConfirmations.interviewId, [...ids]));
  for (const { interviewId, side, answer } of rows)
    found.set(interviewId, { ...found.get(interviewId), [side]: answer });
  return found;
}

/** They are about another interview now: both are asked again. */
export async function clearConfirmations(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.delete(interviewConfirmations).where(inArray(interviewConfirmations.interviewId, [...ids]));
}

/** Asks people to stand in; gives those who were not asked before. */
export async function askStandbys(
  tx: Tx,
  interviewId: number,
  personIds: readonly number[],
  at: Temporal.Instant,
): Promise<number[]> {
  if (personIds.length === 0) return [];
  const rows = await tx
    .insert(interviewStandbys)
    .values(personIds.map((personId) => ({ interviewId, personId, askedAt: at.toString() })))
    .onConflictDoNothing()
    .returning({ personId: interviewStandbys.personId });
  return rows.map(({ personId }) => personId);
}

/** Who was asked to stand in for some interview, with what they said; null: nothing yet. */
export async function standbysOf(
  db: Db | Tx,
  interviewId: number,
): Promise<{ personId: number; accepted: boolean | null }[]> {
  return db
    .select({
      personId: interviewStandbys.personId,
      accepted: interviewStandbys.accepted,
    })
    .from(interviewStandbys)
    .where(eq(interviewStandbys.interviewId, interviewId));
}

/** What somebody who was asked to stand in says; one yes an interview, by a unique index. */
export async function answerStandby(tx: Tx, interviewId: number, personId: number, accepted: boolean): Promise<void> {
  await tx
    .update(interviewStandbys)
    .set({ accepted })
    .where(and(eq(interviewStandbys.interviewId, interviewId), eq(interviewStandbys.personId, personId)));
}

/** Notes that somebody took the calendar file of an interview, or that staff sent it to them. */
export async function noteFile(db: Db | Tx, interviewId: number, personId: number): Promise<void> {
  await db.insert(interviewFiles).values({ interviewId, personId }).onConflictDoNothing();
}

/** Who of the program, in Slack, has the files of some interviews; to those outside staff send what cancels. */
export async function filesOf(
  tx: Tx,
  interviewIds: readonly number[],
): Promise<{ interviewId: number; personId: number }[]> {
  if (interviewIds.length === 0) return [];
  return tx
    .select({ interviewId: interviewFiles.interviewId, personId: interviewFiles.personId })
    .from(interviewFiles)
    .innerJoin(people, eq(people.id, interviewFiles.personId))
    .where(
      and(
        inArray(interviewFiles.interviewId, [...interviewIds]),
        isNotNull(people.slackUserId),
        isNull(people.deactivatedAt),
      ),
    );
}
