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
import type { Program } from '../../src/program/program.ts';
import { httpManifest, parseManifest } from '../../src/slack/manifest.ts';
import { answerText } from './answer-text.ts';
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

/** The control API answers after 25 s at the latest: a long jump on a busy machine is asked for again. */
const moved = z.object({ ok: z.literal(true), done: z.boolean() });
const view = z.object({ seq: z.number(), modal: z.object({ id: z.string() }).nullish() });
const said = z.object({ items: z.array(z.looseObject({ ephemeral: z.boolean().optional() })) });

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
  /** Types `/career` and the text; over when the ack is there, with or without the answer in it. */
  type(user: string, text: string): Promise<Acted>;
  /** The same; over when the answer, or a form, is there as well. */
  command(user: string, text: string): Promise<Acted>;
  /** The text of an answer: of the ack, or of what came a moment later where the bot took longer. */
  answered(user: string, acting: Acted | Promise<Acted>): Promise<string>;
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
  {
    botPort = 0,
    ...options
  }: { port?: number; botPort?: number; tokens?: Partial<Sandbox['tokens']>; now?: string } = {},
): Promise<Sandbox> {
  const manifest = parseManifest(parse(fixture('manifest.yml')));
  return createSandbox({
    manifest: mode === 'http' ? httpManifest(manifest, `http://127.0.0.1:${botPort}`) : manifest,
    members: readMembers(fixture('sandbox/members.csv')),
    // How fast the bot answers is measured by bench/commands.ts; a busy machine is no reason for a journey to fail.
    ackDeadlineMs: 60_000,
    ...options,
  });
}

/** Nobody is greeted while a journey is about something else. */
async function greetEverybody({ db }: TestDatabase): Promise<void> {
  await db.execute(sql`insert into person_settings (person_id, welcomed_at) select id, created_at from people`);
}

interface JourneyOptions {
  /** The first contact was made before. */
  greeted?: boolean;
  /** Everybody has paused what is said unasked. */
  silent?: boolean;
  /** Another program than the one that is there. */
  program?: Program;
  /** When the workspace begins; on its usual day where this is left out. */
  now?: string | undefined;
}

/** Nothing is said unasked: a year goes by several times as fast where the bot has nothing to send in it. */
async function keepSilent({ db }: TestDatabase): Promise<void> {
  await db.execute(sql`update person_settings set paused_until = '2029-01-01', digest = false`);
}

/** Starts a workspace with the sample people and the bot in one of both modes. */
export async function startJourney(
  mode: Mode,
  { greeted = true, silent = false, program, now }: JourneyOptions = {},
): Promise<Journey> {
  const database = await createTestDatabase();
  await loadSample(database.url, {
    people: fixture('sandbox/people.csv'),
    sessions: fixture('sandbox/sessions.csv'),
    as: 'director@example.edu',
  });
  if (greeted) await greetEverybody(database);
  if (silent) await keepSilent(database);
  const port = mode === 'http' ? await freePort() : 0;
  const sandbox = await startWorkspace(mode, { botPort: port, ...(now === undefined ? {} : { now }) });
  const delivery: Delivery =
    mode === 'http'
      ? { mode, signingSecret: sandbox.tokens.signingSecret, port }
      : { mode, appToken: sandbox.tokens.app };

  const statements: string[] = [];
  const { log, lines } = collectLog();
  const app = await startApp({
    config: { botToken: sandbox.tokens.bot, slackApiUrl: sandbox.slackApiUrl, delivery, clockUrl: sandbox.url },
    databaseUrl: database.url,
    program: program ?? (await loadProgram()),
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
  const openForm = async (user: string) => view.parse(await call(`/view?user=${user}`));
  /** The form that somebody had open when they typed last. */
  const formBefore = new Map<string, string | undefined>();
  const type = async (user: string, text: string) => {
    formBefore.set(user, (await openForm(user)).modal?.id);
    return acted.parse(await call('/command', { user, command: '/career', text }));
  };
  /** What was said privately since; nothing where a form other than the one before is there instead. */
  const untilSaid = async (user: string, since: number): Promise<string> => {
    const giveUp = performance.now() + 20_000;
    while (performance.now() < giveUp) {
      const { seq, modal } = await openForm(user);
      const { items } = said.parse(await call(`/inbox?user=${user}&since=${since}`));
      const found = items.find(({ ephemeral }) => ephemeral);
      if (found) return answerText(found);
      if (modal && modal.id !== formBefore.get(user)) return '';
      await call(`/view?user=${user}&since=${seq}&wait=200`);
    }
    return '';
  };
  const answered = async (user: string, acting: Acted | Promise<Acted>) => {
    const { ok, ack, seq } = await acting;
    if (!ok) return '';
    const text = answerText(ack?.body);
    return text === '' ? untilSaid(user, seq) : text;
  };
  await call('/idle?wait=5000');
  // The bot answers before it has matched everybody; a journey begins where that is done.
  const matched = () => expect(lines.map(({ msg }) => msg)).toContain('roster matched with Slack');
  await vi.waitFor(matched, { timeout: 60_000 });
  return {
    sandbox,
    app,
    database,
    statements,
    logged: lines,
    call,
    type,
    command: async (user, text) => {
      const done = await type(user, text);
      if (done.ok && answerText(done.ack?.body) === '') await untilSaid(user, done.seq);
      return done;
    },
    answered,
    jump: async (to) => {
      for (let done = false; !done; ) ({ done } = moved.parse(await call('/clock', { set: to })));
    },
    async stop() {
      await app.stop();
      await sandbox.stop();
      await database.drop();
    },
  };
}
