import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { ackBody, ackDeadlineMs } from '../../delivery/delivery.ts';
import { signatureOf } from '../../delivery/signature.ts';
import { Triggers } from '../../delivery/triggers.ts';
import { isObject, type JsonObject, objectsOf } from '../../json.ts';
import { Ids, secureRandom } from '../../workspace/ids.ts';
import { act, api, items, look } from '../support/control.ts';
import { inbox, onCommand, posted, typed, words } from '../support/exchange.ts';
import { jonah, maya } from '../support/people.ts';
import { ruleTest } from '../support/rule-test.ts';
import type { Received, Reply } from '../support/scripted-app.ts';
import { taken, type WithApp, withApp } from '../support/with-app.ts';

const mayaId = 'U0SBX00001';

ruleTest('request.signed', () =>
  withApp(taken, async (both) => {
    await typed(both, { text: 'a b' });
    const [request] = both.app.received;
    const at = Number(request?.headers['x-slack-request-timestamp']);
    expect(Math.abs(Temporal.Now.instant().epochMilliseconds / 1000 - at)).toBeLessThan(60);
    const { signingSecret } = both.sandbox.tokens;
    expect(request?.headers['x-slack-signature']).toBe(signatureOf(signingSecret, at, request?.raw ?? ''));
  }),
);

ruleTest('request.bare-type', () =>
  withApp(taken, async (both) => {
    await typed(both);
    await act(both.sandbox, '/message', { user: maya, text: 'a' });
    const types = both.app.received.map(({ headers }) => headers['content-type']);
    expect(types).toEqual(['application/x-www-form-urlencoded', 'application/json']);
  }),
);

ruleTest('ack.deadline', async () => {
  let release = () => {};
  const held = new Promise<Reply>((resolve) => {
    release = () => resolve({ status: 200 });
  });
  const late = ({ payload }: Received) => (payload.command === undefined ? { status: 200 } : held);
  const work = async (both: WithApp) => {
    const { seq } = (await look(both.sandbox, '/state')).body;
    const outcome = typed(both);
    const entries = objectsOf((await look(both.sandbox, '/log', { since: Number(seq), wait: 500 })).body.items);
    release();
    await outcome;
    expect(entries).toMatchObject([{ kind: 'slash_commands', response: { ok: false, error: 'operation_timeout' } }]);
  };
  await withApp(late, work, { ackDeadlineMs: 50 });
});

test('the deadline is three seconds', () => {
  expect(ackDeadlineMs).toBe(3000);
});

ruleTest('ack.only-200', () =>
  withApp(
    () => ({ status: 201 }),
    async (both) => {
      expect((await typed(both)).body).toMatchObject({ ok: false, error: 'dispatch_failed' });
      expect((await act(both.sandbox, '/message', { user: maya, text: 'a' })).body).toMatchObject({ ok: true });
    },
  ),
);

ruleTest('ack.empty-object', () => {
  expect([ackBody({}), ackBody(''), ackBody(undefined), ackBody({ text: 'a' })]).toEqual([
    null,
    null,
    null,
    { text: 'a' },
  ]);
});

ruleTest('command.escaped', () =>
  withApp(taken, async (both) => {
    await typed(both, { text: 'for @jonah.feldstein & co' });
    expect(both.last().text).toBe('for <@U0SBX00002> &amp; co');
  }),
);

ruleTest('command.channel-name', () =>
  withApp(
    taken,
    async (both) => {
      const names: unknown[] = [];
      for (const channel of ['general', 'board', 'U0SBXB0T01']) {
        await typed(both, { channel });
        names.push(both.last().channel_name);
      }
      expect(names).toEqual(['general', 'privategroup', 'directmessage']);
    },
    { channels: ['general', { name: 'board', isPrivate: true }] },
  ),
);

ruleTest('command.text', () =>
  withApp(taken, async (both) => {
    await typed(both, { text: '  next   week ' });
    expect(both.last().text).toBe('  next   week');
  }),
);

ruleTest('command.scope', () =>
  withApp(
    taken,
    async (both) => {
      expect(await typed(both)).toMatchObject({ status: 404, body: { error: 'command_not_found' } });
      const use = { user: maya, callback_id: 'do_it' };
      expect(await act(both.sandbox, '/shortcut', use)).toMatchObject({
        status: 404,
        body: { error: 'shortcut_not_found' },
      });
      expect(both.app.received).toEqual([]);
    },
    { manifest: (manifest) => ({ ...manifest, oauth_config: { scopes: { bot: ['chat:write'] } } }) },
  ),
);

ruleTest('command.failure-told', () =>
  withApp(
    () => ({ status: 500 }),
    async (both) => {
      await typed(both);
      const told = { user: 'USLACKBOT', text: '/echo failed with the error "dispatch_failed"', ephemeral: true };
      expect(await inbox(both)).toMatchObject([told]);
    },
  ),
);

ruleTest('command.shown', () =>
  withApp(onCommand({ response_type: 'in_channel', text: 'loud' }), async (both) => {
    await typed(both, { text: 'please', channel: 'general' });
    const seen = await items(both.sandbox, '/messages', { user: jonah, channel: 'general' });
    expect(seen.map(({ text }) => text)).toEqual(['/echo please', 'loud']);
  }),
);

function triggersAt(time: { ms: number }): Triggers {
  const real = { now: () => Temporal.Instant.fromEpochMilliseconds(0), elapsedMs: () => time.ms };
  return new Triggers(new Ids(secureRandom), real);
}

ruleTest('trigger.single-use', () => {
  const triggers = triggersAt({ ms: 0 });
  const id = triggers.issue('U1');
  expect(id).toMatch(/^\d+\.\d+\.[0-9a-f]+$/);
  expect(triggers.exchange(id)).toBe('U1');
  expect(() => triggers.exchange(id)).toThrow('exchanged_trigger_id');
});

ruleTest('trigger.short-life', () => {
  const time = { ms: 0 };
  const triggers = triggersAt(time);
  const [early, late] = [triggers.issue('U1'), triggers.issue('U2')];
  time.ms = 3000;
  expect(triggers.exchange(early)).toBe('U1');
  time.ms = 3001;
  expect(() => triggers.exchange(late)).toThrow('expired_trigger_id');
});

ruleTest('click.warning', () =>
  withApp(
    () => ({ status: 500 }),
    async (both) => {
      const { body } = await act(both.sandbox, '/click', { ...(await posted(both)), action_id: 'go' });
      expect(body).toMatchObject({ ok: false, error: 'dispatch_failed', shown: 'This app did not respond.' });
    },
  ),
);

ruleTest('action.full-state', () =>
  withApp(taken, async (both) => {
    const place = await posted(both);
    await act(both.sandbox, '/click', { ...place, action_id: 'who', selected: jonah });
    await act(both.sandbox, '/click', { ...place, action_id: 'go' });
    expect(both.last()).toMatchObject({
      actions: [{ type: 'button', value: '1', action_id: 'go', block_id: 'row' }],
      state: { values: { row: { who: { type: 'users_select', selected_user: 'U0SBX00002' } } } },
    });
  }),
);

ruleTest('action.ephemeral-bare', () =>
  withApp(taken, async (both) => {
    const { channel } = await posted(both);
    const blocks = [{ type: 'actions', elements: [{ type: 'button', action_id: 'go', text: words('Go') }] }];
    await api(both.sandbox, 'chat.postEphemeral', { channel, user: mayaId, text: 'psst', blocks });
    const [secret] = (await inbox(both)).slice(-1);
    await act(both.sandbox, '/click', { user: maya, message_seq: secret?.seq, action_id: 'go' });
    expect(both.last()).toMatchObject({ type: 'block_actions', container: { is_ephemeral: true } });
    expect(both.last()).not.toHaveProperty('message');
  }),
);

/** Opens a modal of one input for Maya and gives the id of the view. */
async function openInput(both: WithApp, more: object, element: object): Promise<unknown> {
  await typed(both);
  const input = {
    type: 'input',
    block_id: 'b',
    label: words('Word'),
    element: { action_id: 'a', ...element },
    ...more,
  };
  const view = { type: 'modal', title: words('A form'), submit: words('Go'), blocks: [input] };
  const { view: opened } = await api(both.sandbox, 'views.open', { trigger_id: both.last().trigger_id, view });
  return isObject(opened) ? opened.id : undefined;
}

ruleTest('action.input-silent', () =>
  withApp(taken, async (both) => {
    const enter = async (more: object) => {
      const view_id = await openInput(both, more, { type: 'plain_text_input' });
      await act(both.sandbox, '/click', { user: maya, view_id, action_id: 'a', value: 'typed' });
      return both.last();
    };
    expect(await enter({})).not.toHaveProperty('type', 'block_actions');
    const loud = await enter({ dispatch_action: true });
    expect(loud).toMatchObject({ type: 'block_actions', actions: [{ value: 'typed' }], hash: expect.any(String) });
    expect(loud).not.toHaveProperty('response_url');
  }),
);

ruleTest('interactivity.enabled', () =>
  withApp(
    taken,
    async (both) => {
      const { body } = await act(both.sandbox, '/click', { ...(await posted(both)), action_id: 'go' });
      expect(body).toMatchObject({ ok: false, error: 'dispatch_failed' });
      expect((await typed(both)).body).toMatchObject({ ok: true });
    },
    {
      manifest: ({ settings, ...rest }: JsonObject) => {
        const { interactivity, ...others } = isObject(settings) ? settings : {};
        return { ...rest, settings: { ...others, interactivity: { ...Object(interactivity), is_enabled: false } } };
      },
    },
  ),
);

/** Answers a request for options with so many. */
const offering =
  (count: number) =>
  ({ payload }: Received): Reply => {
    const options = Array.from({ length: count }, (_, at) => ({ text: words(`Option ${at}`), value: `${at}` }));
    return payload.type === 'block_suggestion' ? { status: 200, body: { options } } : { status: 200 };
  };

ruleTest('options.valid', async () => {
  const asked = (both: WithApp, view_id: unknown) =>
    act(both.sandbox, '/options', { user: maya, view_id, action_id: 'a', query: 'opt' });
  await withApp(offering(100), async (both) => {
    const { body } = await asked(both, await openInput(both, {}, { type: 'external_select' }));
    expect(objectsOf(body.options)).toHaveLength(100);
    expect(both.last()).toMatchObject({ type: 'block_suggestion', action_id: 'a', block_id: 'b', value: 'opt' });
  });
  await withApp(offering(101), async (both) => {
    const view = await openInput(both, {}, { type: 'external_select' });
    expect(await asked(both, view)).toMatchObject({ status: 409, body: { error: 'invalid_options' } });
  });
});

ruleTest('options.min-query', () =>
  withApp(offering(1), async (both) => {
    const view_id = await openInput(both, {}, { type: 'external_select' });
    const asked = async (query: string) =>
      objectsOf((await act(both.sandbox, '/options', { user: maya, view_id, action_id: 'a', query })).body.options);
    expect(await asked('op')).toEqual([]);
    expect(both.last()).not.toHaveProperty('type', 'block_suggestion');
    expect(await asked('opt')).toHaveLength(1);
  }),
);
