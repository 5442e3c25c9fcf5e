// The short way of a message that is enqueued while its worker has nothing to do: claimed and begun in one exchange with the database. It
// decides nothing by itself: it goes by the pace that the last claim left, and where anything is not as it was then, the usual claim follows.
import { sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { written } from '../db/execute-prepared.ts';
import { type Claimed, dueRows, STILL_QUEUED } from './claim.ts';
import type { Life } from './life.ts';
import { METHOD_OF, type Pace, takeSlots } from './pace.ts';
import { lockClaims, type Paces } from './pace-store.ts';
import { handledRows, returned } from './rows.ts';
import type { OutboxSettings } from './settings.ts';

const given = sql.placeholder;
const moment = (name: string) => sql`${given(name)}::timestamptz`;

const METHOD = METHOD_OF.post;

/** The first row that is due, where it is a post that may be sent at once. Anything else about it is for the usual claim to say. */
const first = sql`first as (select due.id from (${dueRows}) due
  where (due."expiresAt" is null or due."expiresAt" > ${moment('now')})
    and (due."spokenAt" is null or due."spokenAt" <= ${moment('now')} - ${given('gapMs')}::int * interval '1 ms')
    and not exists (select from outbox o join people p on p.id = o.person_id where o.id = due.id and p.deactivated_at is not null))`;

/** The slot is taken only from the pace that is known, so that two workers never take the same. */
const paced = sql`paced as (update outbox_pace set rate = ${given('rate')}, next_at = ${moment('nextAt')}
  where method = ${METHOD} and rate = ${given('knownRate')} and next_at = ${moment('knownNextAt')}
    and blocked_until is not distinct from ${moment('knownBlockedUntil')} and exists (select from first)
    and not exists (select from outbox_switch where held_at is not null) returning method)`;

/** What is stored begins at once; what has yet to be written is claimed only. */
const takeFirst = written<
  Record<'worker' | 'gapMs' | 'limit' | 'rate' | 'knownRate', number> & Record<string, unknown>
>(
  returned(
    sql`update outbox set worker_id = ${given('worker')}::int, file_id = null, error = null,
        state = case when composer is null then 'sending' else 'claimed' end,
        attempt = case when composer is null then attempt + 1 else attempt end,
        attempted_at = case when composer is null then ${moment('now')} else attempted_at end
      where id = (select id from first) and ${STILL_QUEUED} and exists (select from paced)`,
    sql`${first}, ${paced}`,
  ),
);

const BEGIN = written(sql`begin`)({});
const COMMIT = written(sql`commit`)({});

export interface AtOnce {
  claimed: Claimed;
  /** The methods as this left them. */
  paces: Paces;
}

function saved({ rate, nextAt }: Pace) {
  return { rate, nextAt: nextAt.toString() };
}

/**
 * Claims the first post that is due, if `known` is still the pace of its method and gives a slot at `now`; a row that is returned in the state
 * of sending was committed as such. undefined where there is none, or where it takes more to decide.
 */
export async function claimAtOnce(
  { id: worker, exchange }: Pick<Life, 'id' | 'exchange'>,
  { rates, conversationGapMs: gapMs }: OutboxSettings,
  known: Paces,
  now: Temporal.Instant,
): Promise<AtOnce | undefined> {
  const before = known[METHOD];
  const { slots, pace } = takeSlots(before, rates[METHOD], now, 1);
  const slot = slots[0] ?? now;
  if (slot.epochNanoseconds > now.epochNanoseconds) return undefined;
  const statement = takeFirst({
    worker,
    gapMs,
    now: now.toString(),
    kinds: '{post}',
    limit: 1,
    ...saved(pace),
    knownRate: before.rate,
    knownNextAt: before.nextAt.toString(),
    knownBlockedUntil: before.blockedUntil?.toString() ?? null,
  });
  const [row] = handledRows(
    await exchange(async (send) => (await send([BEGIN, lockClaims, statement, COMMIT]))[2] ?? []),
  );
  return row
    ? { claimed: { row, slot, begun: row.composer === null }, paces: { ...known, [METHOD]: pace } }
    : undefined;
}
