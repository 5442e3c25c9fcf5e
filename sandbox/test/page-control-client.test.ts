import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { attempt } from '../page/api/attempt.ts';
import { type ControlClient, createControlClient } from '../page/api/control-client.ts';
import { viewAnswer } from '../page/api/control-schema.ts';
import { submittedValues } from '../page/state/input-values.ts';

let server: Server | undefined;
afterEach(() => server?.close());

/** A client of a server that answers everything alike and remembers what it was asked. */
async function clientOf(status: number, answer: unknown): Promise<{ client: ControlClient; asked: string[] }> {
  const asked: string[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      asked.push(`${request.method} ${request.url} ${body}`.trim());
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  const started = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => started.once('listening', resolve));
  const { port } = started.address() as AddressInfo;
  return { client: createControlClient(`http://127.0.0.1:${port}/_control`), asked };
}

test('calls go out as the control API takes them', async () => {
  const { client, asked } = await clientOf(200, { ok: true, seq: 3, items: [], now: '2026-12-08T14:00:00Z' });
  await client.inbox('U1', { since: 7, waitMs: 50 });
  await client.click('U1', { channel: 'D1', message_seq: 4 }, { action_id: 'a', block_id: 'b', selected: ['x'] });
  await client.moveClock('2026-12-08T14:00:00Z');
  expect(asked).toEqual([
    'GET /_control/inbox?user=U1&since=7&wait=50',
    'POST /_control/click {"user":"U1","channel":"D1","message_seq":4,"action_id":"a","block_id":"b","selected":["x"]}',
    'POST /_control/clock {"set":"2026-12-08T14:00:00Z"}',
  ]);
});

test('a refusal comes back in the words of the sandbox', async () => {
  const { client } = await clientOf(409, { ok: false, error: 'clock_moves_forward', hint: 'use /reset' });
  expect(await attempt(() => client.moveClock('2026-12-01T14:00:00Z'))).toEqual({
    ok: false,
    problem: 'clock_moves_forward: use /reset',
    unreachable: false,
  });
});

test('a sandbox that does not answer is told apart from one that refuses', async () => {
  const { client } = await clientOf(200, {});
  server?.close();
  server?.closeAllConnections();
  expect(await attempt(() => client.state())).toMatchObject({ ok: false, unreachable: true });
});

test('an answer of another shape is named by its place', async () => {
  const { client } = await clientOf(200, { seq: 'many', items: [] });
  const answer = await attempt(() => client.inbox('U1', { since: 0 }));
  expect(answer.ok === false && answer.problem).toContain('at seq');
});

test('a view is submitted with what was entered, else with what its inputs began with', () => {
  const plain = (text: string) => ({ type: 'plain_text', text });
  const option = (value: string) => ({ text: plain(value), value });
  const input = (block_id: string, element: object) => ({ type: 'input', block_id, label: plain(block_id), element });
  const { modal } = viewAnswer.parse({
    modal: {
      id: 'V1',
      blocks: [
        { type: 'section', text: plain('hello') },
        input('b1', { type: 'plain_text_input', action_id: 'a' }),
        input('b2', { type: 'datepicker', action_id: 'a', initial_date: '2026-12-08' }),
        input('b3', { type: 'static_select', action_id: 's', options: [option('x')], initial_option: option('x') }),
        input('b4', { type: 'checkboxes', action_id: 'c', options: [option('y')], initial_options: [option('y')] }),
        input('b5', { type: 'plain_text_input', action_id: 'e', initial_value: 'gone' }),
        input('b6', { type: 'datetimepicker', action_id: 'd', initial_date_time: 1796133600 }),
      ],
    },
    home: null,
  });
  expect(modal).toBeDefined();
  if (!modal) return;
  const filled = new Map([
    ['b1/a', 'typed'],
    ['b5/e', ''],
  ]);
  expect(submittedValues(modal, filled)).toEqual({
    'b1/a': 'typed',
    'b2/a': '2026-12-08',
    'b3/s': 'x',
    'b4/c': ['y'],
    'b5/e': '',
    'b6/d': '1796133600',
  });
});
