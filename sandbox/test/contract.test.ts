// Every call of the control API once, with an app that answers: its answer has the promised shape, to the last field.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actRoutes } from '../control/act-routes.ts';
import { clockRoutes } from '../control/clock-routes.ts';
import { faultDeleteRoutes, faultReadRoutes, faultRoutes } from '../control/fault-routes.ts';
import { readRoutes } from '../control/read-routes.ts';
import { act, look, undo } from './support/control.ts';
import { answers, type Call, refusal } from './support/control-contract.ts';
import { startFollower } from './support/follower.ts';
import { maya } from './support/people.ts';
import { type Running, startBoth } from './support/test-app.ts';

let running: Running;
beforeAll(async () => {
  running = await startBoth('socket');
});
afterAll(() => running.stop());

/** Calls, and answers with the body once it has the shape. */
async function asked<Name extends Call>(name: Name, input: Record<string, unknown> = {}) {
  const [method, path = ''] = name.split(' ');
  const query = Object.fromEntries(Object.entries(input).map(([key, value]) => [key, String(value)]));
  const { sandbox } = running;
  const read = method === 'DELETE' ? undo : look;
  const { status, body } = await (method === 'POST' ? act(sandbox, path, input) : read(sandbox, path, query));
  expect(status, JSON.stringify(body)).toBe(200);
  return answers[name].parse(body) as ReturnType<(typeof answers)[Name]['parse']>;
}

async function inboxUntil(text: string, since: number) {
  for (;;) {
    const { items } = await asked('GET /inbox', { user: maya, since, wait: 5000 });
    const found = items.find((each) => each.text === text);
    if (found) return found;
  }
}

/** The modal that the app opens a moment after its ack. */
async function modalOnTop() {
  for (;;) {
    const { modal, seq } = await asked('GET /view', { user: maya });
    if (modal) return modal;
    await asked('GET /view', { user: maya, since: seq, wait: 5000 });
  }
}

test('no call is without a shape', () => {
  const posts = Object.keys({ ...actRoutes, ...clockRoutes, ...faultRoutes }).map((path) => `POST ${path}`);
  const gets = Object.keys({ ...readRoutes, ...faultReadRoutes }).map((path) => `GET ${path}`);
  const deletes = Object.keys(faultDeleteRoutes).map((path) => `DELETE ${path}`);
  expect(Object.keys(answers).sort()).toEqual([...posts, ...gets, ...deletes].sort());
});

test('state, command, messages, inbox and click', async () => {
  const state = await asked('GET /state');
  expect(state.bot).toMatchObject({ connected: true, mode: 'socket' });
  const said = await asked('POST /command', { user: maya, command: '/echo', text: 'hello' });
  expect(said).toMatchObject({ ok: true, ack: { body: { text: 'you said: hello' } } });
  const answer = await inboxUntil('you said: hello', said.seq);
  const there = await asked('GET /messages', { user: maya, channel: answer.channel, since: said.seq });
  expect(there.items).toEqual([answer]);

  const menu = await asked('POST /command', { user: maya, command: '/menu' });
  const { channel, ts } = await inboxUntil('Press one', menu.seq);
  const clicked = await asked('POST /click', { user: maya, channel, ts, action_id: 'press' });
  expect(clicked).toMatchObject({ ok: true, ack: { body: null } });
  await inboxUntil('pressed one', clicked.seq);
  const again = await act(running.sandbox, '/click', { user: maya, channel, ts, action_id: 'press' });
  expect(refusal.parse(again.body).error).toBe('element_not_found');
});

test('options, submit with a file, and what the app read of it', async () => {
  const typed = await asked('POST /command', { user: maya, command: '/form' });
  const form = await modalOnTop();
  const { options } = await asked('POST /options', { user: maya, view_id: form.id, action_id: 'field', query: 'ane' });
  expect(options).toHaveLength(1);
  const empty = await asked('POST /submit', { user: maya });
  expect(empty).toMatchObject({ ok: false, ack: null, view: { id: form.id } });
  expect(Object.keys(empty.errors ?? {})).toEqual(['paper', 'field']);
  const paper = [{ name: 'letter.pdf', base64: Buffer.from([0, 255, 1]).toString('base64') }];
  expect(await asked('POST /submit', { user: maya, values: { paper, field: 'ane' } })).toMatchObject({
    ok: true,
    view: null,
  });
  await inboxUntil('letter.pdf for ane', typed.seq);
});

test('view, close, home, shortcut, message with a file, join', async () => {
  await asked('POST /command', { user: maya, command: '/modal' });
  await modalOnTop();
  const closed = await asked('POST /close', { user: maya });
  await inboxUntil('closed', closed.seq);
  expect((await asked('GET /view', { user: maya })).modal).toBeNull();
  expect(await asked('POST /home', { user: maya })).toMatchObject({ ok: true });
  await inboxUntil('did it', (await asked('POST /shortcut', { user: maya, callback_id: 'do_it' })).seq);
  const said = await asked('POST /message', { user: maya, text: 'see', files: [{ name: 'a.txt', content: 'one' }] });
  expect((await inboxUntil('see', said.seq)).files).toMatchObject([{ name: 'a.txt', size: 3, mimetype: 'text/plain' }]);
  expect(await asked('POST /join', { user: 'U0SBXB0T01', channel: 'random' })).toMatchObject({ ok: true });
});

test('users come, change and go, and the app hears of it', async () => {
  const added = await asked('POST /users', { add: { name: 'Cy New', email: 'cy@example.edu', tz: 'UTC' } });
  expect(added).toMatchObject({ ok: true, ack: { body: null } });
  const changed = await asked('POST /users', { user: added.user, set: { tz: 'Asia/Tokyo' } });
  expect(changed).toMatchObject({ ok: true, ack: { body: null } });
  const { items } = await asked('GET /log', { since: added.seq });
  const events = items.filter(({ kind }) => kind === 'events_api').map(({ request }) => request);
  expect(events.at(0)).toMatchObject({ event: { type: 'team_join', user: { id: added.user } } });
  expect(events.at(-1)).toMatchObject({ event: { type: 'user_change', user: { id: added.user, tz: 'Asia/Tokyo' } } });
});

test('the clock, its followers, idle and reset', async () => {
  const follower = await startFollower(async () => ({ next: null }));
  expect((await asked('POST /clock/followers', { url: follower.url })).now).toContain('2026-12-01T09:0');
  expect((await asked('POST /clock', { advance: 'P1D' })).done).toBe(true);
  await asked('GET /idle', { wait: 5000 });
  const before = await asked('GET /state');
  const after = await asked('POST /reset');
  expect(after.seq).toBeGreaterThan(before.seq);
  expect((await asked('GET /state')).life).not.toBe(before.life);
  follower.stop();
});

test('faults are set, listed and cleared, and sockets are sent away', async () => {
  await asked('POST /faults', { method: 'chat.update', kind: 429, count: 2, retry_after: 7 });
  await asked('POST /faults', { method: 'users.info', kind: 'slow', rate: 0.5, seed: 3, ms: 100 });
  const { items } = await asked('GET /faults');
  expect(items).toMatchObject([
    { method: 'chat.update', kind: '429', count: 2, rate: null, retry_after: 7, hits: 0 },
    { method: 'users.info', kind: 'slow', count: null, rate: 0.5, seed: 3, ms: 100 },
  ]);
  await asked('POST /faults', { method: 'chat.update', kind: null });
  expect((await asked('GET /faults')).items).toMatchObject([{ method: 'users.info' }]);
  await asked('DELETE /faults', { method: '*' });
  expect((await asked('GET /faults')).items).toEqual([]);
  await asked('POST /socket', { disconnect: 'warning' });
});
