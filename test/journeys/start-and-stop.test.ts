// How the process begins and ends: Slack not there yet, several processes at once, work under way at the end, wrong settings.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { startApp } from '../../src/app.ts';
import { loadProgram } from '../../src/program/load.ts';
import { answerText } from '../support/answer-text.ts';
import { startFaultySlack } from '../support/faulty-slack.ts';
import { holdAnswers } from '../support/held-answers.ts';
import { freePort, type Journey, MODES, startJourney, startWorkspace } from '../support/journey.ts';
import { collectLog } from '../support/log-lines.ts';
import { ROOT } from '../support/source-files.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const student = 'student.pce@example.edu';
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function runMain(env: Record<string, string>): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  cleanups.push(() => child.kill('SIGKILL'));
  return { child, output: () => output };
}

test('while Slack cannot be reached nothing listens, each attempt is logged, the pauses grow; then the bot answers', async () => {
  const [slackPort, botPort] = [await freePort(), await freePort()];
  const database = await createTestDatabase();
  cleanups.push(() => database.drop());
  const { log, lines } = collectLog();
  const starting = startApp({
    config: {
      botToken: 'xoxb-in-advance',
      slackApiUrl: `http://127.0.0.1:${slackPort}/api/`,
      delivery: { mode: 'http', signingSecret: 'known-in-advance-too', port: botPort },
      clockUrl: undefined,
    },
    databaseUrl: database.url,
    program: await loadProgram(),
    log,
    onLost: () => {},
  });
  await expect.poll(() => lines.filter((line) => line.attempt !== undefined).length).toBeGreaterThanOrEqual(3);
  const pauses = lines.flatMap((line) => (typeof line.nextInMs === 'number' ? [line.nextInMs] : []));
  expect(pauses).toEqual([...new Set(pauses)].sort((a, b) => a - b));
  await expect(fetch(`http://127.0.0.1:${botPort}/slack/events`, { method: 'POST' })).rejects.toThrow();

  const tokens = { bot: 'xoxb-in-advance', signingSecret: 'known-in-advance-too' };
  const sandbox = await startWorkspace('http', { port: slackPort, botPort, tokens });
  cleanups.push(() => sandbox.stop());
  const app = await starting;
  cleanups.push(() => app.stop());
  expect(app.port).toBe(botPort);
});

test.each(MODES)('over %s, what is under way at the end is finished, and nothing new is begun', async (mode) => {
  const journey: Journey = await startJourney(mode);
  cleanups.push(
    () => journey.sandbox.stop(),
    () => journey.database.drop(),
  );
  const { letGo } = await holdAnswers(journey.database);
  const sent = journey.statements.length;
  const asking = journey.type(student, 'next');
  await expect.poll(() => journey.statements.length).toBeGreaterThan(sent);
  const stopping = journey.app.stop();
  const late = await journey.type(student, 'help');
  if (mode === 'socket') expect(answerText(late.ack?.body)).toContain('Please try again in a minute');
  else expect(late.ok).toBe(false);
  await letGo();
  await stopping;
  expect(await journey.answered(student, asking)).toContain('PCE month 3 of 12');
  expect(journey.logged.filter((line) => line.outcome === 'failed')).toEqual([]);
});

/** A workspace with no people, a database, and what a bot needs to be started on both. */
async function prepared(slackApiUrl?: string) {
  const [database, sandbox] = [await createTestDatabase(), await startWorkspace('socket')];
  cleanups.push(
    () => database.drop(),
    () => sandbox.stop(),
  );
  const { log, lines } = collectLog();
  const config = {
    botToken: sandbox.tokens.bot,
    slackApiUrl: slackApiUrl ?? sandbox.slackApiUrl,
    delivery: { mode: 'socket', appToken: sandbox.tokens.app } as const,
    clockUrl: undefined,
  };
  const options = { config, databaseUrl: database.url, program: await loadProgram(), log, onLost: () => {} };
  return { database, sandbox, lines, options };
}

/** Connections to a test's database but for the test's own. */
async function connections(database: TestDatabase): Promise<number> {
  const rows = await database.db.execute(
    sql`select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  return rows.length;
}

test('a start that is broken off leaves nothing open', async () => {
  const { database, lines, options } = await prepared(`http://127.0.0.1:${await freePort()}/api/`);
  const ending = new AbortController();
  const starting = startApp({ ...options, signal: ending.signal });
  const settled = expect(starting).rejects.toThrow('told to stop');
  await expect.poll(() => lines.length).toBeGreaterThan(0);
  ending.abort(new Error('told to stop'));
  await settled;
  await expect.poll(() => connections(database)).toBe(0);
});

test('a start fails where the clock to follow is not there, and leaves nothing open', async () => {
  const { database, options } = await prepared();
  const clockUrl = `http://127.0.0.1:${await freePort()}`;
  await expect(startApp({ ...options, config: { ...options.config, clockUrl } })).rejects.toThrow();
  await expect.poll(() => connections(database)).toBe(0);
});

test('the bot answers while the roster cannot be matched, says so in its log, and matches it later', async () => {
  const { database, sandbox, lines, options } = await prepared();
  const slack = await startFaultySlack(sandbox.slackApiUrl);
  cleanups.push(() => slack.close());
  slack.failing.add('users.list');
  await database.db.execute(sql`with p as (insert into people (name, created_at) values ('Priya', now()) returning id)
    insert into person_emails select ${student}, id, 0 from p`);
  const app = await startApp({ ...options, config: { ...options.config, slackApiUrl: slack.url } });
  cleanups.push(() => app.stop());
  await expect.poll(() => lines.map(({ msg }) => msg)).toContain('matching the roster with Slack failed; trying again');
  const state = await (await fetch(`${sandbox.controlUrl}/state`)).json();
  expect(state).toMatchObject({ bot: { connected: true } });
  slack.failing.clear();
  await expect
    .poll(() => lines)
    .toContainEqual(expect.objectContaining({ msg: 'roster matched with Slack', inSlack: 1, outside: 0 }));
});

test('the end does not wait for a match that Slack keeps waiting', async () => {
  const { sandbox, lines, options } = await prepared();
  const slack = await startFaultySlack(sandbox.slackApiUrl);
  cleanups.push(() => slack.close());
  slack.silent.add('users.list');
  const app = await startApp({ ...options, config: { ...options.config, slackApiUrl: slack.url } });
  await expect.poll(slack.waiting).toBe(1);
  await app.stop();
  // The call is given up after 10 s only.
  expect(slack.waiting()).toBe(1);
  expect(lines.filter((line) => line.level === 50)).toEqual([]);
});

test('a port that is taken is said in words', async () => {
  const database = await createTestDatabase();
  const botPort = await freePort();
  const sandbox = await startWorkspace('http', { botPort });
  const other = createServer().listen(botPort);
  await once(other, 'listening');
  cleanups.push(
    () => database.drop(),
    () => sandbox.stop(),
    () => other.close(),
  );
  const { child, output } = runMain({
    DATABASE_URL: database.url,
    SLACK_BOT_TOKEN: sandbox.tokens.bot,
    SLACK_SIGNING_SECRET: sandbox.tokens.signingSecret,
    SLACK_API_URL: sandbox.slackApiUrl,
    PORT: String(botPort),
  });
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(output()).toBe(`PORT: ${botPort} is taken by another process. Set another PORT, or end that process.\n`);
});

test('what the program does not hold any more is named in the log by ids and keys, and the bot starts', async () => {
  const { database, lines, options } = await prepared();
  await database.db.execute(sql`insert into people (id, name, class, track, created_at) overriding system value
    values (7, 'Ada', 2001, 'hst', now()), (8, 'Bo', 2028, 'hst', now())`);
  await database.db.execute(sql`insert into sessions (key, entry, starts_at, ends_at)
    values ('old-2027', 'no-such-entry', now(), now() + interval '1 hour'), ('road-2027', 'road-to-residency-1', now(), now() + interval '1 hour')`);
  const app = await startApp(options);
  await app.stop();
  const warnings = lines.filter((line) => line.level === 40);
  expect(warnings).toMatchObject([
    { personId: 7, calendars: ['2001/hst'] },
    { kind: 'session', key: 'old-2027', missing: 'no-such-entry' },
  ]);
  expect(JSON.stringify(warnings)).not.toContain('Ada');
});

test('several processes start at once on an empty database', async () => {
  const database = await createTestDatabase({ migrated: false });
  const sandbox = await startWorkspace('socket');
  cleanups.push(
    () => database.drop(),
    () => sandbox.stop(),
  );
  const { log } = collectLog();
  const program = await loadProgram();
  const apps = await Promise.all(
    [1, 2, 3].map(() =>
      startApp({
        config: {
          botToken: sandbox.tokens.bot,
          slackApiUrl: sandbox.slackApiUrl,
          delivery: { mode: 'socket', appToken: sandbox.tokens.app },
          clockUrl: undefined,
        },
        databaseUrl: database.url,
        program,
        log,
        onLost: () => {},
      }),
    ),
  );
  expect(apps).toHaveLength(3);
  await Promise.all(apps.map((app) => app.stop()));
});

test('the process names every missing or wrong setting at once and ends with code 1', async () => {
  const { child, output } = runMain({ DATABASE_URL: 'mysql://nowhere', PORT: 'eighty' });
  const [code] = await once(child, 'exit');
  expect(code).toBe(1);
  for (const setting of ['DATABASE_URL', 'PORT', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'])
    expect(output()).toContain(setting);
  expect(output()).not.toContain('    at ');
});

test('SIGTERM ends the process with code 0, connected or not', async () => {
  const database = await createTestDatabase();
  const sandbox = await startWorkspace('socket');
  cleanups.push(
    () => database.drop(),
    () => sandbox.stop(),
  );
  const env = { DATABASE_URL: database.url, SLACK_BOT_TOKEN: sandbox.tokens.bot, SLACK_APP_TOKEN: sandbox.tokens.app };
  const connected = runMain({ ...env, SLACK_API_URL: sandbox.slackApiUrl });
  await expect.poll(connected.output).toContain('the bot answers');
  connected.child.kill('SIGTERM');
  expect(await once(connected.child, 'exit')).toEqual([0, null]);

  const waiting = runMain({ ...env, SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/` });
  await expect.poll(waiting.output).toContain('trying again');
  waiting.child.kill('SIGTERM');
  expect(await once(waiting.child, 'exit')).toEqual([0, null]);
});
