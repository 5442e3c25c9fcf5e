// Which rows are sent next, and when: one transaction at a time, over all processes.
import { type SQL, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Statement, written } from '../db/execute-prepared.ts';
import { LANES, OUTBOX_KINDS, OUTBOX_STATES, type OutboxKind } from '../domain/outbox.ts';
import type { Life, Send } from './life.ts';
import { claimableAt, METHOD_OF, PACED_METHODS, type PacedMethod, type Rates, slotsWithin, takeSlots } from './pace.ts';
import { lockClaims, type Paces, pacesOf, savePace, selectPaces } from './pace-store.ts';
import { type HandledRow, handledRows, instant, returned } from './rows.ts';
import type { OutboxSettings } from './settings.ts';

/** A row that may be sent at `slot`, or a little later. */
export interface Claimed {
  row: HandledRow;
  slot: Temporal.Instant;
  /** It was committed as sending, under a permit of its worker. */
  begun: boolean;
}

export interface Claim {
  claimed: Claimed[];
  /** The next moment at which there may be something to claim; null where only an enqueue, or the end of what is under way, can bring something. */
  next: Temporal.Instant | null;
  /** Rows that were settled instead: of no use any more. */
  spent: number;
  /** There may be others that can be claimed at once. */
  more: boolean;
  held: boolean;
  /** The methods as this claim left them. */
  paces: Paces;
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

const nextMoment = z.object({ at: instant.nullable() });

const given = sql.placeholder;

/** A list as one value, so that the text of a statement does not depend on its length. Of words and numbers that need no quotes. */
function list(values: readonly (OutboxKind | number)[]): string {
  return `{${values.join(',')}}`;
}

const UNSETTLED = sql`('queued', 'claimed', 'sending')`;

/**
 * The first row of each recipient and lane that is due, in order; none for a recipient to whom something is under way. A change whose target
 * is not settled keeps nobody waiting. The subqueries are scalar on purpose: each costs one look into an index, whatever the planner
 * believes of a table that has just grown.
 */
function dueIn(lane: string): SQL {
  const [now, limit] = [sql`${given('now')}::timestamptz`, sql`${given('limit')}::int`];
  return sql`(select o.id, o.kind, o.recipient, o.expires_at as "expiresAt",
      (select t.state from outbox t where t.id = o.target_id) as "targetState",
      (select max(coalesce(s.settled_at, s.attempted_at)) from outbox s where s.recipient = o.recipient
        and s.attempted_at > ${now} - ${RECENT_MS} * interval '1 ms' and s.kind in ('post', 'file')) as "spokenAt"
    from outbox o where o.state = 'queued' and o.lane = ${lane} and o.ready_at <= ${now} and o.kind = any(${given('kinds')}::text[])
      and (select b.id from outbox b where b.recipient = o.recipient and b.state in ${UNSETTLED} and b.state <> 'queued' limit 1) is null
      and o.id = (select p.id from outbox p where p.recipient = o.recipient and p.lane = o.lane and p.state in ${UNSETTLED}
        and p.due_at <= ${now} and (p.target_id is null or (select t.state from outbox t where t.id = p.target_id)
          not in ('queued', 'claimed', 'sending', 'uncertain')) order by p.id limit 1)
    order by o.ready_at, o.id limit ${limit})`;
}

/** The rows that are due, first those of the first lane; with `kinds`, `now` and `limit` as placeholders. */
export const dueRows = sql`select * from (${sql.join(LANES.map(dueIn), sql` union all `)}) due limit ${given('limit')}::int`;

const selectCandidates = written<{ kinds: string; now: string; limit: number }>(dueRows);

function candidates(kinds: readonly OutboxKind[], now: Temporal.Instant, limit: number): Statement {
  return selectCandidates({ kinds: list(kinds), now: now.toString(), limit });
}

const nextOf = (lane: string) => sql`(select ready_at from outbox where state = 'queued' and lane = ${lane}
  and ready_at > ${given('now')}::timestamptz order by ready_at limit 1)`;

/** When the first row that is not due yet will be. */
const selectNext = written<{ now: string }>(
  sql`select min(ready_at) as at from (${sql.join(LANES.map(nextOf), sql` union all `)}) lanes`,
);

function earlier(a: Temporal.Instant | null, b: Temporal.Instant | null): Temporal.Instant | null {
  if (a === null || b === null) return a ?? b;
  return a.epochNanoseconds <= b.epochNanoseconds ? a : b;
}

interface Picked {
  chosen: Map<number, PacedMethod>;
  /** Of no use any more, or about something that was never sent. */
  spent: Map<number, 'expired' | 'withdrawn'>;
  next: Temporal.Instant | null;
  /** Methods that had too few slots for all. */
  left: Set<PacedMethod>;
}

/** Chooses among candidates: one a recipient, as many a method as it has slots, none within a second of the last to the same conversation. */
function pick(
  found: readonly Candidate[],
  free: Map<PacedMethod, number>,
  now: Temporal.Instant,
  gapMs: number,
): Picked {
  const picked: Picked = { chosen: new Map(), spent: new Map(), next: null, left: new Set() };
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
    } else picked.left.add(method);
  }
  return picked;
}

/** Hands out the slots of the methods, in order: when each chosen row may be sent, and the methods as they are afterwards. */
function handOut(chosen: Picked['chosen'], before: Paces, rates: Rates, now: Temporal.Instant) {
  const slots = new Map<number, Temporal.Instant>();
  const paces = { ...before };
  const used = new Set(chosen.values());
  for (const method of used) {
    const ids = [...chosen].flatMap(([id, its]) => (its === method ? id : []));
    const taken = takeSlots(paces[method], rates[method], now, ids.length);
    paces[method] = taken.pace;
    for (const [at, id] of ids.entries()) slots.set(id, taken.slots[at] ?? now);
  }
  return { slots, paces, saving: [...used].map((method) => savePace(method, paces[method])) };
}

/**
 * Whoever withdraws a row does not wait for the claim lock. `is true` keeps the planner from reading the whole index of queued rows for one
 * of them.
 */
export const STILL_QUEUED = sql`(state = 'queued') is true`;

const take = written<{ worker: number; ids: string }>(
  returned(
    sql`update outbox set state = 'claimed', worker_id = ${given('worker')} where id = any(${given('ids')}::bigint[]) and ${STILL_QUEUED}`,
  ),
);

const settle = written<{ state: string; now: string; ids: string }>(
  sql`update outbox set state = ${given('state')}, settled_at = ${given('now')} where id = any(${given('ids')}::bigint[]) and ${STILL_QUEUED}`,
);

function settleSpent(spent: Picked['spent'], now: Temporal.Instant): Statement[] {
  return (['expired', 'withdrawn'] as const).flatMap((state) => {
    const ids = [...spent].flatMap(([id, its]) => (its === state ? id : []));
    return ids.length > 0 ? settle({ state, now: now.toString(), ids: list(ids) }) : [];
  });
}

/**
 * A claim needs not be on the disk: should Postgres fall, its workers are over and their claimed rows are queued again. Whatever was sent
 * of them was committed after the claim, and took it along.
 */
const OPENING = [
  written(sql`begin`)({}),
  written(sql`set local synchronous_commit to off`)({}),
  lockClaims,
  selectPaces,
];

const COMMIT = written(sql`commit`)({});

/** Candidates of some kinds only; a search for rows of no kind would read them all. */
async function among(send: Send, kinds: readonly OutboxKind[], now: Temporal.Instant) {
  return kinds.length > 0 ? send([candidates(kinds, now, LOOKED_AT)]) : [];
}

/** Claims for a worker what may be sent within the horizon from `now` on, about half a second's worth. Takes two exchanges with the database. */
export function claim(
  { id: workerId, exchange }: Pick<Life, 'id' | 'exchange'>,
  settings: OutboxSettings,
  now: Temporal.Instant,
  most: number,
): Promise<Claim> {
  return exchange(async (send) => {
    const [read = [], first = []] = (await send([...OPENING, candidates(OUTBOX_KINDS, now, LOOKED_AT)])).slice(-2);
    const { held, paces: old } = pacesOf(read, settings.rates, now);
    if (held) {
      await send([COMMIT]);
      return { claimed: [], next: null, spent: 0, more: false, held, paces: old };
    }
    const free = new Map<PacedMethod, number>();
    for (const method of PACED_METHODS) free.set(method, Math.min(most, slotsWithin(old[method], now)));
    const open = OUTBOX_KINDS.filter((kind) => (free.get(METHOD_OF[kind]) ?? 0) > 0);
    // Rows of a closed method would stand in the way of others.
    const [due = []] = open.length < OUTBOX_KINDS.length ? await among(send, open, now) : [first];
    const found = due.map((row) => candidate.parse(row));
    const { chosen, spent, next, left } = pick(found, free, now, settings.conversationGapMs);
    const { slots, paces, saving } = handOut(chosen, old, settings.rates, now);
    const closed = OUTBOX_KINDS.filter((kind) => slotsWithin(paces[METHOD_OF[kind]], now) === 0);
    const before = [...settleSpent(spent, now), ...saving];
    const [taken = [], ready = [], waiting = []] = (
      await send([
        ...before,
        take({ worker: workerId, ids: list([...chosen.keys()]) }),
        selectNext({ now: now.toString() }),
        // Whether there are rows whose method has no slot left.
        ...(closed.length > 0 ? [candidates(closed, now, 1)] : []),
        COMMIT,
      ])
    ).slice(before.length, -1);
    const rows = new Map(handledRows(taken).map((row) => [row.id, row]));
    const claimed = [...chosen.keys()].flatMap((id): Claimed[] => {
      const row = rows.get(id);
      return row ? [{ row, slot: slots.get(id) ?? now, begun: false }] : [];
    });
    const opening = (waiting.length > 0 ? closed : []).map((kind) => claimableAt(paces[METHOD_OF[kind]], now));
    const soonest = [next, nextMoment.parse(ready[0]).at, ...opening].reduce(earlier, null);
    const hasSlots = [...left].some((method) => slotsWithin(paces[method], now) > 0);
    const more = spent.size > 0 || hasSlots || found.length >= LOOKED_AT;
    // A clock that counts milliseconds must not wake us a little early.
    return { claimed, next: soonest?.round(WHOLE_MS) ?? null, spent: spent.size, more, held, paces };
  });
}
