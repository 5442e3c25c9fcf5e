// What is not a well-behaved question: strangers, forged requests, broken payloads, slow answers, bugs, the end of the process.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkView } from '../../sandbox/block-kit/check-view.ts';
import { answerText } from '../support/answer-text.ts';
import { holdAnswers } from '../support/held-answers.ts';
import { acted, type Journey, MODES, startJourney } from '../support/journey.ts';
import { startResponseUrl } from '../support/response-url.ts';
import { sendSigned } from '../support/signed-request.ts';

const item = z.object({
  seq: z.number(),
  channel: z.string(),
  ts: z.string(),
  user: z.string(),
  text: z.string(),
  ephemeral: z.boolean(),
});
const items = z.object({ seq: z.number(), items: z.array(item) });

/** Everything private that a user can see, oldest first. */
async function inbox(journey: Journey, user: string): Promise<z.infer<typeof item>[]> {
  return items.parse(await journey.call(`/inbox?user=${user}`)).items;
}

const student = 'student.pce@example.edu';

describe.each(MODES)('over %s', (mode) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney(mode);
  });
  afterAll(() => journey.stop());

  /** Types a command and presses a button of its answer. */
  async function clickIn(text: string, action: string, value?: string): Promise<void> {
    await journey.command(student, text);
    const asked = (await inbox(journey, student)).at(-1);
    await journey.call('/click', {
      user: student,
      channel: asked?.channel,
      message_seq: asked?.seq,
      action_id: action,
      ...(value ? { value } : {}),
    });
  }

  const ask = async (user: string, text: string) => journey.answered(user, await journey.type(user, text));
  const last = async () => (await inbox(journey, student)).at(-1)?.text ?? '';

  test('a stranger gets kind words and the page of the program, and no event', async () => {
    const answer = await ask('stranger@example.edu', 'calendar all');
    expect(answer).toContain('https://');
    expect(answer).not.toMatch(/Lessons Learned|Match Day/);
  });

  test('a direct message to the bot gets the help', async () => {
    const { bot } = z.object({ bot: z.object({ id: z.string() }) }).parse(await journey.call('/state'));
    await journey.call('/message', { user: student, with: [bot.id], text: 'hello?' });
    await expect.poll(last).toContain('/career next');
  });

  test('a direct message in a thread is answered there, and no link is unfolded', async () => {
    const { bot } = z.object({ bot: z.object({ id: z.string() }) }).parse(await journey.call('/state'));
    const asked = (await inbox(journey, student)).filter((message) => message.text === 'hello?').at(-1);
    await journey.call('/message', { user: student, with: [bot.id], text: 'and?', thread_ts: asked?.ts });
    const posted = async () => {
      const log = z.object({ items: z.array(z.object({ kind: z.string(), request: z.unknown() })) });
      const { items: calls } = log.parse(await journey.call('/log?since=0'));
      return calls.filter(({ kind }) => kind === 'chat.postMessage').map(({ request }) => request);
    };
    await expect.poll(async () => JSON.stringify(await posted())).toContain(`"thread_ts":"${asked?.ts}"`);
    // As the client writes it in a form.
    expect((await posted()).at(-1)).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
  });

  test('a student whose class the program does not know is told to tell staff, also when they ask for help', async () => {
    await journey.database.db.execute(sql`update people set class = 2001 where name = 'Maya Lindqvist'`);
    for (const text of ['next', 'calendar', 'help', '']) {
      expect(await ask('student.preclerkship@example.edu', text)).toMatch(
        /tell the career planning staff that your class is missing/,
      );
    }
    await journey.database.db.execute(sql`update people set class = 2030 where name = 'Maya Lindqvist'`);
  });

  test('Details opens one event below, and Later turns the page in place', async () => {
    await clickIn('calendar march', 'calendar.details', 'society-meeting-1');
    await expect.poll(last).toMatch(/^First formal Society advising meeting/);
    await clickIn('calendar', 'calendar.later');
    await expect.poll(last).toMatch(/^Calendar: February 2027 to April 2027/);
    const pages = (await inbox(journey, student)).filter((message) => message.text.startsWith('Calendar: November'));
    expect(pages).toEqual([]);
  });

  test('an answer that takes longer than Slack waits comes by itself', async () => {
    const { letGo } = await holdAnswers(journey.database);
    const { ack, error } = await journey.type(student, 'next 9');
    expect(error).toBeUndefined();
    expect(answerText(ack?.body)).toBe('');
    await letGo();
    await expect.poll(last).toContain('PCE month 3 of 12');
    expect((await inbox(journey, student)).at(-1)?.ephemeral).toBe(true);
  });

  test('a form whose answer takes long says so in time, and shows the answer when it is there', async () => {
    await clickIn('settings', 'settings.open');
    const { letGo } = await holdAnswers(journey.database, 'person_settings');
    const sent = acted.parse(await journey.call('/submit', { user: student, values: {} }));
    expect(sent.error).toBeUndefined();
    const modal = async () => JSON.stringify(await journey.call(`/view?user=${student}`));
    expect(await modal()).toContain('working on it');
    await letGo();
    await expect.poll(modal).toContain('"Saved"');
    await journey.call('/close', { user: student });
  });

  test('a form that was closed before its answer was there is answered in the direct messages', async () => {
    await clickIn('settings', 'settings.open');
    const { letGo } = await holdAnswers(journey.database, 'person_settings');
    await journey.call('/submit', { user: student, values: {} });
    await journey.call('/close', { user: student });
    await letGo();
    await expect.poll(last).toContain('Saved');
    expect((await inbox(journey, student)).at(-1)?.ephemeral).toBe(false);
  });

  test('a complete next takes six statements: who asks, what is dated, two of what waits for them, and their interviews twice', async () => {
    // What works in the background puts statements of its own between them: the fewest of several are those of `next`.
    let fewest = Number.POSITIVE_INFINITY;
    await expect
      .poll(async () => {
        const sent = journey.statements.length;
        await journey.command(student, 'next 30');
        fewest = Math.min(fewest, journey.statements.length - sent);
        return fewest;
      })
      .toBe(6);
  });

  test('somebody whom the roster knows but Slack has not shown yet is met at first contact', async () => {
    await journey.call('/users', {
      add: { name: 'Late Comer', email: 'late.comer@example.edu', tz: 'America/Chicago' },
    });
    await journey.database.db.execute(sql`with p as (insert into people (name, created_at) values ('Late Comer', now()) returning id)
      , e as (insert into person_emails select 'late.comer@example.edu', id, 0 from p) insert into person_roles select id, 'interviewer' from p`);
    expect(await ask('late.comer@example.edu', 'help')).toContain('/career next');
    const rows = await journey.database.db.execute(sql`select time_zone from people where name = 'Late Comer'`);
    expect(rows[0]).toEqual({ time_zone: 'America/Chicago' });
  });

  test('each interaction is one line of the log, without names or words', async () => {
    const lines = journey.logged.filter((line) => line.msg === 'interaction');
    expect(lines.length).toBeGreaterThanOrEqual(5);
    expect(lines[0]).toEqual(
      expect.objectContaining({ kind: 'command', outcome: expect.any(String), ms: expect.any(Number) }),
    );
    expect(JSON.stringify(lines)).not.toMatch(/Venkataraman|example\.edu|hello\?/);
  });

  test('a bug is an apology with a reference that stands in the log', async () => {
    await journey.database.db.execute(sql`alter table sessions_revision rename to revision_gone`);
    const apology = await ask(student, 'next');
    await journey.database.db.execute(sql`alter table revision_gone rename to sessions_revision`);
    const [, reference] = /reference (\w+)/.exec(apology) ?? [];
    expect(journey.logged.find((line) => line.reference === reference)).toMatchObject({
      outcome: 'failed',
      action: 'home.next',
    });
  });
});

describe('over HTTP', () => {
  let journey: Journey;
  let url = '';
  let secret = '';
  const command = 'command=%2Fcareer&text=next&user_id=U1&team_id=T1&response_url=http%3A%2F%2F127.0.0.1%3A9%2F';
  const now = () => Math.floor(Date.now() / 1000);

  beforeAll(async () => {
    journey = await startJourney('http');
    url = `http://127.0.0.1:${journey.app.port}/slack/events`;
    secret = journey.sandbox.tokens.signingSecret;
  });
  afterAll(() => journey.stop());

  test.each([
    ['a forged signature', 'not the secret', 0],
    ['a request from six minutes ago', undefined, -360],
    ['a request from six minutes ahead', undefined, 360],
    ['a request from tomorrow', undefined, 86_400],
  ])('%s gets 401, a log line, and runs nothing', async (_what, other, offset) => {
    const sent = journey.statements.length;
    const lines = journey.logged.length;
    const { status, body } = await sendSigned(url, command, { secret: other ?? secret, timestamp: now() + offset });
    expect([status, body]).toEqual([401, '']);
    expect(journey.statements).toHaveLength(sent);
    expect(journey.logged.slice(lines).map((line) => line.level)).toContain(40);
  });

  test('a request without a timestamp gets 401', async () => {
    const response = await fetch(url, { method: 'POST', body: command });
    expect(response.status).toBe(401);
  });

  test('a payload that is no JSON gets 400', async () => {
    const { status } = await sendSigned(url, 'payload=%7Bnot', { secret, timestamp: now() });
    expect(status).toBe(400);
  });

  /** Sends what Slack would send for an interaction. */
  async function interact(payload: object) {
    const body = `payload=${encodeURIComponent(JSON.stringify({ team: { id: 'T1' }, api_app_id: 'A1', ...payload }))}`;
    return sendSigned(url, body, { secret, timestamp: now() });
  }

  async function slackUserId(email: string): Promise<string> {
    const state = z.object({ users: z.array(z.object({ id: z.string(), email: z.string().nullish() })) });
    const { users } = state.parse(await journey.call('/state'));
    return users.find((user) => user.email === email)?.id ?? '';
  }

  test.each([
    ['an unknown button', { action_id: 'no.such', value: 'x' }, "I don't know that button any more"],
    ['a click with a value that is nothing', { action_id: 'calendar.later', value: '../..' }, 'no longer exists'],
    ['a click that cannot be read', { action_id: 'calendar.later', value: 5 }, "I couldn't read that"],
  ])('%s is answered privately, and the message stays', async (_what, action, words) => {
    const responses = await startResponseUrl();
    const { status } = await interact({
      type: 'block_actions',
      user: { id: await slackUserId(student) },
      response_url: responses.url,
      actions: [{ type: 'button', block_id: 'b', ...action }],
    });
    expect(status).toBe(200);
    await expect.poll(() => responses.received).toHaveLength(1);
    await responses.close();
    expect(responses.received[0]).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(answerText(responses.received[0])).toContain(words);
  });

  test('an unknown form turns into a sentence', async () => {
    const { status, body } = await interact({
      type: 'view_submission',
      user: { id: await slackUserId(student) },
      view: { id: 'V1', callback_id: 'no.such', state: { values: {} } },
    });
    expect(status).toBe(200);
    const answer = z.object({ response_action: z.literal('update'), view: z.unknown() }).parse(JSON.parse(body));
    expect(answerText(answer.view)).toContain("I don't know that form any more");
    expect(checkView(answer.view)).toEqual([]);
  });

  test.each([
    ['a form that was closed', { type: 'view_closed', view: { id: 'V1', callback_id: 'no.such' }, is_cleared: false }],
    ['an unknown shortcut', { type: 'shortcut', callback_id: 'no.such' }],
  ])('%s is acknowledged, logged, and the bot goes on', async (_what, payload) => {
    const lines = journey.logged.length;
    const { status } = await interact({ user: { id: 'U1' }, ...payload });
    expect(status).toBe(200);
    await expect.poll(() => journey.logged.length).toBeGreaterThan(lines);
    expect((await journey.command(student, 'help')).ok).toBe(true);
  });

  test('a click by nobody is refused and logged, and the bot goes on', async () => {
    const lines = journey.logged.length;
    const body = `payload=${encodeURIComponent(JSON.stringify({ type: 'block_actions', team: { id: 'T1' }, actions: [{ action_id: 'calendar.details', block_id: 'b' }] }))}`;
    const { status } = await sendSigned(url, body, { secret, timestamp: now() });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(journey.logged.length).toBeGreaterThan(lines);
    expect((await journey.command(student, 'help')).ok).toBe(true);
  });
});
