// One of the servers that bench/commands compares, in a process of its own. Prints its port when it answers.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import pino from 'pino';
import postgres from 'postgres';
import { z } from 'zod';
import { startApp } from '../src/app.ts';
import { loadProgram } from '../src/program/load.ts';

const settings = z
  .object({
    KIND: z.enum(['bot', 'constant', 'raw']),
    SECRET: z.string(),
    MESSAGE: z.string(),
    DATABASE_URL: z.string(),
  })
  .parse(process.env);
const message: { text: string; blocks: never[] } = JSON.parse(settings.MESSAGE);

/** The crowd as Slack lists it: the same people under the same addresses. */
async function listMembers(): Promise<unknown[]> {
  const client = postgres(settings.DATABASE_URL, { max: 1, onnotice: () => {} });
  const rows = await client<{ id: string; email: string }[]>`
    select slack_user_id as id, email from people join person_emails on person_id = people.id where slack_user_id is not null`;
  await client.end();
  return rows.map(({ id, email }) => ({
    id,
    deleted: false,
    is_bot: false,
    tz: 'America/New_York',
    profile: { email },
  }));
}

/** Slack as far as the start of a bot needs it. */
async function startSlack(): Promise<string> {
  const members = await listMembers();
  const server = createServer((request, response) => {
    const answer = request.url?.includes('users.list')
      ? { ok: true, members }
      : { ok: true, user_id: 'U0BOT', bot_id: 'B0BOT', team_id: 'T1' };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
}

const CALM_SAMPLES = 40;
const SAMPLE_MS = 50;
const LONGEST_START_MS = 60_000;

/** A start is over when everybody was matched and planned for: when the process had little to do for two seconds, or after a minute at the latest. */
async function untilIdle(): Promise<void> {
  const giveUp = performance.now() + LONGEST_START_MS;
  for (let calm = 0; calm < CALM_SAMPLES && performance.now() < giveUp; ) {
    const before = performance.eventLoopUtilization();
    await pause(SAMPLE_MS);
    calm = performance.eventLoopUtilization(before).utilization < 0.3 ? calm + 1 : 0;
  }
}

async function startBot(): Promise<number> {
  let matched = () => {};
  const matching = new Promise<void>((resolve) => {
    matched = resolve;
  });
  const app = await startApp({
    config: {
      botToken: 'xoxb-bench',
      slackApiUrl: await startSlack(),
      delivery: { mode: 'http', signingSecret: settings.SECRET, port: 0 },
      clockUrl: undefined,
    },
    databaseUrl: settings.DATABASE_URL,
    program: await loadProgram(),
    // One line an interaction is part of the work; where it goes is not. The start is over when the crowd is matched with Slack.
    log: pino(
      { level: 'info', base: null },
      { write: (line: string) => void (line.includes('roster matched') && matched()) },
    ),
    onLost: () => process.exit(1),
  });
  await matching;
  await untilIdle();
  return app.port ?? 0;
}

/** Bolt, acknowledging the same message without looking at anything. */
async function startConstant(): Promise<number> {
  const receiver = new HTTPReceiver({ signingSecret: settings.SECRET, port: 0, logLevel: LogLevel.ERROR });
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0BOT', botUserId: 'U0BOT' }),
    convoStore: false,
    logLevel: LogLevel.ERROR,
  });
  app.command('/career', ({ ack }) => ack({ response_type: 'ephemeral', ...message }));
  const server = await app.start();
  return (server.address() as AddressInfo).port;
}

/** node:http with the same signature check and the same bytes: what no framework can beat here. */
async function startRaw(): Promise<number> {
  const answer = JSON.stringify({ response_type: 'ephemeral', ...message });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const signed = `v0:${request.headers['x-slack-request-timestamp']}:${body}`;
      const expected = Buffer.from(`v0=${createHmac('sha256', settings.SECRET).update(signed).digest('hex')}`);
      const given = Buffer.from(String(request.headers['x-slack-signature']));
      const genuine = given.length === expected.length && timingSafeEqual(given, expected);
      const asked = new URLSearchParams(body).get('command') === '/career';
      response.writeHead(genuine && asked ? 200 : 401, { 'content-type': 'application/json' }).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const port = await { bot: startBot, constant: startConstant, raw: startRaw }[settings.KIND]();
process.stdout.write(`${port}\n`);
process.on('SIGTERM', () => process.exit(0));
