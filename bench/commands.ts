// `/career next`, from signed request to complete answer, beside a Bolt listener that acknowledges the same message as a constant
// and a raw node:http server with the same signature check, in alternating rounds. What counts are the ratios of one run.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { startLocalServer } from '../src/db/local-server.ts';
import { createCrowd } from './crowd.ts';
import { type Round, runLoad } from './load.ts';

const SIZES = [700, 70_000];
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SECONDS = Number(process.env.SECONDS ?? 2);
const CONNECTIONS = 20;
const KINDS = ['bot', 'constant', 'raw'] as const;

const secret = randomBytes(16).toString('hex');
const children: ChildProcess[] = [];

async function startServer(kind: string, message: string, databaseUrl: string): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./command-server.ts', import.meta.url))],
    {
      env: { ...process.env, KIND: kind, SECRET: secret, MESSAGE: message, DATABASE_URL: databaseUrl },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  children.push(child);
  const [chunk] = await once(child.stdout, 'data');
  return Number(String(chunk).trim());
}

/** The bot's own answer to a user, for the constant to repeat. */
async function answerOf(port: number, user: string): Promise<string> {
  const body = `command=%2Fcareer&text=next&user_id=${user}&response_url=http%3A%2F%2F127.0.0.1%3A9%2F`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  };
  return (await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', headers, body })).text();
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function row(name: string, rounds: readonly Round[], base: number): string {
  const perSecond = median(rounds.map((r) => r.perSecond));
  const [p50, p99] = [median(rounds.map((r) => r.p50)), median(rounds.map((r) => r.p99))];
  const cells = [
    perSecond.toFixed(0).padStart(8),
    p50.toFixed(1).padStart(8),
    p99.toFixed(1).padStart(8),
    (perSecond / base).toFixed(2).padStart(8),
  ];
  return `${name.padEnd(24)}${cells.join('')}`;
}

async function main(): Promise<void> {
  const server = await startLocalServer({ environment: process.env });
  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  const names = SIZES.map((size) => `bench_${size}_${randomBytes(4).toString('hex')}`);
  try {
    const crowds = await Promise.all(SIZES.map((size, at) => createCrowd(server.url, names[at] ?? '', size)));
    const bots = [];
    for (const crowd of crowds) bots.push({ crowd, port: await startServer('bot', '{}', crowd.url) });
    const [small] = bots;
    if (!small) throw new Error('no size to measure');
    const message = await answerOf(small.port, small.crowd.users[0] ?? '');
    const lanes = [
      ...bots.map(({ crowd, port }, at) => ({ name: `next, ${SIZES[at]} people`, port, users: crowd.users })),
      { name: KINDS[1], port: await startServer('constant', message, small.crowd.url), users: small.crowd.users },
      { name: KINDS[2], port: await startServer('raw', message, small.crowd.url), users: small.crowd.users },
    ];
    const results = lanes.map((): Round[] => []);
    for (const lane of lanes) await runLoad({ ...lane, secret, connections: CONNECTIONS, seconds: 1 });
    for (let round = 0; round < ROUNDS; round++) {
      for (const [at, lane] of lanes.entries())
        results[at]?.push(await runLoad({ ...lane, secret, connections: CONNECTIONS, seconds: SECONDS }));
    }
    const base = median((results[lanes.length - 2] ?? []).map((r) => r.perSecond));
    process.stdout.write(
      `${ROUNDS} rounds of ${SECONDS} s, ${CONNECTIONS} connections, answer of ${message.length} bytes\n`,
    );
    process.stdout.write(
      `${''.padEnd(24)}${['req/s', 'p50 ms', 'p99 ms', 'ratio'].map((head) => head.padStart(8)).join('')}\n`,
    );
    for (const [at, lane] of lanes.entries()) process.stdout.write(`${row(lane.name, results[at] ?? [], base)}\n`);
    const [few, many] = results.map((rounds) => median(rounds.map((r) => r.perSecond)));
    process.stdout.write(`70,000 people at ${((many ?? 0) / (few ?? 1)).toFixed(2)} of the rate at 700\n`);
  } finally {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.map((child) => (child.exitCode === null ? once(child, 'exit') : undefined)));
    for (const name of names) await admin`drop database if exists ${admin(name)} with (force)`;
    await admin.end();
  }
}

await main();
