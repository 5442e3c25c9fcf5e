// The app of sandbox/README.md, run as a process of its own exactly as it stands there.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { createSandbox, type Sandbox } from '../../sandbox/server.ts';
import { ROOT } from './source-files.ts';

const README = readFileSync(join(ROOT, 'sandbox/README.md'), 'utf8');

/** Invented people of the foreign workspace. */
export const ADA = 'ada@example.edu';
export const BEN = 'ben@example.edu';
const MEMBERS = [
  { name: 'Ada Brandt', email: ADA, tz: 'America/New_York' },
  { name: 'Ben Okafor', email: BEN, tz: 'America/Los_Angeles' },
  { name: 'Chioma Reyes', email: 'chioma@example.edu', tz: 'Europe/Berlin' },
];

/** The text of a marked code block of the README. */
function codeBlock(mark: string): string {
  const code = new RegExp(`^\`\`\`\\w+ ${mark}\\n([^]*?)^\`\`\``, 'm').exec(README)?.[1];
  if (code === undefined) throw new Error(`sandbox/README.md has no code block marked ${mark}`);
  return code;
}

const manifestShape = z.looseObject({
  features: z.looseObject({ slash_commands: z.array(z.looseObject({})) }),
  settings: z.looseObject({ event_subscriptions: z.looseObject({}), interactivity: z.looseObject({}) }),
});

/** The manifest of the README; with an address, for an app that is reached over HTTP there. */
function foreignManifest(address: string | undefined): object {
  const { features, settings, ...rest } = manifestShape.parse(parse(codeBlock('foreign-manifest')));
  if (address === undefined) return { ...rest, features, settings };
  return {
    ...rest,
    features: { ...features, slash_commands: features.slash_commands.map((each) => ({ ...each, url: address })) },
    settings: {
      event_subscriptions: { ...settings.event_subscriptions, request_url: address },
      interactivity: { ...settings.interactivity, request_url: address },
      socket_mode_enabled: false,
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function untilConnected(sandbox: Sandbox, app: ChildProcess): Promise<void> {
  const state = z.object({ seq: z.number(), bot: z.object({ connected: z.boolean() }) });
  for (let since = 0; ; ) {
    if (app.exitCode !== null) throw new Error(`the foreign app ended with code ${app.exitCode}`);
    const answer = await fetch(`${sandbox.controlUrl}/state?since=${since}&wait=1000`);
    const { seq, bot } = state.parse(await answer.json());
    if (bot.connected) return;
    since = seq;
  }
}

export interface ForeignApp {
  sandbox: Sandbox;
  /** Calls the control API and gives its JSON; a refusal comes back as it is. */
  call(path: string, body?: unknown): Promise<unknown>;
  /** Calls a method of the Web API as the app's bot. */
  api(method: string, args: object): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

/** A workspace with the README's app in it, connected in the given mode. */
export async function startForeignApp(mode: 'socket' | 'http'): Promise<ForeignApp> {
  const port = mode === 'http' ? await freePort() : undefined;
  const manifest = foreignManifest(port === undefined ? undefined : `http://127.0.0.1:${port}/slack/events`);
  const sandbox = await createSandbox({ manifest, members: MEMBERS });
  const { bot, app: appToken, signingSecret } = sandbox.tokens;
  const way =
    port === undefined ? { SLACK_APP_TOKEN: appToken } : { SLACK_SIGNING_SECRET: signingSecret, PORT: `${port}` };
  const app = spawn(process.execPath, ['--input-type=module', '--eval', codeBlock('foreign-app')], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, SLACK_API_URL: sandbox.slackApiUrl, SLACK_BOT_TOKEN: bot, ...way },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(app, 'exit');
  await untilConnected(sandbox, app);

  const post = async (url: string, body: unknown, headers: Record<string, string>): Promise<unknown> => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    };
    return (await fetch(url, init)).json();
  };
  return {
    sandbox,
    call: async (path, body) =>
      body === undefined
        ? (await fetch(`${sandbox.controlUrl}${path}`)).json()
        : post(`${sandbox.controlUrl}${path}`, body, {}),
    api: async (method, args) =>
      z
        .record(z.string(), z.unknown())
        .parse(await post(`${sandbox.slackApiUrl}${method}`, args, { authorization: `Bearer ${bot}` })),
    async stop() {
      app.kill('SIGKILL');
      await ended;
      await sandbox.stop();
    },
  };
}
