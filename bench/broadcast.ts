// A broadcast of the bot into a workspace with Slack's limits: how long 700 take, what Slack refuses, what a kill in its midst and a stop do to
// it, and how soon a reminder leaves that falls due amid 7,000. Real time: about six minutes. RUNS=sent,killed,reminder chooses.
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { z } from 'zod';
import { createDatabase } from '../src/db/database-url.ts';
import { startLocalServer } from '../src/db/local-server.ts';
import { migrateDatabase } from '../src/db/migrate.ts';
import type { Asker } from '../src/feature.ts';
import { resume, stop } from '../src/features/broadcasts/handlers/run.ts';
import { send } from '../src/features/broadcasts/handlers/send.ts';
import { insertDraft } from '../src/features/broadcasts/store/broadcasts.ts';
import { enqueue } from '../src/outbox/enqueue.ts';
import { findPersonById } from '../src/people/store.ts';
import { type OutboxWorkspace, startOutboxWorkspace } from '../test/support/outbox-workspace.ts';
import { type Bot, createBot } from './broadcast-bot.ts';

const N = Number(process.env.N ?? 700);
const MANY = Number(process.env.MANY ?? 7_000);
const STAFF = 1;

interface Stage {
  url: string;
  bot: Bot;
  workspace: OutboxWorkspace;
  asker: Asker;
  end(): Promise<void>;
}

/** A workspace and a database with one staff member and so many students, all of them awake at any hour. */
async function prepare(server: string, students: number): Promise<Stage> {
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  const name = `bench_broadcast_${randomBytes(4).toString('hex')}`;
  const url = await createDatabase(server, name);
  await migrateDatabase(url);
  const workspace = await startOutboxWorkspace(students + 1, { now: 'real', rates: {} });
  const { token, slackApiUrl } = { token: workspace.sandbox.tokens.bot, slackApiUrl: workspace.sandbox.slackApiUrl };
  const bot = await createBot(url, { token, slackApiUrl });
  const rows = workspace.users.map((user, at) => ({ id: at + STAFF, user, class: at === 0 ? null : 2029 }));
  await bot.ctx.db.execute(sql`insert into people (id, name, slack_user_id, class, track, created_at) overriding system value
    select id, 'Person ' || id, "user", class, case when class is null then null else 'pathways' end, now()
    from json_to_recordset(${JSON.stringify(rows)}::json) as row (id int, "user" text, class int)`);
  await bot.ctx.db.execute(
    sql`insert into person_roles select id, case when class is null then 'staff' else 'student' end from people`,
  );
  await bot.ctx.db.execute(
    sql`insert into person_settings (person_id, quiet_from, quiet_to, welcomed_at) select id, '03:00', '03:01', now() from people`,
  );
  const person = await findPersonById(bot.ctx.db, STAFF);
  if (!person) throw new Error('there is no staff');
  const { program, clock } = bot.ctx;
  const asker = { person, today: program.today(clock.now()), zone: program.file.school.timeZone };
  return {
    url,
    bot,
    workspace,
    asker,
    async end() {
      await bot.stop();
      await workspace.stop();
      await admin`drop database if exists ${admin(name)} with (force)`;
      await admin.end();
    },
  };
}

/** Writes a message to all students and presses Send; gives its id and how long the press took, in milliseconds. */
async function press({ bot: { ctx }, asker }: Stage): Promise<{ id: number; ms: number }> {
  const message = {
    type: 'rich_text' as const,
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'The workshop is on Friday.' }] }],
  };
  const audience = { anyOf: [[{ class: 2029 }]], except: [] };
  const draft = await ctx.transaction((tx) =>
    insertDraft(tx, { message, audience, sessionId: null, acknowledgeBy: null, sendAt: null }, STAFF, ctx.clock.now()),
  );
  const started = performance.now();
  await send(ctx, asker, `${draft.id}:${draft.version}`);
  return { id: draft.id, ms: performance.now() - started };
}

async function statesOf({ bot: { ctx } }: Stage): Promise<Map<string, number>> {
  const rows = await ctx.db.execute<{ state: string; n: string }>(
    sql`select o.state, count(*) as n from broadcast_recipients r join outbox o on o.id = r.outbox_id group by o.state`,
  );
  return new Map(rows.map(({ state, n }) => [state, Number(n)]));
}

async function until(stage: Stage, done: (sent: number, states: Map<string, number>) => boolean): Promise<void> {
  for (;;) {
    const states = await statesOf(stage);
    if (done(states.get('sent') ?? 0, states)) return;
    await pause(50);
  }
}

/** Posts of the broadcast by conversation, and what Slack refused. */
async function arrived({ workspace }: Stage) {
  const calls = await workspace.calls();
  const answer = z.looseObject({
    ok: z.boolean().optional(),
    channel: z.string().optional(),
    error: z.string().optional(),
  });
  const posts = new Map<string, number>();
  let refused = 0;
  for (const { kind, request, response } of calls) {
    const { ok, channel, error } = answer.safeParse(response).data ?? {};
    if (error === 'ratelimited') refused += 1;
    const isMessage =
      kind === 'chat.postMessage' && String(request.text ?? '').startsWith('The workshop is on Friday.');
    if (isMessage && ok && channel) posts.set(channel, (posts.get(channel) ?? 0) + 1);
  }
  const updates = calls.filter(({ kind }) => kind === 'chat.update').length;
  return { people: posts.size, twice: [...posts.values()].filter((count) => count > 1).length, refused, updates };
}

async function sent(server: string): Promise<string> {
  const stage = await prepare(server, N);
  stage.bot.start();
  await pause(1_000);
  const started = performance.now();
  const { ms } = await press(stage);
  await until(stage, (_, states) => ['queued', 'claimed', 'sending'].every((state) => !states.get(state)));
  const seconds = (performance.now() - started) / 1000;
  const states = await statesOf(stage);
  const { people, twice, refused, updates } = await arrived(stage);
  await stage.end();
  return `${N} recipients: ${seconds.toFixed(1)} s (${(N / seconds).toFixed(2)}/s; pressing Send ${Math.round(ms)} ms), ${states.get('sent') ?? 0} sent, ${states.get('failed') ?? 0} failed, ${refused} refused (429), ${people} reached, ${twice} twice; the progress message was changed ${updates} times`;
}

async function startChild({ url, workspace }: Stage): Promise<ChildProcess> {
  const env = {
    ...process.env,
    DATABASE_URL: url,
    SLACK_API_URL: workspace.sandbox.slackApiUrl,
    SLACK_BOT_TOKEN: workspace.sandbox.tokens.bot,
  };
  const child = fork(fileURLToPath(new URL('./broadcast-bot.ts', import.meta.url)), { env });
  await once(child, 'message');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function killed(server: string): Promise<string> {
  const stage = await prepare(server, N);
  let child = await startChild(stage);
  const started = performance.now();
  const { id } = await press(stage);
  await until(stage, (count) => count >= N / 3);
  await kill(child);
  child = await startChild(stage);
  await until(stage, (count) => count >= N / 2);
  await stop(stage.bot.ctx, stage.asker, String(id));
  await kill(child);
  const left = (await statesOf(stage)).get('withdrawn') ?? 0;
  child = await startChild(stage);
  await pause(3_000);
  const during = (await statesOf(stage)).get('withdrawn') ?? 0;
  await resume(stage.bot.ctx, stage.asker, String(id));
  await until(stage, (_, states) => ['queued', 'claimed', 'sending'].every((state) => !states.get(state)));
  const seconds = (performance.now() - started) / 1000;
  const states = await statesOf(stage);
  const { people, twice, refused } = await arrived(stage);
  await kill(child);
  await stage.end();
  return `killed at a third, stopped and killed at half (${left} set aside, ${during} of them still so 3 s after the restart), resumed: ${seconds.toFixed(1)} s, ${states.get('sent') ?? 0} of ${N} sent, ${states.get('failed') ?? 0} failed, ${states.get('uncertain') ?? 0} uncertain, ${refused} refused (429), ${people} reached, ${twice} twice`;
}

async function reminder(server: string): Promise<string> {
  const stage = await prepare(server, MANY);
  const { ctx } = stage.bot;
  stage.bot.start();
  await pause(1_000);
  const { ms } = await press(stage);
  const waits: number[] = [];
  for (let at = 0; at < 10; at++) {
    await until(stage, (count) => count >= 20 * (at + 1));
    const dedupeKey = `reminder/${at}`;
    const enqueuedAt = ctx.clock.now();
    const message = { text: 'A reminder', blocks: [] };
    await ctx.transaction((tx) =>
      enqueue(tx, enqueuedAt, [{ kind: 'post', lane: 'reminders', dedupeKey, to: { person: MANY - at }, message }]),
    );
    const found = async () =>
      (
        await ctx.db.execute<{ at: string }>(
          sql`select settled_at as at from outbox where dedupe_key = ${dedupeKey} and state = 'sent'`,
        )
      )[0];
    let row = await found();
    while (!row) {
      await pause(10);
      row = await found();
    }
    waits.push(new Date(row.at).getTime() - enqueuedAt.epochMilliseconds);
  }
  const { refused } = await arrived(stage);
  const queued = (await statesOf(stage)).get('queued') ?? 0;
  await stage.end();
  const sorted = [...waits].sort((a, b) => a - b);
  return `${MANY} recipients (pressing Send ${Math.round(ms)} ms): ten reminders amid them (${queued} still to go) left after ${sorted[0]} to ${sorted.at(-1)} ms, median ${sorted[5]} ms; ${refused} refused (429)`;
}

const RUNS = { sent, killed, reminder };

async function main(): Promise<void> {
  const chosen = (process.env.RUNS ?? 'sent,killed,reminder').split(',');
  const server = await startLocalServer({ environment: process.env });
  for (const [name, run] of Object.entries(RUNS))
    if (chosen.includes(name)) process.stdout.write(`${await run(server.url)}\n`);
}

await main();
