import { desc, eq, isNull } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../../db/client.ts';
import { mentorshipSeasons } from '../../../db/schema.ts';
import type { Day } from '../../../domain/day.ts';
import type { SeasonWay } from '../../../domain/mentorship.ts';
import { toInstantOrNull } from '../../../domain/stored-instant.ts';

export interface Season {
  id: number;
  way: SeasonWay;
  startsOn: Day;
  /** The last day. */
  endsOn: Day;
  /** In rounds: the latest day on which students hear. */
  hearsBy: Day | null;
  closedAt: Temporal.Instant | null;
}

export type SeasonTerms = Pick<Season, 'way' | 'startsOn' | 'endsOn' | 'hearsBy'>;

type Row = typeof mentorshipSeasons.$inferSelect;

function toSeason({ id, way, startsOn, endsOn, hearsBy, closedAt }: Row): Season {
  return { id, way, startsOn, endsOn, hearsBy, closedAt: toInstantOrNull(closedAt) };
}

/** The season that is open; undefined where none is. */
export async function openSeason(db: Db | Tx): Promise<Season | undefined> {
  const [row] = await db.select().from(mentorshipSeasons).where(isNull(mentorshipSeasons.closedAt));
  return row && toSeason(row);
}

/** The season that was opened last, open or not. */
export async function lastSeason(db: Db | Tx): Promise<Season | undefined> {
  const [row] = await db.select().from(mentorshipSeasons).orderBy(desc(mentorshipSeasons.id)).limit(1);
  return row && toSeason(row);
}

/** The open season, held until the transaction ends: what changes in it comes one after the other. */
export async function lockSeason(tx: Tx): Promise<Season | undefined> {
  const [row] = await tx.select().from(mentorshipSeasons).where(isNull(mentorshipSeasons.closedAt)).for('update');
  return row && toSeason(row);
}

export async function insertSeason(tx: Tx, terms: SeasonTerms, now: Temporal.Instant): Promise<Season> {
  const [row] = await tx
    .insert(mentorshipSeasons)
    .values({ ...terms, openedAt: now.toString() })
    .returning();
  if (!row) throw new Error('a season was not opened');
  return toSeason(row);
}

export async function updateSeason(tx: Tx, id: number, terms: SeasonTerms): Promise<void> {
  await tx.update(mentorshipSeasons).set(terms).where(eq(mentorshipSeasons.id, id));
}

export async function closeSeason(tx: Tx, id: number, now: Temporal.Instant): Promise<void> {
  await tx.update(mentorshipSeasons).set({ closedAt: now.toString() }).where(eq(mentorshipSeasons.id, id));
}
