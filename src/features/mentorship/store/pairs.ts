import { and, asc, desc, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { readDated } from '../../../ahead/dated.ts';
import { anyOf } from '../../../db/any-of.ts';
import { type Db, preparedOn, type Tx } from '../../../db/client.ts';
import { doNotPair, mentorCheckIns, mentorPairs } from '../../../db/schema.ts';
import type { CheckIn, CheckInAnswer, PairEnd, PairOrigin, PairState } from '../../../domain/mentorship.ts';
import { toInstant, toInstantOrNull } from '../../../domain/stored-instant.ts';
import type { Apart } from '../rules/candidates.ts';

export interface Pair {
  id: number;
  seasonId: number;
  requestId: number;
  mentorId: number;
  menteeId: number;
  state: PairState;
  origin: PairOrigin;
  roundId: number | null;
  startedAt: Temporal.Instant;
  introducedAt: Temporal.Instant | null;
  endedAt: Temporal.Instant | null;
  endedBy: PairEnd | null;
  meetsAt: Temporal.Instant | null;
  meetsWhere: string | null;
  /** When they were to meet, where one of them took the time out and none is entered since. */
  meetingWas: Temporal.Instant | null;
  meetingSequence: number;
}

type Row = typeof mentorPairs.$inferSelect;

function toPair({ startedAt, introducedAt, endedAt, meetsAt, meetingWas, ...row }: Row): Pair {
  return {
    ...row,
    startedAt: toInstant(startedAt),
    introducedAt: toInstantOrNull(introducedAt),
    endedAt: toInstantOrNull(endedAt),
    meetsAt: toInstantOrNull(meetsAt),
    meetingWas: toInstantOrNull(meetingWas),
  };
}

export async function findPair(db: Db | Tx, id: number): Promise<Pair | undefined> {
  const [row] = await db.select().from(mentorPairs).where(eq(mentorPairs.id, id));
  return row && toPair(row);
}

/** Pairs of a season, the oldest first. */
export async function pairsOf(db: Db | Tx, seasonId: number): Promise<Pair[]> {
  const rows = await db
    .select()
    .from(mentorPairs)
    .where(eq(mentorPairs.seasonId, seasonId))
    .orderBy(asc(mentorPairs.id));
  return rows.map(toPair);
}

export async function pairsOfRound(db: Db | Tx, roundId: number): Promise<Pair[]> {
  const rows = await db.select().from(mentorPairs).where(eq(mentorPairs.roundId, roundId)).orderBy(asc(mentorPairs.id));
  return rows.map(toPair);
}

/** What a request came to last; one that was taken back does not count. */
export async function pairOfRequest(db: Db | Tx, requestId: number): Promise<Pair | undefined> {
  const [row] = await db
    .select()
    .from(mentorPairs)
    .where(and(eq(mentorPairs.requestId, requestId), ne(mentorPairs.state, 'undone')))
    .orderBy(desc(mentorPairs.id))
    .limit(1);
  return row && toPair(row);
}

/** Active pairs in which some people are, on either side. */
export async function activePairsOf(db: Db | Tx, personIds: readonly number[]): Promise<Pair[]> {
  if (personIds.length === 0) return [];
  const isIn = or(anyOf(mentorPairs.mentorId, personIds), anyOf(mentorPairs.menteeId, personIds));
  const rows = await db
    .select()
    .from(mentorPairs)
    .where(and(eq(mentorPairs.state, 'active'), isIn))
    .orderBy(asc(mentorPairs.id));
  return rows.map(toPair);
}

const withMeeting = preparedOn((db) =>
  db
    .select()
    .from(mentorPairs)
    .where(sql`${mentorPairs.state} = 'active' and ${mentorPairs.meetsAt} is not null`)
    .orderBy(asc(mentorPairs.id))
    .prepare('mentor_pairs_with_meeting'),
);

/** By what was read of the program's dates: a trigger counts meetings among their changes. */
const lastMeetings = new WeakMap<object, readonly Pair[]>();

/** Active pairs with a time to meet, read anew only when one was changed: whoever asks what is next costs no statement more. `zone` is the school's. */
export async function meetingsNow(db: Db, zone: string): Promise<readonly Pair[]> {
  const dated = await readDated(db, zone);
  const known = lastMeetings.get(dated);
  if (known) return known;
  const read = (await withMeeting(db).execute()).map(toPair);
  lastMeetings.set(dated, read);
  return read;
}

export async function insertPair(
  tx: Tx,
  pair: Pick<Pair, 'seasonId' | 'requestId' | 'mentorId' | 'menteeId' | 'origin' | 'roundId'>,
  now: Temporal.Instant,
): Promise<number> {
  const [row] = await tx
    .insert(mentorPairs)
    .values({ ...pair, startedAt: now.toString() })
    .returning({ id: mentorPairs.id });
  if (!row) throw new Error('a pair was not saved');
  return row.id;
}

/** Ends, completes or takes back a pair; false where it was over before. */
export async function overPair(
  tx: Tx,
  id: number,
  { state, endedBy }: { state: Exclude<PairState, 'active'>; endedBy: PairEnd | null },
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx
    .update(mentorPairs)
    .set({ state, endedBy, endedAt: now.toString() })
    .where(and(eq(mentorPairs.id, id), eq(mentorPairs.state, 'active')))
    .returning({ id: mentorPairs.id });
  return rows.length > 0;
}

export async function setIntroduced(tx: Tx, id: number, now: Temporal.Instant): Promise<void> {
  await tx.update(mentorPairs).set({ introducedAt: now.toString() }).where(eq(mentorPairs.id, id));
}

/** Writes when two meet, or with null that they don't. Gives the sequence of the change. */
export async function setMeeting(
  tx: Tx,
  { id, meetingSequence, meetsAt }: Pair,
  meeting: { at: Temporal.Instant; where: string | null } | null,
): Promise<number> {
  const sequence = meetingSequence + 1;
  const entered = { meetsAt: meeting?.at.toString() ?? null, meetsWhere: meeting?.where ?? null };
  const meetingWas = meeting === null ? (meetsAt?.toString() ?? null) : null;
  await tx
    .update(mentorPairs)
    .set({ ...entered, meetingWas, meetingSequence: sequence })
    .where(eq(mentorPairs.id, id));
  return sequence;
}

export interface CheckInRow {
  pairId: number;
  checkIn: CheckIn;
  personId: number;
  answer: CheckInAnswer;
}

export async function checkInsOf(db: Db | Tx, pairIds: readonly number[]): Promise<CheckInRow[]> {
  if (pairIds.length === 0) return [];
  const { pairId, checkIn, personId, answer } = mentorCheckIns;
  return db
    .select({ pairId, checkIn, personId, answer })
    .from(mentorCheckIns)
    .where(inArray(pairId, [...pairIds]));
}

export async function saveCheckIn(tx: Tx, row: CheckInRow, now: Temporal.Instant): Promise<void> {
  const answered = { answer: row.answer, at: now.toString() };
  await tx
    .insert(mentorCheckIns)
    .values({ ...row, ...answered })
    .onConflictDoUpdate({
      target: [mentorCheckIns.pairId, mentorCheckIns.checkIn, mentorCheckIns.personId],
      set: answered,
    });
}

/** Whom somebody does not want to be paired with; nobody else may be shown this. */
export async function keptApartBy(db: Db | Tx, personId: number): Promise<number[]> {
  const rows = await db.select().from(doNotPair).where(eq(doNotPair.personId, personId));
  return rows.map(({ otherId }) => otherId);
}

export async function saveKeptApart(
  tx: Tx,
  personId: number,
  others: readonly number[],
  now: Temporal.Instant,
): Promise<void> {
  await tx.delete(doNotPair).where(eq(doNotPair.personId, personId));
  if (others.length > 0)
    await tx.insert(doNotPair).values(others.map((otherId) => ({ personId, otherId, since: now.toString() })));
}

function coupleKey(a: number, b: number): string {
  return a < b ? `${a}/${b}` : `${b}/${a}`;
}

/** Who must not be paired, of everybody: whoever wishes so on either side, and pairs that there were before. */
export async function readApart(db: Db | Tx): Promise<Apart> {
  const [kept, over] = [
    await db.select({ a: doNotPair.personId, b: doNotPair.otherId }).from(doNotPair),
    await db
      .select({ a: mentorPairs.mentorId, b: mentorPairs.menteeId })
      .from(mentorPairs)
      .where(inArray(mentorPairs.state, ['ended', 'completed'])),
  ];
  const apart = new Set([...kept, ...over].map(({ a, b }) => coupleKey(a, b)));
  return (a, b) => apart.has(coupleKey(a, b));
}

/** Whom some people do not want to be paired with, and who does not want to be paired with them. */
export async function doNotPairsOf(db: Db | Tx, personIds: readonly number[]): Promise<{ a: number; b: number }[]> {
  if (personIds.length === 0) return [];
  const ids = [...personIds];
  return db
    .select({ a: doNotPair.personId, b: doNotPair.otherId })
    .from(doNotPair)
    .where(or(inArray(doNotPair.personId, ids), inArray(doNotPair.otherId, ids)));
}
