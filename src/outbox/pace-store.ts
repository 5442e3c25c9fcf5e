// The pace of each method, shared by all processes: read and written under the claim lock.
import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Db } from '../db/client.ts';
import type { Life } from './life.ts';
import { CLAIM_LOCK } from './locks.ts';
import { limited, PACED_METHODS, type Pace, type PacedMethod, type Rates, startingPace, takeSlots } from './pace.ts';
import { instant } from './rows.ts';

const stored = z.object({
  held: z.boolean(),
  method: z.string().nullable(),
  rate: z.number().nullable(),
  nextAt: instant.nullable(),
  blockedUntil: instant.nullable(),
});

export type Paces = Record<PacedMethod, Pace>;

/** Waits for the claim lock, then reads how fast each method is, and whether sending is held. */
export async function lockPaces(tx: Db, rates: Rates, now: Temporal.Instant): Promise<{ held: boolean; paces: Paces }> {
  await tx.execute(sql`select pg_advisory_xact_lock(${CLAIM_LOCK})`);
  const rows = await tx.execute(sql`select s.held_at is not null as held, p.method, p.rate, p.next_at as "nextAt",
    p.blocked_until as "blockedUntil" from outbox_switch s left join outbox_pace p on true where s.id = 1`);
  const known = rows.map((row) => stored.parse(row));
  const paceOf = (method: PacedMethod): Pace => {
    const row = known.find((each) => each.method === method);
    if (!row?.rate || !row.nextAt) return startingPace(rates[method], now);
    return { rate: row.rate, nextAt: row.nextAt, blockedUntil: row.blockedUntil };
  };
  const paces = Object.fromEntries(PACED_METHODS.map((method) => [method, paceOf(method)])) as Paces;
  return { held: known.some(({ held }) => held), paces };
}

export async function savePace(tx: Db, method: PacedMethod, { rate, nextAt, blockedUntil }: Pace): Promise<void> {
  await tx.execute(sql`insert into outbox_pace (method, rate, next_at, blocked_until)
    values (${method}, ${rate}, ${nextAt.toString()}, ${blockedUntil?.toString() ?? null})
    on conflict (method) do update set rate = excluded.rate, next_at = excluded.next_at, blocked_until = excluded.blocked_until`);
}

async function change<T>(
  life: Pick<Life, 'transaction'>,
  { rates, method, now }: { rates: Rates; method: PacedMethod; now: Temporal.Instant },
  to: (pace: Pace) => { pace: Pace; result: T },
): Promise<T> {
  return life.transaction(async (tx) => {
    const { paces } = await lockPaces(tx, rates, now);
    const { pace, result } = to(paces[method]);
    await savePace(tx, method, pace);
    return result;
  });
}

/** Takes one slot of a method and gives its moment, at or after `now`. */
export function takeSlot(
  life: Pick<Life, 'transaction'>,
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
  life: Pick<Life, 'transaction'>,
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
