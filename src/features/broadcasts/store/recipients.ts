import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../../db/client.ts';
import { inChunks } from '../../../db/in-chunks.ts';
import { broadcastRecipients, broadcasts, outbox } from '../../../db/schema.ts';
import type { UntoldReason } from '../../../domain/broadcast.ts';
import type { OutboxState } from '../../../domain/outbox.ts';
import { toInstant, toInstantOrNull } from '../../../domain/stored-instant.ts';
import type { Outcome } from '../rules/tally.ts';

export interface NewRecipient {
  personId: number;
  untold: UntoldReason | null;
  outboxId: number | null;
}

/** Freezes who is in the audience. */
export async function saveRecipients(tx: Tx, broadcastId: number, recipients: readonly NewRecipient[]): Promise<void> {
  await inChunks(recipients, (chunk) =>
    tx.insert(broadcastRecipients).values(chunk.map((recipient) => ({ broadcastId, ...recipient }))),
  );
}

/** Those who are told after all: their messages, and no reason against it any more. */
export async function nowTold(
  tx: Tx,
  broadcastId: number,
  told: readonly { personId: number; outboxId: number }[],
): Promise<void> {
  for (const { personId, outboxId } of told)
    await tx
      .update(broadcastRecipients)
      .set({ untold: null, outboxId })
      .where(and(eq(broadcastRecipients.broadcastId, broadcastId), eq(broadcastRecipients.personId, personId)));
}

/** Why somebody is not told, found when their message was to be written. */
export async function markUntold(
  db: Db | Tx,
  broadcastId: number,
  personId: number,
  untold: UntoldReason,
): Promise<void> {
  await db
    .update(broadcastRecipients)
    .set({ untold })
    .where(and(eq(broadcastRecipients.broadcastId, broadcastId), eq(broadcastRecipients.personId, personId)));
}

/** Notes which wording somebody is told; gives whether they are a recipient, and when they acknowledged it. */
export async function noteWording(
  db: Db,
  broadcastId: number,
  personId: number,
  wording: number,
): Promise<{ acknowledgedAt: Temporal.Instant | null } | undefined> {
  const [row] = await db
    .update(broadcastRecipients)
    .set({ wording })
    .where(and(eq(broadcastRecipients.broadcastId, broadcastId), eq(broadcastRecipients.personId, personId)))
    .returning({ at: broadcastRecipients.acknowledgedAt });
  return row && { acknowledgedAt: toInstantOrNull(row.at) };
}

/** `correction/2` of the wording, or `recall`: how rows of the outbox that change copies are named. */
export function changeKey(broadcastId: number, change: string, personId: number | string): string {
  return `broadcast/${broadcastId}/${change}/${personId}`;
}

/** Everybody, with what became of their message and of its last change: `change` as in `changeKey`, null where nothing was changed. */
export async function outcomesOf(db: Db | Tx, broadcastId: number, change: string | null): Promise<Outcome[]> {
  const key = change === null ? sql`null` : sql`${changeKey(broadcastId, change, '')} || r.person_id`;
  const rows = await db.execute<{
    personId: number;
    untold: UntoldReason | null;
    state: OutboxState | null;
    error: string | null;
    changeState: OutboxState | null;
    changeError: string | null;
    acknowledged: boolean;
  }>(sql`select r.person_id as "personId", r.untold, o.state, o.error, c.state as "changeState", c.error as "changeError",
      r.acknowledged_at is not null as acknowledged
    from broadcast_recipients r left join outbox o on o.id = r.outbox_id left join outbox c on c.dedupe_key = ${key}
    where r.broadcast_id = ${broadcastId} order by r.person_id`);
  return rows.map(({ changeState, changeError, ...outcome }) => ({
    ...outcome,
    change: changeState === null ? null : { state: changeState, error: changeError },
  }));
}

/** Ids in the outbox of the messages in some states. */
export async function messageIds(tx: Tx, broadcastId: number, states: readonly OutboxState[]): Promise<number[]> {
  const rows = await tx.execute<{
    id: string;
  }>(sql`select o.id from broadcast_recipients r join outbox o on o.id = r.outbox_id
    where r.broadcast_id = ${broadcastId} and o.state in ${[...states]} order by o.id`);
  return rows.map(({ id }) => Number(id));
}

/** Copies that say an older wording and stand in Slack, or may: they are changed. */
export async function outdatedCopies(
  tx: Tx,
  broadcastId: number,
  wording: number,
): Promise<{ personId: number; outboxId: number }[]> {
  const rows = await tx.execute<{
    personId: number;
    outboxId: string;
  }>(sql`select r.person_id as "personId", o.id as "outboxId"
    from broadcast_recipients r join outbox o on o.id = r.outbox_id
    where r.broadcast_id = ${broadcastId} and r.wording < ${wording} and o.state in ('claimed', 'sending', 'sent', 'uncertain')
      and not exists (select from outbox c where c.dedupe_key = ${changeKey(broadcastId, `correction/${wording}`, '')} || r.person_id)
    order by o.id`);
  return rows.map(({ personId, outboxId }) => ({ personId, outboxId: Number(outboxId) }));
}

/** Everybody's messages that stand in Slack or may come to. */
export async function copies(tx: Tx, broadcastId: number): Promise<{ personId: number; outboxId: number }[]> {
  const rows = await tx
    .select({ personId: broadcastRecipients.personId, outboxId: broadcastRecipients.outboxId })
    .from(broadcastRecipients)
    .where(and(eq(broadcastRecipients.broadcastId, broadcastId), isNotNull(broadcastRecipients.outboxId)))
    .orderBy(asc(broadcastRecipients.personId));
  return rows.flatMap(({ personId, outboxId }) => (outboxId === null ? [] : [{ personId, outboxId }]));
}

/** What was said of it beside the copies, to readers, advisors and staff: reminders and notes that stand in Slack or may come to. */
export async function notesAbout(tx: Tx, broadcastId: number): Promise<number[]> {
  const rows = await tx.execute<{ id: string }>(sql`select id from outbox where kind = 'post'
    and composer in ('broadcasts.nudge', 'broadcasts.advisor-note', 'broadcasts.staff-note')
    and dedupe_key like ${`broadcast/${broadcastId}/%`} and state not in ('withdrawn', 'failed', 'expired') order by id`);
  return rows.map(({ id }) => Number(id));
}

/** When the first message that still waits may leave; null where none waits. */
export async function nextWaiting(tx: Tx, broadcastId: number): Promise<Temporal.Instant | null> {
  const rows = await tx.execute<{ at: string | null }>(sql`select min(o.ready_at) as at
    from broadcast_recipients r join outbox o on o.id = r.outbox_id where r.broadcast_id = ${broadcastId} and o.state = 'queued'`);
  return toInstantOrNull(rows[0]?.at ?? null);
}

/** Acknowledges it once; gives when. undefined: it was not sent to this person. */
export async function acknowledge(
  tx: Tx,
  broadcastId: number,
  personId: number,
  now: Temporal.Instant,
): Promise<Temporal.Instant | undefined> {
  const [row] = await tx
    .update(broadcastRecipients)
    .set({ acknowledgedAt: sql`coalesce(${broadcastRecipients.acknowledgedAt}, ${now.toString()}::timestamptz)` })
    .where(and(eq(broadcastRecipients.broadcastId, broadcastId), eq(broadcastRecipients.personId, personId)))
    .returning({ at: broadcastRecipients.acknowledgedAt });
  return row?.at ? (toInstantOrNull(row.at) ?? undefined) : undefined;
}

/** Whether somebody was in the audience, and when they acknowledged it. */
export async function recipientOf(
  db: Db | Tx,
  broadcastId: number,
  personId: number,
): Promise<{ untold: UntoldReason | null; acknowledgedAt: Temporal.Instant | null } | undefined> {
  const [row] = await db
    .select({ untold: broadcastRecipients.untold, at: broadcastRecipients.acknowledgedAt })
    .from(broadcastRecipients)
    .where(and(eq(broadcastRecipients.broadcastId, broadcastId), eq(broadcastRecipients.personId, personId)));
  return row && { untold: row.untold, acknowledgedAt: toInstantOrNull(row.at) };
}

/** Those whose copy waits to be sent, and when it may be. */
export async function waitingCopies(
  db: Db | Tx,
  broadcastId: number,
): Promise<readonly { personId: number; at: Temporal.Instant }[]> {
  const rows = await db
    .select({ personId: broadcastRecipients.personId, at: outbox.readyAt })
    .from(broadcastRecipients)
    .innerJoin(outbox, eq(outbox.id, broadcastRecipients.outboxId))
    .where(and(eq(broadcastRecipients.broadcastId, broadcastId), eq(outbox.state, 'queued')))
    .orderBy(asc(outbox.readyAt), asc(outbox.id));
  return rows.map(({ personId, at }) => ({ personId, at: toInstant(at) }));
}

/** Whom it reached, or may have, and who has yet to acknowledge it. */
export async function outstanding(db: Db | Tx, broadcastId: number): Promise<number[]> {
  const rows = await db
    .select({ personId: broadcastRecipients.personId })
    .from(broadcastRecipients)
    .innerJoin(outbox, eq(outbox.id, broadcastRecipients.outboxId))
    .where(
      and(
        eq(broadcastRecipients.broadcastId, broadcastId),
        isNull(broadcastRecipients.acknowledgedAt),
        inArray(outbox.state, ['sent', 'uncertain']),
      ),
    )
    .orderBy(asc(broadcastRecipients.personId));
  return rows.map(({ personId }) => personId);
}

/** Of some people, what stands out to be acknowledged in messages that reached them. */
export async function unacknowledgedOf(
  db: Db,
  personIds: readonly number[],
): Promise<{ personId: number; broadcastId: number }[]> {
  if (personIds.length === 0) return [];
  return db
    .select({ personId: broadcastRecipients.personId, broadcastId: broadcastRecipients.broadcastId })
    .from(broadcastRecipients)
    .innerJoin(broadcasts, eq(broadcasts.id, broadcastRecipients.broadcastId))
    .where(
      and(
        inArray(broadcastRecipients.personId, [...personIds]),
        isNull(broadcastRecipients.acknowledgedAt),
        isNotNull(broadcastRecipients.wording),
        isNotNull(broadcasts.acknowledgeBy),
        inArray(broadcasts.state, ['sending', 'paused', 'stopped', 'sent', 'corrected']),
      ),
    )
    .orderBy(asc(broadcastRecipients.broadcastId));
}

/** Of some people, what is left to their digest. */
export async function leftToDigest(
  db: Db,
  personIds: readonly number[],
): Promise<{ personId: number; broadcastId: number }[]> {
  if (personIds.length === 0) return [];
  return db
    .select({ personId: broadcastRecipients.personId, broadcastId: broadcastRecipients.broadcastId })
    .from(broadcastRecipients)
    .innerJoin(broadcasts, eq(broadcasts.id, broadcastRecipients.broadcastId))
    .where(
      and(
        inArray(broadcastRecipients.personId, [...personIds]),
        eq(broadcastRecipients.untold, 'digest'),
        inArray(broadcasts.state, ['sending', 'paused', 'sent', 'corrected']),
      ),
    );
}

/** Those whom a reason keeps from being told. */
export async function untoldFor(tx: Tx, broadcastId: number, reason: UntoldReason): Promise<number[]> {
  const rows = await tx
    .select({ personId: broadcastRecipients.personId })
    .from(broadcastRecipients)
    .where(and(eq(broadcastRecipients.broadcastId, broadcastId), eq(broadcastRecipients.untold, reason)))
    .orderBy(asc(broadcastRecipients.personId));
  return rows.map(({ personId }) => personId);
}
