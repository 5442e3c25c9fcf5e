import { afterEach, describe, expect, test } from 'vitest';
import { signatureOf } from '../delivery/signature.ts';
import { createSandbox, type Sandbox } from '../server.ts';
import { act, api, items, look } from './support/control.ts';
import { testManifest } from './support/manifest.ts';
import { jonah, maya, people } from './support/people.ts';
import { type Received, type Reply, type ScriptedApp, startScriptedApp } from './support/scripted-app.ts';

let sandbox: Sandbox;
let app: ScriptedApp;
afterEach(async () => {
  await sandbox.stop();
  app.stop();
});

async function start(reply: (received: Received) => Reply): Promise<void> {
  app = await startScriptedApp(reply);
  const manifest = testManifest({ botUrl: app.url });
  sandbox = await createSandbox({ manifest, members: people, eventRetryDelaysMs: [0, 20, 20] });
}

/** Waits until the app got so many requests. */
async function received(count: number): Promise<Received[]> {
  for (let seq = 0; app.received.length < count; ) {
    const { body } = await look(sandbox, '/log', { since: seq, wait: 2000 });
    seq = Number(body.seq);
  }
  return app.received;
}

const modal = {
  type: 'modal',
  title: { type: 'plain_text', text: 'One' },
  submit: { type: 'plain_text', text: 'Go' },
  blocks: [
    {
      type: 'input',
      block_id: 'pick',
      label: { type: 'plain_text', text: 'Pick' },
      element: { type: 'external_select', action_id: 'pick', min_query_length: 1 },
    },
  ],
};
const words = (text: string) => ({ type: 'plain_text', text });

/** Opens this modal for Maya, by the trigger of a command. */
async function openFor(view: object): Promise<void> {
  await act(sandbox, '/command', { user: maya, command: '/echo' });
  const { trigger_id } = app.received.at(-1)?.payload ?? {};
  expect(await api(sandbox, 'views.open', { trigger_id, view })).toMatchObject({ ok: true });
}

describe('what is sent over HTTP', () => {
  test('a command is a signed form of the bare type', async () => {
    await start(() => ({ status: 200 }));
    await act(sandbox, '/command', { user: maya, command: '/echo', text: 'a b' });
    const [request] = app.received;
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    const timestamp = Number(request?.headers['x-slack-request-timestamp']);
    expect(request?.headers['x-slack-signature']).toBe(
      signatureOf(sandbox.tokens.signingSecret, timestamp, request?.raw ?? ''),
    );
    expect(request?.payload).toMatchObject({
      command: '/echo',
      text: 'a b',
      channel_name: 'directmessage',
      user_name: 'maya.lindqvist',
      is_enterprise_install: 'false',
    });
  });

  test('any answer but 200 fails the command', async () => {
    await start(() => ({ status: 500 }));
    const { body } = await act(sandbox, '/command', { user: maya, command: '/echo' });
    expect(body).toMatchObject({ ok: false, error: 'dispatch_failed' });
  });

  test('an event that fails comes again three times, as the same event', async () => {
    await start(() => ({ status: 500 }));
    expect((await act(sandbox, '/message', { user: maya, text: 'a' })).body).toMatchObject({ ok: false });
    const all = await received(4);
    expect(all.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(all[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(all.map(({ payload }) => payload.event_id)).size).toBe(1);
  });

  test('an app can ask not to get an event again', async () => {
    await start(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
    await act(sandbox, '/message', { user: maya, text: 'a' });
    await act(sandbox, '/message', { user: maya, text: 'b' });
    expect(app.received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, undefined]);
  });

  test('an event says for whom it is, and only what the app subscribed to is sent', async () => {
    await start(() => ({ status: 200 }));
    await act(sandbox, '/message', { user: maya, channel: 'general', text: 'not for the bot' });
    await act(sandbox, '/message', { user: maya, text: 'a & b' });
    expect(app.received).toHaveLength(1);
    expect(app.received[0]?.payload).toMatchObject({
      type: 'event_callback',
      event: { type: 'message', channel_type: 'im', text: 'a &amp; b', user: 'U0SBX00001' },
      authorizations: [{ user_id: 'U0SBXB0T01', is_bot: true }],
    });
  });

  test('someone who leaves is reported', async () => {
    await start(() => ({ status: 200 }));
    await act(sandbox, '/users', { user: jonah, set: { deleted: true } });
    expect(app.received[0]?.payload).toMatchObject({ event: { type: 'user_change', user: { deleted: true } } });
    expect(await api(sandbox, 'chat.postMessage', { channel: 'U0SBX00002', text: 'a' })).toMatchObject({
      error: 'user_disabled',
    });
  });

  test('whoever joins a channel of the bot is reported, the bot too', async () => {
    await start(() => ({ status: 200 }));
    await act(sandbox, '/join', { user: 'U0SBXB0T01', channel: 'general' });
    expect(app.received[0]?.payload).toMatchObject({ event: { type: 'member_joined_channel', user: 'U0SBXB0T01' } });
  });
});

describe('modals', () => {
  const answers = (answer: () => unknown) => (each: Received) =>
    each.payload.type === 'view_submission' ? { status: 200, body: answer() } : { status: 200 };

  test('an ack can push, update and clear, three deep', async () => {
    const plain = { type: 'modal', title: words('P'), submit: words('Go'), blocks: [{ type: 'divider' }] };
    const script: unknown[] = [
      { response_action: 'push', view: plain },
      { response_action: 'push', view: plain },
      { response_action: 'push', view: plain },
      { response_action: 'update', view: { ...plain, title: words('U') } },
      { response_action: 'clear' },
    ];
    await start(answers(() => script.shift()));
    await openFor(plain);
    const submit = () => act(sandbox, '/submit', { user: maya, values: {} });
    const depth = async () => (await look(sandbox, '/view', { user: maya })).body.depth;
    await submit();
    expect((await submit()).body).toMatchObject({ ok: true });
    expect(await depth()).toBe(3);
    expect((await submit()).body).toMatchObject({ ok: false, error: 'push_limit_reached' });
    expect((await submit()).body).toMatchObject({ ok: true, view: { title: words('U') } });
    expect((await submit()).body).toMatchObject({ ok: true, view: null });
    expect(await depth()).toBe(0);
  });

  test('errors for a block that is no input leave the modal with an error', async () => {
    const plain = { type: 'modal', title: words('P'), submit: words('Go'), blocks: [{ type: 'divider' }] };
    await start(answers(() => ({ response_action: 'errors', errors: { nowhere: 'no' } })));
    await openFor(plain);
    const { body } = await act(sandbox, '/submit', { user: maya, values: {} });
    expect(body).toMatchObject({ ok: false, error: 'invalid_response_action', view: { title: words('P') } });
  });
});

describe('what is entered in modals', () => {
  test('an external select asks for options, and takes one of them', async () => {
    const offered = [{ text: words('Anesthesiology'), value: 'anesthesiology' }];
    await start(({ payload }) =>
      payload.type === 'block_suggestion' ? { status: 200, body: { options: offered } } : { status: 200 },
    );
    await openFor(modal);
    const { body: view } = await look(sandbox, '/view', { user: maya });
    const { id } = view.modal as { id: string };
    const early = await act(sandbox, '/submit', { user: maya, values: { pick: 'anesthesiology' } });
    expect(early).toMatchObject({ status: 404, body: { error: 'option_not_found' } });
    const { body } = await act(sandbox, '/options', { user: maya, view_id: id, action_id: 'pick', query: 'ane' });
    expect(body).toEqual({ options: offered });
    await act(sandbox, '/submit', { user: maya, values: { pick: 'anesthesiology' } });
    expect(app.received.at(-1)?.payload).toMatchObject({
      type: 'view_submission',
      view: {
        state: {
          values: { pick: { pick: { type: 'external_select', selected_option: { value: 'anesthesiology' } } } },
        },
      },
    });
  });

  test('what was entered survives an update of the same inputs', async () => {
    await start(() => ({ status: 200 }));
    const label = words('Word');
    const view = {
      type: 'modal',
      title: words('P'),
      submit: words('Go'),
      blocks: [
        {
          type: 'input',
          block_id: 'b',
          label,
          dispatch_action: true,
          element: { type: 'plain_text_input', action_id: 'a' },
        },
      ],
    };
    await openFor(view);
    const { body: shown } = await look(sandbox, '/view', { user: maya });
    const { id, hash } = shown.modal as { id: string; hash: string };
    await act(sandbox, '/click', { user: maya, view_id: id, action_id: 'a', value: 'typed' });
    expect(app.received.at(-1)?.payload).toMatchObject({ type: 'block_actions', actions: [{ value: 'typed' }] });
    const updated = await api(sandbox, 'views.update', { view_id: id, hash, view: { ...view, title: words('Q') } });
    expect(updated).toMatchObject({ view: { state: { values: { b: { a: { value: 'typed' } } } } } });
    expect(await api(sandbox, 'views.update', { view_id: id, hash, view })).toMatchObject({ error: 'hash_conflict' });
  });
});

test('an ephemeral message comes to the app without the message, and can be replaced and deleted', async () => {
  const button = { type: 'button', action_id: 'go', text: words('Go'), url: 'https://example.edu' };
  await start(({ payload }) =>
    payload.command === undefined
      ? { status: 200 }
      : {
          status: 200,
          body: { text: 'Go', blocks: [{ type: 'actions', elements: [button] }] },
          headers: { 'content-type': 'application/json' },
        },
  );
  const { body } = await act(sandbox, '/command', { user: maya, command: '/echo' });
  const [message] = await items(sandbox, '/inbox', { user: maya, since: Number(body.seq) });
  const place = { user: maya, channel: message?.channel, message_seq: message?.seq };
  expect((await act(sandbox, '/click', { ...place, action_id: 'go' })).body).toMatchObject({ ok: true });
  const payload = app.received.at(-1)?.payload ?? {};
  expect(payload).toMatchObject({ container: { is_ephemeral: true }, actions: [{ type: 'button', action_id: 'go' }] });
  expect(payload).not.toHaveProperty('message');
  const answer = (content: object) =>
    fetch(String(payload.response_url), { method: 'POST', body: JSON.stringify(content) });
  const inbox = async () => (await items(sandbox, '/inbox', { user: maya })).at(-1);
  expect((await answer({ replace_original: true, text: 'Gone' })).status).toBe(200);
  expect(await inbox()).toMatchObject({ ts: message?.ts, text: 'Gone', ephemeral: true });
  expect((await answer({ blocks: [{ type: 'invented' }], text: 'a' })).status).toBe(400);
  expect((await answer({ delete_original: 'true' })).status).toBe(200);
  expect(await inbox()).toMatchObject({ ts: message?.ts, deleted: true });
});
