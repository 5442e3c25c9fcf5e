// Who knows of what is to be taken back, and who changed it meanwhile.
import { sql } from 'drizzle-orm';
import type { Db, Tx } from '../../../db/client.ts';

/** Who changed a session (by its key) last since an act of the audit. */
export async function sessionsChangedBy(db: Db | Tx, key: string, auditId: number): Promise<string | undefined> {
  const rows = await db.execute<{ name: string }>(sql`
    select p.name from audit a join people p on p.id = a.actor_id
    where a.id > ${auditId} and a.details @> ${JSON.stringify({ keys: [key] })}::jsonb
    order by a.id desc limit 1`);
  return rows[0]?.name;
}

/** The same of a day that staff entered. */
export async function dateChangedBy(
  tx: Tx,
  subject: string,
  year: number,
  auditId: number,
): Promise<string | undefined> {
  const rows = await tx.execute<{ name: string }>(sql`
    select p.name from audit a join people p on p.id = a.actor_id
    where a.id > ${auditId} and a.details @> ${JSON.stringify({ subject, year })}::jsonb
    order by a.id desc limit 1`);
  return rows[0]?.name;
}

/** How many people were told of a session, answered to it, have it in their calendar, or are being written to about it. */
export async function knownTo(tx: Tx, sessionId: number): Promise<number> {
  const rows = await tx.execute<{ people: number }>(sql`
    select count(*)::int as people from (
      select person_id from reminders where subject = ${`session:${sessionId}`} and outcome in ('message', 'digest')
      union select person_id from rsvps where session_id = ${sessionId}
      union select person_id from calendar_adds where session_id = ${sessionId}
      union select author_id from broadcasts where session_id = ${sessionId}
    ) known`);
  return rows[0]?.people ?? 0;
}
