// The pace of each method, shared by all processes: read and written under the claim lock.
import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Db, Tx } from '../db/client.ts';
import { executePrepared, type Statement, written } from '../db/execute-prepared.ts';

import { CLAIM_LOCK } from './locks.ts';
import { limited, PACED_METHODS, type Pace, type PacedMethod, type Rates, startingPace, takeSlots } from './pace.ts';
import { instant } from './rows.ts';

const given = sql.placeholder;

const stored = z.object({
  held: z.boolean(),
  method: z.string().nullable(),
  rate: z.number().nullable(),
  nextAt: instant.nullable(),
  blockedUntil: instant.nullable(),
});

export type Paces = Record<PacedMethod, Pace>;

/** Waits for the claim lock, until the end of the transaction. */
export const lockClaims = written(sql`select pg_advisory_xact_lock(${CLAIM_LOCK}::bigint)`)({});

/** How fast each method is, and whether sending is held. */
export const selectPaces = written(sql`select s.held_at is not null as held, p.method, p.rate, p.next_at as "nextAt",
  p.blocked_until as "blockedUntil" from outbox_switch s left join outbox_pace p on true where s.id = 1`)({});

/** What `selectPaces` gave. */
export function pacesOf(
  rows: readonly unknown[],
  rates: Rates,
  now: Temporal.Instant,
): { held: boolean; paces: Paces } {
  const known = rows.map((row) => stored.parse(row));
  const paceOf = (method: PacedMethod): Pace => {
    const row = known.find((each) => each.method === method);
    if (!row?.rate || !row.nextAt) return startingPace(rates[method], now);
    return { rate: row.rate, nextAt: row.nextAt, blockedUntil: row.blockedUntil };
  };
  const paces = Object.fromEntries(PACED_METHODS.map((method) => [method, paceOf(method)])) as Paces;
  return { held: known.some(({ held }) => held), paces };
}

const savedPace = written<Record<'method' | 'rate' | 'nextAt' | 'blockedUntil', unknown>>(
  sql`insert into outbox_pace (method, rate, next_at, blocked_until)
    values (${given('method')}, ${given('rate')}, ${given('nextAt')}, ${given('blockedUntil')})
    on conflict (method) do update set rate = excluded.rate, next_at = excluded.next_at, blocked_until = excluded.blocked_until`,
);

export function savePace(method: PacedMethod, { rate, nextAt, blockedUntil }: Pace): Statement {
  return savedPace({ method, rate, nextAt: nextAt.toString(), blockedUntil: blockedUntil?.toString() ?? null });
}

/** Whoever can carry out a transaction. */
export interface Transacting {
  transaction<T>(work: (tx: Db | Tx) => Promise<T>): Promise<T>;
}

async function change<T>(
  life: Transacting,
  { rates, method, now }: { rates: Rates; method: PacedMethod; now: Temporal.Instant },
  to: (pace: Pace) => { pace: Pace; result: T },
): Promise<T> {
  return life.transaction(async (tx) => {
    await executePrepared(tx, lockClaims);
    const { paces } = pacesOf(await executePrepared(tx, selectPaces), rates, now);
    const { pace, result } = to(paces[method]);
    await executePrepared(tx, savePace(method, pace));
    return result;
  });
}

/** Takes one slot of a method and gives its moment, at or after `now`. */
export function takeSlot(
  life: Transacting,
  rates: Rates,
  method: PacedMethod,
  now: Temporal.Instant,
): Promise<Temporal.Instant> {
  return change(life, { rates, method, now }, (before) => {
    const { slots, pace } = takeSlots(before, rates[method], now, 1);
    return { pace, result: slots[0] ?? now };
  });
}

/** Slack refused a call: the method keeps silent from `now` for so many milliseconds. */
export function block(
  life: Transacting,
  rates: Rates,
  method: PacedMethod,
  now: Temporal.Instant,
  retryAfterMs: number,
): Promise<void> {
  return change(life, { rates, method, now }, (before) => ({
    pace: limited(before, rates[method], now, retryAfterMs),
    result: undefined,
  }));
}

const silence = written<{ method: string; now: string }>(
  sql`select from outbox_pace where method = ${given('method')} and blocked_until > ${given('now')}::timestamptz`,
);

/** Whether Slack asked for silence beyond `now`. */
export async function isSilent(db: Db, method: PacedMethod, now: Temporal.Instant): Promise<boolean> {
  return (await executePrepared(db, silence({ method, now: now.toString() }))).length > 0;
}
