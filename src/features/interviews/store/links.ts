import { eq, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../../db/client.ts';
import { interviewSlots, interviews, roundInterviewers } from '../../../db/schema.ts';
import { toInstant } from '../../../domain/stored-instant.ts';

/** Those with a link have an interview that ends after this, or offer a time after it. */
function isAhead(after: Temporal.Instant) {
  const own = sql`round_id = ${roundInterviewers.roundId}`;
  return {
    ends: sql`select min(i.ends_at) as at from ${interviews} i where i.${own} and i.interviewer_id = ${roundInterviewers.personId}
      and i.state in ('draft', 'booked') and i.ends_at > ${after.toString()}`,
    starts: sql`select min(s.starts_at) as at from ${interviewSlots} s where s.${own} and s.person_id = ${roundInterviewers.personId}
      and s.starts_at > ${after.toString()}`,
  };
}

/** The first moment after `after` at which somebody's link may have nothing ahead any more; null where there is none. */
export async function nextLinkEnd(db: Db, after: Temporal.Instant): Promise<Temporal.Instant | null> {
  const { ends, starts } = isAhead(after);
  const [row] = await db
    .select({ at: sql<string | null>`min(least((${ends}), (${starts})))` })
    .from(roundInterviewers)
    .where(sql`${roundInterviewers.joinLink} is not null`);
  return row?.at ? toInstant(row.at) : null;
}

/** Takes the links of those who have no interview ahead and offer no time that is. */
export async function forgetLinksBehind(tx: Tx, now: Temporal.Instant): Promise<void> {
  const { ends, starts } = isAhead(now);
  await tx
    .update(roundInterviewers)
    .set({ joinLink: null })
    .where(sql`${roundInterviewers.joinLink} is not null and (${ends}) is null and (${starts}) is null`);
}

/** All links of a round, when it is closed. */
export async function clearJoinLinks(tx: Tx, roundId: number): Promise<void> {
  await tx.update(roundInterviewers).set({ joinLink: null }).where(eq(roundInterviewers.roundId, roundId));
}
