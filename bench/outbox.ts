// The outbox beside graphile-worker and pg-boss: the same calls, the same Postgres, alternating rounds. What counts are the ratios of one run.
// The libraries do more of other things (cron, priorities, clean-up), the outbox more of its own (pace, order, a commit before each call).
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { z } from 'zod';
import { createDatabase } from '../src/db/database-url.ts';
import { startLocalServer } from '../src/db/local-server.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const QUEUES = {
  outbox: './outbox-queue.ts',
  'graphile-worker': './queues/graphile-queue.mjs',
  'graphile, keyed': './queues/graphile-queue.mjs',
  'pg-boss': './queues/pg-boss-queue.mjs',
} as const;
const NAMES = ['outbox', 'graphile-worker', 'graphile, keyed', 'pg-boss'] as const;

const figures = z.object({ bulk: z.number(), drain: z.number(), latencies: z.array(z.number()) });
type Figures = z.infer<typeof figures>;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function oneRound(serverUrl: string, admin: postgres.Sql, queue: keyof typeof QUEUES): Promise<Figures> {
  const name = `bench_queue_${randomBytes(4).toString('hex')}`;
  const url = await createDatabase(serverUrl, name);
  try {
    const file = fileURLToPath(new URL(QUEUES[queue], import.meta.url));
    const env = { ...process.env, DATABASE_URL: url, KEYED: queue === 'graphile, keyed' ? '1' : '' };
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', file], { env });
    return figures.parse(JSON.parse(stdout));
  } finally {
    await admin`drop database if exists ${admin(name)} with (force)`;
  }
}

async function main(): Promise<void> {
  if (!existsSync(new URL('./queues/node_modules', import.meta.url)))
    throw new Error('The other queues are not installed: npm ci --prefix bench/queues');
  const server = await startLocalServer({ environment: process.env });
  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  const rounds = new Map<string, Figures[]>(NAMES.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const name of NAMES) rounds.get(name)?.push(await oneRound(server.url, admin, name));
  await admin.end();
  const summed = NAMES.map((name) => {
    const all = rounds.get(name) ?? [];
    const latencies = all.flatMap((each) => each.latencies);
    return {
      name,
      bulk: median(all.map((r) => r.bulk)),
      drain: median(all.map((r) => r.drain)),
      p50: median(latencies),
    };
  });
  const base = summed[1];
  process.stdout.write(`${ROUNDS} rounds, ratios to graphile-worker with its defaults\n`);
  process.stdout.write(
    `${''.padEnd(18)}${['bulk/s', 'ratio', 'drain/s', 'ratio', 'p50 ms', 'ratio'].map((h) => h.padStart(9)).join('')}\n`,
  );
  for (const { name, bulk, drain, p50 } of summed) {
    const cells = [
      bulk.toFixed(0),
      (bulk / (base?.bulk ?? 1)).toFixed(2),
      drain.toFixed(0),
      (drain / (base?.drain ?? 1)).toFixed(2),
      p50.toFixed(1),
      (p50 / (base?.p50 ?? 1)).toFixed(2),
    ];
    process.stdout.write(`${name.padEnd(18)}${cells.map((cell) => cell.padStart(9)).join('')}\n`);
  }
}

await main();
