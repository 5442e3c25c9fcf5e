import { expect, test } from 'vitest';
import { isObject, type JsonObject, objectsOf, textOf } from '../../json.ts';
import { act, api, look } from '../support/control.ts';
import { testManifest } from '../support/manifest.ts';
import { maya } from '../support/people.ts';
import { ruleTest } from '../support/rule-test.ts';
import type { Received, Reply } from '../support/scripted-app.ts';
import { taken, type WithApp, withApp } from '../support/with-app.ts';
import { withSandbox } from '../support/with-sandbox.ts';

const mayaId = 'U0SBX00001';
const words = (text: string) => ({ type: 'plain_text', text });
const input = (id: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: id,
  label: words(id),
  optional: true,
  element: { action_id: id, ...element },
  ...more,
});
const modal = (more: object = {}) => ({
  type: 'modal',
  title: words('A form'),
  submit: words('Go'),
  blocks: [input('word', { type: 'plain_text_input' })],
  ...more,
});
const home = (more: object = {}) => ({ type: 'home', blocks: [{ type: 'divider' }], ...more });

/** Answers a submission so, and takes everything else. */
const onSubmit =
  (answer: Reply) =>
  ({ payload }: Received): Reply =>
    payload.type === 'view_submission' ? answer : { status: 200 };

/** Opens this modal, or another method's with it, by the trigger of a command. */
async function opened({ sandbox, last }: WithApp, view: object, method = 'views.open'): Promise<JsonObject> {
  await act(sandbox, '/command', { user: maya, command: '/echo' });
  return api(sandbox, method, { trigger_id: last().trigger_id, view });
}

const submitted = async ({ sandbox }: WithApp, values: object = {}) =>
  (await act(sandbox, '/submit', { user: maya, values })).body;
const shown = async ({ sandbox }: WithApp) => (await look(sandbox, '/view', { user: maya })).body;

ruleTest('view.connection-error', async () => {
  await withApp(onSubmit({ status: 500 }), async (both) => {
    await opened(both, modal());
    expect(await submitted(both)).toMatchObject({
      ok: false,
      error: 'dispatch_failed',
      shown: 'We had some trouble connecting. Try again?',
      view: { title: words('A form') },
    });
  });
  await withApp(onSubmit({ status: 200, body: { response_action: 'dance' } }), async (both) => {
    await opened(both, modal());
    expect(await submitted(both)).toMatchObject({
      error: 'invalid_response_action',
      shown: 'We had some trouble connecting. Try again?',
    });
  });
});

ruleTest('view.errors-on-inputs', () =>
  withApp(onSubmit({ status: 200, body: { response_action: 'errors', errors: { bare: 'No' } } }), async (both) => {
    const bare = { type: 'section', block_id: 'bare', text: words('Only words') };
    await opened(both, modal({ blocks: [bare, input('word', { type: 'plain_text_input' })] }));
    expect(await submitted(both)).toMatchObject({ ok: false, error: 'invalid_response_action' });
  }),
);

ruleTest('view.push-on-modal', () =>
  withApp(taken, async (both) => {
    expect(await opened(both, modal(), 'views.push')).toMatchObject({ ok: false, error: 'not_found' });
  }),
);

ruleTest('view.stack-of-three', async () => {
  await withApp(taken, async (both) => {
    await opened(both, modal());
    expect(await opened(both, modal(), 'views.push')).toMatchObject({ ok: true });
    expect(await opened(both, modal(), 'views.push')).toMatchObject({ ok: true });
    expect(await opened(both, modal(), 'views.push')).toMatchObject({ error: 'push_limit_reached' });
    expect(await shown(both)).toMatchObject({ depth: 3 });
  });
  const push = { status: 200, body: { response_action: 'push', view: modal() } };
  await withApp(onSubmit(push), async (both) => {
    await opened(both, modal());
    await submitted(both);
    await submitted(both);
    expect(await submitted(both)).toMatchObject({ ok: false, error: 'push_limit_reached' });
  });
});

ruleTest('view.hash', () =>
  withApp(taken, async (both) => {
    const { view } = await opened(both, modal());
    const { id: view_id, hash } = isObject(view) ? view : {};
    const update = () => api(both.sandbox, 'views.update', { view_id, hash, view: modal({ title: words('Anew') }) });
    expect(await update()).toMatchObject({ ok: true });
    expect(await update()).toMatchObject({ ok: false, error: 'hash_conflict' });
    const first = await api(both.sandbox, 'views.publish', { user_id: mayaId, view: home() });
    const publish = () =>
      api(both.sandbox, 'views.publish', { user_id: mayaId, view: home(), hash: (first.view as JsonObject).hash });
    expect(await publish()).toMatchObject({ ok: true });
    expect(await publish()).toMatchObject({ error: 'hash_conflict' });
  }),
);

ruleTest('view.external-id', () =>
  withApp(taken, async (both) => {
    const { view } = await opened(both, modal({ external_id: 'one' }));
    expect(await opened(both, modal({ external_id: 'one' }), 'views.push')).toMatchObject({
      error: 'duplicate_external_id',
    });
    const again = { external_id: 'one', view: modal({ external_id: 'one', title: words('Anew') }) };
    expect(await api(both.sandbox, 'views.update', again)).toMatchObject({ view: { id: (view as JsonObject).id } });
  }),
);

ruleTest('view.kept-entries', () =>
  withApp(onSubmit({ status: 500 }), async (both) => {
    const { view } = await opened(both, modal());
    await submitted(both, { word: 'entered' });
    const { id: view_id } = view as JsonObject;
    const values = async (blocks: object[]) => {
      await api(both.sandbox, 'views.update', { view_id, view: modal({ blocks }) });
      const { modal: top } = await shown(both);
      return ((top as JsonObject).state as JsonObject).values;
    };
    const word = input('word', { type: 'plain_text_input' });
    const held = (value: string | null) => ({ word: { word: { type: 'plain_text_input', value } } });
    expect(await values([{ type: 'divider' }, word])).toEqual(held('entered'));
    expect(await values([{ type: 'divider' }])).toEqual({});
    expect(await values([word])).toEqual(held(null));
  }),
);

test('blocks within a container get ids as others do', () =>
  withApp(taken, async (both) => {
    const { block_id: _, ...nameless } = input('word', { type: 'plain_text_input' });
    const { view } = await opened(
      both,
      modal({ blocks: [{ type: 'container', title: words('Inside'), child_blocks: [nameless, nameless] }] }),
    );
    const [container] = objectsOf((view as JsonObject).blocks);
    const ids = objectsOf(container?.child_blocks).map(({ block_id }) => block_id);
    expect(ids).toEqual([expect.any(String), expect.any(String)]);
    expect(new Set(ids).size).toBe(2);
  }));

test('errors may stand at an input within a container', () =>
  withApp(onSubmit({ status: 200, body: { response_action: 'errors', errors: { word: 'No' } } }), async (both) => {
    const child_blocks = [input('word', { type: 'plain_text_input' })];
    await opened(both, modal({ blocks: [{ type: 'container', title: words('Inside'), child_blocks }] }));
    expect(await submitted(both, { word: 'a' })).toMatchObject({ ok: false, errors: { word: 'No' } });
  }));

test('a channel that the app chose beforehand has its response_url too', () =>
  withApp(taken, async (both) => {
    const channels = objectsOf((await look(both.sandbox, '/state')).body.channels);
    const initial_channel = channels.find(({ name }) => name === 'general')?.id;
    const element = { type: 'channels_select', response_url_enabled: true, initial_channel };
    await opened(both, modal({ blocks: [input('where', element)] }));
    await submitted(both);
    expect(both.last().response_urls).toMatchObject([{ block_id: 'where', channel_id: initial_channel }]);
  }));

ruleTest('view.response-urls', () =>
  withApp(taken, async (both) => {
    const chosen = (id: string, more: object = {}) => input(id, { type: 'channels_select', ...more });
    await opened(both, modal({ blocks: [chosen('quiet'), chosen('loud', { response_url_enabled: true })] }));
    await submitted(both, { quiet: 'random', loud: 'general' });
    expect(both.last().response_urls).toEqual([
      expect.objectContaining({ block_id: 'loud', action_id: 'loud', response_url: expect.stringContaining('http') }),
    ]);
  }),
);

ruleTest('view.closed-on-request', () =>
  withApp(taken, async (both) => {
    await opened(both, modal());
    expect((await act(both.sandbox, '/close', { user: maya })).body).toMatchObject({ ok: true, ack: null });
    expect(both.last()).not.toMatchObject({ type: 'view_closed' });
    await opened(both, modal({ notify_on_close: true }));
    await act(both.sandbox, '/close', { user: maya });
    expect(both.last()).toMatchObject({ type: 'view_closed', is_cleared: false });
    expect(both.last()).not.toHaveProperty('trigger_id');
  }),
);

ruleTest('view.closed-without-state', () =>
  withApp(onSubmit({ status: 500 }), async (both) => {
    await opened(both, modal({ notify_on_close: true }));
    await submitted(both, { word: 'entered' });
    await act(both.sandbox, '/close', { user: maya });
    expect(both.last().type).toBe('view_closed');
    expect(both.last()).toHaveProperty('view.state.values', {});
  }),
);

ruleTest('view.is-cleared', () =>
  withApp(taken, async (both) => {
    const { view } = await opened(both, modal({ notify_on_close: true }));
    await opened(both, modal({ notify_on_close: true }), 'views.push');
    await act(both.sandbox, '/close', { user: maya, all: true });
    const { id } = isObject(view) ? view : {};
    expect(both.last()).toMatchObject({ type: 'view_closed', is_cleared: true, view: { id: textOf(id) } });
    expect(await shown(both)).toMatchObject({ depth: 0, modal: null });
  }),
);

ruleTest('home.tab-enabled', () => {
  const { features, ...rest } = testManifest();
  const app_home = { home_tab_enabled: false, messages_tab_enabled: true };
  return withSandbox({ manifest: { ...rest, features: { ...Object(features), app_home } } }, async (sandbox) => {
    expect(await api(sandbox, 'views.publish', { user_id: mayaId, view: home() })).toMatchObject({
      error: 'not_enabled',
    });
  });
});
