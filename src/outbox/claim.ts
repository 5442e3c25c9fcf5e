// Which rows are sent next, and when: one transaction at a time, over all processes.
import { type SQL, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Db } from '../db/client.ts';
import { LANES, OUTBOX_KINDS, OUTBOX_STATES, type OutboxKind } from '../domain/outbox.ts';
import type { Life } from './life.ts';
import { claimableAt, METHOD_OF, PACED_METHODS, type PacedMethod, slotsWithin, takeSlots } from './pace.ts';
import { lockPaces, type Paces, savePace } from './pace-store.ts';
import { type HandledRow, handledRows, instant, returned } from './rows.ts';
import type { OutboxSettings } from './settings.ts';

/** A row that may be sent at `slot`, or a little later. */
export interface Claimed {
  row: HandledRow;
  slot: Temporal.Instant;
}

export interface Claim {
  claimed: Claimed[];
  /** The next moment at which there may be something to claim; null where only an enqueue, or the end of what is under way, can bring something. */
  next: Temporal.Instant | null;
  /** Rows that were settled instead: of no use any more. */
  spent: number;
  held: boolean;
}

/** Rows looked at in one claim; those of one recipient share a turn, so that a few more are looked at than claimed. */
const LOOKED_AT = 200;

/** Longer than any call: when somebody was last written to is looked for among attempts since then. */
const RECENT_MS = 60_000;

const WHOLE_MS = { smallestUnit: 'millisecond', roundingMode: 'ceil' } as const;

const candidate = z.object({
  id: z.coerce.number(),
  kind: z.enum(OUTBOX_KINDS),
  recipient: z.string(),
  expiresAt: instant.nullable(),
  targetState: z.enum(OUTBOX_STATES).nullable(),
  spokenAt: instant.nullable(),
});
type Candidate = z.output<typeof candidate>;

const UNSETTLED = sql`('queued', 'claimed', 'sending')`;

/**
 * The first row of each recipient and lane that is due, in order; none for a recipient to whom something is under way. A change whose target
 * is not settled keeps nobody waiting. The subqueries are scalar on purpose: each costs one look into an index, whatever the planner
 * believes of a table that has just grown.
 */
function candidatesIn(lane: string, kinds: readonly OutboxKind[], now: string, limit: number): SQL {
  return sql`(select o.id, o.kind, o.recipient, o.expires_at as "expiresAt",
      (select t.state from outbox t where t.id = o.target_id) as "targetState",
      (select max(coalesce(s.settled_at, s.attempted_at)) from outbox s where s.recipient = o.recipient
        and s.attempted_at > ${now}::timestamptz - ${RECENT_MS} * interval '1 ms' and s.kind in ('post', 'file')) as "spokenAt"
    from outbox o where o.state = 'queued' and o.lane = ${lane} and o.ready_at <= ${now} and o.kind in ${kinds}
      and (select b.id from outbox b where b.recipient = o.recipient and b.state in ('claimed', 'sending') limit 1) is null
      and o.id = (select p.id from outbox p where p.recipient = o.recipient and p.lane = o.lane and p.state in ${UNSETTLED}
        and p.due_at <= ${now} and (p.target_id is null or (select t.state from outbox t where t.id = p.target_id)
          not in ('queued', 'claimed', 'sending', 'uncertain')) order by p.id limit 1)
    order by o.ready_at, o.id limit ${limit})`;
}

async function candidates(tx: Db, kinds: readonly OutboxKind[], now: Temporal.Instant, limit: number) {
  if (kinds.length === 0) return [];
  const lanes = LANES.map((lane) => candidatesIn(lane, kinds, now.toString(), limit));
  const rows = await tx.execute(sql`select * from (${sql.join(lanes, sql` union all `)}) due limit ${limit}`);
  return rows.map((row) => candidate.parse(row));
}

/** When the first row that is not due yet will be. */
async function nextReady(tx: Db, now: Temporal.Instant): Promise<Temporal.Instant | null> {
  const lanes = LANES.map(
    (
      lane,
    ) => sql`(select ready_at from outbox where state = 'queued' and lane = ${lane} and ready_at > ${now.toString()}
      order by ready_at limit 1)`,
  );
  const rows = await tx.execute(sql`select min(ready_at) as at from (${sql.join(lanes, sql` union all `)}) lanes`);
  return z.object({ at: instant.nullable() }).parse(rows[0]).at;
}

function earlier(a: Temporal.Instant | null, b: Temporal.Instant | null): Temporal.Instant | null {
  if (a === null || b === null) return a ?? b;
  return a.epochNanoseconds <= b.epochNanoseconds ? a : b;
}

interface Picked {
  chosen: Map<number, PacedMethod>;
  /** Of no use any more, or about something that was never sent. */
  spent: Map<number, 'expired' | 'withdrawn'>;
  next: Temporal.Instant | null;
}

/** Chooses among candidates: one a recipient, as many a method as it has slots, none within a second of the last to the same conversation. */
function pick(
  found: readonly Candidate[],
  free: Map<PacedMethod, number>,
  now: Temporal.Instant,
  gapMs: number,
): Picked {
  const picked: Picked = { chosen: new Map(), spent: new Map(), next: null };
  const recipients = new Set<string>();
  for (const { id, kind, recipient, expiresAt, targetState, spokenAt } of found) {
    const method = METHOD_OF[kind];
    const slots = free.get(method) ?? 0;
    const opens = kind === 'post' || kind === 'file' ? (spokenAt?.add({ milliseconds: gapMs }) ?? now) : now;
    if (recipients.has(recipient)) continue;
    if (expiresAt && expiresAt.epochNanoseconds <= now.epochNanoseconds) picked.spent.set(id, 'expired');
    else if (targetState !== null && targetState !== 'sent') picked.spent.set(id, 'withdrawn');
    else if (opens.epochNanoseconds > now.epochNanoseconds) picked.next = earlier(picked.next, opens);
    else if (slots > 0) {
      picked.chosen.set(id, method);
      free.set(method, slots - 1);
      recipients.add(recipient);
    }
  }
  return picked;
}

/** Claims the chosen rows and hands out the slots of their methods, in order. */
async function take(
  tx: Db,
  chosen: Picked['chosen'],
  {
    paces,
    workerId,
    settings,
    now,
  }: { paces: Paces; workerId: number; settings: OutboxSettings; now: Temporal.Instant },
): Promise<Claimed[]> {
  if (chosen.size === 0) return [];
  const slots = new Map<number, Temporal.Instant>();
  for (const method of new Set(chosen.values())) {
    const ids = [...chosen].flatMap(([id, its]) => (its === method ? id : []));
    const rate = settings.rates[method];
    const taken = takeSlots(paces[method], rate, now, ids.length);
    paces[method] = taken.pace;
    await savePace(tx, method, taken.pace);
    for (const [at, id] of ids.entries()) slots.set(id, taken.slots[at] ?? now);
  }
  const rows = await tx.execute(
    returned(sql`update outbox set state = 'claimed', worker_id = ${workerId} where id in ${[...chosen.keys()]}`),
  );
  const order = new Map([...chosen.keys()].map((id, at) => [id, at]));
  return handledRows(rows)
    .map((row) => ({ row, slot: slots.get(row.id) ?? now }))
    .sort((a, b) => (order.get(a.row.id) ?? 0) - (order.get(b.row.id) ?? 0));
}

async function settleSpent(tx: Db, spent: Picked['spent'], now: Temporal.Instant): Promise<void> {
  for (const state of ['expired', 'withdrawn'] as const) {
    const ids = [...spent].flatMap(([id, its]) => (its === state ? id : []));
    if (ids.length > 0)
      await tx.execute(sql`update outbox set state = ${state}, settled_at = ${now.toString()} where id in ${ids}`);
  }
}

/** Claims for a worker what may be sent within the horizon from `now` on, about half a second's worth. */
export function claim(
  { id: workerId, transaction }: Pick<Life, 'id' | 'transaction'>,
  settings: OutboxSettings,
  now: Temporal.Instant,
  most: number,
): Promise<Claim> {
  return transaction(async (tx) => {
    const { held, paces } = await lockPaces(tx, settings.rates, now);
    if (held) return { claimed: [], next: null, spent: 0, held };
    const free = new Map<PacedMethod, number>();
    for (const method of PACED_METHODS) free.set(method, Math.min(most, slotsWithin(paces[method], now)));
    const isOpen = (kind: OutboxKind) => (free.get(METHOD_OF[kind]) ?? 0) > 0;
    const found = await candidates(tx, OUTBOX_KINDS.filter(isOpen), now, LOOKED_AT);
    const { chosen, spent, next } = pick(found, free, now, settings.conversationGapMs);
    await settleSpent(tx, spent, now);
    const claimed = await take(tx, chosen, { paces, workerId, settings, now });
    // Rows whose method has no slot left, as far as there are any.
    const closed = OUTBOX_KINDS.filter((kind) => slotsWithin(paces[METHOD_OF[kind]], now) === 0);
    const waiting = closed.length > 0 && (await candidates(tx, closed, now, 1)).length > 0 ? closed : [];
    const opening = waiting.map((kind) => claimableAt(paces[METHOD_OF[kind]], now));
    const soonest = [next, await nextReady(tx, now), ...opening].reduce(earlier, null);
    // A clock that counts milliseconds must not wake us a little early.
    return { claimed, next: soonest?.round(WHOLE_MS) ?? null, spent: spent.size, held };
  });
}
