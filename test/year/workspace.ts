// A local workspace and the bot as a process of its own, on one database: what the year is lived in.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Temporal } from 'temporal-polyfill';
import { parse } from 'yaml';
import { z } from 'zod';
import { createSandbox, type Sandbox } from '../../sandbox/server.ts';
import { parseManifest } from '../../src/slack/manifest.ts';
import { runTool } from '../support/run-tool.ts';

const ROOT = new URL('../../', import.meta.url);

/** A message that the bot wrote to one person unasked, or a file: what `chat.postMessage` carried. */
export interface Told {
  email: string;
  /** Milliseconds since 1970, on the workspace's clock. */
  at: number;
  channel: string;
  ts: string;
  text: string;
  blocks: unknown;
}

export interface Workspace {
  readonly told: readonly Told[];
  /** The control API's answer to a call. */
  call(path: string, body?: object): Promise<unknown>;
  /** Moves the clock forward to a moment, and collects what was said on the way. */
  jumpTo(at: number): Promise<void>;
  now(): Promise<number>;
  startBot(): Promise<void>;
  stopBot(): Promise<void>;
  /** Runs one of the staff's command-line tools. Throws with what it said where it did not end well. */
  tool(name: string, args: readonly string[]): Promise<string>;
  /** Resident memory of the bot's process in MiB. */
  memory(): number;
  close(): Promise<void>;
}

const stateSchema = z.object({
  now: z.string(),
  bot: z.object({ connected: z.boolean() }),
  users: z.array(z.object({ id: z.string(), email: z.string().nullable() })),
  channels: z.array(z.object({ id: z.string(), kind: z.string(), members: z.array(z.string()) })),
});
const logSchema = z.object({
  seq: z.number(),
  items: z.array(
    z.object({ seq: z.number(), direction: z.string(), kind: z.string(), request: z.unknown(), response: z.unknown() }),
  ),
});
const posted = z.object({
  request: z.object({ text: z.string().default(''), blocks: z.unknown() }),
  response: z.object({ ok: z.literal(true), channel: z.string(), ts: z.string() }),
});
const moved = z.object({ ok: z.literal(true), done: z.boolean() });

function movedOr(answer: unknown): z.infer<typeof moved> {
  const read = moved.safeParse(answer);
  if (!read.success) throw new Error(`the clock did not move: ${JSON.stringify(answer)}`);
  return read.data;
}

interface Options {
  databaseUrl: string;
  members: readonly { name: string; email: string; tz: string }[];
  now: Temporal.Instant;
}

async function json(response: Response): Promise<unknown> {
  return response.json();
}

async function startSandbox({ members, now }: Options): Promise<Sandbox> {
  const manifest = parseManifest(parse(readFileSync(new URL('manifest.yml', ROOT), 'utf8')));
  return createSandbox({ manifest, members: [...members], now: now.toString() });
}

function spawnBot(sandbox: Sandbox, databaseUrl: string): ChildProcess {
  const { PATH = '', HOME = '', YEAR_LOG_LEVEL = 'error' } = process.env;
  const env = {
    PATH,
    HOME,
    LOG_LEVEL: YEAR_LOG_LEVEL,
    DATABASE_URL: databaseUrl,
    SLACK_API_URL: sandbox.slackApiUrl,
    SLACK_BOT_TOKEN: sandbox.tokens.bot,
    SLACK_APP_TOKEN: sandbox.tokens.app,
    CLOCK_URL: sandbox.url,
  };
  const main = fileURLToPath(new URL('src/main.ts', ROOT));
  return spawn(process.execPath, ['--import', 'tsx', main], { env, stdio: ['ignore', 'inherit', 'inherit'] });
}

/** Opens a workspace at a moment; the bot is not started yet. */
export async function openWorkspace(options: Options): Promise<Workspace> {
  const sandbox = await startSandbox(options);
  const told: Told[] = [];
  const people = new Map<string, string>();
  let bot: ChildProcess | undefined;
  let seen = 0;

  const call = async (path: string, body?: object) => {
    const init = body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    return json(await fetch(`${sandbox.controlUrl}${path}`, init ?? {}));
  };
  const state = async () => stateSchema.parse(await call('/state'));

  async function collect(): Promise<void> {
    const { seq, items } = logSchema.parse(await call(`/log?since=${seen}`));
    seen = seq;
    const posts = items.filter(({ direction, kind }) => direction === 'from_bot' && kind === 'chat.postMessage');
    const read = posts.flatMap((item) => posted.safeParse(item).data ?? []);
    if (read.some(({ response }) => !people.has(response.channel))) await learnChannels();
    for (const { request, response } of read) {
      const { channel, ts } = response;
      const email = people.get(channel) ?? channel;
      told.push({ email, at: Math.round(Number(ts) * 1000), channel, ts, text: request.text, blocks: request.blocks });
    }
  }

  async function learnChannels(): Promise<void> {
    const { users, channels } = await state();
    const emails = new Map(users.map(({ id, email }) => [id, email]));
    for (const { id, kind, members } of channels) {
      const email = members.map((member) => emails.get(member)).find((each) => each);
      if (kind === 'im' && email) people.set(id, email);
    }
  }

  async function jumpTo(at: number): Promise<void> {
    const set = Temporal.Instant.fromEpochMilliseconds(at).toString();
    if ((await now()) >= at) return collect();
    for (let done = false; !done; ) ({ done } = movedOr(await call('/clock', { set })));
    await collect();
  }

  async function now(): Promise<number> {
    return Temporal.Instant.from((await state()).now).epochMilliseconds;
  }

  async function startBot(): Promise<void> {
    const child = spawnBot(sandbox, options.databaseUrl);
    bot = child;
    // Whoever breaks the year off leaves no bot behind.
    const end = () => child.kill('SIGKILL');
    process.once('exit', end);
    child.once('exit', () => process.off('exit', end));
    while (!(await state()).bot.connected) {
      if (child.exitCode !== null) throw new Error(`the bot ended with code ${child.exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async function stopBot(): Promise<void> {
    if (!bot || bot.exitCode !== null) return;
    const ended = once(bot, 'exit');
    bot.kill('SIGTERM');
    await ended;
    bot = undefined;
  }

  async function tool(name: string, args: readonly string[]): Promise<string> {
    const env = {
      DATABASE_URL: options.databaseUrl,
      LOG_LEVEL: 'error',
      CLOCK_URL: sandbox.url,
      SLACK_API_URL: sandbox.slackApiUrl,
      SLACK_BOT_TOKEN: sandbox.tokens.bot,
    };
    const { code, out, err } = await runTool(name, args, env);
    if (code !== 0) throw new Error(`${name} ${args.join(' ')}: ${err}${out}`);
    return out;
  }

  const memory = () => {
    const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${bot?.pid}/status`, 'utf8'))?.[1];
    return Math.round(Number(kib) / 1024);
  };
  const close = async () => {
    await stopBot();
    await sandbox.stop();
  };
  return { told, call, jumpTo, now, startBot, stopBot, tool, memory, close };
}
