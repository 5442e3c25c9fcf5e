// Views and the content of messages, as the Web API answers for them: the limit passes, and what is over it gets Slack's own word.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkMessage } from '../../block-kit/check-message.ts';
import type { RuleId } from '../../rules/rules.ts';
import { createSandbox, type Sandbox } from '../../server.ts';
import { asView, input, long, markup, modal, section, textInput, times, video } from '../support/block-kit-parts.ts';
import { api } from '../support/control.ts';
import { testManifest } from '../support/manifest.ts';
import { people } from '../support/people.ts';
import { ruleTest } from '../support/rule-test.ts';
import { withSandbox } from '../support/with-sandbox.ts';

const mayaId = 'U0SBX00001';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ manifest: testManifest(), members: people, rates: 'off' });
});
afterAll(() => sandbox.stop());

/** The answer to a post to somebody. */
function posted(content: object) {
  return api(sandbox, 'chat.postMessage', { channel: mayaId, ...content });
}

/** The answer to a Home view. */
function published(view: object) {
  return api(sandbox, 'views.publish', { user_id: mayaId, view });
}

/** Rule, a message that is taken, one that is not, and Slack's word for that. */
const contents: [RuleId, object, object, string][] = [
  ['block-kit.message.no-text', { text: 'a' }, { text: '', blocks: [] }, 'no_text'],
  [
    'block-kit.message.blocks-format',
    { text: 'a', blocks: '[]' },
    { text: 'a', blocks: '[{' },
    'invalid_blocks_format',
  ],
  [
    'block-kit.message.blocks-text',
    { text: 'a', blocks: sections(2640) },
    { text: 'a', blocks: sections(2641) },
    'msg_blocks_too_long',
  ],
  [
    'block-kit.message.markdown-text',
    { markdown_text: '# a' },
    { markdown_text: '# a', text: 'a' },
    'markdown_text_conflict',
  ],
  ['block-kit.attachments.count', attached(100), attached(101), 'too_many_attachments'],
  ['block-kit.attachments.format', attached(1), { text: 'a', attachments: '{' }, 'invalid_attachments'],
  ['block-kit.metadata.format', meta('a_1', {}), { text: 'a', metadata: '[1]' }, 'invalid_metadata_format'],
  ['block-kit.metadata.event-type', meta('a_1', {}), meta('a-1', {}), 'invalid_metadata_schema'],
  [
    'block-kit.metadata.payload',
    meta('a_1', { id: 'a', count: 1, sure: true, one: { id: 'b' }, many: [{ id: 'c' }] }),
    meta('a_1', { deep: { deeper: { id: 'a' } } }),
    'invalid_metadata_schema',
  ],
];

function sections(length: number) {
  return times(5, () => section({ text: markup(long(length)) }));
}

function attached(count: number) {
  return { text: 'a', attachments: times(count, () => ({ text: 'a' })) };
}

function meta(type: string, payload: object) {
  return { text: 'a', metadata: { event_type: type, event_payload: payload } };
}

for (const [rule, taken, refused, error] of contents) {
  ruleTest(rule, async () => {
    expect(await posted(taken)).toMatchObject({ ok: true });
    expect(await posted(refused)).toMatchObject({ ok: false, error });
  });
}

ruleTest('block-kit.attachments.blocks', async () => {
  expect(await posted({ text: 'a', attachments: [{ blocks: [section()] }] })).toMatchObject({ ok: true });
  expect(await posted({ text: 'a', attachments: [{ text: 'a' }, { blocks: [{ type: 'header' }] }] })).toMatchObject({
    error: 'invalid_attachments',
    errors: ['missing required field: text [json-pointer:/attachments/1/blocks/0]'],
  });
});

ruleTest('block-kit.message.truncated', async () => {
  const whole = await posted({ text: long(40_000) });
  expect(whole).not.toHaveProperty('warning');
  const cut = await posted({ text: long(40_001) });
  expect(cut.warning).toBe('message_truncated');
  expect(cut).toHaveProperty('message.text.length', 40_000);
});

ruleTest('block-kit.message.update-text', async () => {
  const { channel, ts } = await posted({ text: 'a' });
  expect(await api(sandbox, 'chat.update', { channel, ts, text: long(4000) })).toMatchObject({ ok: true });
  expect(await api(sandbox, 'chat.update', { channel, ts, text: long(4001) })).toMatchObject({ error: 'msg_too_long' });
});

ruleTest('block-kit.message.ephemeral-text', async () => {
  const { channel } = await posted({ text: 'a' });
  const told = (length: number) => api(sandbox, 'chat.postEphemeral', { channel, user: mayaId, text: long(length) });
  expect(await told(40_000)).toMatchObject({ ok: true });
  expect(await told(40_001)).toMatchObject({ error: 'msg_too_long' });
});

ruleTest('block-kit.message.fallback', async () => {
  const problem = { message: 'missing top-level text: it is read instead of the blocks', pointer: '/text' };
  expect(checkMessage({ text: 'All of it in words', blocks: [section()] })).toEqual([]);
  for (const text of [undefined, ' ']) expect(checkMessage({ text, blocks: [section()] })).toEqual([problem]);
  expect(await posted({ text: 'a', blocks: [section()] })).not.toHaveProperty('warning');
  const { warning } = await posted({ blocks: [section()] });
  expect(warning).toMatch(/no top-level text/);
});

ruleTest('block-kit.message.recommended', () => {
  expect(checkMessage({ text: long(4000) })).toEqual([]);
  expect(checkMessage({ text: long(4001) })).toEqual([
    { message: 'must be less than 4001 characters', pointer: '/text' },
  ]);
});

ruleTest('block-kit.view.size', async () => {
  // Some twenty kilobytes each, and within every other limit.
  const heavy = (blocks: number) =>
    times(blocks, () => section({ fields: times(10, () => markup(long(2000))), text: undefined }));
  expect(await published({ type: 'home', blocks: heavy(12) })).toMatchObject({ ok: true });
  expect(await published({ type: 'home', blocks: heavy(13) })).toMatchObject({ error: 'view_too_large' });
});

ruleTest('block-kit.view.surface', async () => {
  expect(await published({ type: 'home', blocks: [section()] })).toMatchObject({ ok: true });
  expect(await published(modal())).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: ['[ERROR] must be of type home [json-pointer:/view/type]'] },
  });
});

test('what is wrong within a view is named below /view', async () => {
  const view = { type: 'home', blocks: [section(), { type: 'header', text: markup('a') }] };
  expect(await published(view)).toEqual({
    ok: false,
    error: 'invalid_arguments',
    errors: ['unsupported type: mrkdwn [json-pointer:/view/blocks/1/text/type]'],
    response_metadata: { messages: ['[ERROR] unsupported type: mrkdwn [json-pointer:/view/blocks/1/text/type]'] },
  });
});

ruleTest('block-kit.modal.title-required', () => {
  expect(asView(modal())).toEqual([]);
  expect(asView(modal({ title: undefined }))).toEqual([{ message: 'missing required field: title', pointer: '/view' }]);
});

ruleTest('block-kit.modal.submit-required', () => {
  const blocks = [input(textInput())];
  expect(asView(modal({ blocks, submit: { type: 'plain_text', text: 'Send' } }))).toEqual([]);
  expect(asView({ type: 'home', blocks })).toEqual([]);
  expect(asView(modal({ blocks }))).toEqual([
    { message: 'missing required field: submit (the view has input blocks)', pointer: '/view' },
  ]);
});

/** The answer to a call in a workspace that granted the app these scopes. */
function withScopes(scopes: string[], method: string, args: object) {
  return withSandbox({ manifest: testManifest({ scopes }) }, (granted) => api(granted, method, args));
}

ruleTest('block-kit.video.scope', async () => {
  const args = { channel: mayaId, text: 'a', blocks: [video()] };
  const enough = ['chat:write', 'im:write', 'links.embed:write'];
  expect(await withScopes(enough, 'chat.postMessage', args)).toMatchObject({ ok: true });
  const refused = await withScopes(enough.slice(0, 2), 'chat.postMessage', args);
  expect(refused).toMatchObject({ error: 'missing_scope', needed: 'links.embed:write' });
});

ruleTest('block-kit.file-input.scope', async () => {
  const args = { user_id: mayaId, view: { type: 'home', blocks: [input({ type: 'file_input' })] } };
  expect(await withScopes(['files:read'], 'views.publish', args)).toMatchObject({ ok: true });
  const refused = await withScopes(['chat:write'], 'views.publish', args);
  expect(refused).toMatchObject({ error: 'missing_scope', needed: 'files:read' });
});
