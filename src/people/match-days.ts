import { like } from 'drizzle-orm';
import type { Db, Tx } from '../db/client.ts';
import { programDates } from '../db/schema.ts';
import type { MatchDays } from './telling.ts';

/** Match days that staff entered. */
export async function matchDaysOf(db: Db | Tx): Promise<MatchDays> {
  return db
    .select({ subject: programDates.subject, year: programDates.year, day: programDates.day })
    .from(programDates)
    .where(like(programDates.subject, 'match/%'));
}
