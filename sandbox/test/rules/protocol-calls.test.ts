import { expect } from 'vitest';
import { isObject, type JsonObject, objectsOf } from '../../json.ts';
import type { Sandbox } from '../../server.ts';
import { limitWithin } from '../../web-api/paging.ts';
import { api } from '../support/control.ts';
import { testManifest } from '../support/manifest.ts';
import { gone, maya, people } from '../support/people.ts';
import { ruleTest } from '../support/rule-test.ts';
import { withSandbox } from '../support/with-sandbox.ts';

const mayaId = 'U0SBX00001';

/** The error word of a call, or `ok`. */
async function word(sandbox: Sandbox, method: string, args: object = {}, token?: string): Promise<unknown> {
  const body = await api(sandbox, method, args, token);
  return body.ok === true ? 'ok' : body.error;
}

/** Posts these bytes to auth.test and gives what is answered. */
async function sent(sandbox: Sandbox, body: BodyInit, type?: string): Promise<JsonObject & { status: number }> {
  const headers = { authorization: `Bearer ${sandbox.tokens.bot}`, ...(type ? { 'content-type': type } : {}) };
  const response = await fetch(`${sandbox.slackApiUrl}auth.test`, { method: 'POST', headers, body });
  const answer: unknown = await response.json();
  return { ...(isObject(answer) ? answer : {}), status: response.status };
}

const withScopes = (...scopes: string[]) => ({ manifest: testManifest({ scopes }) });

ruleTest('token.in-header', () =>
  withSandbox({}, async (sandbox) => {
    const form = new URLSearchParams({ token: sandbox.tokens.bot });
    const inForm = await fetch(`${sandbox.slackApiUrl}auth.test`, { method: 'POST', body: form });
    expect(await inForm.json()).toEqual({ ok: false, error: 'not_authed' });
    const inQuery = await fetch(`${sandbox.slackApiUrl}auth.test?${form}`);
    expect(await inQuery.json()).toEqual({ ok: false, error: 'not_authed' });
    expect(await word(sandbox, 'auth.test')).toBe('ok');
  }),
);

ruleTest('token.bearer', () =>
  withSandbox({}, async (sandbox) => {
    const asked = async (authorization: string) =>
      (await fetch(`${sandbox.slackApiUrl}auth.test`, { headers: { authorization } })).json();
    expect(await asked(sandbox.tokens.bot)).toEqual({ ok: false, error: 'not_authed' });
    expect(await asked(`Basic ${sandbox.tokens.bot}`)).toEqual({ ok: false, error: 'not_authed' });
    expect(await asked(`bearer ${sandbox.tokens.bot}`)).toMatchObject({ ok: true });
  }),
);

ruleTest('token.known', () =>
  withSandbox({}, async (sandbox) => {
    expect(await word(sandbox, 'auth.test', {}, 'xoxb-wrong')).toBe('invalid_auth');
  }),
);

ruleTest('token.kind', () =>
  withSandbox({}, async (sandbox) => {
    expect(await word(sandbox, 'auth.test', {}, sandbox.tokens.app)).toBe('not_allowed_token_type');
    expect(await word(sandbox, 'apps.connections.open')).toBe('not_allowed_token_type');
  }),
);

ruleTest('scope.granted', () =>
  withSandbox(withScopes('chat:write', 'users:read'), async (sandbox) => {
    expect(await api(sandbox, 'conversations.open', { users: mayaId })).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'im:write',
      provided: 'chat:write,users:read',
    });
  }),
);

ruleTest('scope.by-kind', () =>
  withSandbox(withScopes('chat:write', 'channels:history'), async (sandbox) => {
    const { channel } = await api(sandbox, 'chat.postMessage', { channel: mayaId, text: 'a' });
    expect(await api(sandbox, 'conversations.history', { channel })).toMatchObject({ needed: 'im:history' });
  }),
);

ruleTest('scope.open', () =>
  withSandbox(withScopes('chat:write'), async (sandbox) => {
    const { channel } = await api(sandbox, 'chat.postMessage', { channel: mayaId, text: 'a' });
    expect(await api(sandbox, 'conversations.open', { channel })).toMatchObject({
      error: 'missing_scope',
      needed: 'im:write',
    });
  }),
);

ruleTest('scope.email', () =>
  withSandbox(withScopes('users:read'), async (sandbox) => {
    const { user } = await api(sandbox, 'users.info', { user: mayaId });
    expect(user).toHaveProperty('profile.real_name');
    expect(user).not.toHaveProperty('profile.email');
  }),
);

ruleTest('answer.status-200', () =>
  withSandbox({}, async (sandbox) => {
    const response = await fetch(`${sandbox.slackApiUrl}auth.test`);
    expect([response.status, await response.json()]).toEqual([200, { ok: false, error: 'not_authed' }]);
  }),
);

ruleTest('body.json', () =>
  withSandbox({}, async (sandbox) => {
    const refused = { status: 200, ok: false };
    expect(await sent(sandbox, '{"a"', 'application/json')).toEqual({ ...refused, error: 'invalid_json' });
    expect(await sent(sandbox, '[]', 'application/json')).toEqual({ ...refused, error: 'json_not_object' });
  }),
);

ruleTest('body.type', () =>
  withSandbox({}, async (sandbox) => {
    const bytes = new TextEncoder().encode('a=b');
    expect(await sent(sandbox, bytes)).toMatchObject({ error: 'missing_post_type' });
    expect(await sent(sandbox, bytes, 'application/xml')).toMatchObject({ error: 'invalid_post_type' });
    expect(await sent(sandbox, bytes, 'application/x-www-form-urlencoded')).toMatchObject({ ok: true });
    expect(await sent(sandbox, bytes, 'multipart/form-data; boundary=x')).toMatchObject({ error: 'invalid_form_data' });
  }),
);

ruleTest('body.charset', () =>
  withSandbox({}, async (sandbox) => {
    expect(await sent(sandbox, '{}', 'application/json; charset=utf-16')).toMatchObject({ error: 'invalid_charset' });
    expect(await sent(sandbox, '{}', 'application/json; charset=UTF-8')).toMatchObject({ ok: true });
  }),
);

ruleTest('page.cursor', () =>
  withSandbox({}, async (sandbox) => {
    expect(await word(sandbox, 'users.list', { cursor: 'nonsense' })).toBe('invalid_cursor');
  }),
);

ruleTest('page.own-cursor', () =>
  withSandbox({}, async (sandbox) => {
    const { response_metadata } = await api(sandbox, 'users.list', { limit: 1 });
    const cursor = (response_metadata as JsonObject).next_cursor;
    expect(await word(sandbox, 'users.list', { cursor })).toBe('ok');
    expect(await word(sandbox, 'conversations.list', { cursor })).toBe('invalid_cursor');
    expect(await word(sandbox, 'users.list', { cursor: btoa('users:9999') })).toBe('invalid_cursor');
  }),
);

ruleTest('page.limit', () => {
  expect([limitWithin(5000, 100, 999), limitWithin(0, 100, 999), limitWithin(7, 100, 999)]).toEqual([999, 100, 7]);
});

ruleTest('page.limit-word', () =>
  withSandbox({}, async (sandbox) => {
    expect(await word(sandbox, 'conversations.list', { limit: 'many' })).toBe('invalid_limit');
    expect(await word(sandbox, 'users.list', { limit: 'many' })).toBe('invalid_arguments');
  }),
);

ruleTest('page.types', () =>
  withSandbox({}, async (sandbox) => {
    expect(await word(sandbox, 'conversations.list', { types: 'public_channel,im' })).toBe('ok');
    expect(await word(sandbox, 'conversations.list', { types: 'public_channel,secret' })).toBe('invalid_types');
    expect(await word(sandbox, 'conversations.list', { types: 'constructor' })).toBe('invalid_types');
  }),
);

ruleTest('users.left-without-zone', () =>
  withSandbox({}, async (sandbox) => {
    const there = await api(sandbox, 'users.info', { user: 'U0SBX00002' });
    expect(there.user).toMatchObject({ tz: 'America/Los_Angeles', tz_label: 'Los Angeles', tz_offset: -28_800 });
    const left = await api(sandbox, 'users.info', { user: 'U0SBX00003' });
    expect(left.user).toMatchObject({ deleted: true });
    expect(left.user).not.toHaveProperty('tz');
  }),
);

ruleTest('users.limit-required', () => {
  const crowd = Array.from({ length: 1001 }, (_, at) => ({
    name: `Person ${at}`,
    email: `person${at}@example.edu`,
    tz: 'UTC',
  }));
  return withSandbox({ members: crowd }, async (sandbox) => {
    expect(await word(sandbox, 'users.list')).toBe('limit_required');
    const page = await api(sandbox, 'users.list', { limit: 1000 });
    expect(objectsOf(page.members)).toHaveLength(1000);
  });
});

ruleTest('users.left-not-found', () =>
  withSandbox({}, async (sandbox) => {
    expect(await word(sandbox, 'users.lookupByEmail', { email: gone })).toBe('users_not_found');
    expect(await word(sandbox, 'users.lookupByEmail', { email: maya })).toBe('ok');
  }),
);

ruleTest('method.known', () =>
  withSandbox({}, async (sandbox) => {
    const refusal = { ok: false, error: 'unknown_method', req_method: 'invented.method' };
    expect(await api(sandbox, 'invented.method')).toEqual(refusal);
  }),
);

ruleTest('args.required', () =>
  withSandbox({}, async (sandbox) => {
    expect(await api(sandbox, 'users.info')).toEqual({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] missing required field: user'] },
    });
    expect(await api(sandbox, 'views.publish', { user_id: mayaId })).toMatchObject({
      response_metadata: { messages: ['[ERROR] missing required field: view'] },
    });
    expect(await api(sandbox, 'users.list', { limit: 'many' })).toMatchObject({
      response_metadata: { messages: [expect.stringContaining('[json-pointer:/limit]')] },
    });
  }),
);

ruleTest('body.json-field', () =>
  withSandbox({}, async (sandbox) => {
    const view = { type: 'home', blocks: [{ type: 'divider' }] };
    const headers = { authorization: `Bearer ${sandbox.tokens.bot}` };
    const body = new URLSearchParams({ user_id: mayaId, view: JSON.stringify(view) });
    const form = await fetch(`${sandbox.slackApiUrl}views.publish`, { method: 'POST', headers, body });
    expect(await form.json()).toMatchObject({ ok: true, view });
    expect(await api(sandbox, 'views.publish', { user_id: mayaId, view })).toMatchObject({ ok: true, view });
  }),
);

ruleTest('users.locale', () =>
  withSandbox({}, async (sandbox) => {
    const asked = async (more: object) => (await api(sandbox, 'users.info', { user: mayaId, ...more })).user;
    expect(await asked({ include_locale: true })).toMatchObject({ locale: 'en-US' });
    expect(await asked({})).not.toHaveProperty('locale');
    const { members } = await api(sandbox, 'users.list', { include_locale: 'true' });
    expect(objectsOf(members)[0]).toMatchObject({ locale: 'en-US' });
  }),
);

ruleTest('users.kinds', () =>
  withSandbox(
    { members: [...people, { name: 'Other Bot', email: 'bot@example.edu', tz: 'UTC', is_bot: true }] },
    async (sandbox) => {
      const { members } = await api(sandbox, 'users.list', { limit: 200 });
      const facts = objectsOf(members).map((each) => [each.id, each.is_restricted, each.is_bot, each.deleted]);
      expect(facts).toEqual([
        ['U0SBXB0T01', false, true, false],
        ['USLACKBOT', false, false, false],
        [mayaId, false, false, false],
        ['U0SBX00002', false, false, false],
        ['U0SBX00003', false, false, true],
        ['U0SBX00004', true, false, false],
        ['U0SBX00005', false, true, false],
      ]);
      expect(objectsOf(members).at(-1)).not.toHaveProperty('profile.bot_id', 'B0SBX00001');
      expect(await word(sandbox, 'conversations.open', { users: 'U0SBX00005' })).toBe('cannot_dm_bot');
      expect(await word(sandbox, 'conversations.open', { users: 'U0SBX00004' })).toBe('ok');
    },
  ),
);
