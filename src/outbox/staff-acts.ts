// What staff do about messages: look, try again, drop, hold everything, let it go on. Each act is one transaction with its audit row.
import { and, asc, count, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../context.ts';
import type { Tx } from '../db/client.ts';
import { outbox, outboxSwitch } from '../db/schema.ts';
import type { OutboxState } from '../domain/outbox.ts';
import { ListedError } from '../errors.ts';
import { actingStaff } from '../people/acting-staff.ts';
import { recordActs } from '../people/audit.ts';
import type { Action } from '../people/authorise.ts';
import type { Person } from '../people/person.ts';
import { rehearse } from '../people/rehearse.ts';
import { OUTBOX_CHANNEL } from './enqueue.ts';

/** Who acts: a staff member, or the e-mail address of one. A dry run changes nothing. */
interface Acting {
  as: string | Person;
  dryRun: boolean;
}

/** A message without what it says. */
export interface OutboxLine {
  id: number;
  state: OutboxState;
  kind: string;
  lane: string;
  personId: number | null;
  composer: string | null;
  attempt: number;
  error: string | null;
  readyAt: string;
}

export interface OutboxOverview {
  counts: readonly { state: OutboxState; count: number }[];
  /** null: messages leave. `reason` in the words of whoever holds them, or Slack's. */
  held: { since: string; reason: string | null } | null;
  lines: readonly OutboxLine[];
  /** Lines beyond those that are listed. */
  more: number;
}

/** What staff look at when they name no state. */
const UNSETTLED: readonly OutboxState[] = ['queued', 'claimed', 'sending', 'failed', 'uncertain'];
const LINES = 50;

/** What is in the outbox: counts of all states, and messages of some, the oldest first. */
export async function listOutbox(ctx: Context, as: string, state: OutboxState | null): Promise<OutboxOverview> {
  await actingStaff(ctx.db, as, 'outbox.list');
  const states = state === null ? UNSETTLED : [state];
  const [counts, lines, [held]] = await Promise.all([
    ctx.db.select({ state: outbox.state, count: count() }).from(outbox).groupBy(outbox.state).orderBy(outbox.state),
    ctx.db
      .select({
        id: outbox.id,
        state: outbox.state,
        kind: outbox.kind,
        lane: outbox.lane,
        personId: outbox.personId,
        composer: outbox.composer,
        attempt: outbox.attempt,
        error: outbox.error,
        readyAt: outbox.readyAt,
      })
      .from(outbox)
      .where(inArray(outbox.state, [...states]))
      .orderBy(asc(outbox.id))
      .limit(LINES),
    ctx.db.select().from(outboxSwitch),
  ]);
  const all = counts.filter((one) => states.includes(one.state)).reduce((sum, one) => sum + one.count, 0);
  return {
    counts,
    held: held?.heldAt ? { since: held.heldAt, reason: held.reason } : null,
    lines,
    more: all - lines.length,
  };
}

async function tellWorkers(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`);
}

interface Change {
  action: Action;
  /** States in which a message can be changed so, and what is wrong with any other. */
  from: readonly OutboxState[];
  unfit: string;
  set: (now: Temporal.Instant) => Partial<Omit<typeof outbox.$inferInsert, 'error'>> & { error?: string | SQL | null };
  and?: (now: Temporal.Instant) => SQL;
}

/** Changes all of some messages or, where one of them is not fit for it, none. Gives how many. */
async function change(
  ctx: Context,
  ids: readonly number[],
  { as, dryRun }: Acting,
  { action, from, unfit, set, and: also }: Change,
): Promise<number> {
  return rehearse(ctx, dryRun, async (tx) => {
    const actor = await actingStaff(tx, as, action);
    const now = ctx.clock.now();
    const chosen = [...new Set(ids)];
    const rows = await tx
      .update(outbox)
      .set(set(now))
      .where(and(inArray(outbox.id, chosen), inArray(outbox.state, [...from]), also?.(now)))
      .returning({ id: outbox.id });
    const changed = new Set(rows.map(({ id }) => id));
    const problems = chosen.filter((id) => !changed.has(id)).map((id) => `${id}: ${unfit}`);
    if (problems.length > 0) throw new ListedError('Nothing was changed:', problems);
    await tellWorkers(tx);
    const details = { ids: chosen };
    await recordActs(tx, now.toString(), [{ act: action, actorId: actor.id, subjectId: null, details }]);
    return rows.length;
  });
}

/** Queues messages again that could not be sent, or of which it is not known. Throws a ListedError that names those it can't. */
export function retryMessages(ctx: Context, ids: readonly number[], acting: Acting): Promise<number> {
  return change(ctx, ids, acting, {
    action: 'outbox.retry',
    from: ['failed', 'uncertain'],
    unfit: 'there is no message of this number that is failed or uncertain and still of use',
    set: (now) => ({ state: 'queued', readyAt: now.toString(), error: null, settledAt: null }),
    and: (now) => sql`(${outbox.expiresAt} is null or ${outbox.expiresAt} > ${now.toString()})`,
  });
}

/** Notes that messages of which it is not known stand in Slack, as somebody saw. Throws a ListedError that names those it can't. */
export function confirmMessages(ctx: Context, ids: readonly number[], acting: Acting): Promise<number> {
  return change(ctx, ids, acting, {
    action: 'outbox.confirm',
    from: ['uncertain'],
    unfit: 'there is no message of this number of which it is not known whether it was sent',
    // Where and as what it stands is not known: what made it uncertain stays beside it.
    set: (now) => ({ state: 'sent', settledAt: now.toString(), error: sql`coalesce(${outbox.error}, 'unknown')` }),
  });
}

/** Takes messages back that were not sent, or of which it is not known. Throws a ListedError that names those it can't. */
export function dropMessages(ctx: Context, ids: readonly number[], acting: Acting): Promise<number> {
  return change(ctx, ids, acting, {
    action: 'outbox.drop',
    from: ['queued', 'failed', 'uncertain'],
    unfit: 'there is no message of this number that is queued, failed or uncertain',
    set: (now) => ({ state: 'withdrawn', settledAt: now.toString() }),
  });
}

/** Holds everything back; `reason`, where there is one, is shown to staff. Gives whether it was held already. */
export function holdOutbox(ctx: Context, reason: string | null, { as, dryRun }: Acting): Promise<boolean> {
  return rehearse(ctx, dryRun, async (tx) => {
    const actor = await actingStaff(tx, as, 'outbox.hold');
    const now = ctx.clock.now().toString();
    const [before] = await tx.select().from(outboxSwitch).for('update');
    await tx.update(outboxSwitch).set({ heldAt: now, heldBy: actor.id, reason }).where(eq(outboxSwitch.id, 1));
    await recordActs(tx, now, [{ act: 'outbox.hold', actorId: actor.id, subjectId: null, details: {} }]);
    return before?.heldAt !== null && before?.heldAt !== undefined;
  });
}

/** Lets messages leave again. Gives whether they were held. */
export function resumeOutbox(ctx: Context, { as, dryRun }: Acting): Promise<boolean> {
  return rehearse(ctx, dryRun, async (tx) => {
    const actor = await actingStaff(tx, as, 'outbox.resume');
    const now = ctx.clock.now().toString();
    const [before] = await tx.select().from(outboxSwitch).for('update');
    if (!before?.heldAt) return false;
    await tx.update(outboxSwitch).set({ heldAt: null, heldBy: null, reason: null }).where(eq(outboxSwitch.id, 1));
    await tellWorkers(tx);
    await recordActs(tx, now, [{ act: 'outbox.resume', actorId: actor.id, subjectId: null, details: {} }]);
    return true;
  });
}
