// A connection that is lost amid a transaction. What postgres.js does by itself ends the process, which this run would report as an error of its own.
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let other: postgres.Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  other = postgres(database.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await other.end();
  await database.drop();
});

const pidOf = async (tx: Pick<TestDatabase['db'], 'execute'>) =>
  Number((await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]?.pid);

async function kill(pid: number): Promise<void> {
  await other`select pg_terminate_backend(${pid})`;
  await vi.waitFor(async () => expect(await other`select from pg_stat_activity where pid = ${pid}`).toHaveLength(0));
}

const stillAnswers = async () => {
  for (let ask = 0; ask < 20; ask++) expect(await pidOf(database.db)).toBeGreaterThan(0);
};

test('amid a statement: the transaction rejects, nothing of it stands, and the database answers on', async () => {
  const lost = database.db.transaction(async (tx) => {
    await tx.execute(sql`update outbox_switch set reason = 'lost'`);
    const pid = await pidOf(tx);
    const sleeping = tx.execute(sql`select pg_sleep(60)`);
    await Promise.all([sleeping, kill(pid)]);
  });
  await expect(lost).rejects.toThrow();
  await stillAnswers();
  expect(await database.db.execute(sql`select reason from outbox_switch`)).toEqual([{ reason: null }]);
});

test('between statements: the next one rejects, and so does the transaction', async () => {
  let next: unknown;
  const lost = database.db.transaction(async (tx) => {
    await kill(await pidOf(tx));
    await turn();
    next = await tx.execute(sql`select 1`).catch((error: unknown) => error);
  });
  await expect(lost).rejects.toThrow();
  await stillAnswers();
  expect(next === undefined || next instanceof Error).toBe(true);
});

test('what the work throws by itself rolls back and is thrown on', async () => {
  const refused = database.db.transaction(async (tx) => {
    await tx.execute(sql`update outbox_switch set reason = 'mine'`);
    throw new Error('mine');
  });
  await expect(refused).rejects.toThrow('mine');
  expect(await database.db.execute(sql`select reason from outbox_switch`)).toEqual([{ reason: null }]);
});
