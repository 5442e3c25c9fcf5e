// The steps of one row's life in the database. Each names the row, its worker and its attempt: a stale one changes nothing.
import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { type Db, preparedOn } from '../db/client.ts';
import { directConversations, outbox, outboxSwitch } from '../db/schema.ts';
import type { OutboxState } from '../domain/outbox.ts';
import type { Life } from './life.ts';
import { WORKER_LOCK } from './locks.ts';
import type { PacedMethod } from './pace.ts';
import { type HandledRow, handledRows, returned } from './rows.ts';

const given = sql.placeholder;

const begun = preparedOn((db) =>
  db
    .update(outbox)
    .set({
      state: 'sending',
      attempt: sql`${given('attempt')}::int`,
      attemptedAt: sql`${given('now')}::timestamptz`,
      fileId: null,
      error: null,
    })
    .where(
      and(
        eq(outbox.id, given('id')),
        eq(outbox.workerId, given('worker')),
        // A repetition of this statement, whose first answer was lost, finds its own work.
        sql`(${outbox.state} = 'claimed' and ${outbox.attempt} = ${given('attempt')}::int - 1
          or ${outbox.state} = 'sending' and ${outbox.attempt} = ${given('attempt')}::int)`,
        sql`not exists (select from outbox_switch where held_at is not null)`,
        // Whoever left since the row was claimed is sent nothing.
        sql`not exists (select from people p where p.id = ${outbox.personId} and p.deactivated_at is not null)`,
        sql`not exists (select from outbox_pace where method = ${given('method')} and blocked_until > ${given('now')}::timestamptz)`,
      ),
    )
    .returning({ id: outbox.id })
    .prepare('outbox_begin'),
);

/**
 * Commits that the call for a claimed row is about to begin. false where it may not: the row is not this worker's any more, sending is
 * held, or the method was told to be silent.
 */
export async function begin(
  db: Db,
  worker: number,
  row: HandledRow,
  method: PacedMethod,
  now: Temporal.Instant,
): Promise<boolean> {
  const values = { id: row.id, worker, attempt: row.attempt + 1, method, now: now.toString() };
  return (await begun(db).execute(values)).length > 0;
}

const settled = preparedOn((db) =>
  db
    .update(outbox)
    .set({
      state: sql`${given('state')}`,
      workerId: null,
      attempt: sql`${given('attempt')}::int`,
      conversation: sql`coalesce(${given('conversation')}::text, ${outbox.conversation})`,
      ts: sql`coalesce(${given('ts')}::text, ${outbox.ts})`,
      fileId: sql`coalesce(${given('fileId')}::text, ${outbox.fileId})`,
      error: sql`${given('error')}::text`,
      readyAt: sql`coalesce(${given('readyAt')}::timestamptz, ${outbox.readyAt})`,
      dueAt: sql`coalesce(${given('dueAt')}::timestamptz, ${outbox.dueAt})`,
      settledAt: sql`case when ${given('state')} = 'queued' then null else ${given('now')}::timestamptz end`,
    })
    .where(
      and(
        eq(outbox.id, given('id')),
        eq(outbox.workerId, given('worker')),
        eq(outbox.attempt, given('was')),
        inArray(outbox.state, ['claimed', 'sending']),
      ),
    )
    .returning({ id: outbox.id })
    .prepare('outbox_settle'),
);

export interface Settlement {
  state: Exclude<OutboxState, 'claimed' | 'sending'>;
  /** What the row counts from now on, where that is something else. */
  attempt?: number;
  conversation?: string | null;
  ts?: string | null;
  fileId?: string | null;
  error?: string | null;
  /** When a row that is queued again may be sent; as before where it is left out. */
  readyAt?: Temporal.Instant;
  /** From when on it keeps what comes after it waiting; as before where it is left out. */
  dueAt?: Temporal.Instant;
}

/** Lets a row go in its new state. false where it was not this worker's, or another attempt's: nothing was changed. */
export async function settle(
  db: Db,
  worker: number,
  { id, attempt }: Pick<HandledRow, 'id' | 'attempt'>,
  to: Settlement,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await settled(db).execute({
    id,
    worker,
    was: attempt,
    attempt: to.attempt ?? attempt,
    state: to.state,
    conversation: to.conversation ?? null,
    ts: to.ts ?? null,
    fileId: to.fileId ?? null,
    error: to.error ?? null,
    readyAt: to.readyAt?.toString() ?? null,
    dueAt: to.dueAt?.toString() ?? null,
    now: now.toString(),
  });
  return rows.length > 0;
}

/** Keeps the id of an uploaded file before the upload is completed. false where the row is not this worker's any more. */
export async function keepFileId(db: Db, worker: number, row: HandledRow, fileId: string): Promise<boolean> {
  const rows = await db
    .update(outbox)
    .set({ fileId })
    .where(
      and(
        eq(outbox.id, row.id),
        eq(outbox.workerId, worker),
        eq(outbox.attempt, row.attempt),
        eq(outbox.state, 'sending'),
      ),
    )
    .returning({ id: outbox.id });
  return rows.length > 0;
}

/** Keeps the conversation with a Slack user. */
export async function keepConversation(
  { transaction }: Pick<Life, 'transaction'>,
  slackUserId: string,
  conversation: string,
): Promise<void> {
  await transaction(async (tx) => {
    await tx
      .delete(directConversations)
      .where(and(eq(directConversations.conversation, conversation), ne(directConversations.slackUserId, slackUserId)));
    await tx
      .insert(directConversations)
      .values({ slackUserId, conversation })
      .onConflictDoUpdate({ target: directConversations.slackUserId, set: { conversation } });
  });
}

/** Holds all sending; whoever holds it already stays named. true where it was not held before. */
export async function hold(db: Db, reason: string, now: Temporal.Instant): Promise<boolean> {
  const rows = await db
    .update(outboxSwitch)
    .set({ heldAt: now.toString(), reason })
    .where(and(eq(outboxSwitch.id, 1), sql`held_at is null`))
    .returning({ id: outboxSwitch.id });
  return rows.length > 0;
}

/**
 * Looks for workers that are gone: their lock can be taken. What they had claimed is queued again; what they were sending is handed to
 * the worker of this life, `most` rows at most. Gives those, and how many were queued again.
 */
export async function adoptOrphans(
  { id: worker, db, transaction }: Pick<Life, 'id' | 'db' | 'transaction'>,
  most: number,
): Promise<{ adopted: HandledRow[]; requeued: number }> {
  const others = await db.execute<{ id: number }>(sql`select id from outbox_workers where id <> ${worker}
    union select distinct worker_id from outbox where state in ('claimed', 'sending') and worker_id <> ${worker}`);
  const adopted: HandledRow[] = [];
  let requeued = 0;
  for (const { id } of others) {
    await transaction(async (tx) => {
      const [lock] = await tx.execute(sql`select pg_try_advisory_xact_lock(${WORKER_LOCK}, ${id}) as free`);
      if (!lock?.free) return;
      const queued = await tx.execute(
        sql`update outbox set state = 'queued', worker_id = null where state = 'claimed' and worker_id = ${id} returning id`,
      );
      requeued += queued.length;
      const rows = await tx.execute(
        returned(sql`update outbox set worker_id = ${worker} where id in
          (select id from outbox where state = 'sending' and worker_id = ${id} order by id limit ${most - adopted.length})`),
      );
      adopted.push(...handledRows(rows));
      await tx.execute(sql`delete from outbox_workers w where id = ${id}
        and not exists (select from outbox where worker_id = w.id and state = 'sending')`);
    });
  }
  return { adopted, requeued };
}
