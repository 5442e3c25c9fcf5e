import { expect, test } from 'vitest';
import { type JsonObject, objectsOf } from '../../json.ts';
import type { Sandbox } from '../../server.ts';
import { act, api, look } from '../support/control.ts';
import { testManifest } from '../support/manifest.ts';
import { jonah, maya } from '../support/people.ts';
import { ruleTest } from '../support/rule-test.ts';
import { withSandbox } from '../support/with-sandbox.ts';

const mayaId = 'U0SBX00001';
const jonahId = 'U0SBX00002';
const goneId = 'U0SBX00003';
const bot = 'U0SBXB0T01';
const section = { type: 'section', text: { type: 'mrkdwn', text: 'hi' } };

/** The error word of a call, or `ok`. */
async function word(sandbox: Sandbox, method: string, args: object): Promise<unknown> {
  const body = await api(sandbox, method, args);
  return body.ok === true ? 'ok' : body.error;
}

const post = (sandbox: Sandbox, more: object = {}) =>
  api(sandbox, 'chat.postMessage', { channel: mayaId, text: 'hello', ...more });

async function general(sandbox: Sandbox): Promise<unknown> {
  const { channels } = (await look(sandbox, '/state')).body;
  return objectsOf(channels).find(({ name }) => name === 'general')?.id;
}

const scopes = ['chat:write', 'im:write', 'im:history', 'im:read', 'channels:history', 'channels:read', 'users:read'];

ruleTest('channel.private', () =>
  withSandbox({}, async (sandbox) => {
    const { body } = await act(sandbox, '/message', { user: maya, with: [jonah], text: 'between us' });
    expect(await word(sandbox, 'conversations.info', { channel: body.channel })).toBe('channel_not_found');
  }),
);

ruleTest('post.member', async () => {
  const refused = await withSandbox({}, (sandbox) => post(sandbox, { channel: '#general' }));
  expect(refused.error).toBe('not_in_channel');
  const manifest = testManifest({ scopes: ['chat:write', 'chat:write.public'] });
  expect(await withSandbox({ manifest }, (sandbox) => post(sandbox, { channel: '#general' }))).toMatchObject({
    ok: true,
  });
});

ruleTest('post.thread', () =>
  withSandbox({}, async (sandbox) => {
    const { ts } = await post(sandbox);
    expect(await post(sandbox, { thread_ts: ts })).toMatchObject({ ok: true, message: { thread_ts: ts } });
    expect(await post(sandbox, { thread_ts: '1.000001' })).toMatchObject({ error: 'thread_not_found' });
    const { channel } = await post(sandbox);
    const psst = { channel, user: mayaId, text: 'psst' };
    const { message_ts } = await api(sandbox, 'chat.postEphemeral', psst);
    expect(await post(sandbox, { thread_ts: message_ts })).toMatchObject({ error: 'thread_not_found' });
    expect(await word(sandbox, 'chat.postEphemeral', { ...psst, thread_ts: ts })).toBe('ok');
    expect(await word(sandbox, 'chat.postEphemeral', { ...psst, thread_ts: '1.000001' })).toBe('thread_not_found');
  }),
);

ruleTest('dm.active', () =>
  withSandbox({}, async (sandbox) => {
    expect(await word(sandbox, 'chat.postMessage', { channel: goneId, text: 'a' })).toBe('user_disabled');
    const { channel } = await post(sandbox);
    await act(sandbox, '/users', { user: maya, set: { deleted: true } });
    expect(await word(sandbox, 'chat.postMessage', { channel, text: 'a' })).toBe('user_disabled');
    expect(await word(sandbox, 'conversations.open', { users: goneId })).toBe('user_disabled');
  }),
);

ruleTest('dm.no-bot', () =>
  withSandbox({}, async (sandbox) => {
    for (const user of ['USLACKBOT', bot]) {
      expect(await word(sandbox, 'chat.postMessage', { channel: user, text: 'a' })).toBe('cannot_dm_bot');
      expect(await word(sandbox, 'conversations.open', { users: user })).toBe('cannot_dm_bot');
    }
  }),
);

ruleTest('dm.messages-tab', () => {
  const { features, ...rest } = testManifest();
  const app_home = { home_tab_enabled: true, messages_tab_enabled: false };
  return withSandbox({ manifest: { ...rest, features: { ...Object(features), app_home } } }, async (sandbox) => {
    expect(await post(sandbox)).toMatchObject({ error: 'messages_tab_disabled' });
  });
});

ruleTest('ephemeral.member', () =>
  withSandbox({}, async (sandbox) => {
    const { channel } = await post(sandbox);
    const tell = (user: string) => word(sandbox, 'chat.postEphemeral', { channel, user, text: 'psst' });
    expect(await tell(mayaId)).toBe('ok');
    expect(await tell(jonahId)).toBe('user_not_in_channel');
  }),
);

ruleTest('ephemeral.bot-there', () =>
  withSandbox({}, async (sandbox) => {
    const tell = { channel: await general(sandbox), user: mayaId, text: 'psst' };
    expect(await word(sandbox, 'chat.postEphemeral', tell)).toBe('not_in_channel');
  }),
);

ruleTest('channel.join', () =>
  withSandbox({}, async (sandbox) => {
    const { channel } = await post(sandbox);
    expect(await word(sandbox, 'conversations.join', { channel })).toBe('method_not_supported_for_channel_type');
    expect(await word(sandbox, 'conversations.join', { channel: await general(sandbox) })).toBe('ok');
  }),
);

ruleTest('open.idempotent', () =>
  withSandbox({}, async (sandbox) => {
    const first = await api(sandbox, 'conversations.open', { users: `${mayaId},${jonahId}` });
    const second = await api(sandbox, 'conversations.open', { users: `${jonahId},${mayaId}` });
    expect(first).not.toHaveProperty('already_open');
    expect(second).toMatchObject({ ok: true, no_op: true, already_open: true, channel: first.channel });
  }),
);

ruleTest('open.eight-others', async () => {
  const members = Array.from({ length: 9 }, (_, at) => ({ name: `P ${at}`, email: `p${at}@example.edu`, tz: 'UTC' }));
  const ids = members.map((_, at) => `U0SBX0000${at + 1}`);
  await withSandbox({ members }, async (sandbox) => {
    expect(await word(sandbox, 'conversations.open', { users: ids.slice(0, 8).join() })).toBe('ok');
    expect(await word(sandbox, 'conversations.open', { users: ids.join() })).toBe('too_many_users');
    expect(await word(sandbox, 'conversations.open', { users: '' })).toBe('not_enough_users');
    expect(await word(sandbox, 'conversations.open', {})).toBe('users_list_not_supplied');
  });
});

test('a conversation with somebody who left says so', () =>
  withSandbox({}, async (sandbox) => {
    const { channel } = await post(sandbox);
    const left = async () => (await api(sandbox, 'conversations.info', { channel })).channel;
    expect(await left()).toMatchObject({ is_user_deleted: false });
    await act(sandbox, '/users', { user: maya, set: { deleted: true } });
    expect(await left()).toMatchObject({ is_user_deleted: true });
  }));

ruleTest('open.self-excluded', () =>
  withSandbox({}, async (sandbox) => {
    const { channel } = await api(sandbox, 'conversations.open', { users: mayaId });
    expect(await api(sandbox, 'conversations.open', { users: `${mayaId},${bot}` })).toMatchObject({
      ok: true,
      channel,
    });
  }),
);

ruleTest('open.prevent-creation', () =>
  withSandbox({}, async (sandbox) => {
    const probe = () => word(sandbox, 'conversations.open', { users: mayaId, prevent_creation: true });
    expect(await probe()).toBe('channel_not_found');
    await post(sandbox);
    expect(await probe()).toBe('ok');
  }),
);

ruleTest('open.no-channel', () =>
  withSandbox({}, async (sandbox) => {
    const channel = await general(sandbox);
    expect(await word(sandbox, 'conversations.open', { channel })).toBe('method_not_supported_for_channel_type');
  }),
);

ruleTest('update.own', () =>
  withSandbox({}, async (sandbox) => {
    const { body } = await act(sandbox, '/message', { user: maya, text: 'mine' });
    const place = { channel: body.channel, ts: body.ts };
    expect(await word(sandbox, 'chat.update', { ...place, text: 'yours' })).toBe('cant_update_message');
    expect(await word(sandbox, 'chat.delete', place)).toBe('cant_delete_message');
  }),
);

ruleTest('update.not-ephemeral', () =>
  withSandbox({}, async (sandbox) => {
    const { channel } = await post(sandbox);
    const { message_ts: ts } = await api(sandbox, 'chat.postEphemeral', { channel, user: mayaId, text: 'psst' });
    expect(await word(sandbox, 'chat.update', { channel, ts, text: 'a' })).toBe('message_not_found');
    expect(await word(sandbox, 'chat.delete', { channel, ts })).toBe('message_not_found');
  }),
);

ruleTest('update.text-takes-blocks', () =>
  withSandbox({}, async (sandbox) => {
    const { channel, ts } = await post(sandbox, { blocks: [section] });
    const { message } = await api(sandbox, 'chat.update', { channel, ts, text: 'bare' });
    expect(message).toMatchObject({ text: 'bare' });
    expect(message).not.toHaveProperty('blocks');
  }),
);

ruleTest('update.keeps-blocks', () =>
  withSandbox({}, async (sandbox) => {
    const { channel, ts } = await post(sandbox, { blocks: [section] });
    const attachments = [{ fallback: 'more', text: 'more' }];
    const { message } = await api(sandbox, 'chat.update', { channel, ts, attachments });
    expect(message).toMatchObject({ text: 'hello', blocks: [section], attachments });
  }),
);

ruleTest('update.keeps-metadata', () =>
  withSandbox({}, async (sandbox) => {
    const metadata = { event_type: 'kind', event_payload: { outbox_id: 'a1' } };
    const { channel, ts } = await post(sandbox, { metadata });
    const changed = await api(sandbox, 'chat.update', { channel, ts, text: 'b' });
    expect(changed.message).toMatchObject({ metadata });
    const emptied = await api(sandbox, 'chat.update', { channel, ts, text: 'c', metadata: {} });
    expect(emptied.message).not.toHaveProperty('metadata');
  }),
);

/** What history gives of a channel. */
const history = async (sandbox: Sandbox, args: JsonObject) =>
  objectsOf((await api(sandbox, 'conversations.history', args)).messages);

ruleTest('history.metadata', () =>
  withSandbox({}, async (sandbox) => {
    const metadata = { event_type: 'kind', event_payload: { outbox_id: 'a1' } };
    const { channel } = await post(sandbox, { metadata });
    expect((await history(sandbox, { channel }))[0]?.metadata).toEqual({ event_type: 'kind' });
    expect((await history(sandbox, { channel, include_all_metadata: true }))[0]?.metadata).toEqual(metadata);
  }),
);

ruleTest('history.member', () =>
  withSandbox({ manifest: testManifest({ scopes }) }, async (sandbox) => {
    const channel = await general(sandbox);
    expect(await word(sandbox, 'conversations.history', { channel })).toBe('not_in_channel');
  }),
);

ruleTest('history.ends', () =>
  withSandbox({}, async (sandbox) => {
    const { channel, ts: oldest } = await post(sandbox);
    const { ts: latest } = await post(sandbox);
    expect(await history(sandbox, { channel, oldest, latest })).toEqual([]);
    expect(await history(sandbox, { channel, oldest, latest, inclusive: true })).toMatchObject([
      { ts: latest },
      { ts: oldest },
    ]);
  }),
);

ruleTest('history.ts', () =>
  withSandbox({}, async (sandbox) => {
    const { channel } = await post(sandbox);
    expect(await word(sandbox, 'conversations.history', { channel, oldest: 'monday' })).toBe('invalid_ts_oldest');
    expect(await word(sandbox, 'conversations.history', { channel, latest: 'monday' })).toBe('invalid_ts_latest');
  }),
);

ruleTest('history.top-level', () =>
  withSandbox({}, async (sandbox) => {
    const { channel, ts } = await post(sandbox);
    await post(sandbox, { text: 'below', thread_ts: ts });
    expect(await history(sandbox, { channel })).toMatchObject([{ text: 'hello' }]);
    const { messages } = await api(sandbox, 'conversations.replies', { channel, ts });
    expect(objectsOf(messages).map(({ text }) => text)).toEqual(['hello', 'below']);
  }),
);

ruleTest('history.no-ephemeral', () =>
  withSandbox({}, async (sandbox) => {
    const { channel } = await post(sandbox);
    await api(sandbox, 'chat.postEphemeral', { channel, user: mayaId, text: 'psst' });
    expect(await history(sandbox, { channel })).toMatchObject([{ text: 'hello' }]);
  }),
);

test('a message to a person names the conversation, and only that id changes it', () =>
  withSandbox({}, async (sandbox) => {
    const { channel, ts } = await post(sandbox);
    expect(channel).toMatch(/^D/);
    expect(await word(sandbox, 'chat.update', { channel: mayaId, ts, text: 'b' })).toBe('channel_not_found');
    expect(await word(sandbox, 'chat.update', { channel, ts, text: 'b' })).toBe('ok');
    expect(await word(sandbox, 'chat.delete', { channel, ts: '1.000001' })).toBe('message_not_found');
  }));
