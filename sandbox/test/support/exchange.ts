/** What tests of requests, and of the answers to them, have people and the app do. */
import { textOf } from '../../json.ts';
import { act, api, items } from './control.ts';
import { maya } from './people.ts';
import type { Received, Reply } from './scripted-app.ts';
import type { WithApp } from './with-app.ts';

export const words = (text: string) => ({ type: 'plain_text', text });
const asJson = { 'content-type': 'application/json' };

/** Maya types a command. */
export const typed = (both: WithApp, more: object = {}) =>
  act(both.sandbox, '/command', { user: maya, command: '/echo', ...more });

/** Answers commands so, and takes everything else. */
export const onCommand =
  (body: unknown) =>
  ({ payload }: Received): Reply =>
    payload.command === undefined ? { status: 200 } : { status: 200, body, headers: asJson };

/** What reached a person directly. */
export const inbox = async ({ sandbox }: WithApp, user = maya) => items(sandbox, '/inbox', { user });

/** Posts to the response_url of the app's last payload; gives the status and the words. */
export async function answered(both: WithApp, content: object): Promise<[number, string]> {
  const response = await fetch(textOf(both.last().response_url), { method: 'POST', body: JSON.stringify(content) });
  return [response.status, await response.text()];
}

/** A message with a menu and two buttons in Maya's conversation with the bot. */
export async function posted({ sandbox }: WithApp): Promise<{ user: string; channel: unknown; ts: unknown }> {
  const elements = [
    { type: 'button', action_id: 'go', text: words('Go'), value: '1' },
    { type: 'users_select', action_id: 'who' },
  ];
  const blocks = [{ type: 'actions', block_id: 'row', elements }];
  const { channel, ts } = await api(sandbox, 'chat.postMessage', { channel: 'U0SBX00001', text: 'Press', blocks });
  return { user: maya, channel, ts };
}
