import { Temporal } from 'temporal-polyfill';
import { expect } from 'vitest';
import { isObject } from '../../json.ts';
import type { Sandbox } from '../../server.ts';
import { act, api, items, look } from '../support/control.ts';
import { maya } from '../support/people.ts';
import { ruleTest } from '../support/rule-test.ts';
import { acknowledge, connect, ticketUrl } from '../support/socket-client.ts';
import { taken, type WithApp, withApp } from '../support/with-app.ts';
import { withSandbox } from '../support/with-sandbox.ts';

const mayaId = 'U0SBX00001';

/** Posts to Maya and gives the status, or `cut` for a connection that broke. */
async function post(sandbox: Sandbox, text: string): Promise<number | 'cut'> {
  const headers = { authorization: `Bearer ${sandbox.tokens.bot}` };
  const body = new URLSearchParams({ channel: mayaId, text });
  return fetch(`${sandbox.slackApiUrl}chat.postMessage`, { method: 'POST', headers, body }).then(
    ({ status }) => status,
    () => 'cut' as const,
  );
}

ruleTest('fault.calls', () =>
  withSandbox({}, async (sandbox) => {
    for (const kind of [429, 500, 'reset_before', 'reset_after']) {
      await act(sandbox, '/faults', { method: 'chat.postMessage', kind, count: 1 });
    }
    const outcomes: unknown[] = [];
    for (const text of ['a', 'b', 'c', 'd', 'e']) outcomes.push(await post(sandbox, text));
    expect(outcomes).toEqual([429, 500, 'cut', 'cut', 200]);
    expect((await items(sandbox, '/inbox', { user: maya })).map(({ text }) => text)).toEqual(['d', 'e']);
  }),
);

const say = ({ sandbox }: WithApp, text: string) => act(sandbox, '/message', { user: maya, text });
const heard = ({ app }: WithApp) =>
  app.received.map(({ payload }) => (isObject(payload.event) ? payload.event.text : undefined));

ruleTest('fault.duplicate', () =>
  withApp(taken, async (both) => {
    await act(both.sandbox, '/faults', { method: 'message', kind: 'duplicate', count: 1 });
    await say(both, 'twice');
    await look(both.sandbox, '/idle', { wait: 5000 });
    await say(both, 'once');
    expect(heard(both)).toEqual(['twice', 'twice', 'once']);
    expect(both.app.received[0]?.payload.event_id).toBe(both.app.received[1]?.payload.event_id);
  }),
);

ruleTest('fault.out-of-order', () =>
  withApp(taken, async (both) => {
    await act(both.sandbox, '/faults', { method: 'events_api', kind: 'out_of_order', count: 1 });
    expect((await say(both, 'first')).body).toMatchObject({ ok: true, ack: null });
    await say(both, 'second');
    expect(heard(both)).toEqual(['second', 'first']);
  }),
);

ruleTest('clock.workspace', () =>
  withApp(taken, async (both) => {
    await act(both.sandbox, '/clock', { set: '2030-06-01T09:00:00-04:00' });
    const { ts } = await api(both.sandbox, 'chat.postMessage', { channel: mayaId, text: 'a' });
    await say(both, 'b');
    const start = Temporal.Instant.from('2030-06-01T09:00:00-04:00').epochMilliseconds / 1000;
    expect(Number(ts) - start).toBeGreaterThanOrEqual(0);
    expect(Number(ts) - start).toBeLessThan(60);
    const [event] = both.app.received;
    expect(Math.abs(Number(event?.payload.event_time) - start)).toBeLessThan(60);
    const signed = Number(event?.headers['x-slack-request-timestamp']);
    expect(Math.abs(Temporal.Now.instant().epochMilliseconds / 1000 - signed)).toBeLessThan(60);
  }),
);

ruleTest('ack.once', () =>
  withSandbox({}, async (sandbox) => {
    const connection = connect(await ticketUrl(sandbox));
    await connection.next('hello');
    acknowledge(connection, { text: 'first' });
    acknowledge(connection, { text: 'second' });
    const { body } = await act(sandbox, '/command', { user: maya, command: '/echo' });
    expect(body).toMatchObject({ ok: true, ack: { body: { text: 'first' } } });
    await look(sandbox, '/idle', { wait: 5000 });
    connection.socket.terminate();
    const noted = (await items(sandbox, '/log', {})).filter(({ kind }) => kind === 'socket');
    expect(noted.map(({ request }) => request)).toContainEqual({ event: 'ack came too late or twice' });
    expect((await items(sandbox, '/inbox', { user: maya })).map(({ text }) => text)).toEqual(['first']);
  }),
);
