// What Slack refuses, it refuses wherever it is said: by every method, by a response_url, and in every ack.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { createSandbox, type Sandbox } from '../server.ts';
import { act, api } from './support/control.ts';
import { testManifest } from './support/manifest.ts';
import { maya, people } from './support/people.ts';
import { type Reply, type ScriptedApp, startScriptedApp } from './support/scripted-app.ts';

const mayaId = 'U0SBX00001';
const words = (text: string) => ({ type: 'plain_text', text });
const textInput = { type: 'plain_text_input', action_id: 'word' };
const input = { type: 'input', block_id: 'word', label: words('Word'), optional: true, element: textInput };
const modal = (blocks: object[] = [input]) => ({ type: 'modal', title: words('A form'), submit: words('Go'), blocks });

let reply: Reply = { status: 200 };
let app: ScriptedApp;
let sandbox: Sandbox;
beforeAll(async () => {
  app = await startScriptedApp(({ payload }) => (payload.event === undefined ? reply : { status: 200 }));
  sandbox = await createSandbox({ manifest: testManifest({ botUrl: app.url }), members: people, rates: 'off' });
});
afterAll(async () => {
  await sandbox.stop();
  app.stop();
});

/** What the app gets when Maya types a command that it takes without a word. */
async function command(): Promise<JsonObject> {
  reply = { status: 200 };
  await act(sandbox, '/command', { user: maya, command: '/echo' });
  return app.received.at(-1)?.payload ?? {};
}

const posted = () => api(sandbox, 'chat.postMessage', { channel: mayaId, text: 'a' });
const opened = async (view: object = modal()) =>
  api(sandbox, 'views.open', { trigger_id: (await command()).trigger_id, view });

/** What comes of a submission that the app answers so. */
async function submitted(body: object): Promise<JsonObject> {
  await opened();
  reply = { status: 200, body };
  return (await act(sandbox, '/submit', { user: maya })).body;
}

type Way = (blocks: object[]) => Promise<JsonObject>;

const messages: Record<string, Way> = {
  'chat.postMessage': (blocks) => api(sandbox, 'chat.postMessage', { channel: mayaId, text: 'a', blocks }),
  'chat.update': async (blocks) => {
    const { channel, ts } = await posted();
    return api(sandbox, 'chat.update', { channel, ts, text: 'a', blocks });
  },
  'chat.postEphemeral': async (blocks) => {
    const { channel } = await posted();
    return api(sandbox, 'chat.postEphemeral', { channel, user: mayaId, text: 'a', blocks });
  },
  response_url: async (blocks) => {
    const { response_url } = await command();
    const response = await fetch(String(response_url), { method: 'POST', body: JSON.stringify({ text: 'a', blocks }) });
    return (await response.json()) as JsonObject;
  },
  'the ack of a command': async (blocks) => {
    reply = { status: 200, body: { text: 'a', blocks } };
    return (await act(sandbox, '/command', { user: maya, command: '/echo' })).body;
  },
};

const views: Record<string, Way> = {
  'views.open': (blocks) => opened(modal(blocks)),
  'views.push': async (blocks) => {
    await opened();
    return api(sandbox, 'views.push', { trigger_id: (await command()).trigger_id, view: modal(blocks) });
  },
  'views.update': async (blocks) => {
    const { view } = await opened();
    return api(sandbox, 'views.update', { view_id: (view as JsonObject).id, view: modal(blocks) });
  },
  'views.publish': (blocks) => api(sandbox, 'views.publish', { user_id: mayaId, view: { type: 'home', blocks } }),
  'an ack that updates': (blocks) => submitted({ response_action: 'update', view: modal(blocks) }),
  'an ack that pushes': (blocks) => submitted({ response_action: 'push', view: modal(blocks) }),
};

const option = (at: number) => ({ text: words(`${at}`), value: `${at}` });
const options = Array.from({ length: 101 }, (_, at) => option(at));
const wrong: [string, object[], string][] = [
  ['more blocks than any surface takes', Array.from({ length: 101 }, () => ({ type: 'divider' })), ''],
  ['a text of 3,001 characters', [{ type: 'section', text: words('x'.repeat(3001)) }], '/0/text/text'],
  ['101 options', [{ type: 'actions', elements: [{ type: 'static_select', options }] }], '/0/elements/0/options'],
  ['a field to type in beside buttons', [{ type: 'actions', elements: [textInput] }], '/0/elements/0/type'],
  ['a picture without words', [{ type: 'image', image_url: 'https://example.edu/a.png' }], '/0'],
];

/** Where an answer says the first mistake is. */
function pointerIn({ errors, details }: JsonObject): string {
  const [first] = [errors ?? details].flat();
  return /\[json-pointer:([^\]]*)\]$/.exec(String(first))?.[1] ?? 'nowhere';
}

describe.each(wrong)('%s', (_what, blocks, place) => {
  test.each(Object.entries(messages))('by %s is invalid_blocks', async (_name, way) => {
    const answer = await way(blocks);
    expect([answer.ok, answer.error, pointerIn(answer)]).toEqual([false, 'invalid_blocks', `/blocks${place}`]);
  });

  test.each(Object.entries(views))('by %s is invalid_arguments', async (_name, way) => {
    const answer = await way(blocks);
    expect([answer.ok, answer.error, pointerIn(answer)]).toEqual([false, 'invalid_arguments', `/view/blocks${place}`]);
  });
});

test('a view over 250 KB is refused by an ack as by a method', async () => {
  const large = modal(Array.from({ length: 90 }, () => ({ type: 'section', text: words('x'.repeat(2900)) })));
  expect(await opened(large)).toMatchObject({ ok: false, error: 'view_too_large' });
  expect(await submitted({ response_action: 'push', view: large })).toMatchObject({
    ok: false,
    error: 'view_too_large',
  });
});
