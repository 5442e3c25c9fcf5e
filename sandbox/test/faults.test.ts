import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../server.ts';
import { act, api, items, look, undo } from './support/control.ts';
import { testManifest } from './support/manifest.ts';
import { maya, people } from './support/people.ts';
import { type ScriptedApp, startScriptedApp } from './support/scripted-app.ts';

const mayaId = 'U0SBX00001';

let sandbox: Sandbox;
let app: ScriptedApp;
beforeEach(async () => {
  app = await startScriptedApp(() => ({ status: 200 }));
  const manifest = testManifest({ botUrl: app.url });
  sandbox = await createSandbox({ manifest, members: people, rates: 'off' });
});
afterEach(async () => {
  await sandbox.stop();
  app.stop();
});

const fault = (order: object) => act(sandbox, '/faults', order);
const post = (text = 'hello') =>
  fetch(`${sandbox.slackApiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.tokens.bot}` },
    body: new URLSearchParams({ channel: mayaId, text }),
  });
const stored = async () => (await items(sandbox, '/inbox', { user: maya })).map((each) => each.text);

/** The outcome of a post in a word: its status, or `cut`. */
async function outcome(text?: string): Promise<number | 'cut'> {
  return post(text).then(
    ({ status }) => status,
    () => 'cut',
  );
}

describe('what the app meets instead of an answer', () => {
  test('429 with Retry-After, and without', async () => {
    await fault({ method: 'chat.postMessage', kind: 429, count: 1, retry_after: 9 });
    await fault({ method: 'chat.postMessage', kind: '429', count: 1, retry_after: null });
    const [first, second] = [await post(), await post()];
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '9']);
    expect(await first.json()).toEqual({ ok: false, error: 'ratelimited' });
    expect([second.status, second.headers.get('retry-after')]).toEqual([429, null]);
    expect(await stored()).toEqual([]);
    expect(await outcome()).toBe(200);
  });

  test('500, before the message was stored or after it', async () => {
    await fault({ method: 'chat.postMessage', kind: 500, count: 1 });
    await fault({ method: 'chat.postMessage', kind: 500, count: 1, processed: true });
    expect(await outcome('lost')).toBe(500);
    expect(await outcome('kept')).toBe(500);
    expect(await stored()).toEqual(['kept']);
  });

  test('a page instead of JSON, which the client takes for a refusal', async () => {
    await fault({ method: '*', kind: 'html', count: 1 });
    const client = new WebClient(sandbox.tokens.bot, { slackApiUrl: sandbox.slackApiUrl, retryConfig: { retries: 0 } });
    await expect(client.chat.postMessage({ channel: mayaId, text: 'a' })).rejects.toMatchObject({
      data: { error: expect.stringContaining('<html>') },
    });
  });

  test('a refusal by a word of Slack’s', async () => {
    await fault({ method: 'auth.test', kind: 'error', error: 'account_inactive' });
    expect(await api(sandbox, 'auth.test')).toEqual({ ok: false, error: 'account_inactive' });
    expect(await api(sandbox, 'users.info', { user: mayaId })).toMatchObject({ ok: true });
  });

  test('an answer that comes late, after the message was stored', async () => {
    await fault({ method: 'chat.postMessage', kind: 'slow', count: 1, ms: 300_000 });
    const impatient = new AbortController();
    const sent = fetch(`${sandbox.slackApiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.tokens.bot}` },
      body: new URLSearchParams({ channel: mayaId, text: 'late' }),
      signal: impatient.signal,
    });
    await look(sandbox, '/inbox', { user: maya, wait: 5000 });
    expect(await stored()).toEqual(['late']);
    impatient.abort();
    await expect(sent).rejects.toThrow();
    expect((await look(sandbox, '/idle', { wait: 5000 })).body).toMatchObject({ ok: true });
  });

  test('a connection that breaks before the message is stored, and one that breaks after', async () => {
    await fault({ method: 'chat.postMessage', kind: 'reset_before', count: 1 });
    await fault({ method: 'chat.postMessage', kind: 'reset_after', count: 1 });
    expect(await outcome('lost')).toBe('cut');
    expect(await outcome('kept')).toBe('cut');
    expect(await stored()).toEqual(['kept']);
    const entries = await items(sandbox, '/log', {});
    const warnings = entries.filter(({ kind }) => kind === 'chat.postMessage').map((each) => each.warnings);
    expect(warnings).toEqual([['fault: reset_before'], ['fault: reset_after']]);
  });

  test('answers by response_url and uploads can fail as well', async () => {
    await act(sandbox, '/command', { user: maya, command: '/echo' });
    const url = String(app.received.at(-1)?.payload.response_url);
    await fault({ method: 'response_url', kind: 'reset_after', count: 1 });
    const answer = { method: 'POST', body: JSON.stringify({ text: 'by address' }) };
    await expect(fetch(url, answer)).rejects.toThrow();
    expect(await stored()).toEqual(['by address']);
    const { upload_url } = await api(sandbox, 'files.getUploadURLExternal', { filename: 'a.txt', length: 1 });
    await fault({ method: 'upload', kind: 500, count: 1 });
    const upload = async () => (await fetch(String(upload_url), { method: 'POST', body: 'a' })).status;
    expect([await upload(), await upload()]).toEqual([500, 200]);
  });
});

describe('which calls are hit', () => {
  test('a share of them, the same for the same seed', async () => {
    const pattern = async (seed: number) => {
      await undo(sandbox, '/faults');
      await fault({ method: 'chat.postMessage', kind: 500, rate: 0.5, seed });
      const hits: unknown[] = [];
      for (let count = 0; count < 24; count += 1) hits.push(await outcome());
      return hits.join();
    };
    const first = await pattern(1);
    expect(first).toContain('500');
    expect(first).toContain('200');
    expect(await pattern(1)).toBe(first);
    expect(await pattern(2)).not.toBe(first);
  });

  test('those of one method, until it is cleared', async () => {
    await fault({ method: 'chat.postMessage', kind: 500 });
    expect(await api(sandbox, 'auth.test')).toMatchObject({ ok: true });
    expect([await outcome(), await outcome()]).toEqual([500, 500]);
    expect((await look(sandbox, '/faults')).body.items).toMatchObject([{ hits: 2 }]);
    await fault({ method: 'chat.postMessage', kind: null });
    expect(await outcome()).toBe(200);
  });

  test('none after a reset, and none of an unknown kind', async () => {
    await fault({ method: '*', kind: 500 });
    await act(sandbox, '/reset', {});
    expect(await outcome()).toBe(200);
    expect(await fault({ method: '*', kind: 'flood' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_arguments' },
    });
  });
});

describe('what is sent to the app', () => {
  test('a command comes twice, with the same trigger', async () => {
    await fault({ method: '/echo', kind: 'duplicate', count: 1 });
    const { body } = await act(sandbox, '/command', { user: maya, command: '/echo' });
    expect(body).toMatchObject({ ok: true });
    await look(sandbox, '/idle', { wait: 5000 });
    const triggers = app.received.map(({ payload }) => payload.trigger_id);
    expect(triggers).toHaveLength(2);
    expect(triggers[0]).toBe(triggers[1]);
  });
});
