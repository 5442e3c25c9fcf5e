import { keeps } from '../rules/rules.ts';
import { SlackError } from '../wire/slack-error.ts';
import type { Channel } from '../workspace/channels.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { requireScopes } from './scopes.ts';

/** The words of the argument `types`, each with the scope it needs. */
const scopeOfType: ReadonlyMap<string, string> = new Map([
  ['public_channel', 'channels:read'],
  ['private_channel', 'groups:read'],
  ['mpim', 'mpim:read'],
  ['im', 'im:read'],
]);

function typeOf(channel: Channel): string {
  if (channel.kind !== 'channel') return channel.kind;
  return channel.isPrivate ? 'private_channel' : 'public_channel';
}

/** Whether a channel is of the wanted types (public channels where none is named). Throws SlackError. */
export function channelTypes(workspace: Workspace, types: string | undefined): (channel: Channel) => boolean {
  const wanted = (types || 'public_channel').split(',').map((each) => each.trim());
  const scopes = wanted.map((type) => scopeOfType.get(type));
  if (scopes.includes(undefined) && keeps('page.types')) throw new SlackError('invalid_types');
  requireScopes(
    workspace,
    scopes.filter((scope) => scope !== undefined),
  );
  return (channel) => wanted.includes(typeOf(channel));
}
