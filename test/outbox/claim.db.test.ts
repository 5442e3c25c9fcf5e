// A claim is two exchanges with the database: what changes between them.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { claim } from '../../src/outbox/claim.ts';
import { enqueue, withdraw } from '../../src/outbox/enqueue.ts';
import { beginLife, type Life } from '../../src/outbox/life.ts';
import { USUAL_SETTINGS } from '../../src/outbox/settings.ts';
import { collectLog } from '../support/log-lines.ts';
import { START } from '../support/outbox-trial.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let life: Life;
beforeEach(async () => {
  database = await createTestDatabase();
  const { log } = collectLog();
  life = await beginLife({ databaseUrl: database.url, lockCheckMs: 5_000, onNotify: () => {}, log });
});
afterEach(async () => {
  await life.end();
  await database.drop();
});

/** The worker's life, in which something happens between the two exchanges of a claim. */
function interrupted(work: () => Promise<unknown>): Pick<Life, 'id' | 'exchange'> {
  let isFirst = true;
  return {
    id: life.id,
    exchange: (claiming) =>
      life.exchange((send) =>
        claiming(async (statements) => {
          const answer = await send(statements);
          if (isFirst) await work();
          isFirst = false;
          return answer;
        }),
      ),
  };
}

it('leaves alone what is withdrawn while it chooses', async () => {
  const messages = ['a', 'b'].map((key) => ({
    kind: 'post' as const,
    dedupeKey: key,
    lane: 'answers' as const,
    to: { conversation: `C${key}` },
    message: { text: key, blocks: [] },
  }));
  await database.db.transaction((tx) => enqueue(tx, START, messages));
  const withdrawing = interrupted(() => database.db.transaction((tx) => withdraw(tx, START, ['a'])));
  const { claimed } = await claim(withdrawing, USUAL_SETTINGS, START, 10);
  expect(claimed.map(({ row }) => row.recipient)).toEqual(['conversation:Cb']);
  const rows = await database.db.execute(sql`select state from outbox order by id`);
  expect(rows.map(({ state }) => state)).toEqual(['withdrawn', 'claimed']);
});
