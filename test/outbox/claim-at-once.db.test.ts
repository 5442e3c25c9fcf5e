// The short way: what it takes, what it leaves to the usual claim, and that nobody takes the same by both.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claim } from '../../src/outbox/claim.ts';
import { claimAtOnce } from '../../src/outbox/claim-at-once.ts';
import { enqueue, type NewMessage } from '../../src/outbox/enqueue.ts';
import { beginLife, type Life } from '../../src/outbox/life.ts';
import { SLACK_RATES, takeSlots } from '../../src/outbox/pace.ts';
import type { Paces } from '../../src/outbox/pace-store.ts';
import { USUAL_SETTINGS } from '../../src/outbox/settings.ts';
import { collectLog } from '../support/log-lines.ts';
import { post, START } from '../support/outbox-trial.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let lives: Life[] = [];
/** The methods after one message was sent, at START. */
let known: Paces;
const LATER = START.add({ seconds: 30 });

async function aLife(): Promise<Life> {
  const { log } = collectLog();
  const life = await beginLife({ databaseUrl: database.url, lockCheckMs: 5_000, onNotify: () => {}, log });
  lives.push(life);
  return life;
}
const run = (statement: ReturnType<typeof sql>) => database.db.execute<Record<string, unknown>>(statement);
const say = (...messages: NewMessage[]) => database.db.transaction((tx) => enqueue(tx, START, messages));
const take = (life: Life, paces = known, now = LATER) => claimAtOnce(life, USUAL_SETTINGS, paces, now);
const states = async () => {
  const rows = await run(
    sql`select state, attempt, worker_id as worker from outbox where dedupe_key <> 'first' order by id`,
  );
  return rows.map(({ state, attempt, worker }) => [state, attempt, worker]);
};

let life: Life;
beforeEach(async () => {
  database = await createTestDatabase();
  for (const person of [1, 2, 3])
    await run(
      sql`insert into people (id, name, slack_user_id, created_at) overriding system value values (${person}, 'Member', ${`U${person}`}, now())`,
    );
  life = await aLife();
  await say(post('first', 3));
  ({ paces: known } = await claim(life, USUAL_SETTINGS, START, 10));
  await run(sql`update outbox set state = 'sent', worker_id = null, ts = '1.1', attempted_at = ${START.toString()}`);
});
afterEach(async () => {
  for (const each of lives) await each.end();
  lives = [];
  await database.drop();
});

describe('a message that is alone', () => {
  it('is committed as sending, with its call counted', async () => {
    await say(post('a', 1));
    const found = await take(life);
    expect(found?.claimed).toMatchObject({ begun: true, row: { attempt: 1, slackUserId: 'U1', attemptedAt: LATER } });
    expect(await states()).toEqual([['sending', 1, life.id]]);
  });

  it('is claimed only, where it has yet to be written', async () => {
    const { message: _, ...unwritten } = { message: undefined, ...post('a', 1) };
    await say({ ...unwritten, composer: 'somebody.writes', content: { id: 1 } } as NewMessage);
    expect((await take(life))?.claimed).toMatchObject({ begun: false, row: { attempt: 0, attemptedAt: null } });
    expect(await states()).toEqual([['claimed', 0, life.id]]);
  });

  it('takes the slot that the usual claim would have taken', async () => {
    await say(post('a', 1));
    const found = await take(life);
    const { pace } = takeSlots(known['chat.postMessage'], SLACK_RATES['chat.postMessage'], LATER, 1);
    expect(found?.paces['chat.postMessage']).toEqual(pace);
    const [row] = await run(sql`select rate, next_at = ${pace.nextAt.toString()}::timestamptz as same from outbox_pace
      where method = 'chat.postMessage'`);
    expect(row).toEqual({ rate: pace.rate, same: true });
  });

  it('goes after what its recipient, and a lane before it, were to be sent', async () => {
    await say(post('a', 1), post('b', 1), post('c', 2, { lane: 'answers' }));
    const first = await take(life);
    expect(first?.claimed.row.recipient).toBe('person:2');
    const second = await take(life, first?.paces, LATER.add({ seconds: 1 }));
    expect(second?.claimed.row.content).toMatchObject({ text: 'a' });
    expect(await take(life, second?.paces, LATER.add({ seconds: 2 }))).toBeUndefined();
    expect((await states()).map(([state]) => state)).toEqual(['sending', 'queued', 'sending']);
  });
});

describe('left to the usual claim is', () => {
  const cases: [string, () => Promise<unknown>][] = [
    [
      'everything while sending is held',
      () => run(sql`update outbox_switch set held_at = now(), reason = 'a bad day'`),
    ],
    [
      'everything while Slack asked for silence',
      () => run(sql`update outbox_pace set blocked_until = ${LATER.add({ seconds: 9 }).toString()}`),
    ],
    [
      'everything where another worker took a slot since',
      () => run(sql`update outbox_pace set next_at = next_at + interval '1 ms'`),
    ],
    [
      'what is of no use any more',
      () => run(sql`update outbox set expires_at = ${LATER.toString()} where dedupe_key = 'a'`),
    ],
    [
      'what is not due yet',
      () => run(sql`update outbox set ready_at = ${LATER.add({ seconds: 1 }).toString()} where dedupe_key = 'a'`),
    ],
    ['what is for somebody who left', () => run(sql`update people set deactivated_at = now(), slack_user_id = null`)],
    [
      'what is for somebody who was written to within the last second',
      () =>
        run(
          sql`update outbox set recipient = 'person:1', attempted_at = ${LATER.subtract({ milliseconds: 999 }).toString()} where dedupe_key = 'first'`,
        ),
    ],
  ];
  it.each(cases)('%s', async (_, given) => {
    await say(post('a', 1));
    await given();
    const before = await run(sql`select * from outbox_pace order by method`);
    expect(await take(life)).toBeUndefined();
    expect(await states()).toEqual([['queued', 0, null]]);
    expect(await run(sql`select * from outbox_pace order by method`)).toEqual(before);
  });

  it('what has no slot at this moment', async () => {
    await say(post('a', 1));
    expect(await take(life, known, START)).toBeUndefined();
    expect(await states()).toEqual([['queued', 0, null]]);
  });
});

it('one of several workers takes a message, by the short way or the usual one', async () => {
  const others = await Promise.all([aLife(), aLife(), aLife()]);
  const keys = Array.from({ length: 12 }, (_, at) => `message ${at}`);
  const taken: number[] = [];
  let moment = LATER;
  for (const key of keys) {
    await say(post(key, 1));
    moment = moment.add({ seconds: 2 });
    const rows = await Promise.all([
      ...[life, ...others].map(async (each) => (await take(each, known, moment))?.claimed.row),
      claim(others[0] ?? life, USUAL_SETTINGS, moment, 10).then(({ claimed }) => claimed[0]?.row),
    ]);
    taken.push(rows.filter((row) => row !== undefined).length);
    await run(
      sql`update outbox set state = 'sent', worker_id = null, ts = '1.1', attempted_at = ${moment.toString()} where state in ('claimed', 'sending')`,
    );
    ({ paces: known } = await claim(life, USUAL_SETTINGS, moment, 0));
  }
  expect(taken).toEqual(keys.map(() => 1));
});
