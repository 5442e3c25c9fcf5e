import { expect, test } from 'vitest';
import { objectsOf, textOf } from '../../json.ts';
import type { Sandbox } from '../../server.ts';
import { act, api, look } from '../support/control.ts';
import { testManifest } from '../support/manifest.ts';
import { ruleTest } from '../support/rule-test.ts';
import { withSandbox } from '../support/with-sandbox.ts';

const mayaId = 'U0SBX00001';

/** Announces a file of this length, uploads these words, and gives its id and how the upload went. */
async function uploaded(sandbox: Sandbox, content: string, length = content.length) {
  const { upload_url, file_id } = await api(sandbox, 'files.getUploadURLExternal', { filename: 'a.txt', length });
  const { status } = await fetch(textOf(upload_url), { method: 'POST', body: content });
  return { id: file_id, status };
}

const complete = (sandbox: Sandbox, id: unknown, more: object = {}) =>
  api(sandbox, 'files.completeUploadExternal', { files: [{ id, title: 'A file' }], ...more });

ruleTest('file.length', () =>
  withSandbox({}, async (sandbox) => {
    const announced = await api(sandbox, 'files.getUploadURLExternal', { filename: 'a.txt', length: 0 });
    expect(announced).toEqual({ ok: false, error: 'missing_argument' });
  }),
);

ruleTest('file.announced-length', () =>
  withSandbox({}, async (sandbox) => {
    expect((await uploaded(sandbox, 'four')).status).toBe(200);
    expect((await uploaded(sandbox, 'four', 5)).status).toBe(400);
  }),
);

ruleTest('file.uploaded-once', () =>
  withSandbox({}, async (sandbox) => {
    const { file_id: empty } = await api(sandbox, 'files.getUploadURLExternal', { filename: 'a.txt', length: 1 });
    expect(await complete(sandbox, empty)).toMatchObject({ error: 'file_not_found' });
    const { id } = await uploaded(sandbox, 'four');
    expect(await complete(sandbox, id)).toMatchObject({ ok: true, files: [{ id, title: 'A file' }] });
    expect(await complete(sandbox, id)).toMatchObject({ error: 'file_not_found' });
  }),
);

ruleTest('file.all-or-none', () =>
  withSandbox({}, async (sandbox) => {
    const { channel: channel_id } = await api(sandbox, 'chat.postMessage', { channel: mayaId, text: 'a file follows' });
    const { id } = await uploaded(sandbox, 'four');
    const both = { files: [{ id }, { id: 'F0SBX0000Z' }], channel_id };
    expect(await api(sandbox, 'files.completeUploadExternal', both)).toMatchObject({ error: 'file_not_found' });
    for (const more of [{ channel_id: 'C0' }, { channel_id, thread_ts: '1.000001' }]) {
      expect(await complete(sandbox, id, more)).toMatchObject({ ok: false });
    }
    expect(await complete(sandbox, id, { channel_id })).toMatchObject({ ok: true });
  }),
);

test('a file goes to nobody who left', () =>
  withSandbox({}, async (sandbox) => {
    const { channel: channel_id } = await api(sandbox, 'chat.postMessage', { channel: mayaId, text: 'a file follows' });
    await act(sandbox, '/users', { user: mayaId, set: { deleted: true } });
    const { id } = await uploaded(sandbox, 'four');
    expect(await complete(sandbox, id, { channel_id })).toMatchObject({ error: 'user_disabled' });
  }));

ruleTest('file.member', () =>
  withSandbox({}, async (sandbox) => {
    const { channels } = (await look(sandbox, '/state')).body;
    const channel_id = objectsOf(channels).find(({ name }) => name === 'general')?.id;
    const { id } = await uploaded(sandbox, 'four');
    expect(await complete(sandbox, id, { channel_id })).toMatchObject({ error: 'not_in_channel' });
  }),
);

ruleTest('file.private', async () => {
  const download = async (sandbox: Sandbox, authorization: string) => {
    const { channel: channel_id } = await api(sandbox, 'chat.postMessage', { channel: mayaId, text: 'a file follows' });
    const { id } = await uploaded(sandbox, 'four');
    const { files } = await complete(sandbox, id, { channel_id });
    const response = await fetch(textOf(objectsOf(files)[0]?.url_private), { headers: { authorization } });
    return response.status === 200 ? response.text() : response.status;
  };
  await withSandbox({}, async (sandbox) => {
    expect(await download(sandbox, `Bearer ${sandbox.tokens.bot}`)).toBe('four');
    expect(await download(sandbox, '')).toBe(403);
  });
  const manifest = testManifest({ scopes: ['chat:write', 'files:write'] });
  await withSandbox({ manifest }, async (sandbox) => {
    expect(await download(sandbox, `Bearer ${sandbox.tokens.bot}`)).toBe(403);
  });
});
