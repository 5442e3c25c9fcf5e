// A broadcast at a fixed four messages a second into a workspace with Slack's limits, and the same with a 429 in its midst. Real time: N=120
// takes half a minute each.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { realClock } from '../src/clock.ts';
import { openDatabase } from '../src/db/client.ts';
import { createDatabase } from '../src/db/database-url.ts';
import { startLocalServer } from '../src/db/local-server.ts';
import { migrateDatabase } from '../src/db/migrate.ts';
import { createLog } from '../src/log.ts';
import { enqueue, type NewMessage } from '../src/outbox/enqueue.ts';
import { createOutbox } from '../src/outbox/outbox.ts';
import { SLACK_RATES } from '../src/outbox/pace.ts';
import { startOutboxWorkspace } from '../test/support/outbox-workspace.ts';

const N = Number(process.env.N ?? 120);
const PER_SECOND = 4;
const RETRY_AFTER = 5;

interface Figures {
  seconds: number;
  refused: number;
  /** Posts asked for between a 429 and the end of its Retry-After; those under way when it was answered count. */
  tooEarly: number;
  reminderMs: number;
}

const knownChannels = z.object({
  channels: z.array(z.object({ id: z.string(), kind: z.string(), members: z.array(z.string()) })),
});

async function prepare(url: string) {
  await migrateDatabase(url);
  const database = openDatabase(url);
  const workspace = await startOutboxWorkspace(N + 1, { now: 'real', rates: {} });
  for (const [at, user] of workspace.users.entries()) {
    await database.db.execute(sql`insert into people (id, name, slack_user_id, created_at) overriding system value
      values (${at + 1}, ${`Member ${at}`}, ${user}, now())`);
    await workspace.control('/message', { user, text: 'Hello' });
  }
  const { channels } = knownChannels.parse(await workspace.control('/state'));
  for (const user of workspace.users) {
    const conversation = channels.find(({ kind, members }) => kind === 'im' && members.includes(user));
    if (!conversation) throw new Error(`no conversation with ${user}`);
    await database.db.execute(sql`insert into direct_conversations values (${user}, ${conversation.id})`);
  }
  return { database, workspace };
}

function messageTo(person: number, lane: 'broadcasts' | 'reminders'): NewMessage {
  return { kind: 'post', dedupeKey: `${lane}/${person}`, lane, to: { person }, message: { text: lane, blocks: [] } };
}

async function broadcast(url: string, withRefusal: boolean): Promise<Figures> {
  const { database, workspace } = await prepare(url);
  const { db } = database;
  const outbox = createOutbox({
    databaseUrl: url,
    slack: { token: workspace.sandbox.tokens.bot, slackApiUrl: workspace.sandbox.slackApiUrl },
    clock: realClock,
    followsClock: false,
    log: createLog('error'),
    compose: async () => null,
    settings: { rates: { ...SLACK_RATES, 'chat.postMessage': { start: PER_SECOND, ceiling: PER_SECOND } } },
  });
  const say = (messages: NewMessage[]) => db.transaction((tx) => enqueue(tx, realClock.now(), messages));
  const left = async () =>
    Number((await db.execute<{ n: string }>(sql`select count(*) as n from outbox where state <> 'sent'`))[0]?.n);
  outbox.start();
  await pause(1_000);
  const started = performance.now();
  await say(Array.from({ length: N }, (_, at) => messageTo(at + 1, 'broadcasts')));
  while ((await left()) > N / 2) await pause(20);
  if (withRefusal)
    await workspace.control('/faults', { method: 'chat.postMessage', kind: '429', retry_after: RETRY_AFTER, count: 1 });
  else await say([messageTo(N + 1, 'reminders')]);
  const enqueuedAt = Temporal.Now.instant();
  while ((await left()) > 0) await pause(5);
  const seconds = (performance.now() - started) / 1000;
  await outbox.stop();
  const posts = (await workspace.calls()).filter(({ kind }) => kind === 'chat.postMessage');
  const at = (entry: { at: string }) => Temporal.Instant.from(entry.at).epochMilliseconds;
  const refusals = posts.filter(({ response }) => JSON.stringify(response).includes('ratelimited'));
  const tooEarly = posts.filter((post) =>
    refusals.some(
      (refused) => post !== refused && at(post) > at(refused) && at(post) < at(refused) + RETRY_AFTER * 1000,
    ),
  );
  const reminder = posts.find(({ request }) => request.text === 'reminders');
  await workspace.stop();
  await database.close();
  return {
    seconds,
    refused: refusals.length,
    tooEarly: tooEarly.length,
    reminderMs: reminder ? at(reminder) - enqueuedAt.epochMilliseconds : 0,
  };
}

async function main(): Promise<void> {
  const server = await startLocalServer({ environment: process.env });
  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  for (const withRefusal of [false, true]) {
    const name = `bench_pace_${randomBytes(4).toString('hex')}`;
    const { seconds, refused, tooEarly, reminderMs } = await broadcast(
      await createDatabase(server.url, name),
      withRefusal,
    );
    await admin`drop database if exists ${admin(name)} with (force)`;
    // The reminder is one message more.
    const bound = (1.02 * (N + (withRefusal ? 0 : 1))) / PER_SECOND + 1;
    process.stdout.write(
      withRefusal
        ? `with a 429 (Retry-After ${RETRY_AFTER} s): ${N} messages in ${seconds.toFixed(2)} s, ${refused} refused, ${tooEarly} asked for too early\n`
        : `${N + 1} messages at ${PER_SECOND}/s in ${seconds.toFixed(2)} s (bound ${bound.toFixed(2)} s), ${refused} refused; a reminder amid them left after ${reminderMs} ms\n`,
    );
  }
  await admin.end();
}

await main();
