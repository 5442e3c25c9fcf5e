// Whose row it is: locks, orphans, late words of workers that are over, and the end in order.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WORKER_LOCK } from '../../src/outbox/locks.ts';
import { handledRows, returned } from '../../src/outbox/rows.ts';
import { begin, settle } from '../../src/outbox/store.ts';
import { type OutboxTrial, post, startOutboxTrial } from '../support/outbox-trial.ts';

let trial: OutboxTrial;
beforeEach(async () => {
  trial = await startOutboxTrial();
});
afterEach(() => trial.stop());

const run = (statement: ReturnType<typeof sql>) => trial.database.db.execute<Record<string, unknown>>(statement);

/** The sessions that hold a worker's lock. */
const holders = async () => {
  const rows = await run(
    sql`select pid, objid::int as worker from pg_locks where locktype = 'advisory' and classid = ${WORKER_LOCK} and granted
      and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows as unknown as { pid: number; worker: number }[];
};
const aWorker = async () => {
  await expect.poll(async () => (await holders()).length).toBe(1);
  const [holder] = await holders();
  if (!holder) throw new Error('nobody holds a lock');
  return holder;
};
const calls = async (kind: string) => (await trial.workspace.calls()).filter((call) => call.kind === kind).length;

describe('rows of a worker that is gone', () => {
  const left = async (state: string) => {
    await trial.say(post('a', 1));
    await run(sql`update outbox set state = ${state}, worker_id = 99, attempt = ${state === 'sending' ? 1 : 0},
      attempted_at = ${trial.clock.now().toString()}`);
  };

  it('are sent at once where no call had begun', async () => {
    await left('claimed');
    trial.outbox();
    await trial.states('sent');
    expect(await calls('conversations.history')).toBe(0);
  });

  it('are looked for first where one had, and sent where they are not there', async () => {
    await left('sending');
    trial.outbox();
    await trial.states('sent');
    expect(await calls('conversations.history')).toBe(1);
    expect(await trial.texts(1)).toEqual(['a']);
  });

  it('stay where they are as long as its lock is held', async () => {
    await left('sending');
    const { promise: held, resolve: release } = createGate();
    const holding = trial.database.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${WORKER_LOCK}, 99)`);
      await held;
    });
    await trial.say(post('b', 2));
    trial.outbox();
    await trial.states('sending', 'sent');
    release();
    await holding;
    await trial.states('sent', 'sent');
  });
});

function createGate() {
  let resolve = () => {};
  const promise = new Promise<void>((open) => {
    resolve = open;
  });
  return { promise, resolve };
}

describe('a worker whose session is lost', () => {
  it('cuts off its call; a new one looks for the message and goes on', async () => {
    await trial.workspace.control('/faults', { method: 'chat.postMessage', kind: 'slow', ms: 5_000, count: 1 });
    trial.outbox();
    const first = await aWorker();
    await trial.say(post('a', 1), post('b', 1));
    await trial.states('sending', 'queued');
    await run(sql`select pg_terminate_backend(${first.pid})`);
    await trial.states('sent', 'sent');
    expect(await trial.texts(1)).toEqual(['a', 'b']);
    expect((await aWorker()).worker).not.toBe(first.worker);
    expect(trial.lines.map(({ msg }) => msg)).toContain('an outbox worker lost its session');
  });

  it('is over as well where any other of its connections is lost', async () => {
    trial.outbox();
    const first = await aWorker();
    await trial.say(post('a', 1));
    await trial.states('sent');
    await run(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like '%outbox' and pid <> ${first.pid} and query not like 'listen%'`);
    const another = async () => (await holders()).some(({ worker }) => worker !== first.worker);
    await expect.poll(another).toBe(true);
    await trial.say(post('b', 1));
    await trial.states('sent', 'sent');
  });
});

describe('a late word', () => {
  const claimedBy = async (worker: number) => {
    const [row] = handledRows(await run(returned(sql`update outbox set state = 'claimed', worker_id = ${worker}`)));
    if (!row) throw new Error('nothing was claimed');
    return row;
  };

  it('of another worker, of an earlier attempt, or after the end changes nothing', async () => {
    const { db } = trial.database;
    await trial.say(post('a', 1));
    const row = await claimedBy(5);
    const now = trial.clock.now();
    expect(await begin(db, 6, row, 'chat.postMessage', now)).toBe(false);
    expect(await begin(db, 5, row, 'chat.postMessage', now)).toBe(true);
    // Repeated because its answer was lost.
    expect(await begin(db, 5, row, 'chat.postMessage', now)).toBe(true);
    const sent = { state: 'sent', ts: '1.2', conversation: 'D1' } as const;
    expect(await settle(db, 5, row, sent, now)).toBe(false);
    expect(await settle(db, 6, { ...row, attempt: 1 }, sent, now)).toBe(false);
    expect(await settle(db, 5, { ...row, attempt: 1 }, sent, now)).toBe(true);
    expect(await settle(db, 5, { ...row, attempt: 1 }, { state: 'failed' }, now)).toBe(false);
    expect(await trial.rows()).toMatchObject([{ state: 'sent', ts: '1.2', attempt: 1, worker: null }]);
  });

  it('does not begin a call while sending is held, or its method silent', async () => {
    const { db } = trial.database;
    await trial.say(post('a', 1));
    const row = await claimedBy(5);
    const now = trial.clock.now();
    await run(sql`update outbox_switch set held_at = now()`);
    expect(await begin(db, 5, row, 'chat.postMessage', now)).toBe(false);
    await run(sql`update outbox_switch set held_at = null`);
    await run(
      sql`insert into outbox_pace values ('chat.postMessage', 4, now(), ${now.add({ seconds: 1 }).toString()})`,
    );
    expect(await begin(db, 5, row, 'chat.postMessage', now)).toBe(false);
    expect(await begin(db, 5, row, 'chat.postMessage', now.add({ seconds: 2 }))).toBe(true);
  });
});

describe('the end in order', () => {
  it('finishes the call under way, lets go of what has not begun, and leaves no lock', async () => {
    await trial.workspace.control('/faults', { method: 'chat.postMessage', kind: 'slow', ms: 2_000, count: 1 });
    const outbox = trial.outbox({ settings: { mostSending: 1 } });
    await trial.say(post('a', 1), post('b', 2));
    await expect.poll(async () => (await trial.rows())[0]?.state).toBe('sending');
    await outbox.stop();
    await trial.states('sent', 'queued');
    await expect.poll(holders).toEqual([]);
    expect(await run(sql`select * from outbox_workers`)).toEqual([]);
    trial.outbox();
    await trial.states('sent', 'sent');
  });
});

describe('no more than so many calls at once', () => {
  it('are ever unclear after a kill', async () => {
    await trial.stop();
    trial = await startOutboxTrial(30);
    await trial.workspace.control('/faults', { method: 'chat.postMessage', kind: 'slow', ms: 3_000, count: 10 });
    trial.outbox();
    await trial.say(...Array.from({ length: 30 }, (_, at) => post(`${at}`, at + 1)));
    const sending = async () => (await trial.rows()).filter(({ state }) => state === 'sending').length;
    const seen: number[] = [];
    const allSent = async () => {
      seen.push(await sending());
      return (await trial.rows()).every(({ state }) => state === 'sent');
    };
    await expect.poll(allSent).toBe(true);
    expect(Math.max(...seen)).toBe(10);
  });
});
