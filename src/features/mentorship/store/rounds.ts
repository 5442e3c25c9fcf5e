import { and, asc, desc, eq } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../../db/client.ts';
import { inChunks } from '../../../db/in-chunks.ts';
import { mentorRoundMarks, mentorRoundOutcomes, mentorRounds } from '../../../db/schema.ts';
import type { RoundMark, RoundState } from '../../../domain/mentorship.ts';
import type { Couple } from '../rules/round.ts';

export interface Round {
  id: number;
  seasonId: number;
  state: RoundState;
  seed: number;
}

/** What a round came to for a request; without a mentor: why. */
export interface Outcome {
  requestId: number;
  mentorId: number | null;
  why: string | null;
}

const fields = {
  id: mentorRounds.id,
  seasonId: mentorRounds.seasonId,
  state: mentorRounds.state,
  seed: mentorRounds.seed,
};

export async function findRound(db: Db | Tx, id: number): Promise<Round | undefined> {
  const [row] = await db.select(fields).from(mentorRounds).where(eq(mentorRounds.id, id));
  return row;
}

/** The rounds of a season, the latest first. */
export async function roundsOf(db: Db | Tx, seasonId: number): Promise<Round[]> {
  return db.select(fields).from(mentorRounds).where(eq(mentorRounds.seasonId, seasonId)).orderBy(desc(mentorRounds.id));
}

export async function insertRound(tx: Tx, seasonId: number, seed: number, now: Temporal.Instant): Promise<Round> {
  const [row] = await tx.insert(mentorRounds).values({ seasonId, seed, draftedAt: now.toString() }).returning(fields);
  if (!row) throw new Error('a round was not saved');
  return row;
}

export async function setRoundState(
  tx: Tx,
  id: number,
  state: Exclude<RoundState, 'draft'>,
  now: Temporal.Instant,
): Promise<void> {
  const published = state === 'published' ? { publishedAt: now.toString() } : {};
  await tx
    .update(mentorRounds)
    .set({ state, ...published })
    .where(eq(mentorRounds.id, id));
}

export async function outcomesOf(db: Db | Tx, roundId: number): Promise<Outcome[]> {
  const { requestId, mentorId, why } = mentorRoundOutcomes;
  return db
    .select({ requestId, mentorId, why })
    .from(mentorRoundOutcomes)
    .where(eq(mentorRoundOutcomes.roundId, roundId))
    .orderBy(asc(requestId));
}

/** Writes what a round came to, over what it came to before. */
export async function saveOutcomes(tx: Tx, roundId: number, outcomes: readonly Outcome[]): Promise<void> {
  await tx.delete(mentorRoundOutcomes).where(eq(mentorRoundOutcomes.roundId, roundId));
  await inChunks(outcomes, (chunk) =>
    tx.insert(mentorRoundOutcomes).values(chunk.map((outcome) => ({ roundId, ...outcome }))),
  );
}

export async function marksOf(db: Db | Tx, roundId: number): Promise<(Couple & { mark: RoundMark })[]> {
  const { requestId, mentorId, mark } = mentorRoundMarks;
  return db
    .select({ requestId, mentorId, mark })
    .from(mentorRoundMarks)
    .where(eq(mentorRoundMarks.roundId, roundId))
    .orderBy(asc(requestId), asc(mentorId));
}

/** Writes a mark; a lock takes the place of another lock of the request. `null` takes the mark of the two away. */
export async function saveMark(
  tx: Tx,
  roundId: number,
  { requestId, mentorId }: Couple,
  mark: RoundMark | null,
): Promise<void> {
  const ofRequest = and(eq(mentorRoundMarks.roundId, roundId), eq(mentorRoundMarks.requestId, requestId));
  await tx.delete(mentorRoundMarks).where(and(ofRequest, eq(mentorRoundMarks.mentorId, mentorId)));
  if (mark === 'locked') await tx.delete(mentorRoundMarks).where(and(ofRequest, eq(mentorRoundMarks.mark, 'locked')));
  if (mark !== null) await tx.insert(mentorRoundMarks).values({ roundId, requestId, mentorId, mark });
}

export async function removeLock(tx: Tx, roundId: number, requestId: number): Promise<void> {
  await tx
    .delete(mentorRoundMarks)
    .where(
      and(
        eq(mentorRoundMarks.roundId, roundId),
        eq(mentorRoundMarks.requestId, requestId),
        eq(mentorRoundMarks.mark, 'locked'),
      ),
    );
}
