// The one way to say something unasked: a row in the transaction of its cause.
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../db/client.ts';
import { inChunks } from '../db/in-chunks.ts';
import { outbox } from '../db/schema.ts';
import type { Lane, OutboxKind } from '../domain/outbox.ts';
import type { Message } from '../slack/blocks.ts';

/** A person by their id, a conversation by Slack's, or people by their ids whose group conversation is opened (up to eight). */
export type Recipient = { person: number } | { conversation: string } | { group: readonly number[] };

/** Where order is kept. */
function nameOf(to: Recipient): string {
  if ('person' in to) return `person:${to.person}`;
  if ('conversation' in to) return `conversation:${to.conversation}`;
  return `group:${[...new Set(to.group)].sort((a, b) => a - b).join(',')}`;
}

/** The message as it is, or who writes it at the moment of sending (`feature.name`) and from what: ids only. */
export type Content = { message: Message } | { composer: string; content: unknown };

interface Enqueued {
  /** One message for each key, ever: `reminder/12/session:4/P1D`. */
  dedupeKey: string;
  lane: Lane;
  /** Not before this moment; the present if it is left out. */
  dueAt?: Temporal.Instant;
  /** Of no use from this moment on. */
  expiresAt?: Temporal.Instant;
}

export type NewMessage = Enqueued & { kind: 'post' | 'file'; to: Recipient } & Content;

/** A change to a message of the outbox, by its id. It waits until that is sent. */
export type MessageChange = Enqueued &
  (({ kind: 'update'; target: number } & Content) | { kind: 'delete'; target: number });

/** The channel on which workers are told that something was enqueued. */
export const OUTBOX_CHANNEL = 'outbox';

type Row = typeof outbox.$inferInsert;

function contentOf(message: Content): Pick<Row, 'composer' | 'content'> {
  return 'message' in message
    ? { composer: null, content: message.message }
    : { composer: message.composer, content: message.content };
}

function common(message: Enqueued & { kind: OutboxKind }, now: Temporal.Instant) {
  const dueAt = (message.dueAt ?? now).toString();
  return {
    dedupeKey: message.dedupeKey,
    kind: message.kind,
    lane: message.lane,
    dueAt,
    readyAt: dueAt,
    expiresAt: message.expiresAt?.toString() ?? null,
    enqueuedAt: now.toString(),
  };
}

function posted(message: NewMessage, now: Temporal.Instant): Row {
  const { to } = message;
  return {
    ...common(message, now),
    ...contentOf(message),
    personId: 'person' in to ? to.person : null,
    recipient: nameOf(to),
    conversation: 'conversation' in to ? to.conversation : null,
  };
}

async function insert(tx: Tx, rows: readonly Row[]): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  await inChunks(rows, async (chunk) => {
    // One parameter for all rows: building a statement of twenty parameters a row takes ten times as long as carrying it out.
    const inserted = await tx.execute<{ id: string; dedupeKey: string }>(sql`
      insert into outbox (dedupe_key, kind, lane, person_id, recipient, conversation, target_id, composer, content, due_at, ready_at, expires_at, enqueued_at)
      select "dedupeKey", kind, lane, "personId", recipient, conversation, "targetId", composer, content, "dueAt", "readyAt", "expiresAt", "enqueuedAt"
      from json_to_recordset(${JSON.stringify(chunk)}::json) as row ("dedupeKey" text, kind text, lane text, "personId" int, recipient text,
        conversation text, "targetId" bigint, composer text, content jsonb, "dueAt" timestamptz, "readyAt" timestamptz, "expiresAt" timestamptz,
        "enqueuedAt" timestamptz)
      on conflict (dedupe_key) do nothing returning id, dedupe_key as "dedupeKey"`);
    for (const { id, dedupeKey } of inserted) ids.set(dedupeKey, Number(id));
  });
  // Postgres folds equal notifications of one transaction into one, and sends it when it commits.
  if (ids.size > 0) await tx.execute(sql`select pg_notify(${OUTBOX_CHANNEL}, '')`);
  return ids;
}

/**
 * Enqueues messages in the transaction of their cause; a key that is there already is left as it is.
 * `now` is the workspace's. Gives the ids of the new rows by their keys.
 */
export async function enqueue(
  tx: Tx,
  now: Temporal.Instant,
  messages: readonly NewMessage[],
): Promise<ReadonlyMap<string, number>> {
  return insert(
    tx,
    messages.map((message) => posted(message, now)),
  );
}

/**
 * Enqueues updates and deletions of messages. A message that has not begun to be sent is withdrawn by its deletion, and updates that
 * are still waiting give way to a newer one. A change of a row that is gone does nothing.
 */
export async function enqueueChanges(
  tx: Tx,
  now: Temporal.Instant,
  changes: readonly MessageChange[],
): Promise<ReadonlyMap<string, number>> {
  const targets = changes.map(({ target }) => target);
  const deleted = changes.flatMap((change) => (change.kind === 'delete' ? change.target : []));
  const withdrawn = { state: 'withdrawn', settledAt: now.toString() } as const;
  await inChunks(targets, (chunk) =>
    tx
      .update(outbox)
      .set(withdrawn)
      .where(and(inArray(outbox.targetId, chunk), eq(outbox.kind, 'update'), eq(outbox.state, 'queued'))),
  );
  await inChunks(deleted, (chunk) =>
    tx
      .update(outbox)
      .set(withdrawn)
      .where(and(inArray(outbox.id, chunk), eq(outbox.state, 'queued'))),
  );
  const found = new Map<number, { recipient: string; personId: number | null }>();
  await inChunks(targets, async (chunk) => {
    const rows = await tx
      .select({ id: outbox.id, recipient: outbox.recipient, personId: outbox.personId })
      .from(outbox)
      .where(
        and(inArray(outbox.id, chunk), inArray(outbox.state, ['queued', 'claimed', 'sending', 'sent', 'uncertain'])),
      );
    for (const { id, ...row } of rows) found.set(id, row);
  });
  const rows = changes.flatMap((change): Row[] => {
    const target = found.get(change.target);
    if (!target) return [];
    const content = change.kind === 'delete' ? { content: {} } : contentOf(change);
    return [{ ...common(change, now), ...content, ...target, targetId: change.target }];
  });
  return insert(tx, rows);
}

/** Withdraws what has not begun to be sent, by keys. Gives how many were. */
export async function withdraw(tx: Tx, now: Temporal.Instant, dedupeKeys: readonly string[]): Promise<number> {
  let count = 0;
  await inChunks(dedupeKeys, async (chunk) => {
    const rows = await tx
      .update(outbox)
      .set({ state: 'withdrawn', settledAt: now.toString() })
      .where(and(inArray(outbox.dedupeKey, chunk), eq(outbox.state, 'queued')))
      .returning({ id: outbox.id });
    count += rows.length;
  });
  return count;
}

/**
 * Withdraws everything that has not begun to be sent to some people: to each of them, and to groups that they are among. Deletions of what
 * was said stay. Gives how many rows were.
 */
export async function withdrawTo(tx: Tx, now: Temporal.Instant, personIds: readonly number[]): Promise<number> {
  let count = 0;
  await inChunks(personIds, async (chunk) => {
    const ids = `{${chunk.join(',')}}`;
    const rows =
      await tx.execute(sql`update outbox set state = 'withdrawn', settled_at = ${now.toString()}, worker_id = null
      where state = 'queued' and kind <> 'delete' and (person_id = any(${ids}::int[])
        or recipient like 'group:%' and string_to_array(substring(recipient from 7), ',')::int[] && ${ids}::int[]) returning id`);
    count += rows.length;
  });
  return count;
}
