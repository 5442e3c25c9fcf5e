import { and, desc, eq, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db } from '../db/client.ts';
import { planningChanges, scheduledRuns } from '../db/schema.ts';
import { toInstantOrNull } from '../domain/stored-instant.ts';

/** The last moment for which a job was run, by whichever process; null: never. */
export async function lastRun(db: Db, job: string): Promise<Temporal.Instant | null> {
  const [row] = await db
    .select({ at: scheduledRuns.scheduledFor })
    .from(scheduledRuns)
    .where(eq(scheduledRuns.job, job))
    .orderBy(desc(scheduledRuns.scheduledFor))
    .limit(1);
  return toInstantOrNull(row?.at ?? null);
}

/** Takes a run; false where another process has it. */
export async function claimRun(
  db: Db,
  job: string,
  scheduledFor: Temporal.Instant,
  startedAt: Temporal.Instant,
): Promise<boolean> {
  const rows = await db
    .insert(scheduledRuns)
    .values({ job, scheduledFor: scheduledFor.toString(), startedAt: startedAt.toString() })
    .onConflictDoNothing()
    .returning({ job: scheduledRuns.job });
  return rows.length > 0;
}

/** `error`: what went wrong; null where nothing did. */
export async function finishRun(
  db: Db,
  job: string,
  scheduledFor: Temporal.Instant,
  finishedAt: Temporal.Instant,
  error: string | null,
): Promise<void> {
  await db
    .update(scheduledRuns)
    .set({ finishedAt: finishedAt.toString(), error })
    .where(and(eq(scheduledRuns.job, job), eq(scheduledRuns.scheduledFor, scheduledFor.toString())));
}

/**
 * Removes runs that are older than a week at `now`, but for each job's last; and changes that every process has read long ago:
 * these carry the database's own time.
 */
export async function prune(db: Db, now: Temporal.Instant): Promise<void> {
  const before = now.subtract({ hours: 7 * 24 }).toString();
  await db.execute(sql`
    delete from ${scheduledRuns} where ${scheduledRuns.scheduledFor} < ${before} and ${scheduledRuns.scheduledFor} <
      (select max(later.scheduled_for) from ${scheduledRuns} later where later.job = ${scheduledRuns.job})`);
  await db.delete(planningChanges).where(sql`${planningChanges.at} < now() - interval '7 days'`);
}
