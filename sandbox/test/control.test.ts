import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isObject, objectsOf } from '../json.ts';
import { createSandbox, type Sandbox } from '../server.ts';
import { act, api, items, look } from './support/control.ts';
import { testManifest } from './support/manifest.ts';
import { gone, maya, people } from './support/people.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ manifest: testManifest(), members: people });
});
afterAll(() => sandbox.stop());

describe('looking', () => {
  test('the state has what a page needs', async () => {
    const { body } = await look(sandbox, '/state');
    expect(body).toMatchObject({
      seq: expect.any(Number),
      bot: { id: 'U0SBXB0T01', name: 'Testbot', connected: false, mode: 'socket' },
      commands: expect.arrayContaining([{ command: '/echo', description: 'For a test', usage_hint: '[words]' }]),
    });
    expect(String(body.now)).toMatch(/^2026-12-01T09:0\d:\d\d\.\d{3}-05:00$/);
    expect(objectsOf(body.users).find((each) => each.email === maya)).toMatchObject({
      name: 'Maya Lindqvist',
      is_bot: false,
    });
    expect(objectsOf(body.channels).map((each) => each.name)).toEqual(['general', 'random']);
  });

  test('a list waits for what is new, and gives it once', async () => {
    const before = await look(sandbox, '/inbox', { user: maya });
    const waiting = look(sandbox, '/inbox', { user: maya, since: Number(before.body.seq), wait: 20_000 });
    await api(sandbox, 'chat.postMessage', { channel: 'U0SBX00001', text: 'new' });
    const { body } = await waiting;
    expect(objectsOf(body.items).map((each) => each.text)).toEqual(['new']);
    expect(await items(sandbox, '/inbox', { user: maya, since: Number(body.seq) })).toEqual([]);
  });

  test('an edit is a new item of the same message', async () => {
    const { channel, ts } = await api(sandbox, 'chat.postMessage', { channel: 'U0SBX00001', text: 'before' });
    const { body } = await look(sandbox, '/messages', { user: maya, channel: String(channel) });
    await api(sandbox, 'chat.update', { channel, ts, text: 'after' });
    const [item] = await items(sandbox, '/messages', { user: maya, channel: String(channel), since: Number(body.seq) });
    expect(item).toMatchObject({ ts, text: 'after', edited: true });
    const all = await items(sandbox, '/messages', { user: maya, channel: String(channel) });
    expect(all.filter((each) => each.ts === ts)).toHaveLength(1);
  });

  test('the log holds the traffic without tokens', async () => {
    await api(sandbox, 'auth.test', { token: sandbox.tokens.bot });
    const entries = await items(sandbox, '/log', {});
    expect(entries.at(-1)).toMatchObject({ direction: 'from_bot', kind: 'auth.test', response: { ok: true } });
    expect(JSON.stringify(entries)).not.toContain(sandbox.tokens.bot);
  });

  test('what Slack lets pass but a person cannot read is a warning', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'hi' } }];
    await api(sandbox, 'chat.postMessage', { channel: 'U0SBX00001', blocks });
    const entry = (await items(sandbox, '/log', {})).at(-1);
    expect(entry?.warnings).toEqual([expect.stringContaining('screen readers')]);
  });
});

test('a quiet workspace is idle at once', async () => {
  await look(sandbox, '/idle', { wait: 5000 });
  expect(await look(sandbox, '/idle', { wait: 0 })).toMatchObject({ status: 200, body: { ok: true } });
});

describe('what cannot be done says why, and what to do', () => {
  const refused: [string, string, object, number, string][] = [
    ['an unknown person', '/command', { user: 'nobody', command: '/echo' }, 404, 'user_not_found'],
    ['a deactivated person', '/command', { user: gone, command: '/echo' }, 403, 'user_disabled'],
    ['the bot itself', '/message', { user: 'U0SBXB0T01', text: 'a' }, 403, 'user_is_bot'],
    ['an unknown command', '/command', { user: maya, command: '/invented' }, 404, 'command_not_found'],
    [
      'a channel that one does not see',
      '/message',
      { user: 'guest@example.edu', channel: 'general', text: 'a' },
      404,
      'channel_not_found',
    ],
    [
      'a message that is not there',
      '/click',
      { user: maya, channel: 'general', ts: '1.2', action_id: 'a' },
      404,
      'message_not_found',
    ],
    ['a message of nothing', '/message', { user: maya, text: ' ' }, 400, 'no_text'],
    ['a thread that is not there', '/message', { user: maya, text: 'a', thread_ts: '1.2' }, 404, 'thread_not_found'],
    ['a field of a person that nobody sets', '/users', { user: maya, set: { is_bot: true } }, 400, 'invalid_arguments'],
    ['a change of the bot', '/users', { user: 'U0SBXB0T01', set: { deleted: true } }, 403, 'user_is_bot'],
    ['no modal', '/submit', { user: maya, values: {} }, 409, 'no_modal'],
    ['a missing field', '/click', { user: maya }, 400, 'invalid_arguments'],
    ['a taken e-mail', '/users', { add: { name: 'A', email: maya, tz: 'UTC' } }, 409, 'email_taken'],
    ['an unknown call', '/invented', {}, 404, 'unknown_call'],
    ['a clock that goes back', '/clock', { set: '2026-12-01T08:00:00-05:00' }, 409, 'back_in_time'],
    ['a moment without offset', '/clock', { set: '2026-12-02T08:00:00' }, 400, 'invalid_arguments'],
  ];
  test.each(refused)('%s', async (_name, path, body, status, error) => {
    const answer = await act(sandbox, path, body);
    expect(answer).toMatchObject({ status, body: { ok: false, error } });
    expect(String(answer.body.hint).length).toBeGreaterThan(5);
  });

  test('without a bot a command cannot be dispatched, and the person reads so', async () => {
    const { body } = await act(sandbox, '/command', { user: maya, command: '/echo' });
    expect(body).toMatchObject({ ok: false, error: 'dispatch_failed' });
    const [told] = await items(sandbox, '/inbox', { user: maya, since: Number(body.seq) });
    expect(told).toMatchObject({ user: 'USLACKBOT', text: '/echo failed with the error "dispatch_failed"' });
  });

  test('an address that is none is no fault of the sandbox', async () => {
    const { hostname: host, port } = new URL(sandbox.url);
    const status = await new Promise((resolve, reject) => {
      const asked = request({ host, port, path: '//' }, (response) => resolve(response.statusCode));
      asked.on('error', reject).end();
    });
    expect(status).toBe(400);
  });

  test('of several ways to call, the one that was nearly right is named', async () => {
    const { body } = await act(sandbox, '/faults', { method: 'chat.update', kind: 'invented' });
    expect(body.hint).toMatch(/^kind: .*reset_after/);
    const { body: added } = await act(sandbox, '/users', { add: { name: 'Cy', email: 'cy', tz: 'UTC' } });
    expect(added.hint).toMatch(/^add\.email: /);
  });

  test('a foreign web page is turned away', async () => {
    const answer = await fetch(`${sandbox.controlUrl}/state`, { headers: { origin: 'https://example.com' } });
    expect(answer.status).toBe(403);
  });
});

test('a channel that the bot joins is one it can post to', async () => {
  const joined = await api(sandbox, 'conversations.join', {
    channel: channelId(await look(sandbox, '/state'), 'random'),
  });
  expect(joined.ok).toBe(true);
  expect(await api(sandbox, 'chat.postMessage', { channel: '#random', text: 'hello all' })).toMatchObject({ ok: true });
});

function channelId({ body }: { body: { channels?: unknown } }, name: string): unknown {
  return objectsOf(body.channels).find((each) => isObject(each) && each.name === name)?.id;
}
