// A campaign: several processes send, everything goes wrong, and in the end it is counted what arrived.
import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { Temporal } from 'temporal-polyfill';
import { createDatabase } from '../../src/db/database-url.ts';
import { migrateDatabase } from '../../src/db/migrate.ts';
import * as schema from '../../src/db/schema.ts';
import type { Lane } from '../../src/domain/outbox.ts';
import { enqueue, type NewMessage } from '../../src/outbox/enqueue.ts';
import { startOutboxWorkspace } from '../support/outbox-workspace.ts';
import { carryOut, type FaultKind, type FaultWorld, hitsOne, pauseAndCut } from './faults.ts';
import { startFleet } from './fleet.ts';
import { seeded } from './random.ts';
import { watchRecovery } from './recovery-watch.ts';
import { startSlackLine } from './slack-line.ts';
import { type Tally, tallyArrivals } from './tally.ts';

export interface CampaignOptions {
  seed: number;
  faults: number;
  /** Kinds to choose from, each as likely as it stands here often. */
  kinds: readonly FaultKind[];
  /** Pauses that overlap the loss of the connection, in a phase of their own. */
  pairs: number;
  search: 'history' | 'nothing';
  /** The server's address, and how it is killed and brought back. */
  server: { url: string; kill(): Promise<void> };
  workers: number;
  members: number;
}

export interface CampaignReport {
  faults: Record<string, number>;
  main: Tally;
  pairs: Tally;
  seconds: number;
  /** Rows watched at faults, and the longest that one took to be settled after the fault's end, in ms. */
  watched: number;
  slowestMs: number;
  mostSending: number;
  lostAnswers: number;
  /** Refusals that nobody ordered, and posts that came too soon after another to the same conversation. */
  refused: number;
  tooSoon: number;
  mostPostsASecond: number;
  fallen: number;
  /** The longest that this process, which is Slack and the lines to it, was late itself, in ms: more than the settle delay voids what is promised. */
  ownStallMs: number;
  /** The same of a worker that nobody paused. */
  workerStallMs: number;
  /** Rows by state in the end. */
  states: Record<string, number>;
}

/** So many times as fast as Slack. */
const SPEED = 20;
/** Enough that there is always something to send, and never a heap. */
const QUEUE_DEPTH = 40;
/** For a third of the time messages come one by one, to workers that have nothing else to do: those leave by the short way. */
const PLENTY = 40;
const THEN_FEW = 20;
const LANES: readonly Lane[] = ['answers', 'reminders', 'broadcasts'];

type Query = <T>(work: (client: postgres.Sql) => Promise<T>) => Promise<T>;

/** Longer than any answer: a connection that was lost amid a write can hang for ever once it is made again (postgres.js 3.4.9). */
const ANSWER_MS = 2_000;

/** Repeats what the database could not answer just now, each time on a new connection. */
function persistentClient(url: string): { query: Query; close(): Promise<void> } {
  const open = () => postgres(url, { max: 4, fetch_types: false, onnotice: () => {} });
  let client = open();
  return {
    async query(work) {
      for (;;) {
        const mine = client;
        const asked = work(mine);
        const late = new AbortController();
        const tooLate = pause(ANSWER_MS, undefined, { signal: late.signal }).then(() => {
          throw new Error('no answer from the database');
        });
        try {
          return await Promise.race([asked, tooLate]);
        } catch {
          asked.catch(() => {});
          if (client === mine) client = open();
          void mine.end({ timeout: 0 });
          await pause(50);
        } finally {
          late.abort();
          tooLate.catch(() => {});
        }
      }
    },
    close: () => client.end({ timeout: 1 }),
  };
}

function mostWithinASecond(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  let from = 0;
  let most = 0;
  for (const [at, time] of sorted.entries()) {
    while ((sorted[from] ?? time) <= time - 1_000) from += 1;
    most = Math.max(most, at - from + 1);
  }
  return most;
}

export async function runCampaign(options: CampaignOptions, say: (line: string) => void): Promise<CampaignReport> {
  const random = seeded(options.seed);
  const started = Date.now();
  const stalls = monitorEventLoopDelay({ resolution: 10 });
  stalls.enable();
  const name = `faults_${randomBytes(6).toString('hex')}`;
  const url = await createDatabase(options.server.url, name);
  await migrateDatabase(url);
  const { query, close } = persistentClient(url);
  const workspace = await startOutboxWorkspace(options.members, { now: 'real', rates: { scale: SPEED } });
  for (const [at, user] of workspace.users.entries())
    await query(
      (sql) => sql`insert into people (id, name, slack_user_id, created_at) overriding system value
        values (${at + 1}, ${`Member ${at}`}, ${user}, now())`,
    );
  const line = await startSlackLine({
    target: workspace.sandbox.slackApiUrl,
    random: seeded(options.seed + 1),
    latencyMs: 60,
    loss: 0.02,
  });
  const { hostname: host, port } = new URL(url);
  const fleet = await startFleet({
    size: options.workers,
    database: { url, host, port: Number(port) },
    slackApiUrl: line.url,
    token: workspace.sandbox.tokens.bot,
    speed: SPEED,
    search: options.search,
  });
  const watch = watchRecovery(query);
  const enqueued = new Set<string>();
  const feed = feeder({ random: seeded(options.seed + 2), members: options.members, enqueued, query });
  const world: FaultWorld = { fleet, random, watch, killDatabase: options.server.kill, control: workspace.control };

  const feeding = feed.run('main');
  const counts = await faultsOneByOne(world, options, say);
  await feeding.stop();
  await drained(query, say);
  await watch.stop();
  const main = await tallyArrivals(workspace, enqueued, 'main');

  const pairing = options.pairs > 0 ? feed.run('pairs') : undefined;
  for (let pair = 0; pair < options.pairs; pair++) {
    await pauseAndCut(world, pair % fleet.size);
    say(`pair ${pair + 1} of ${options.pairs}`);
    await pause(random.between(500, 1_500));
  }
  await pairing?.stop();
  await drained(query, say);
  const pairs = await tallyArrivals(workspace, enqueued, 'pairs');

  const state = (await workspace.control('/state')) as { rates: { refused: number; over_channel_limit: number } };
  const states = await query(
    (sql) => sql<{ state: string; n: number }[]>`select state, count(*)::int as n from outbox group by state`,
  );
  const report: CampaignReport = {
    faults: counts,
    main,
    pairs,
    seconds: Math.round((Date.now() - started) / 1000),
    watched: watch.latenesses.length,
    slowestMs: Math.max(0, ...watch.latenesses),
    mostSending: watch.mostSending(),
    lostAnswers: line.lost(),
    refused: state.rates.refused,
    tooSoon: state.rates.over_channel_limit,
    mostPostsASecond: mostWithinASecond(line.postedAt),
    fallen: fleet.fallen(),
    ownStallMs: Math.round(stalls.max / 1e6),
    workerStallMs: fleet.longestStall(),
    states: Object.fromEntries(states.map((row) => [row.state, row.n])),
  };
  await fleet.stop();
  await line.stop();
  await workspace.stop();
  await close();
  return report;
}

interface FeederOptions {
  random: ReturnType<typeof seeded>;
  members: number;
  enqueued: Set<string>;
  query: Query;
}

/** Keeps the queue filled; what the database did not confirm is enqueued again under the same keys. */
function feeder({ random, members, enqueued, query }: FeederOptions) {
  const numbers = new Map<string, number>();
  function message(phase: string): NewMessage {
    const [lane, person] = [random.of(LANES), random.between(1, members)];
    const place = `${phase}/${lane}/${person}`;
    const number = numbers.get(place) ?? 0;
    numbers.set(place, number + 1);
    const key = `${place}/${number}`;
    const isFile = random.unit() < 0.03;
    const written = { text: isFile ? '' : key, blocks: [] };
    const message = isFile ? { ...written, file: { name: key, title: key, content: key } } : written;
    return { kind: isFile ? 'file' : 'post', dedupeKey: key, lane, to: { person }, message };
  }
  let tops = 0;
  async function top(phase: string): Promise<void> {
    const wanted = tops++ % (PLENTY + THEN_FEW) < PLENTY ? QUEUE_DEPTH : 1;
    const [depth] = await query(
      (sql) => sql<{ n: number }[]>`select count(*)::int as n from outbox where state = 'queued'`,
    );
    const missing = wanted - (depth?.n ?? 0);
    if (missing <= 0) return;
    const messages = Array.from({ length: missing }, () => message(phase));
    await query((sql) => drizzle(sql, { schema }).transaction((tx) => enqueue(tx, Temporal.Now.instant(), messages)));
    for (const { dedupeKey } of messages) enqueued.add(dedupeKey);
  }
  return {
    run(phase: string): { stop(): Promise<void> } {
      let stopped = false;
      const running = (async () => {
        while (!stopped) {
          await top(phase);
          await pause(100);
        }
      })();
      return {
        stop: () => {
          stopped = true;
          return running;
        },
      };
    },
  };
}

async function faultsOneByOne(world: FaultWorld, options: CampaignOptions, say: (line: string) => void) {
  const { random, fleet } = world;
  const counts: Record<string, number> = {};
  const hit = new Map<number, Promise<void>>();
  const under = new Set<Promise<void>>();
  await pause(1_000);
  for (let at = 0; at < options.faults; at++) {
    const kind = random.of(options.kinds);
    counts[kind] = (counts[kind] ?? 0) + 1;
    const worker = random.between(0, fleet.size - 1);
    // A worker meets one fault at a time, and Postgres is not killed while a worker is paused.
    if (kind === 'database') await Promise.all(hit.values());
    else if (hitsOne(kind)) await hit.get(worker);
    const fault = carryOut(world, kind, worker);
    if (hitsOne(kind)) hit.set(worker, fault);
    under.add(fault);
    void fault.finally(() => under.delete(fault));
    if (kind === 'database') await fault;
    if ((at + 1) % 20 === 0) say(`${at + 1} of ${options.faults} faults`);
    await pause(random.between(150, 900));
  }
  await Promise.all(under);
  return counts;
}

/** Waits until nothing is on its way any more; gives up after a minute without progress. */
async function drained(query: FeederOptions['query'], say: (line: string) => void): Promise<void> {
  let [last, since] = [-1, Date.now()];
  for (;;) {
    const [left] = await query(
      (sql) =>
        sql<{ n: number }[]>`select count(*)::int as n from outbox where state in ('queued', 'claimed', 'sending')`,
    );
    const n = left?.n ?? 0;
    if (n === 0) return;
    if (n !== last) [last, since] = [n, Date.now()];
    if (Date.now() - since > 60_000) return say(`${n} rows do not come to an end`);
    await pause(100);
  }
}
