import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { isObject, type JsonObject } from '../json.ts';
import { createSandbox, type Sandbox } from '../server.ts';
import { act, api, look } from './support/control.ts';
import { testManifest } from './support/manifest.ts';
import { maya, people } from './support/people.ts';

let sandbox: Sandbox;
const open: WebSocket[] = [];
beforeEach(async () => {
  sandbox = await createSandbox({ manifest: testManifest(), members: people });
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate();
  await sandbox.stop();
});

async function ticketUrl(): Promise<string> {
  return String((await api(sandbox, 'apps.connections.open', {}, sandbox.tokens.app)).url);
}

interface Connection {
  socket: WebSocket;
  /** What came, in order. */
  received: JsonObject[];
  /** Resolves with the first that came or comes of this type. */
  next: (type: string) => Promise<JsonObject>;
}

function connect(url: string): Connection {
  const socket = new WebSocket(url);
  open.push(socket);
  const received: JsonObject[] = [];
  socket.on('message', (data) => {
    const message: unknown = JSON.parse(String(data));
    if (isObject(message)) received.push(message);
  });
  const next = async (type: string): Promise<JsonObject> => {
    const found = received.find((each) => each.type === type);
    if (found) return found;
    await new Promise((resolve) => socket.once('message', resolve));
    return next(type);
  };
  return { socket, received, next };
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
  for (const { socket, next } of both) {
    await next('hello');
    socket.on('message', (data) =>
      socket.send(JSON.stringify({ envelope_id: JSON.parse(String(data)).envelope_id, payload: {} })),
    );
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
