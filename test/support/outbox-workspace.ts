// A workspace for trials of the outbox: as many members as wanted, and what they were sent. Knows no test runner.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.ts';
import { parseManifest } from '../../src/slack/manifest.ts';
import { ROOT } from './source-files.ts';

const message = z.object({
  channel: z.string(),
  ts: z.string(),
  text: z.string(),
  deleted: z.boolean(),
  edited: z.boolean(),
  files: z.array(z.object({ name: z.string() })),
});
export type Received = z.infer<typeof message>;
const list = z.object({ items: z.array(message) });

const scoped = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

const logEntry = z.object({
  at: z.string(),
  direction: z.string(),
  kind: z.string(),
  request: z.record(z.string(), z.unknown()),
  response: z.unknown(),
  warnings: z.array(z.string()),
});
export type LogEntry = z.infer<typeof logEntry>;

export interface OutboxWorkspace {
  sandbox: Sandbox;
  /** Slack's ids of the members, in order. */
  users: string[];
  control(path: string, body?: unknown): Promise<unknown>;
  /** What a member has in all direct conversations, in order of arrival. */
  inbox(user: string): Promise<Received[]>;
  /** Every call that came from the bot. */
  calls(): Promise<LogEntry[]>;
  stop(): Promise<void>;
}

/** A workspace with `size` members, over the bot's own manifest. */
export async function startOutboxWorkspace(
  size: number,
  options: Partial<SandboxOptions> = {},
): Promise<OutboxWorkspace> {
  const manifest = parseManifest(parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8')));
  const { bot } = scoped.parse(manifest).oauth_config.scopes;
  const sandbox = await createSandbox({
    manifest: { ...manifest, oauth_config: { scopes: { bot: [...new Set([...bot, 'im:write'])] } } },
    members: Array.from({ length: size }, (_, at) => ({
      name: `Member ${at}`,
      email: `member${at}@example.edu`,
      tz: 'America/New_York',
    })),
    ...options,
  });
  const control = async (path: string, body?: unknown): Promise<unknown> => {
    const init =
      body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return (await fetch(`${sandbox.controlUrl}${path}`, init)).json();
  };
  const state = z.object({ users: z.array(z.object({ id: z.string(), email: z.string().nullable() })) });
  const known = state.parse(await control('/state')).users;
  const users = Array.from({ length: size }, (_, at) => {
    const user = known.find(({ email }) => email === `member${at}@example.edu`);
    if (!user) throw new Error(`member ${at} is not in the workspace`);
    return user.id;
  });
  return {
    sandbox,
    users,
    control,
    inbox: async (user) => list.parse(await control(`/inbox?user=${user}`)).items,
    calls: async () =>
      z
        .object({ items: z.array(logEntry) })
        .parse(await control('/log'))
        .items.filter(({ direction }) => direction === 'from_bot'),
    stop: () => sandbox.stop(),
  };
}
