import { and, asc, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../../db/client.ts';
import { inChunks } from '../../../db/in-chunks.ts';
import {
  interviewApart,
  interviewCommittees,
  interviewSignups,
  interviewSlots,
  interviewUnavailable,
  roundInterviewers,
} from '../../../db/schema.ts';
import { toInstant } from '../../../domain/stored-instant.ts';

/** What somebody offers in a round. */
export interface Offer {
  personId: number;
  /** Null until they have answered. */
  answeredAt: Temporal.Instant | null;
  joinLink: string | null;
  slots: readonly Temporal.Instant[];
  /** Specialties on whose committees they sit; says nothing before they have answered. */
  committees: readonly string[];
}

export interface Signup {
  personId: number;
  first: string;
  second: string;
  packet: string | null;
  signedUpAt: Temporal.Instant;
  withdrawnAt: Temporal.Instant | null;
  cannot: readonly Temporal.Instant[];
}

function grouped<Row extends { personId: number }, T>(rows: readonly Row[], of: (row: Row) => T): Map<number, T[]> {
  const found = new Map<number, T[]>();
  for (const row of rows) found.set(row.personId, [...(found.get(row.personId) ?? []), of(row)]);
  return found;
}

/** Everybody who is asked to interview in a round, by id. */
export async function offersOf(db: Db | Tx, roundId: number): Promise<Offer[]> {
  const rows = await db
    .select()
    .from(roundInterviewers)
    .where(eq(roundInterviewers.roundId, roundId))
    .orderBy(asc(roundInterviewers.personId));
  const slots = await db
    .select()
    .from(interviewSlots)
    .where(eq(interviewSlots.roundId, roundId))
    .orderBy(asc(interviewSlots.startsAt));
  const committees = await db.select().from(interviewCommittees).where(eq(interviewCommittees.roundId, roundId));
  const slotsBy = grouped(slots, ({ startsAt }) => toInstant(startsAt));
  const committeesBy = grouped(committees, ({ specialty }) => specialty);
  return rows.map(({ personId, answeredAt, joinLink }) => ({
    personId,
    answeredAt: answeredAt === null ? null : toInstant(answeredAt),
    joinLink,
    slots: slotsBy.get(personId) ?? [],
    committees: committeesBy.get(personId) ?? [],
  }));
}

/** Everybody who signed up for a round, in order of that; those who withdrew too. */
export async function signupsOf(db: Db | Tx, roundId: number): Promise<Signup[]> {
  const rows = await db
    .select()
    .from(interviewSignups)
    .where(eq(interviewSignups.roundId, roundId))
    .orderBy(asc(interviewSignups.signedUpAt), asc(interviewSignups.personId));
  const times = await db
    .select()
    .from(interviewUnavailable)
    .where(eq(interviewUnavailable.roundId, roundId))
    .orderBy(asc(interviewUnavailable.startsAt));
  const cannotBy = grouped(times, ({ startsAt }) => toInstant(startsAt));
  return rows.map(({ personId, first, second, packet, signedUpAt, withdrawnAt }) => ({
    personId,
    first,
    second,
    packet,
    signedUpAt: toInstant(signedUpAt),
    withdrawnAt: withdrawnAt === null ? null : toInstant(withdrawnAt),
    cannot: cannotBy.get(personId) ?? [],
  }));
}

/** Asks people to interview; those who are asked already stay as they are. Gives the new ones. */
export async function addInterviewers(
  tx: Tx,
  roundId: number,
  personIds: readonly number[],
  now: Temporal.Instant,
): Promise<number[]> {
  if (personIds.length === 0) return [];
  const rows = await tx
    .insert(roundInterviewers)
    .values(personIds.map((personId) => ({ roundId, personId, askedAt: now.toString() })))
    .onConflictDoNothing()
    .returning({ personId: roundInterviewers.personId });
  return rows.map(({ personId }) => personId);
}

export interface NewOffer {
  slots: readonly Temporal.Instant[];
  committees: readonly string[];
  joinLink: string | null;
}

/** Writes what an interviewer answered in place of what they answered before. */
export async function saveOffer(
  tx: Tx,
  key: { roundId: number; personId: number },
  { slots, committees, joinLink }: NewOffer,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insert(roundInterviewers)
    .values({ ...key, askedAt: now.toString(), answeredAt: now.toString(), joinLink })
    .onConflictDoUpdate({
      target: [roundInterviewers.roundId, roundInterviewers.personId],
      set: { answeredAt: now.toString(), joinLink },
    });
  for (const table of [interviewSlots, interviewCommittees])
    await tx.delete(table).where(and(eq(table.roundId, key.roundId), eq(table.personId, key.personId)));
  await inChunks(slots, (chunk) =>
    tx.insert(interviewSlots).values(chunk.map((start) => ({ ...key, startsAt: start.toString() }))),
  );
  if (committees.length > 0)
    await tx.insert(interviewCommittees).values(committees.map((specialty) => ({ ...key, specialty })));
}

/** Takes one slot out of what an interviewer offers. */
export async function removeSlot(
  tx: Tx,
  { roundId, personId, startsAt }: { roundId: number; personId: number; startsAt: Temporal.Instant },
): Promise<void> {
  await tx
    .delete(interviewSlots)
    .where(
      and(
        eq(interviewSlots.roundId, roundId),
        eq(interviewSlots.personId, personId),
        eq(interviewSlots.startsAt, startsAt.toString()),
      ),
    );
}

/** One more time at which a student can't. */
export async function addUnavailable(
  tx: Tx,
  { roundId, personId, startsAt }: { roundId: number; personId: number; startsAt: Temporal.Instant },
): Promise<void> {
  await tx
    .insert(interviewUnavailable)
    .values({ roundId, personId, startsAt: startsAt.toString() })
    .onConflictDoNothing();
}

/** Somebody offers nothing any more: they left. */
export async function clearOffer(tx: Tx, key: { roundId: number; personId: number }): Promise<void> {
  await tx
    .delete(interviewSlots)
    .where(and(eq(interviewSlots.roundId, key.roundId), eq(interviewSlots.personId, key.personId)));
}

/** What an interviewer offered in the round before this one; undefined where there is none. */
export async function lastOffer(db: Db, roundId: number, personId: number): Promise<Temporal.Instant[] | undefined> {
  const [last] = await db
    .select({ roundId: roundInterviewers.roundId })
    .from(roundInterviewers)
    .where(and(eq(roundInterviewers.personId, personId), lt(roundInterviewers.roundId, roundId)))
    .orderBy(desc(roundInterviewers.roundId))
    .limit(1);
  if (!last) return undefined;
  const rows = await db
    .select({ startsAt: interviewSlots.startsAt })
    .from(interviewSlots)
    .where(and(eq(interviewSlots.roundId, last.roundId), eq(interviewSlots.personId, personId)));
  return rows.map(({ startsAt }) => toInstant(startsAt));
}

export interface NewSignup {
  first: string;
  second: string;
  packet: string | null;
  cannot: readonly Temporal.Instant[];
}

/** Writes a sign-up in place of an earlier one, whose turn it keeps; who withdrew comes again with a new turn. */
export async function saveSignup(
  tx: Tx,
  key: { roundId: number; personId: number },
  { first, second, packet, cannot }: NewSignup,
  now: Temporal.Instant,
): Promise<void> {
  const at = now.toString();
  await tx
    .insert(interviewSignups)
    .values({ ...key, first, second, packet, consentedAt: at, signedUpAt: at })
    .onConflictDoUpdate({
      target: [interviewSignups.roundId, interviewSignups.personId],
      set: {
        first,
        second,
        packet,
        consentedAt: at,
        withdrawnAt: null,
        signedUpAt: sql`case when ${interviewSignups.withdrawnAt} is null then ${interviewSignups.signedUpAt} else excluded.signed_up_at end`,
      },
    });
  await tx
    .delete(interviewUnavailable)
    .where(and(eq(interviewUnavailable.roundId, key.roundId), eq(interviewUnavailable.personId, key.personId)));
  await inChunks(cannot, (chunk) =>
    tx.insert(interviewUnavailable).values(chunk.map((start) => ({ ...key, startsAt: start.toString() }))),
  );
}

/** False where they had withdrawn already, or never signed up. */
export async function withdrawSignup(
  tx: Tx,
  { roundId, personId }: { roundId: number; personId: number },
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx
    .update(interviewSignups)
    .set({ withdrawnAt: now.toString(), packet: null })
    .where(
      and(
        eq(interviewSignups.roundId, roundId),
        eq(interviewSignups.personId, personId),
        isNull(interviewSignups.withdrawnAt),
      ),
    )
    .returning({ personId: interviewSignups.personId });
  return rows.length > 0;
}

/** Pairs that staff keep apart. */
export async function apartOf(db: Db | Tx, roundId: number): Promise<{ studentId: number; interviewerId: number }[]> {
  return db
    .select({ studentId: interviewApart.studentId, interviewerId: interviewApart.interviewerId })
    .from(interviewApart)
    .where(eq(interviewApart.roundId, roundId));
}

/** These two have no interview with each other in this round. */
export async function keepApart(tx: Tx, roundId: number, studentId: number, interviewerId: number): Promise<void> {
  await tx.insert(interviewApart).values({ roundId, studentId, interviewerId }).onConflictDoNothing();
}

/** The packets of students whose interviews are over: nobody is shown them any more. */
export async function clearPackets(tx: Tx, roundId: number, personIds: readonly number[]): Promise<void> {
  if (personIds.length === 0) return;
  await tx
    .update(interviewSignups)
    .set({ packet: null })
    .where(and(eq(interviewSignups.roundId, roundId), inArray(interviewSignups.personId, [...personIds])));
}
