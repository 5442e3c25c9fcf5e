import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createSandbox, type Sandbox } from '../server.ts';
import { act, look } from './support/control.ts';
import { testManifest } from './support/manifest.ts';
import { maya, people } from './support/people.ts';
import { acknowledge, ticketUrl as addressIn, type Connection, connect as connectTo } from './support/socket-client.ts';

let sandbox: Sandbox;
const open: WebSocket[] = [];
beforeEach(async () => {
  sandbox = await createSandbox({ manifest: testManifest(), members: people });
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate();
  await sandbox.stop();
});

const ticketUrl = () => addressIn(sandbox);

function connect(url: string): Connection {
  const connection = connectTo(url);
  open.push(connection.socket);
  return connection;
}

test('a connection is greeted, answers pings, and counts as connected', async () => {
  const { socket, next } = connect(await ticketUrl());
  expect(await next('hello')).toMatchObject({ num_connections: 1, connection_info: { app_id: 'A0SBX00001' } });
  const pong = new Promise((resolve) => socket.once('pong', resolve));
  socket.ping();
  await pong;
  expect((await look(sandbox, '/state')).body.bot).toMatchObject({ connected: true, mode: 'socket' });
});

test('a ticket admits one connection', async () => {
  const url = await ticketUrl();
  await connect(url).next('hello');
  const refused = new WebSocket(url);
  const status = await new Promise((resolve) => {
    refused.once('unexpected-response', (_request, response) => resolve(response.statusCode));
    refused.once('error', () => {});
  });
  expect(status).toBe(403);
});

test('each payload goes to one connection, in turn', async () => {
  const both = [connect(await ticketUrl()), connect(await ticketUrl())];
  for (const connection of both) {
    await connection.next('hello');
    acknowledge(connection);
  }
  for (const text of ['a', 'b']) {
    expect((await act(sandbox, '/command', { user: maya, command: '/echo', text })).body).toMatchObject({
      ok: true,
      ack: { body: null },
    });
  }
  expect(both.map(({ received }) => received.filter(({ type }) => type === 'slash_commands').length)).toEqual([1, 1]);
  const [envelope] = both.flatMap(({ received }) => received.filter(({ type }) => type === 'slash_commands'));
  expect(envelope).toMatchObject({ accepts_response_payload: true, payload: { command: '/echo' } });
});

test('the eleventh connection is turned away', async () => {
  for (let count = 1; count <= 10; count += 1) {
    expect(await connect(await ticketUrl()).next('hello')).toMatchObject({ num_connections: count });
  }
  expect(await connect(await ticketUrl()).next('disconnect')).toMatchObject({ reason: 'too_many_websockets' });
});

test('the end of the workspace is announced', async () => {
  const { next } = connect(await ticketUrl());
  await next('hello');
  const farewell = next('disconnect');
  await sandbox.stop();
  expect(await farewell).toMatchObject({ reason: 'link_disabled' });
});

test('one connection is sent away, and the others get everything from then on', async () => {
  const [first, second] = [connect(await ticketUrl()), connect(await ticketUrl())];
  for (const connection of [first, second]) {
    await connection.next('hello');
    acknowledge(connection);
  }
  const closed = new Promise((resolve) => first.socket.once('close', resolve));
  await act(sandbox, '/socket', { disconnect: 'warning' });
  await first.next('disconnect', 'warning');
  await act(sandbox, '/socket', { disconnect: 'refresh_requested' });
  await first.next('disconnect', 'refresh_requested');
  await closed;
  for (const text of ['a', 'b']) {
    expect((await act(sandbox, '/command', { user: maya, command: '/echo', text })).body).toMatchObject({ ok: true });
  }
  expect(second.received.filter(({ type }) => type === 'slash_commands')).toHaveLength(2);
});

test('a connection breaks without a word, at once or when something is sent over it', async () => {
  const cut = async (order: () => Promise<unknown>) => {
    const connection = connect(await ticketUrl());
    await connection.next('hello');
    const closed = new Promise((resolve) => connection.socket.once('close', resolve));
    await order();
    await closed;
    expect(connection.received.map(({ type }) => type)).toEqual(['hello']);
    expect((await look(sandbox, '/state')).body.bot).toMatchObject({ connected: false });
  };
  await cut(() => act(sandbox, '/faults', { method: '*', kind: 'drop_socket' }));
  await cut(() => act(sandbox, '/socket', { disconnect: 'cut' }));
  await cut(async () => {
    await act(sandbox, '/faults', { method: 'message', kind: 'drop_socket', count: 1 });
    const { body } = await act(sandbox, '/message', { user: maya, text: 'lost' });
    expect(body).toMatchObject({ ok: false, error: 'dispatch_failed' });
  });
  expect(await act(sandbox, '/socket', { disconnect: 'cut' })).toMatchObject({
    status: 409,
    body: { error: 'no_socket' },
  });
});
