import { expect, test } from 'vitest';
import { objectsOf } from '../../json.ts';
import type { Sandbox } from '../../server.ts';
import { methods } from '../../web-api/methods.ts';
import type { RateOptions } from '../../web-api/rates.ts';
import { callsPerMinute, hasTier } from '../../web-api/tiers.ts';
import { act, api, items, look } from '../support/control.ts';
import { maya } from '../support/people.ts';
import { ruleTest } from '../support/rule-test.ts';
import { withSandbox } from '../support/with-sandbox.ts';

const mayaId = 'U0SBX00001';
const jonahId = 'U0SBX00002';

/** Calls a method and gives the whole answer. */
async function called(sandbox: Sandbox, method: string, args: Record<string, string> = {}): Promise<Response> {
  return fetch(`${sandbox.slackApiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.tokens.bot}` },
    body: new URLSearchParams(args),
  });
}

/** Calls so often, and gives the status of each answer. */
async function statuses(sandbox: Sandbox, method: string, times: number, args: Record<string, string> = {}) {
  const found: number[] = [];
  for (let count = 0; count < times; count += 1) found.push((await called(sandbox, method, args)).status);
  return found;
}

const limited = <Result>(rates: RateOptions, work: (sandbox: Sandbox) => Promise<Result>) =>
  withSandbox({ rates }, work);

ruleTest('rate.tier', () =>
  limited({}, async (sandbox) => {
    expect(new Set(await statuses(sandbox, 'users.list', 20))).toEqual(new Set([200]));
    const refused = await called(sandbox, 'users.list');
    expect(refused.status).toBe(429);
    expect(await refused.json()).toEqual({ ok: false, error: 'ratelimited' });
    const wait = Number(refused.headers.get('retry-after'));
    expect(Number.isInteger(wait) && wait > 0 && wait <= 60).toBe(true);
    await act(sandbox, '/clock', { advance: `PT${wait}S` });
    expect((await called(sandbox, 'users.list')).status).toBe(200);
  }),
);

ruleTest('rate.per-method', () =>
  limited({}, async (sandbox) => {
    await statuses(sandbox, 'users.list', 21);
    expect((await called(sandbox, 'conversations.list')).status).toBe(200);
  }),
);

ruleTest('rate.channel', () =>
  limited({}, async (sandbox) => {
    const { seq } = (await look(sandbox, '/state')).body;
    await statuses(sandbox, 'chat.postMessage', 2, { channel: mayaId, text: 'one of two' });
    await statuses(sandbox, 'chat.postMessage', 1, { channel: jonahId, text: 'elsewhere' });
    await act(sandbox, '/clock', { advance: 'PT1S' });
    await statuses(sandbox, 'chat.postMessage', 1, { channel: mayaId, text: 'a second later' });
    const lines = await items(sandbox, '/log', { since: Number(seq) });
    expect(lines.filter(({ warnings }) => String(warnings).includes('over_channel_limit'))).toMatchObject([
      { kind: 'rate_limit', request: { channel: 'D0SBX00001' } },
    ]);
    expect((await look(sandbox, '/state')).body.rates).toEqual({ refused: 0, over_channel_limit: 1 });
    expect(await items(sandbox, '/inbox', { user: maya })).toHaveLength(3);
  }),
);

ruleTest('rate.channel-burst', () =>
  limited({ channelBurst: 3 }, async (sandbox) => {
    const post = () => called(sandbox, 'chat.postMessage', { channel: mayaId, text: 'again' });
    for (let count = 0; count < 3; count += 1) expect((await post()).status).toBe(200);
    const refused = await post();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await items(sandbox, '/inbox', { user: maya })).toHaveLength(3);
    await act(sandbox, '/clock', { advance: 'PT1S' });
    expect((await post()).status).toBe(200);
  }),
);

test('every method has its tier', () => {
  expect([...methods.keys()].filter((method) => !hasTier(method))).toEqual([]);
  expect(callsPerMinute('invented')).toBe(1);
});

test('limits are multiplied, replaced and switched off', async () => {
  await limited({ scale: 0.1, perMinute: { 'users.info': 10 } }, async (sandbox) => {
    expect(await statuses(sandbox, 'users.list', 3)).toEqual([200, 200, 429]);
    expect(await statuses(sandbox, 'users.info', 2, { user: mayaId })).toEqual([200, 429]);
  });
  await limited('off', async (sandbox) => {
    expect(new Set(await statuses(sandbox, 'users.list', 30))).toEqual(new Set([200]));
  });
});

test('a reset begins the count anew', async () => {
  await limited({ scale: 0.05 }, async (sandbox) => {
    expect(await statuses(sandbox, 'users.list', 2)).toEqual([200, 429]);
    expect((await look(sandbox, '/state')).body.rates).toMatchObject({ refused: 1 });
    await act(sandbox, '/reset', {});
    expect(await statuses(sandbox, 'users.list', 1)).toEqual([200]);
    expect((await look(sandbox, '/state')).body.rates).toMatchObject({ refused: 0 });
  });
});

test('what is refused is in the traffic log, and nothing of it is done', async () => {
  await limited({ perMinute: { 'chat.postMessage': 1 } }, async (sandbox) => {
    await api(sandbox, 'chat.postMessage', { channel: mayaId, text: 'first' });
    await api(sandbox, 'chat.postMessage', { channel: jonahId, text: 'second' });
    expect((await items(sandbox, '/log', {})).at(-1)).toMatchObject({ response: { ok: false, error: 'ratelimited' } });
    const { messages } = await api(sandbox, 'conversations.history', { channel: 'D0SBX00001' });
    expect(objectsOf(messages)).toHaveLength(1);
  });
});
