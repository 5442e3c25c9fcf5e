import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { JsonObject } from '../../json.ts';
import type { Sandbox } from '../../server.ts';
import { act, look } from '../support/control.ts';
import { testManifest } from '../support/manifest.ts';
import { maya } from '../support/people.ts';
import { ruleTest } from '../support/rule-test.ts';
import type { Received, Reply } from '../support/scripted-app.ts';
import { acknowledge, type Connection, connect, ticketUrl } from '../support/socket-client.ts';
import { taken, type WithApp, withApp } from '../support/with-app.ts';
import { withSandbox } from '../support/with-sandbox.ts';

const say = (sandbox: Sandbox, more: object = {}) => act(sandbox, '/message', { user: maya, text: 'hello', ...more });
const soon = { eventRetryDelaysMs: [0, 5, 5] };
const failed =
  (headers = {}) =>
  (): Reply => ({ status: 500, headers });

/** Waits until the app got so many requests, or gives up after a while. */
async function received({ sandbox, app }: WithApp, count: number) {
  for (let seq = 0; app.received.length < count; ) {
    const { body } = await look(sandbox, '/log', { since: seq, wait: 1000 });
    expect(Number(body.seq), 'nothing came any more').toBeGreaterThan(seq);
    seq = Number(body.seq);
  }
  return app.received;
}

ruleTest('event.challenge', () =>
  withApp(
    taken,
    async ({ sandbox, app }) => {
      expect((await say(sandbox)).body).toMatchObject({ ok: false, error: 'dispatch_failed' });
      expect(app.received).toEqual([]);
    },
    { knowsChallenge: false, eventRetryDelaysMs: [] },
  ),
);

ruleTest('event.subscribed', () =>
  withApp(taken, async ({ sandbox, app }) => {
    await act(sandbox, '/join', { user: 'U0SBXB0T01', channel: 'general' });
    await say(sandbox, { channel: 'general', text: 'not subscribed' });
    await say(sandbox);
    const types = app.received.map(({ payload }) => (payload.event as JsonObject).channel_type);
    expect(types).toEqual(['C', 'im']);
  }),
);

ruleTest('event.scope', () =>
  withApp(
    taken,
    async ({ sandbox, app }) => {
      await act(sandbox, '/join', { user: 'U0SBXB0T01', channel: 'general' });
      await act(sandbox, '/users', { user: maya, set: { tz: 'UTC' } });
      await say(sandbox);
      await act(sandbox, '/home', { user: maya });
      const types = app.received.map(({ payload }) => (payload.event as JsonObject).type);
      expect(types).toEqual(['app_home_opened']);
    },
    { manifest: (manifest) => ({ ...manifest, oauth_config: { scopes: { bot: ['chat:write'] } } }) },
  ),
);

ruleTest('event.retries', () =>
  withApp(
    failed(),
    async (both) => {
      await say(both.sandbox);
      expect(await received(both, 4)).toHaveLength(4);
    },
    soon,
  ),
);

ruleTest('event.same-id', () =>
  withApp(
    failed(),
    async (both) => {
      await say(both.sandbox);
      const ids = (await received(both, 4)).map(({ payload }) => payload.event_id);
      expect(new Set(ids).size).toBe(1);
    },
    soon,
  ),
);

ruleTest('event.retry-headers', () =>
  withApp(
    failed(),
    async (both) => {
      await say(both.sandbox);
      const headers = (await received(both, 4)).map((each) => each.headers);
      expect(headers.map((each) => each['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
      expect(headers[1]?.['x-slack-retry-reason']).toBe('http_error');
    },
    soon,
  ),
);

ruleTest('event.no-retry', () =>
  withApp(
    failed({ 'x-slack-no-retry': '1' }),
    async (both) => {
      await say(both.sandbox, { text: 'a' });
      await look(both.sandbox, '/idle', { wait: 5000 });
      await say(both.sandbox, { text: 'b' });
      const texts = (await received(both, 2)).map(({ payload }) => (payload.event as JsonObject).text);
      expect(texts).toEqual(['a', 'b']);
    },
    soon,
  ),
);

test('an event that the app is slow to take comes again without waiting for its first answer', async () => {
  let release = () => {};
  const held = new Promise<Reply>((resolve) => {
    release = () => resolve({ status: 200 });
  });
  const slowAtFirst = ({ headers }: Received) => (headers['x-slack-retry-num'] ? { status: 200 } : held);
  const work = async (both: WithApp) => {
    expect((await say(both.sandbox)).body).toMatchObject({ ok: false, error: 'operation_timeout' });
    const [, again] = await received(both, 2);
    expect(again?.headers).toMatchObject({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' });
    release();
  };
  await withApp(slowAtFirst, work, { ...soon, ackDeadlineMs: 50 });
});

/** Runs `work` with connections to a workspace, which are closed afterwards. */
function withSockets(
  options: Parameters<typeof withSandbox>[0],
  work: (sandbox: Sandbox, open: (url?: string) => Promise<Connection>) => Promise<void>,
): Promise<void> {
  const opened: Connection[] = [];
  return withSandbox(options, async (sandbox) => {
    const open = async (url?: string) => {
      const connection = connect(url ?? (await ticketUrl(sandbox)));
      opened.push(connection);
      return connection;
    };
    await work(sandbox, open).finally(() => {
      for (const { socket } of opened) socket.terminate();
    });
  });
}

ruleTest('socket.ticket', () =>
  withSockets({}, async (sandbox, open) => {
    const url = await ticketUrl(sandbox);
    await (await open(url)).next('hello');
    const second = new WebSocket(url);
    const outcome = new Promise((resolve) => {
      second.once('unexpected-response', (_request, response) => resolve(response.statusCode));
      second.once('open', () => resolve('open'));
      second.once('error', () => {});
    });
    expect(await outcome.finally(() => second.terminate())).toBe(403);
  }),
);

ruleTest('socket.ten-connections', () =>
  withSockets({}, async (_sandbox, open) => {
    for (let count = 1; count <= 10; count += 1) {
      expect(await (await open()).next('hello')).toMatchObject({ num_connections: count });
    }
    expect(await (await open()).next('disconnect')).toMatchObject({ reason: 'too_many_websockets' });
  }),
);

ruleTest('socket.in-turn', () =>
  withSockets({}, async (sandbox, open) => {
    const both = [await open(), await open()];
    for (const connection of both) {
      await connection.next('hello');
      acknowledge(connection);
    }
    for (const text of ['a', 'b']) await act(sandbox, '/command', { user: maya, command: '/echo', text });
    const counts = both.map((each) => each.received.filter(({ type }) => type === 'slash_commands').length);
    expect(counts).toEqual([1, 1]);
  }),
);

ruleTest('socket.enabled', () =>
  withSockets({ manifest: testManifest({ botUrl: 'http://127.0.0.1:9' }) }, async (_sandbox, open) => {
    expect(await (await open()).next('disconnect')).toMatchObject({ reason: 'link_disabled' });
  }),
);

ruleTest('socket.pings', () =>
  withSockets({ socketPingMs: 10 }, async (_sandbox, open) => {
    const connection = await open();
    const pinged = new Promise((resolve) => connection.socket.once('ping', () => resolve('ping')));
    const gaveUp = connection.next('nothing of this type').catch(() => 'none');
    expect(await Promise.race([pinged, gaveUp])).toBe('ping');
  }),
);

ruleTest('socket.refreshed', () =>
  withSockets({ socketLifeMs: 50 }, async (_sandbox, open) => {
    const connection = await open();
    const closed = new Promise((resolve) => connection.socket.once('close', resolve));
    await connection.next('disconnect', 'warning');
    await connection.next('disconnect', 'refresh_requested');
    await closed;
    expect(connection.received.map(({ reason }) => reason)).toEqual([undefined, 'warning', 'refresh_requested']);
  }),
);

ruleTest('socket.debug-reconnects', () =>
  withSockets({}, async (sandbox, open) => {
    const life = async (url: string) => (await (await open(url)).next('hello')).debug_info;
    expect(await life(await ticketUrl(sandbox))).toMatchObject({ approximate_connection_time: 3600 });
    const debugging = `${await ticketUrl(sandbox)}&debug_reconnects=true`;
    expect(await life(debugging)).toMatchObject({ approximate_connection_time: 360 });
  }),
);

test('a repetition over a socket says its number in the envelope', () =>
  withSockets({ ackDeadlineMs: 50, eventRetryDelaysMs: [0] }, async (sandbox, open) => {
    const connection = await open();
    await connection.next('hello');
    await say(sandbox);
    const first = await connection.next('events_api');
    expect(first).toMatchObject({ retry_attempt: 0, accepts_response_payload: false });
    await look(sandbox, '/idle', { wait: 5000 });
    const [, again] = connection.received.filter(({ type }) => type === 'events_api');
    expect(again).toMatchObject({ retry_attempt: 1, retry_reason: 'http_timeout', payload: first.payload });
    expect(again?.envelope_id).not.toBe(first.envelope_id);
  }));
