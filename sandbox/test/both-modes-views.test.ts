import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { act, api, arrives, items, look } from './support/control.ts';
import { jonah, maya } from './support/people.ts';
import { type Mode, type Running, startBoth } from './support/test-app.ts';

describe.each<Mode>(['socket', 'http'])('modals, Home and shortcuts of an app on Bolt over %s', (mode) => {
  let running: Running;
  let start: JsonObject;
  beforeAll(async () => {
    running = await startBoth(mode);
    start = (await look(running.sandbox, '/state')).body;
  });
  afterAll(() => running.stop());

  test('a modal is filled in, refused by the client, by the app, and taken', async () => {
    const { sandbox } = running;
    await act(sandbox, '/command', { user: maya, command: '/modal' });
    const { body: state } = await look(sandbox, '/state');
    await look(sandbox, '/idle');
    expect((await look(sandbox, '/view', { user: maya })).body.modal).toMatchObject({ callback_id: 'ask' });
    const empty = await act(sandbox, '/submit', { user: maya, values: {} });
    expect(empty.body).toMatchObject({ ok: false, errors: { word: 'Please complete this required field.' } });
    const wrong = await act(sandbox, '/submit', { user: maya, values: { word: 'wrong' } });
    expect(wrong.body).toMatchObject({ ok: false, errors: { word: 'Not this one' } });
    const right = await act(sandbox, '/submit', { user: maya, values: { 'word/word': 'right' } });
    expect(right.body).toMatchObject({ ok: true, view: null });
    await arrives(sandbox, maya, 'submitted right', state.seq);
  });

  test('a closed modal is reported to an app that asked for it', async () => {
    const { sandbox } = running;
    const { body } = await act(sandbox, '/command', { user: jonah, command: '/modal' });
    await look(sandbox, '/idle');
    expect((await act(sandbox, '/close', { user: jonah })).body).toMatchObject({ ok: true, ack: { body: null } });
    await arrives(sandbox, jonah, 'closed', body.seq);
  });

  test('opening Home publishes it for that person alone', async () => {
    const { sandbox } = running;
    expect((await act(sandbox, '/home', { user: jonah })).body).toMatchObject({ ok: true });
    await look(sandbox, '/idle');
    const { body } = await look(sandbox, '/view', { user: jonah });
    expect(body.home).toMatchObject({ type: 'home', blocks: [{ text: { text: 'Hello <@U0SBX00002>' } }] });
    expect((await look(sandbox, '/view', { user: maya })).body.home).toBeNull();
  });

  test('a shortcut and a new member reach the app', async () => {
    const { sandbox } = running;
    const used = await act(sandbox, '/shortcut', { user: maya, callback_id: 'do_it' });
    await arrives(sandbox, maya, 'did it', used.body.seq);
    const member = { name: 'New Comer', email: `new.${mode}@example.edu`, tz: 'America/New_York' };
    const added = await act(sandbox, '/users', { add: member });
    await arrives(sandbox, member.email, 'Welcome', added.body.seq);
    expect(await api(sandbox, 'users.lookupByEmail', { email: member.email })).toMatchObject({
      ok: true,
      user: { name: 'new.comer' },
    });
  });

  test('the workspace is as at the start, the numbers go on rising, and the app answers over its old connection', async () => {
    const { sandbox } = running;
    await act(sandbox, '/users', { add: { name: 'Cy New', email: 'cy@example.edu', tz: 'UTC' } });
    await act(sandbox, '/users', { user: maya, set: { name: 'Somebody Else' } });
    await act(sandbox, '/command', { user: maya, command: '/modal' });
    await act(sandbox, '/clock', { set: '2027-03-01T09:00:00-05:00' });
    const before = (await look(sandbox, '/state')).body;

    const { body } = await act(sandbox, '/reset', {});
    expect(body).toMatchObject({ ok: true, now: expect.stringContaining('2026-12-01T09:00:00') });
    expect(Number(body.seq)).toBeGreaterThan(Number(before.seq));
    const after = (await look(sandbox, '/state')).body;
    expect(after).toMatchObject({ users: start.users, channels: start.channels, bot: { connected: true } });
    expect(await items(sandbox, '/inbox', { user: maya })).toEqual([]);
    expect((await look(sandbox, '/view', { user: maya })).body).toMatchObject({ modal: null, home: null });

    const { body: typed } = await act(sandbox, '/command', { user: maya, command: '/menu' });
    expect(typed).toMatchObject({ ok: true });
    const answer = await arrives(sandbox, maya, 'Press one', before.seq);
    expect(Number(answer.ts)).toBeLessThan(Date.parse('2026-12-01T10:00:00-05:00') / 1000);
  });
});
