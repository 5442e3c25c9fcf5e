// The outbox on a database of its own and a workspace over the wire; delays are short, rates are Slack's unless a test says otherwise.
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { expect } from 'vitest';
import type { SandboxOptions } from '../../sandbox/server.ts';
import { createSettableClock, type SettableClock } from '../../src/clock.ts';
import type { Reply } from '../../src/feature.ts';
import { enqueue, type NewMessage } from '../../src/outbox/enqueue.ts';
import { createOutbox, type Outbox, type OutboxOptions } from '../../src/outbox/outbox.ts';
import { SLACK_RATES, scaledRates } from '../../src/outbox/pace.ts';
import type { OutboxSettings } from '../../src/outbox/settings.ts';
import { collectLog } from './log-lines.ts';
import { type OutboxWorkspace, startOutboxWorkspace } from './outbox-workspace.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

/** Fast enough that pace is no part of what is tried. */
export const FAST = scaledRates(SLACK_RATES, 1_000);

export const QUICK: Partial<OutboxSettings> = {
  rates: FAST,
  conversationGapMs: 0,
  settleMs: 300,
  // A busy machine may take seconds over a call: only what is kept waiting on purpose is given up.
  callMs: 30_000,
  pollMs: 200,
  orphanMs: 100,
  lockCheckMs: 1_000,
};

export const START = Temporal.Instant.from('2026-12-01T14:00:00Z');

export interface Row {
  id: number;
  key: string;
  state: string;
  error: string | null;
  attempt: number;
  ts: string | null;
  conversation: string | null;
  fileId: string | null;
  worker: number | null;
  readyAt: Temporal.Instant;
}

export interface OutboxTrial {
  workspace: OutboxWorkspace;
  database: TestDatabase;
  clock: SettableClock;
  lines: Record<string, unknown>[];
  /** An outbox that is stopped at the end at the latest. */
  outbox(options?: Partial<OutboxOptions>): Outbox;
  /** Enqueues at the clock's present. */
  say(...messages: NewMessage[]): Promise<ReadonlyMap<string, number>>;
  rows(): Promise<Row[]>;
  /** Waits until the states of the rows, in order of their ids, are these. */
  states(...expected: string[]): Promise<void>;
  texts(person: number): Promise<string[]>;
  stop(): Promise<void>;
}

/** A message of a person's (1 is the first), whose text is its key. */
export function post(key: string, person: number, more: Partial<NewMessage> = {}): NewMessage {
  const base = { kind: 'post', dedupeKey: key, lane: 'reminders', to: { person } } as const;
  return { ...base, message: { text: key, blocks: [] }, ...more } as NewMessage;
}

export async function startOutboxTrial(size = 3, options: Partial<SandboxOptions> = {}): Promise<OutboxTrial> {
  const [database, workspace] = [
    await createTestDatabase(),
    await startOutboxWorkspace(size, { rates: 'off', ...options }),
  ];
  for (const [at, user] of workspace.users.entries())
    await database.db.execute(
      sql`insert into people (id, name, slack_user_id, created_at) overriding system value values (${at + 1}, ${`Member ${at}`}, ${user}, now())`,
    );
  const clock = createSettableClock(START);
  const { log, lines } = collectLog();
  const outboxes: Outbox[] = [];
  const { sandbox } = workspace;
  const compose = async (): Promise<Reply | null> => null;
  const rows = async (): Promise<Row[]> => {
    const found = await database.db.execute<Record<string, unknown>>(
      sql`select id::int, dedupe_key as key, state, error, attempt, ts, conversation, file_id as "fileId",
        worker_id as worker, ready_at as "readyAt" from outbox order by id`,
    );
    return found.map((row) => ({ ...row, readyAt: Temporal.Instant.from(String(row.readyAt)) }) as Row);
  };
  return {
    workspace,
    database,
    clock,
    lines,
    outbox(given = {}) {
      const outbox = createOutbox({
        databaseUrl: database.url,
        slack: { token: sandbox.tokens.bot, slackApiUrl: sandbox.slackApiUrl },
        clock,
        followsClock: false,
        log,
        compose,
        ...given,
        settings: { ...QUICK, ...given.settings },
      });
      outboxes.push(outbox);
      outbox.start();
      return outbox;
    },
    say: (...messages) => database.db.transaction((tx) => enqueue(tx, clock.now(), messages)),
    rows,
    async states(...expected) {
      await expect.poll(async () => (await rows()).map(({ state }) => state)).toEqual(expected);
    },
    texts: async (person) => (await workspace.inbox(workspace.users[person - 1] ?? '')).map(({ text }) => text),
    async stop() {
      for (const outbox of outboxes) await outbox.stop();
      await workspace.stop();
      await database.drop();
    },
  };
}
