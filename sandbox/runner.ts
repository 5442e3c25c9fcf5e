/**
 * `npm run sandbox`: a local Postgres, a workspace with sample people, and the bot, in one go.
 * The only file of the sandbox that knows which app it is for.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { parse } from 'yaml';
import { loadSample } from '../src/cli/sample.ts';
import { createDatabase } from '../src/db/database-url.ts';
import { startLocalServer } from '../src/db/local-server.ts';
import { migrateDatabase } from '../src/db/migrate.ts';
import { explained } from '../src/errors.ts';
import { httpManifest, parseManifest } from '../src/slack/manifest.ts';
import { readMembers } from './members.ts';
import { createSandbox, type Sandbox } from './server.ts';
import { supervise } from './supervise.ts';

const usualPort = 4390;
const databasePrefix = 'sandbox_';

interface Settings {
  port: number;
  /** The bot is reached over HTTP instead of Socket Mode. */
  http: boolean;
  now: 'real' | undefined;
}

function readSettings(): Settings {
  const { values } = parseArgs({
    options: { http: { type: 'boolean', default: false }, now: { type: 'boolean', default: false } },
  });
  const port = Number(process.env.SANDBOX_PORT || usualPort);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error('SANDBOX_PORT: expected a port from 0 to 65535');
  return { port, http: values.http, now: values.now ? 'real' : undefined };
}

async function readBeside(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), 'utf8');
}

/** Any number, the same in every sandbox: whoever looks for databases that nobody uses, or makes one, holds it. */
const freshDatabaseLock = 7_310_690;

/** A connection that stays until it is ended, so that no other sandbox takes its database for one that nobody uses. */
async function hold(url: string): Promise<postgres.Sql> {
  const holder = postgres(url, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {} });
  await holder`select 1`;
  return holder;
}

/** A new database; those of earlier runs that nobody uses any more are removed. */
async function freshDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = await startLocalServer({ environment: process.env });
  const client = postgres(server.url, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {} });
  await client`select pg_advisory_lock(${freshDatabaseLock})`;
  const unused = await client<{ name: string }[]>`
    select datname as name from pg_database d
    where starts_with(datname, ${databasePrefix}) and not exists (select from pg_stat_activity a where a.datname = d.datname)`;
  for (const { name } of unused) await client`drop database if exists ${client(name)}`;
  const name = `${databasePrefix}${randomBytes(6).toString('hex')}`;
  const url = await createDatabase(server.url, name);
  const holder = await hold(url);
  await client`select pg_advisory_unlock(${freshDatabaseLock})`;
  const drop = async () => {
    await holder.end({ timeout: 1 });
    await client`drop database if exists ${client(name)} with (force)`;
    await client.end();
  };
  return { url, drop };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function startSandbox({ port, http, now }: Settings): Promise<{ sandbox: Sandbox; botPort: number }> {
  const botPort = http ? await freePort() : 0;
  const manifest = parseManifest(parse(await readBeside('../manifest.yml')));
  const sandbox = await createSandbox({
    manifest: http ? httpManifest(manifest, `http://127.0.0.1:${botPort}`) : manifest,
    members: readMembers(await readBeside('members.csv')),
    port,
    ...(now ? { now } : {}),
  });
  return { sandbox, botPort };
}

function botEnvironment(
  { sandbox, botPort }: { sandbox: Sandbox; botPort: number },
  databaseUrl: string,
): NodeJS.ProcessEnv {
  const { SLACK_APP_TOKEN: _app, SLACK_SIGNING_SECRET: _secret, PORT: _port, ...rest } = process.env;
  const delivery = botPort
    ? { SLACK_SIGNING_SECRET: sandbox.tokens.signingSecret, PORT: String(botPort) }
    : { SLACK_APP_TOKEN: sandbox.tokens.app };
  return {
    LOG_LEVEL: 'warn',
    ...rest,
    ...delivery,
    DATABASE_URL: databaseUrl,
    SLACK_API_URL: sandbox.slackApiUrl,
    SLACK_BOT_TOKEN: sandbox.tokens.bot,
    CLOCK_URL: sandbox.url,
  };
}

/** Asks the workspace until the bot is there. */
async function botConnected(sandbox: Sandbox): Promise<void> {
  for (;;) {
    const state = (await (await fetch(`${sandbox.controlUrl}/state`)).json()) as { bot: { connected: boolean } };
    if (state.bot.connected) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function run(): Promise<void> {
  const settings = readSettings();
  const database = await freshDatabase();
  const started = await startSandbox(settings);
  await migrateDatabase(database.url);
  await loadSample(database.url, {
    people: await readBeside('people.csv'),
    sessions: await readBeside('sessions.csv'),
    tables: { rasas: await readBeside('rasas.csv'), assignments: await readBeside('assignments.csv') },
    as: 'director@example.edu',
  });
  const bot = supervise({
    command: process.execPath,
    args: ['--import', 'tsx', fileURLToPath(new URL('../src/main.ts', import.meta.url))],
    env: botEnvironment(started, database.url),
    onRestart: (code, inMs) =>
      process.stderr.write(`the bot ended with code ${code}; starting it again in ${inMs} ms\n`),
  });

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await bot.stop(15_000);
    await started.sandbox.stop();
    await database.drop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());

  await botConnected(started.sandbox);
  process.stdout.write(`\n  The workspace is open: ${started.sandbox.url}\n\n`);
}

run().catch((error: unknown) => {
  process.stderr.write(`${explained(error)}\n`);
  process.exit(1);
});
