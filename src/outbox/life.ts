/**
 * The life of a worker: as long as one session of Postgres. Its lock tells others that the worker lives, however long the process is paused;
 * when the session ends, for whatever reason, the worker is over, and a new one with a new id begins. The loss of any other connection of the
 * worker ends it too: postgres.js can hang in a connection that was lost amid a write and made again (3.4.9).
 */

import { drizzle } from 'drizzle-orm/postgres-js';
import type { Logger } from 'pino';
import postgres from 'postgres';
import type { Db } from '../db/client.ts';
import type { Statement } from '../db/execute-prepared.ts';
import { promptly } from '../db/prompt-socket.ts';
import * as schema from '../db/schema.ts';
import { OUTBOX_CHANNEL } from './enqueue.ts';
import { WORKER_LOCK } from './locks.ts';
import { isUnreachable } from './unreachable.ts';

/** Sends statements together and gives the rows of each. They are carried out in order; after one that fails, the others of its transaction fail. */
export type Send = (statements: readonly Statement[]) => Promise<readonly (readonly unknown[])[]>;

export interface Life {
  /** The worker's id in the database. */
  id: number;
  /** Connections of this life alone: what hangs in them ends with it. */
  db: Db;
  /** One transaction after the other. */
  transaction: <T>(work: (tx: Db) => Promise<T>) => Promise<T>;
  /** The same for work that begins and commits by itself: it sends several statements at once, and each is planned once. */
  exchange: <T>(work: (send: Send) => Promise<T>) => Promise<T>;
  /** Aborts when the session is lost. Nothing is sent from then on. */
  over: AbortSignal;
  /** Ends it in order: closes what is open and frees the lock last. */
  end(): Promise<void>;
}

export interface LifeOptions {
  databaseUrl: string;
  lockCheckMs: number;
  /** Something was enqueued. */
  onNotify: () => void;
  log: Logger;
}

/** A worker needs a few at a time: each row is committed on its own. */
const CONNECTIONS = 8;

/**
 * Lets the server notice within some fifteen seconds that nobody is there any more, so that the lock is freed; and keeps a process that is
 * paused amid a transaction from holding up the others.
 */
const SESSION = {
  application_name: 'career-planning-bot outbox',
  tcp_keepalives_idle: 5,
  tcp_keepalives_interval: 3,
  tcp_keepalives_count: 3,
  idle_in_transaction_session_timeout: 2_000,
  // Statements are planned once, which takes longer than to carry them out, perhaps while a table is nearly empty: none of ours may read a
  // table from end to end when it has grown, nor be compiled because it might.
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  jit: 'off',
};

/** Any that takes longer is tried anew; seconds. */
const CONNECT_SECONDS = 5;

async function takeLock(lock: postgres.Sql): Promise<{ id: number; pid: number }> {
  const [row] = await lock<{ id: number; pid: number }[]>`
    with born as (insert into outbox_workers default values returning id)
    select id, pg_backend_pid() as pid, pg_advisory_lock(${WORKER_LOCK}, id) from born`;
  if (!row) throw new Error('no worker was born');
  return row;
}

/**
 * Transactions on one connection of their own, by plain statements: postgres.js's own end the process when their connection is lost, because
 * they say `rollback` into what is closed (3.4.9).
 */
function oneByOne(client: postgres.Sql, db: Db, over: AbortSignal): Pick<Life, 'transaction' | 'exchange'> {
  let last: Promise<unknown> = Promise.resolve();
  const send: Send = (statements) =>
    Promise.all(
      statements.map(({ text, values }) =>
        client.unsafe(text, values as postgres.ParameterOrJSON<never>[], { prepare: true }).execute(),
      ),
    );
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(async () => {
      over.throwIfAborted();
      try {
        return await work();
      } catch (error) {
        if (!over.aborted && !isUnreachable(error)) await db.execute('rollback');
        throw error;
      }
    });
    last = mine.catch(() => undefined);
    return mine;
  }
  return {
    exchange: (work) => inTurn(() => work(send)),
    transaction: (work) =>
      inTurn(async () => {
        await db.execute('begin');
        const result = await work(db);
        await db.execute('commit');
        return result;
      }),
  };
}

/** So many questions in a row without an answer: one may be unread just because the process was paused. */
const MOST_UNANSWERED = 2;

/** Asks the session whether it lives: a connection can be dead without a word. Gives what ends the asking. */
function watch(lock: postgres.Sql, pid: number, everyMs: number, lost: (reason: string) => void): () => void {
  let unanswered = 0;
  const timer = setInterval(() => {
    if (unanswered >= MOST_UNANSWERED) return lost('no answer from the session of the lock');
    unanswered += 1;
    lock<{ pid: number }[]>`select pg_backend_pid() as pid`.then(
      ([row]) => {
        unanswered = 0;
        if (row?.pid !== pid) lost('another session answered');
      },
      () => lost('the session of the lock failed'),
    );
  }, everyMs);
  return () => clearInterval(timer);
}

/** Begins a life. Rejects where Postgres cannot be reached. */
export async function beginLife({ databaseUrl, lockCheckMs, onNotify, log }: LifeOptions): Promise<Life> {
  const controller = new AbortController();
  const over = controller.signal;
  const closings: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closing of closings.splice(0).reverse()) await closing();
  };
  const lost = (reason: string) => {
    if (over.aborted) return;
    controller.abort(new Error(`the worker is over: ${reason}`));
    log.warn({ reason }, 'an outbox worker lost its session');
    void lock.end({ timeout: 0 }).then(close);
  };
  // No asking for types: where the connection is lost meanwhile, that question's failure is heard by nobody and ends the process.
  const usual = {
    connect_timeout: CONNECT_SECONDS,
    connection: SESSION,
    fetch_types: false,
    ...promptly(databaseUrl),
    onnotice: () => {},
  };
  const lasting = { ...usual, idle_timeout: 0, max_lifetime: 0, onclose: () => lost('a connection was closed') };
  const lock = postgres(databaseUrl, { ...lasting, max: 1 });
  // Others wait for this: where a life ends in order, the lock is freed last.
  closings.push(() => lock.end({ timeout: 0 }));
  try {
    const { id, pid } = await takeLock(lock);
    const stopWatching = watch(lock, pid, lockCheckMs, lost);
    const pool = postgres(databaseUrl, { ...lasting, max: CONNECTIONS });
    const db = drizzle(pool, { schema });
    const single = postgres(databaseUrl, { ...lasting, max: 1 });
    const turns = oneByOne(single, drizzle(single, { schema }), over);
    const listener = postgres(databaseUrl, { ...usual, max: 1 });
    closings.push(
      () => pool.end({ timeout: 1 }),
      () => single.end({ timeout: 1 }),
      () => listener.end({ timeout: 0 }),
      async () => stopWatching(),
    );
    let isListening = false;
    await listener.listen(OUTBOX_CHANNEL, onNotify, () => {
      if (isListening) lost('the connection that listens was closed');
      isListening = true;
    });
    over.throwIfAborted();
    const end = async () => {
      stopWatching();
      if (!over.aborted) {
        await db.execute(`delete from outbox_workers where id = ${id}`).catch(() => undefined);
        controller.abort(new Error('the worker ended'));
      }
      await close();
    };
    return { id, db, ...turns, over, end };
  } catch (error) {
    controller.abort(error);
    await close();
    throw error;
  }
}
