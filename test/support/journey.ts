// The bot and a workspace over the wire, as a person would use them: the control API acts, the bot answers through Slack's protocols.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readMembers } from '../../sandbox/members.ts';
import { createSandbox, type Sandbox } from '../../sandbox/server.ts';
import { type RunningApp, startApp } from '../../src/app.ts';
import { loadSample } from '../../src/cli/sample.ts';
import type { Delivery } from '../../src/config.ts';
import { loadProgram } from '../../src/program/load.ts';
import { httpManifest, parseManifest } from '../../src/slack/manifest.ts';
import { collectLog } from './log-lines.ts';
import { ROOT } from './source-files.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

export const MODES = ['socket', 'http'] as const;
export type Mode = (typeof MODES)[number];

export const acted = z.object({
  ok: z.boolean(),
  /** null where the bot could not be reached. */
  ack: z.object({ ms: z.number(), body: z.unknown() }).nullish(),
  error: z.string().optional(),
  seq: z.number(),
});
export type Acted = z.infer<typeof acted>;

export interface Journey {
  sandbox: Sandbox;
  app: RunningApp;
  database: TestDatabase;
  /** Every statement the bot sent, in order. */
  statements: string[];
  /** What the bot logged, as parsed lines. */
  logged: Record<string, unknown>[];
  /** Calls the control API and gives its JSON; a refusal comes back as it is. */
  call(path: string, body?: unknown): Promise<unknown>;
  command(user: string, text: string): Promise<Acted>;
  /** Moves the workspace's clock forward; waits until the bot has followed. */
  jump(to: string): Promise<void>;
  stop(): Promise<void>;
}

function fixture(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return typeof address === 'object' && address ? address.port : 0;
}

/** A workspace with the sample members, for a bot that is reached in the given mode. */
export function startWorkspace(
  mode: Mode,
  { botPort = 0, ...options }: { port?: number; botPort?: number; tokens?: Partial<Sandbox['tokens']> } = {},
): Promise<Sandbox> {
  const manifest = parseManifest(parse(fixture('manifest.yml')));
  return createSandbox({
    manifest: mode === 'http' ? httpManifest(manifest, `http://127.0.0.1:${botPort}`) : manifest,
    members: readMembers(fixture('sandbox/members.csv')),
    ...options,
  });
}

/** Nobody is greeted while a journey is about something else. */
async function greetEverybody({ db }: TestDatabase): Promise<void> {
  await db.execute(sql`insert into person_settings (person_id, welcomed_at) select id, created_at from people`);
}

/**
 * Starts a workspace with the sample people and the bot in one of both modes; `greeted`: the first contact was made before; `at`: another
 * moment than the sample's, set before the bot is there.
 */
export async function startJourney(
  mode: Mode,
  { greeted = true, at = undefined }: { greeted?: boolean; at?: string | undefined } = {},
): Promise<Journey> {
  const database = await createTestDatabase();
  await loadSample(database.url, {
    people: fixture('sandbox/people.csv'),
    sessions: fixture('sandbox/sessions.csv'),
    as: 'director@example.edu',
  });
  if (greeted) await greetEverybody(database);
  const port = mode === 'http' ? await freePort() : 0;
  const sandbox = await startWorkspace(mode, { botPort: port });
  if (at !== undefined)
    await fetch(`${sandbox.controlUrl}/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ set: at }),
    });
  const delivery: Delivery =
    mode === 'http'
      ? { mode, signingSecret: sandbox.tokens.signingSecret, port }
      : { mode, appToken: sandbox.tokens.app };

  const statements: string[] = [];
  const { log, lines } = collectLog();
  const app = await startApp({
    config: { botToken: sandbox.tokens.bot, slackApiUrl: sandbox.slackApiUrl, delivery, clockUrl: sandbox.url },
    databaseUrl: database.url,
    program: await loadProgram(),
    log,
    onLost: (reason) => {
      throw new Error(reason);
    },
    onStatement: (statement) => void statements.push(statement),
  });

  const call = async (path: string, body?: unknown): Promise<unknown> => {
    const init =
      body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return (await fetch(`${sandbox.controlUrl}${path}`, init)).json();
  };
  await call('/idle?wait=5000');
  // The bot answers before it has matched everybody; a journey begins where that is done.
  const matched = () => expect(lines.map(({ msg }) => msg)).toContain('roster matched with Slack');
  await vi.waitFor(matched, { timeout: 10_000 });
  return {
    sandbox,
    app,
    database,
    statements,
    logged: lines,
    call,
    command: async (user, text) => acted.parse(await call('/command', { user, command: '/career', text })),
    jump: async (to) => {
      const answer = z.object({ done: z.literal(true) });
      answer.parse(await call('/clock', { set: to }));
    },
    async stop() {
      await app.stop();
      await sandbox.stop();
      await database.drop();
    },
  };
}
