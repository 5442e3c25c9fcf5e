// The one way to say something unasked: a row in the transaction of its cause.
import { setImmediate as immediate } from 'node:timers/promises';
import { and, eq, inArray, notInArray, type SQL, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../db/client.ts';
import { columnLiteral } from '../db/column-literal.ts';
import { toldDatabaseError } from '../db/database-error.ts';
import { executePrepared, written } from '../db/execute-prepared.ts';
import { inChunks } from '../db/in-chunks.ts';
import { outbox } from '../db/schema.ts';
import type { Lane, OutboxKind } from '../domain/outbox.ts';
import type { Message } from '../slack/blocks.ts';

/** A person by their id, a conversation by Slack's, or people by their ids whose group conversation is opened (up to eight). */
export type Recipient = { person: number } | { conversation: string } | { group: readonly number[] };

/** The recipient of a group: the same for the same people, in whatever order they are named. */
function groupName(group: readonly number[]): string {
  return `group:${[...new Set(group)].sort((a, b) => a - b).join(',')}`;
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

const given = sql.placeholder;

/** A row before it has an id. `recipient` is left out where it follows from the person or the conversation. */
interface Row {
  key: string;
  kind: OutboxKind;
  lane: Lane;
  person: number | undefined;
  recipient?: string;
  conversation: string | undefined;
  target?: number;
  composer: string | null;
  content: unknown;
  due: string;
  expires: string | null;
}

function contentOf(message: Content): { composer: string | null; content: unknown } {
  return 'message' in message
    ? { composer: null, content: message.message }
    : { composer: message.composer, content: message.content };
}

function posted(message: NewMessage, now: string): Row {
  const { dedupeKey: key, kind, lane, to, dueAt, expiresAt } = message;
  const { composer, content } = contentOf(message);
  return {
    key,
    kind,
    lane,
    person: 'person' in to ? to.person : undefined,
    conversation: 'conversation' in to ? to.conversation : undefined,
    ...('group' in to ? { recipient: groupName(to.group) } : {}),
    composer,
    content,
    due: dueAt?.toString() ?? now,
    expires: expiresAt?.toString() ?? null,
  };
}

/** The value that all rows have in common, null where they differ, and what each of them has to say then. */
function shared<Name extends 'kind' | 'lane' | 'composer' | 'due' | 'expires'>(rows: readonly Row[], name: Name) {
  const first = rows[0]?.[name];
  const isShared = rows.every((row) => row[name] === first);
  return { value: isShared ? (first ?? null) : null, of: (row: Row) => (isShared ? undefined : row[name]) };
}

/** SQLSTATE. */
const UNIQUE_VIOLATION = '23505';

/** Rows a statement: with fewer the way to the server counts, with more it has nothing to do while the next ones are written. */
const TOGETHER = 1_000;

const COLUMNS = {
  key: 'text',
  kind: 'text',
  lane: 'text',
  person: 'int',
  recipient: 'text',
  conversation: 'text',
  target: 'bigint',
  composer: 'text',
  content: 'json',
  due: 'timestamptz',
  expires: 'timestamptz',
} as const;
type ColumnName = keyof typeof COLUMNS;

const columnNames = Object.keys(COLUMNS) as ColumnName[];
const columnValues = columnNames.map((name) => sql`${given(`${name}Column`)}::text::${sql.raw(COLUMNS[name])}[]`);

/**
 * One parameter for a column of all rows: building a statement of twenty parameters a row takes ten times as long as carrying it out.
 * Postgres folds equal notifications of one transaction into one, and sends it when it commits.
 */
function insertRows(onConflict: SQL) {
  return written<
    Record<`${ColumnName}Column`, string> &
      Record<'kind' | 'lane' | 'composer' | 'due' | 'expires' | 'now', string | null>
  >(
    sql`with inserted as (
    insert into outbox (dedupe_key, kind, lane, person_id, recipient, conversation, target_id, composer, content, due_at, ready_at, expires_at, enqueued_at)
    select key, coalesce(${given('kind')}::text, kind), coalesce(${given('lane')}::text, lane), person,
      coalesce(recipient, 'person:' || person, 'conversation:' || conversation), conversation, target,
      coalesce(${given('composer')}::text, composer), content, coalesce(${given('due')}::timestamptz, due),
      coalesce(${given('due')}::timestamptz, due), coalesce(${given('expires')}::timestamptz, expires), ${given('now')}::timestamptz
    from unnest(${sql.join(columnValues, sql`, `)}) as row (${sql.raw(columnNames.join(', '))})
    ${onConflict} returning id, dedupe_key)
  select json_object_agg(dedupe_key, id) as ids, case when count(*) > 0 then pg_notify(${OUTBOX_CHANNEL}, '')::text end from inserted`,
  );
}

const insertUnknown = insertRows(sql`on conflict (dedupe_key) do nothing`);
/** Fails where a key is there already; a sixth faster where none is. */
const insertNew = insertRows(sql``);

/** What one statement inserts; gives the ids of the new rows by their keys. */
async function insertTogether(
  tx: Tx,
  statement: typeof insertNew,
  now: string,
  rows: readonly Row[],
): Promise<Record<string, number>> {
  // What is said once needs neither be written nor read a thousand times.
  const kind = shared(rows, 'kind');
  const lane = shared(rows, 'lane');
  const composer = shared(rows, 'composer');
  const due = shared(rows, 'due');
  const expires = shared(rows, 'expires');
  const [inserted] = await executePrepared<{ ids: Record<string, number> | null }>(
    tx,
    statement({
      kind: kind.value,
      lane: lane.value,
      composer: composer.value,
      due: due.value,
      expires: expires.value,
      now,
      keyColumn: columnLiteral(rows.map(({ key }) => key)),
      kindColumn: columnLiteral(rows.map(kind.of)),
      laneColumn: columnLiteral(rows.map(lane.of)),
      personColumn: columnLiteral(rows.map(({ person }) => person)),
      recipientColumn: columnLiteral(rows.map(({ recipient }) => recipient)),
      conversationColumn: columnLiteral(rows.map(({ conversation }) => conversation)),
      targetColumn: columnLiteral(rows.map(({ target }) => target)),
      composerColumn: columnLiteral(rows.map(composer.of)),
      contentColumn: columnLiteral(rows.map(({ content }) => JSON.stringify(content))),
      dueColumn: columnLiteral(rows.map(due.of)),
      expiresColumn: columnLiteral(rows.map(expires.of)),
    }),
  );
  return inserted?.ids ?? {};
}

/** The server inserts some rows while the next ones are written; they arrive in their order, on the one connection of the transaction. */
async function insertInParts(
  tx: Tx,
  statement: typeof insertNew,
  now: string,
  rows: readonly Row[],
): Promise<Map<string, number>> {
  const parts: Promise<Record<string, number>>[] = [];
  for (let at = 0; at < rows.length; at += TOGETHER) {
    if (at > 0) await immediate();
    const part = insertTogether(tx, statement, now, rows.slice(at, at + TOGETHER));
    // Whether it fails is heard below.
    part.catch(() => undefined);
    parts.push(part);
  }
  const ids = await Promise.all(parts);
  return new Map(ids.flatMap((part) => Object.entries(part)));
}

/** Of many rows none is there already, mostly; where one is, all are inserted again with care. */
async function insert(tx: Tx, now: string, rows: readonly Row[]): Promise<ReadonlyMap<string, number>> {
  if (rows.length > TOGETHER) {
    try {
      return await tx.transaction((part) => insertInParts(part, insertNew, now, rows));
    } catch (error) {
      if (toldDatabaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
    }
  }
  return insertInParts(tx, insertUnknown, now, rows);
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
  // Once: a moment is written as slowly as a row.
  const moment = now.toString();
  return insert(
    tx,
    moment,
    messages.map((message) => posted(message, moment)),
  );
}

/**
 * Enqueues updates and deletions of messages. A message that has not begun to be sent is withdrawn by its deletion, and updates that
 * are still waiting give way to a newer one, of another key. A change of a row that is gone does nothing.
 */
export async function enqueueChanges(
  tx: Tx,
  now: Temporal.Instant,
  changes: readonly MessageChange[],
): Promise<ReadonlyMap<string, number>> {
  const targets = changes.map(({ target }) => target);
  const deleted = changes.flatMap((change) => (change.kind === 'delete' ? change.target : []));
  const moment = now.toString();
  const withdrawn = { state: 'withdrawn', settledAt: moment } as const;
  await inChunks(changes, (chunk) => {
    const isOlder = and(
      inArray(
        outbox.targetId,
        chunk.map(({ target }) => target),
      ),
      // One of the same key is the same change: it would not be enqueued again.
      notInArray(
        outbox.dedupeKey,
        chunk.map(({ dedupeKey }) => dedupeKey),
      ),
    );
    return tx
      .update(outbox)
      .set(withdrawn)
      .where(and(isOlder, eq(outbox.kind, 'update'), eq(outbox.state, 'queued')));
  });
  await inChunks(deleted, (chunk) =>
    tx
      .update(outbox)
      .set(withdrawn)
      .where(and(inArray(outbox.id, chunk), eq(outbox.state, 'queued'))),
  );
  const targeted = new Map<number, { recipient: string; personId: number | null }>();
  await inChunks(targets, async (chunk) => {
    const rows = await tx
      .select({ id: outbox.id, recipient: outbox.recipient, personId: outbox.personId })
      .from(outbox)
      .where(
        and(inArray(outbox.id, chunk), inArray(outbox.state, ['queued', 'claimed', 'sending', 'sent', 'uncertain'])),
      );
    for (const { id, ...row } of rows) targeted.set(id, row);
  });
  const rows = changes.flatMap((change): Row[] => {
    const found = targeted.get(change.target);
    if (!found) return [];
    const { dedupeKey: key, kind, lane, target, dueAt, expiresAt } = change;
    const { composer, content } = change.kind === 'delete' ? { composer: null, content: {} } : contentOf(change);
    const due = dueAt?.toString() ?? moment;
    const to = { person: found.personId ?? undefined, recipient: found.recipient, conversation: undefined, target };
    return [{ key, kind, lane, ...to, composer, content, due, expires: expiresAt?.toString() ?? null }];
  });
  return insert(tx, moment, rows);
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
 * Withdraws everything that has not begun to be sent to some people: to each of them, and to groups that they are among, also what a worker
 * has claimed and not begun. Deletions of what was said stay. Gives how many rows were.
 */
export async function withdrawTo(tx: Tx, now: Temporal.Instant, personIds: readonly number[]): Promise<number> {
  let count = 0;
  await inChunks(personIds, async (chunk) => {
    const ids = `{${chunk.join(',')}}`;
    const rows =
      await tx.execute(sql`update outbox set state = 'withdrawn', settled_at = ${now.toString()}, worker_id = null
      where state in ('queued', 'claimed') and kind <> 'delete' and (person_id = any(${ids}::int[])
        or recipient like 'group:%' and string_to_array(substring(recipient from 7), ',')::int[] && ${ids}::int[]) returning id`);
    count += rows.length;
  });
  return count;
}
