import { expect, test } from 'vitest';
import { textOf } from '../../json.ts';
import { act, api, items } from '../support/control.ts';
import { answered, inbox, onCommand, posted, typed, words } from '../support/exchange.ts';
import { jonah, maya } from '../support/people.ts';
import { ruleTest } from '../support/rule-test.ts';
import { taken, withApp } from '../support/with-app.ts';

const mayaId = 'U0SBX00001';

ruleTest('answer.private', () =>
  withApp(onCommand({ text: 'for you' }), async (both) => {
    await typed(both, { channel: 'general' });
    await answered(both, { text: 'for you as well' });
    await answered(both, { response_type: 'in_channel', text: 'for all' });
    const seen = async (user: string) =>
      (await items(both.sandbox, '/messages', { user, channel: 'general' })).map(({ text }) => text);
    expect(await seen(maya)).toEqual(['for you', 'for you as well', 'for all']);
    expect(await seen(jonah)).toEqual(['for all']);
  }),
);

ruleTest('response-url.five-uses', () =>
  withApp(taken, async (both) => {
    await typed(both);
    for (let count = 1; count <= 5; count += 1) expect(await answered(both, { text: 'again' })).toEqual([200, 'ok']);
    expect(await answered(both, { text: 'again' })).toEqual([404, 'used_url']);
  }),
);

ruleTest('response-url.half-hour', () =>
  withApp(taken, async (both) => {
    await typed(both);
    await act(both.sandbox, '/clock', { advance: 'PT29M' });
    expect(await answered(both, { text: 'in time' })).toEqual([200, 'ok']);
    await act(both.sandbox, '/clock', { advance: 'PT2M' });
    expect(await answered(both, { text: 'too late' })).toEqual([404, 'expired_url']);
  }),
);

ruleTest('response-url.delete-original', () =>
  withApp(taken, async (both) => {
    const place = await posted(both);
    await act(both.sandbox, '/click', { ...place, action_id: 'go' });
    expect(await answered(both, { delete_original: true, text: 'Instead' })).toEqual([200, 'ok']);
    expect(await inbox(both)).toMatchObject([
      { ts: place.ts, deleted: true },
      { text: 'Instead', ephemeral: true },
    ]);
  }),
);

ruleTest('response-url.same-audience', () =>
  withApp(taken, async (both) => {
    const { channel } = await posted(both);
    const button = { type: 'button', action_id: 'go', text: words('Go') };
    const blocks = [{ type: 'actions', elements: [button] }];
    await api(both.sandbox, 'chat.postEphemeral', { channel, user: mayaId, text: 'psst', blocks });
    const [secret] = (await inbox(both)).slice(-1);
    await act(both.sandbox, '/click', { user: maya, message_seq: secret?.seq, action_id: 'go' });
    const answer = { replace_original: true, response_type: 'in_channel', text: 'still psst' };
    expect(await answered(both, answer)).toEqual([200, 'ok']);
    expect((await inbox(both)).slice(-1)).toMatchObject([{ ts: secret?.ts, text: 'still psst', ephemeral: true }]);
  }),
);

ruleTest('response-url.all-or-nothing', () =>
  withApp(taken, async (both) => {
    const place = await posted(both);
    await act(both.sandbox, '/click', { ...place, action_id: 'go' });
    const [status, refusal] = await answered(both, { delete_original: true, blocks: [{ type: 'input' }] });
    expect([status, JSON.parse(refusal)]).toMatchObject([400, { error: 'invalid_blocks' }]);
    expect(await inbox(both)).toMatchObject([{ ts: place.ts, deleted: false }]);
    const attachments = [{ fallback: 'Instead', text: 'Instead' }];
    expect(await answered(both, { delete_original: true, attachments })).toEqual([200, 'ok']);
    expect(await inbox(both)).toMatchObject([{ ts: place.ts, deleted: true }, { attachments }]);
  }),
);

ruleTest('response-url.own-message', () =>
  withApp(taken, async (both) => {
    const { body: said } = await act(both.sandbox, '/message', { user: maya, text: 'mine' });
    const place = { user: maya, channel: said.channel, ts: said.ts };
    await act(both.sandbox, '/shortcut', { ...place, callback_id: 'look_at_it' });
    expect(both.last()).toMatchObject({ type: 'message_action', message: { text: 'mine' } });
    expect((await answered(both, { delete_original: true }))[0]).toBe(400);
    expect(await answered(both, { replace_original: true, text: 'yours' })).toEqual([200, 'ok']);
    expect((await inbox(both)).map(({ text }) => text)).toEqual(['mine', 'yours']);
  }),
);

test('what an app posts to a response_url and nobody can read stands in the traffic', () =>
  withApp(taken, async (both) => {
    await typed(both);
    const response = await fetch(textOf(both.last().response_url), { method: 'POST', body: 'text=hello' });
    expect(response.status).toBe(400);
    const entries = await items(both.sandbox, '/log', {});
    expect(entries.at(-1)).toMatchObject({ kind: 'response_url', request: { unreadable: 'text=hello' } });
  }));

test('an address of a typed command replaces nothing, and deletes nothing', () =>
  withApp(onCommand({ text: 'first' }), async (both) => {
    await typed(both);
    expect(await answered(both, { replace_original: true, text: 'second' })).toEqual([200, 'ok']);
    expect((await inbox(both)).map(({ text }) => text)).toEqual(['first', 'second']);
    expect((await answered(both, { delete_original: true }))[0]).toBe(400);
  }));
