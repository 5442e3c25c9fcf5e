/** A little app on the real Bolt, with one listener for each thing the tests look at. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, type BlockButtonAction, LogLevel } from '@slack/bolt';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../server.ts';
import { look } from './control.ts';
import { testManifest } from './manifest.ts';
import { people } from './people.ts';

export type Mode = 'socket' | 'http';

export interface Running {
  sandbox: Sandbox;
  stop: () => Promise<void>;
}

/** A port that was free a moment ago: over HTTP the manifest has to name the app's port before the app exists. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** Starts a sandbox without rate limits and the app in it, and waits until they know each other. */
export async function startBoth(mode: Mode, options: Partial<SandboxOptions> = {}): Promise<Running> {
  const port = mode === 'http' ? await freePort() : undefined;
  const manifest = testManifest(port === undefined ? {} : { botUrl: `http://127.0.0.1:${port}` });
  const sandbox = await createSandbox({ manifest, members: people, rates: 'off', ...options });
  const app = testApp(sandbox, mode);
  await app.start(port ?? 0);
  let state = await look(sandbox, '/state');
  while (!isConnected(state.body.bot)) {
    state = await look(sandbox, '/state', { since: Number(state.body.seq), wait: 1000 });
  }
  const stop = async () => {
    await app.stop();
    await sandbox.stop();
  };
  return { sandbox, stop };
}

function isConnected(bot: unknown): boolean {
  return typeof bot === 'object' && bot !== null && 'connected' in bot && bot.connected === true;
}

function testApp(sandbox: Sandbox, mode: Mode): App {
  const app = new App({
    authorize: async () => ({ botToken: sandbox.tokens.bot, botId: 'B0SBX00001', botUserId: 'U0SBXB0T01' }),
    ...(mode === 'socket'
      ? { socketMode: true, appToken: sandbox.tokens.app }
      : { signingSecret: sandbox.tokens.signingSecret }),
    convoStore: false,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: sandbox.slackApiUrl, retryConfig: { retries: 0 } },
  });
  addCommands(app);
  addInteractions(app);
  addForm(app);
  app.event('message', async ({ event, client }) => {
    if (event.subtype === undefined)
      await client.chat.postMessage({ channel: event.channel, text: `heard: ${event.text ?? ''}` });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: `Hello <@${event.user}>` } }];
    if (event.tab === 'home') await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
  app.event('team_join', async ({ event, client }) => {
    await client.chat.postMessage({ channel: event.user.id, text: 'Welcome' });
  });
  return app;
}

function addCommands(app: App): void {
  app.command('/echo', async ({ ack, command }) => ack(`you said: ${command.text}`));
  app.command('/loud', async ({ ack }) => ack({ response_type: 'in_channel', text: 'everyone hears this' }));
  app.command('/bad', async ({ ack }) => ack({ text: 'bad', blocks: [{ type: 'invented' }] }));
  app.command('/slow', async () => {});
  app.command('/menu', async ({ ack, command, client }) => {
    await ack();
    await client.chat.postMessage({
      channel: command.user_id,
      text: 'Press one',
      blocks: [
        {
          type: 'actions',
          block_id: 'row',
          elements: [
            { type: 'button', action_id: 'press', value: 'one', text: { type: 'plain_text', text: 'One' } },
            { type: 'users_select', action_id: 'who' },
          ],
        },
      ],
    });
  });
  app.command('/later', async ({ ack, respond }) => {
    await ack();
    await respond('only you see this');
  });
  app.command('/modal', async ({ ack, command, client }) => {
    await ack();
    const label = { type: 'plain_text' as const, text: 'Word' };
    await client.views.open({
      trigger_id: command.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'ask',
        notify_on_close: true,
        title: { type: 'plain_text', text: 'Ask' },
        submit: { type: 'plain_text', text: 'Send' },
        blocks: [{ type: 'input', block_id: 'word', label, element: { type: 'plain_text_input', action_id: 'word' } }],
      },
    });
  });
}

function addForm(app: App): void {
  app.command('/form', async ({ ack, command, client }) => {
    await ack();
    const text = (words: string) => ({ type: 'plain_text' as const, text: words });
    await client.views.open({
      trigger_id: command.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'form',
        title: text('A form'),
        submit: text('Send'),
        blocks: [
          {
            type: 'input',
            block_id: 'paper',
            label: text('Paper'),
            element: { type: 'file_input', action_id: 'paper' },
          },
          {
            type: 'input',
            block_id: 'field',
            label: text('Field'),
            element: { type: 'external_select', action_id: 'field', min_query_length: 1 },
          },
        ],
      },
    });
  });
  app.options('field', async ({ ack, payload }) => {
    await ack({ options: [{ text: { type: 'plain_text', text: payload.value }, value: payload.value }] });
  });
  app.view('form', async ({ ack, view, body, client }) => {
    await ack();
    const { paper, field } = view.state.values;
    const chosen = field?.field?.selected_option?.value;
    await client.chat.postMessage({ channel: body.user.id, text: `${paper?.paper?.files?.[0]?.name} for ${chosen}` });
  });
}

function addInteractions(app: App): void {
  app.action<BlockButtonAction>('press', async ({ ack, action, respond }) => {
    await ack();
    await respond({ replace_original: true, text: `pressed ${action.value ?? ''}` });
  });
  app.action('who', async ({ ack, action, respond }) => {
    await ack();
    if (action.type === 'users_select') await respond(`chose ${action.selected_user}`);
  });
  app.view('ask', async ({ ack, view, body, client }) => {
    const word = view.state.values.word?.word?.value ?? '';
    if (word === 'wrong') return ack({ response_action: 'errors', errors: { word: 'Not this one' } });
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: `submitted ${word}` });
  });
  app.view({ callback_id: 'ask', type: 'view_closed' }, async ({ ack, body, client }) => {
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: 'closed' });
  });
  app.shortcut('do_it', async ({ ack, body, client }) => {
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: 'did it' });
  });
}
