import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, arrives, items } from './support/control.ts';
import { jonah, maya } from './support/people.ts';
import { type Mode, type Running, startBoth } from './support/test-app.ts';

describe.each<Mode>(['socket', 'http'])('commands, buttons and messages of an app on Bolt over %s', (mode) => {
  let running: Running;
  beforeAll(async () => {
    running = await startBoth(mode);
  });
  afterAll(() => running.stop());

  test('a command is answered in its ack, which only the asker sees', async () => {
    const { sandbox } = running;
    const { status, body } = await act(sandbox, '/command', {
      user: maya,
      command: '/echo',
      text: 'hi @jonah.feldstein & co',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ ok: true, ack: { body: expect.anything() } });
    const [answer] = await items(sandbox, '/inbox', { user: maya, since: Number(body.seq) });
    expect(answer).toMatchObject({ text: 'you said: hi <@U0SBX00002> &amp; co', ephemeral: true, user: 'U0SBXB0T01' });
    const inGeneral = await act(sandbox, '/command', {
      user: maya,
      command: '/echo',
      text: 'here',
      channel: 'general',
    });
    const since = Number(inGeneral.body.seq);
    expect(await items(sandbox, '/messages', { user: maya, channel: 'general', since })).toHaveLength(1);
    expect(await items(sandbox, '/messages', { user: jonah, channel: 'general', since })).toHaveLength(0);
  });

  test('an answer to the channel shows what was typed', async () => {
    const { sandbox } = running;
    const { body } = await act(sandbox, '/command', {
      user: maya,
      command: '/loud',
      text: 'please',
      channel: 'general',
    });
    const seen = await items(sandbox, '/messages', { user: jonah, channel: 'general', since: Number(body.seq) });
    expect(seen.map((each) => each.text)).toEqual(['/loud please', 'everyone hears this']);
  });

  test('an ack with blocks that Slack would not take fails, and says where', async () => {
    const { body } = await act(running.sandbox, '/command', { user: maya, command: '/bad' });
    expect(body).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      details: ['unsupported type: invented [json-pointer:/blocks/0/type]'],
    });
  });

  test('a command without an ack fails after three seconds', async () => {
    const { sandbox } = running;
    const { body } = await act(sandbox, '/command', { user: maya, command: '/slow' });
    expect(body).toMatchObject({
      ok: false,
      ack: null,
      error: mode === 'socket' ? 'operation_timeout' : expect.any(String),
    });
    expect(body.error).toBe('operation_timeout');
    const [told] = await items(sandbox, '/inbox', { user: maya, since: Number(body.seq) });
    expect(told).toMatchObject({ text: '/slow failed with the error "operation_timeout"', ephemeral: true });
  }, 8000);

  test('a response_url answers later, to one person', async () => {
    const { sandbox } = running;
    const { body } = await act(sandbox, '/command', { user: maya, command: '/later' });
    expect(await arrives(sandbox, maya, 'only you see this', body.seq)).toMatchObject({ ephemeral: true });
  });

  test('a button replaces its message, and a select reports whom it chose', async () => {
    const { sandbox } = running;
    const { body } = await act(sandbox, '/command', { user: maya, command: '/menu' });
    const menu = await arrives(sandbox, maya, 'Press one', body.seq);
    const place = { user: maya, channel: menu.channel, ts: menu.ts };
    const chosen = await act(sandbox, '/click', { ...place, action_id: 'who', selected: jonah });
    await arrives(sandbox, maya, 'chose U0SBX00002', chosen.body.seq);
    const pressed = await act(sandbox, '/click', { ...place, action_id: 'press' });
    expect(pressed.body).toMatchObject({ ok: true });
    expect(await arrives(sandbox, maya, 'pressed one', pressed.body.seq)).toMatchObject({
      ts: menu.ts,
      edited: true,
      blocks: [],
    });
    const nothing = await act(sandbox, '/click', { ...place, action_id: 'press' });
    expect(nothing).toMatchObject({ status: 404, body: { ok: false, error: 'element_not_found' } });
  });

  test('a direct message is heard and answered', async () => {
    const { sandbox } = running;
    const { body } = await act(sandbox, '/message', { user: maya, text: 'hello' });
    expect(body).toMatchObject({ ok: true, channel: expect.stringMatching(/^D/) });
    await arrives(sandbox, maya, 'heard: hello', body.seq);
  });
});
