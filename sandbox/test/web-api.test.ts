import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { objectsOf } from '../json.ts';
import { createSandbox, type Sandbox } from '../server.ts';
import { act, api, items } from './support/control.ts';
import { testManifest } from './support/manifest.ts';
import { gone, jonah, maya, people } from './support/people.ts';

const mayaId = 'U0SBX00001';
const jonahId = 'U0SBX00002';
const goneId = 'U0SBX00003';
const bot = 'U0SBXB0T01';
const section = { type: 'section', text: { type: 'mrkdwn', text: 'hi' } };

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ manifest: testManifest(), members: people });
});
afterAll(() => sandbox.stop());

/** The error word of a call, or `ok`. */
async function word(method: string, args: object, token?: string): Promise<unknown> {
  const body = await api(sandbox, method, args, token);
  return body.ok === true ? 'ok' : body.error;
}

describe('who may call', () => {
  test('tokens are told apart', async () => {
    expect(await word('auth.test', {})).toBe('ok');
    expect(await word('auth.test', {}, 'xoxb-wrong')).toBe('invalid_auth');
    expect(await word('auth.test', {}, '')).toBe('not_authed');
    expect(await word('auth.test', {}, sandbox.tokens.app)).toBe('not_allowed_token_type');
    expect(await word('apps.connections.open', {})).toBe('not_allowed_token_type');
    expect(await word('invented.method', {})).toBe('unknown_method');
  });

  test('a form and a call by GET are taken as well', async () => {
    const headers = { authorization: `Bearer ${sandbox.tokens.bot}` };
    const body = new URLSearchParams({ team_id: 'T0SBX00001' });
    const posted = await fetch(`${sandbox.slackApiUrl}auth.test`, { method: 'POST', headers, body });
    expect(await posted.json()).toMatchObject({ ok: true, user_id: bot, team_id: 'T0SBX00001', bot_id: 'B0SBX00001' });
    const asked = await fetch(`${sandbox.slackApiUrl}auth.test?${body}`, { headers });
    expect(await asked.json()).toMatchObject({ ok: true });
  });

  test('a missing scope is named beside those there are', async () => {
    const small = await createSandbox({
      manifest: testManifest({ scopes: ['chat:write', 'users:read'] }),
      members: people,
    });
    try {
      expect(await api(small, 'conversations.open', { users: mayaId })).toEqual({
        ok: false,
        error: 'missing_scope',
        needed: 'im:write',
        provided: 'chat:write,users:read',
      });
      const { user } = await api(small, 'users.info', { user: mayaId });
      expect(user).not.toHaveProperty('profile.email');
    } finally {
      await small.stop();
    }
  });
});

describe('people', () => {
  test('a roster is paged by cursor to its end', async () => {
    const ids: unknown[] = [];
    let cursor = '';
    do {
      const page = await api(sandbox, 'users.list', { limit: 2, cursor });
      ids.push(...objectsOf(page.members).map((each) => each.id));
      const { next_cursor: next } = page.response_metadata as { next_cursor: string };
      cursor = next;
    } while (cursor !== '');
    expect(ids).toEqual([bot, 'USLACKBOT', mayaId, jonahId, goneId, 'U0SBX00004']);
    expect(await word('users.list', { cursor: 'nonsense' })).toBe('invalid_cursor');
  });

  test('a person is found by id and e-mail, one who left not by e-mail', async () => {
    expect(await api(sandbox, 'users.info', { user: jonahId })).toMatchObject({
      user: { id: jonahId, tz: 'America/Los_Angeles', tz_offset: -28800, profile: { email: jonah } },
    });
    expect(await api(sandbox, 'users.info', { user: goneId })).toMatchObject({ user: { deleted: true } });
    expect(await word('users.lookupByEmail', { email: maya.toUpperCase() })).toBe('ok');
    expect(await word('users.lookupByEmail', { email: gone })).toBe('users_not_found');
    expect(await word('users.info', { user: 'U0' })).toBe('user_not_found');
  });
});

describe('conversations', () => {
  const refused: [string, string][] = [
    [bot, 'cannot_dm_bot'],
    ['USLACKBOT', 'cannot_dm_bot'],
    [goneId, 'user_disabled'],
    ['U0', 'user_not_found'],
    ['', 'not_enough_users'],
    [Array.from({ length: 9 }, (_, at) => `U${at}`).join(','), 'too_many_users'],
  ];
  test.each(refused)('opening one with "%s" is refused: %s', async (users, error) => {
    expect(await word('conversations.open', { users })).toBe(error);
  });

  test('opening the same one twice gives the same, in any order', async () => {
    const first = await api(sandbox, 'conversations.open', { users: `${mayaId},${jonahId}` });
    const second = await api(sandbox, 'conversations.open', { users: `${jonahId},${mayaId},${bot}` });
    expect(second).toMatchObject({ ok: true, already_open: true, channel: first.channel });
  });

  test('a message to a person opens the conversation and names it', async () => {
    const { channel } = await api(sandbox, 'chat.postMessage', { channel: jonahId, text: 'hello' });
    expect(channel).toMatch(/^D/);
    expect(await api(sandbox, 'conversations.info', { channel })).toMatchObject({
      channel: { is_im: true, user: jonahId },
    });
    expect(await word('chat.postMessage', { channel: 'D0', text: 'a' })).toBe('channel_not_found');
    expect(await word('chat.postMessage', { channel: goneId, text: 'a' })).toBe('user_disabled');
    expect(await word('chat.postMessage', { channel: '#general', text: 'a' })).toBe('not_in_channel');
  });

  test('two people’s own conversation is nothing to the bot', async () => {
    const { body } = await act(sandbox, '/message', { user: maya, with: [jonah], text: 'between us' });
    expect(await word('conversations.info', { channel: body.channel })).toBe('channel_not_found');
    const seen = await items(sandbox, '/inbox', { user: jonah });
    expect(seen.map((each) => each.text)).toContain('between us');
    expect((await items(sandbox, '/inbox', { user: 'guest@example.edu' })).length).toBe(0);
  });
});

const refusedMessages: [string, object, string][] = [
  ['nothing to say', {}, 'no_text'],
  ['blocks that are no JSON', { blocks: '[{' }, 'invalid_blocks_format'],
  ['blocks that are no list', { blocks: { type: 'section' } }, 'invalid_blocks_format'],
  ['metadata that is no JSON', { text: 'a', metadata: 'x' }, 'invalid_metadata_format'],
  ['metadata without an event type', { text: 'a', metadata: { event_payload: {} } }, 'invalid_metadata_schema'],
  [
    'an event type with a dash',
    { text: 'a', metadata: { event_type: 'a-b', event_payload: {} } },
    'invalid_metadata_schema',
  ],
  ['two kinds of text', { text: 'a', markdown_text: 'b' }, 'markdown_text_conflict'],
  [
    'too much in the blocks',
    {
      text: 'a',
      blocks: Array.from({ length: 5 }, () => ({
        type: 'section',
        text: { type: 'mrkdwn', text: 'x'.repeat(2900) },
      })),
    },
    'msg_blocks_too_long',
  ],
];

describe('messages', () => {
  test('history gives metadata to who asks, newest first, between the ends', async () => {
    const metadata = { event_type: 'test_kind', event_payload: { outbox_id: 'a1' } };
    const { channel, ts } = await api(sandbox, 'chat.postMessage', { channel: mayaId, text: 'first', metadata });
    const second = await api(sandbox, 'chat.postMessage', { channel, text: 'second' });
    const bare = await api(sandbox, 'conversations.history', { channel });
    expect(
      objectsOf(bare.messages)
        .slice(0, 2)
        .map((each) => each.text),
    ).toEqual(['second', 'first']);
    expect(objectsOf(bare.messages)[1]?.metadata).toEqual({ event_type: 'test_kind' });
    const range = { channel, oldest: ts, latest: second.ts, include_all_metadata: true };
    expect((await api(sandbox, 'conversations.history', range)).messages).toEqual([]);
    const full = await api(sandbox, 'conversations.history', { ...range, inclusive: true, limit: 1 });
    expect(full).toMatchObject({ has_more: true, messages: [{ text: 'second' }] });
    const both = objectsOf((await api(sandbox, 'conversations.history', { ...range, inclusive: true })).messages);
    expect(both[1]).toMatchObject({ metadata });
  });

  test.each(refusedMessages)('%s is refused', async (_name, content, error) => {
    expect(await word('chat.postMessage', { channel: mayaId, ...content })).toBe(error);
  });

  test('wrong blocks are named with a pointer, in both places', async () => {
    const blocks = Array.from({ length: 51 }, () => section);
    expect(await api(sandbox, 'chat.postMessage', { channel: mayaId, text: 'a', blocks })).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: ['no more than 50 items allowed [json-pointer:/blocks]'],
      response_metadata: { messages: ['[ERROR] no more than 50 items allowed [json-pointer:/blocks]'] },
    });
  });

  test('a long text is cut when posted and refused when updated', async () => {
    const { channel, ts, message } = await api(sandbox, 'chat.postMessage', {
      channel: mayaId,
      text: 'x'.repeat(40_001),
    });
    expect(String((message as { text: string }).text)).toHaveLength(40_000);
    expect(await word('chat.update', { channel, ts, text: 'x'.repeat(4001) })).toBe('msg_too_long');
    expect(await word('chat.update', { channel, ts, text: 'x'.repeat(4000) })).toBe('ok');
  });

  test('an update with text alone takes the blocks away and keeps the metadata', async () => {
    const metadata = { event_type: 'kept', event_payload: { id: 1 } };
    const { channel, ts } = await api(sandbox, 'chat.postMessage', {
      channel: mayaId,
      text: 'a',
      blocks: [section],
      metadata,
    });
    const { message } = await api(sandbox, 'chat.update', { channel, ts, text: 'b' });
    expect(message).toMatchObject({ text: 'b', metadata });
    expect(message).not.toHaveProperty('blocks');
  });
});

describe('changing messages', () => {
  test('only one’s own messages can be changed, and no ephemeral one', async () => {
    const { body } = await act(sandbox, '/message', { user: maya, text: 'mine' });
    const place = { channel: body.channel, ts: body.ts };
    expect(await word('chat.update', { ...place, text: 'yours' })).toBe('cant_update_message');
    expect(await word('chat.delete', place)).toBe('cant_delete_message');
    const { message_ts } = await api(sandbox, 'chat.postEphemeral', {
      channel: body.channel,
      user: mayaId,
      text: 'psst',
    });
    expect(await word('chat.update', { channel: body.channel, ts: message_ts, text: 'b' })).toBe('message_not_found');
    expect(await word('chat.postEphemeral', { channel: body.channel, user: jonahId, text: 'a' })).toBe(
      'user_not_in_channel',
    );
    const { messages } = await api(sandbox, 'conversations.history', { channel: body.channel });
    expect(objectsOf(messages).map((each) => each.text)).not.toContain('psst');
  });

  test('a deleted message is a gap to the app and a tombstone to people', async () => {
    const { channel, ts } = await api(sandbox, 'chat.postMessage', { channel: jonahId, text: 'soon gone' });
    expect(await word('chat.delete', { channel, ts })).toBe('ok');
    expect(await word('chat.delete', { channel, ts })).toBe('message_not_found');
    const [tombstone] = (await items(sandbox, '/inbox', { user: jonah })).filter((each) => each.ts === ts);
    expect(tombstone).toMatchObject({ deleted: true, text: '' });
  });
});

describe('views', () => {
  test('a trigger opens one modal, and only while it lives', async () => {
    expect(await word('views.open', { trigger_id: '1.2.3', view: { type: 'home', blocks: [section] } })).toBe(
      'invalid_arguments',
    );
    const view = { type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks: [section] };
    expect(await word('views.open', { trigger_id: '1.2.3', view })).toBe('invalid_trigger_id');
    expect(await word('views.update', { view_id: 'V0', view })).toBe('not_found');
  });

  test('Home takes a hash against races', async () => {
    const view = { type: 'home', blocks: [section] };
    const first = await api(sandbox, 'views.publish', { user_id: mayaId, view });
    const { hash } = first.view as { hash: string };
    expect(await word('views.publish', { user_id: mayaId, view, hash })).toBe('ok');
    expect(await word('views.publish', { user_id: mayaId, view, hash })).toBe('hash_conflict');
  });
});

test('a file goes up in three steps with the real client, and is in the history', async () => {
  const client = new WebClient(sandbox.tokens.bot, { slackApiUrl: sandbox.slackApiUrl, retryConfig: { retries: 0 } });
  const { channel } = await client.chat.postMessage({ channel: jonahId, text: 'a file follows' });
  if (channel === undefined) throw new Error('no channel');
  const content = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';
  await client.filesUploadV2({ channel_id: channel, filename: 'a.ics', content, initial_comment: 'Here it is' });
  const { messages } = await client.conversations.history({ channel, limit: 1 });
  expect(messages?.[0]).toMatchObject({ text: 'Here it is', files: [{ name: 'a.ics', mimetype: 'text/calendar' }] });
  const [item] = (await items(sandbox, '/inbox', { user: jonah })).slice(-1);
  const [file] = objectsOf(item?.files);
  expect(await (await fetch(String(file?.url))).text()).toBe(content);
  const second = await client.files.getUploadURLExternal({ filename: 'b.txt', length: 3 });
  expect(await word('files.completeUploadExternal', { files: [{ id: second.file_id }] })).toBe('file_not_found');
});
