import { and, asc, eq, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../../db/client.ts';
import { seasonMentors } from '../../../db/schema.ts';
import type { Mentor } from '../rules/market.ts';

/** What a mentor says of themselves. */
export type MentorTerms = Pick<Mentor, 'specialties' | 'topics' | 'capacity' | 'paused'>;

type Row = typeof seasonMentors.$inferSelect;

function toMentor({ personId, specialties, topics, capacity, taken, paused }: Row): Mentor {
  return { personId, specialties, topics, capacity, taken, paused };
}

/** The mentors of a season as they entered themselves, by id. */
export async function mentorsOf(db: Db | Tx, seasonId: number): Promise<Mentor[]> {
  const rows = await db
    .select()
    .from(seasonMentors)
    .where(eq(seasonMentors.seasonId, seasonId))
    .orderBy(asc(seasonMentors.personId));
  return rows.map(toMentor);
}

export async function findMentor(db: Db | Tx, seasonId: number, personId: number): Promise<Mentor | undefined> {
  const [row] = await db
    .select()
    .from(seasonMentors)
    .where(and(eq(seasonMentors.seasonId, seasonId), eq(seasonMentors.personId, personId)));
  return row && toMentor(row);
}

/** Enters a mentor, or what became different about one. The caller has seen that the capacity is enough for those they have. */
export async function saveMentor(
  tx: Tx,
  seasonId: number,
  personId: number,
  { specialties, topics, capacity, paused }: MentorTerms,
  now: Temporal.Instant,
): Promise<void> {
  const terms = { specialties: [...specialties], topics: [...topics], capacity, paused };
  await tx
    .insert(seasonMentors)
    .values({ seasonId, personId, ...terms, joinedAt: now.toString() })
    .onConflictDoUpdate({ target: [seasonMentors.seasonId, seasonMentors.personId], set: terms });
}

export async function removeMentor(tx: Tx, seasonId: number, personId: number): Promise<void> {
  await tx.delete(seasonMentors).where(and(eq(seasonMentors.seasonId, seasonId), eq(seasonMentors.personId, personId)));
}

export async function setPaused(tx: Tx, seasonId: number, personId: number, paused: boolean): Promise<void> {
  await tx
    .update(seasonMentors)
    .set({ paused })
    .where(and(eq(seasonMentors.seasonId, seasonId), eq(seasonMentors.personId, personId)));
}

/** Takes one of a mentor's places in one statement; false, and none taken, where none is free. */
export async function takePlace(tx: Tx, seasonId: number, personId: number): Promise<boolean> {
  const rows = await tx
    .update(seasonMentors)
    .set({ taken: sql`${seasonMentors.taken} + 1` })
    .where(
      and(
        eq(seasonMentors.seasonId, seasonId),
        eq(seasonMentors.personId, personId),
        sql`${seasonMentors.taken} < ${seasonMentors.capacity}`,
      ),
    )
    .returning({ id: seasonMentors.personId });
  return rows.length > 0;
}

export async function freePlace(tx: Tx, seasonId: number, personId: number): Promise<void> {
  await tx
    .update(seasonMentors)
    .set({ taken: sql`${seasonMentors.taken} - 1` })
    .where(and(eq(seasonMentors.seasonId, seasonId), eq(seasonMentors.personId, personId)));
}
