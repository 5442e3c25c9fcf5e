import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../../db/client.ts';
import { interviewEvenings, interviewRelaxations, interviewRounds } from '../../../db/schema.ts';
import type { Day } from '../../../domain/day.ts';
import type { RoundState } from '../../../domain/interview.ts';
import type { Relaxation } from '../rules/round.ts';
import type { RoundRow } from '../rules/round-life.ts';

/** What `other` of a relaxation is where it is no specialty. */
const SOCIETY_ADVISOR = 'society-advisor';

/** The round that is not closed; undefined where there is none. `lock` holds it until the transaction ends: acts on a round come one after the other. */
export async function openRound(db: Db | Tx, { lock = false } = {}): Promise<RoundRow | undefined> {
  const query = db.select().from(interviewRounds).where(ne(interviewRounds.state, 'closed'));
  const [row] = await (lock ? query.for('update') : query);
  if (!row) return undefined;
  const evenings = await db
    .select({ day: interviewEvenings.day })
    .from(interviewEvenings)
    .where(eq(interviewEvenings.roundId, row.id))
    .orderBy(asc(interviewEvenings.day));
  const { id, matchYear, state, answerBy, revision } = row;
  return { id, matchYear, state, answerBy, revision, evenings: evenings.map(({ day }) => day) };
}

export interface NewRound {
  matchYear: number;
  answerBy: Day;
  evenings: readonly Day[];
}

/** A new round that collects; gives its id. The database refuses a second open one. */
export async function saveRound(tx: Tx, { matchYear, answerBy, evenings }: NewRound, now: Temporal.Instant) {
  const [row] = await tx
    .insert(interviewRounds)
    .values({ matchYear, answerBy, state: 'collecting', openedAt: now.toString() })
    .returning({ id: interviewRounds.id });
  if (!row) throw new Error('a round was not saved');
  await tx.insert(interviewEvenings).values(evenings.map((day) => ({ roundId: row.id, day })));
  return row.id;
}

/** Another state, and one act more. */
export async function setState(tx: Tx, id: number, state: RoundState, now: Temporal.Instant): Promise<number> {
  const [row] = await tx
    .update(interviewRounds)
    .set({
      state,
      revision: sql`${interviewRounds.revision} + 1`,
      ...(state === 'published' ? { publishedAt: now.toString(), takenBack: null } : {}),
    })
    .where(eq(interviewRounds.id, id))
    .returning({ revision: interviewRounds.revision });
  return row?.revision ?? 0;
}

/** Its first evening has come; that is nobody's act. */
export async function letRun(tx: Tx, id: number): Promise<void> {
  await tx.update(interviewRounds).set({ state: 'running' }).where(eq(interviewRounds.id, id));
}

/** One act more on a round whose state stays. */
export async function countAct(tx: Tx, id: number): Promise<void> {
  await tx
    .update(interviewRounds)
    .set({ revision: sql`${interviewRounds.revision} + 1` })
    .where(eq(interviewRounds.id, id));
}

/** What the last matching came to: numbers only. */
export async function saveReport(tx: Tx, id: number, report: Record<string, unknown>): Promise<void> {
  await tx.update(interviewRounds).set({ report }).where(eq(interviewRounds.id, id));
}

/** As `saveReport` wrote it; null before the first matching. */
export async function reportOf(db: Db, id: number): Promise<Record<string, unknown> | null> {
  const [row] = await db
    .select({ report: interviewRounds.report })
    .from(interviewRounds)
    .where(eq(interviewRounds.id, id));
  return row?.report ?? null;
}

/** Who else may be the second interviewer, by the specialty that is asked for. */
export async function relaxationsOf(db: Db | Tx, roundId: number): Promise<Map<string, Relaxation>> {
  const rows = await db.select().from(interviewRelaxations).where(eq(interviewRelaxations.roundId, roundId));
  const found = new Map<string, { related: string[]; societyAdvisors: boolean }>();
  for (const { specialty, other } of rows) {
    const one = found.get(specialty) ?? { related: [], societyAdvisors: false };
    if (other === SOCIETY_ADVISOR) one.societyAdvisors = true;
    else one.related.push(other);
    found.set(specialty, one);
  }
  return found;
}

/** Allows what is given for a specialty, and nothing else. */
export async function saveRelaxation(tx: Tx, roundId: number, specialty: string, allowed: Relaxation): Promise<void> {
  await tx
    .delete(interviewRelaxations)
    .where(and(eq(interviewRelaxations.roundId, roundId), eq(interviewRelaxations.specialty, specialty)));
  const others = [...allowed.related, ...(allowed.societyAdvisors ? [SOCIETY_ADVISOR] : [])];
  if (others.length > 0)
    await tx.insert(interviewRelaxations).values(others.map((other) => ({ roundId, specialty, other })));
}
