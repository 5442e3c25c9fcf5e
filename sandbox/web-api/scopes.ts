import { keeps } from '../rules/rules.ts';
import { SlackError } from '../wire/slack-error.ts';
import type { Channel } from '../workspace/channels.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Throws SlackError `missing_scope`, saying what was needed and what there is, unless all are granted. */
export function requireScopes(workspace: Workspace, needed: readonly string[]): void {
  const granted = workspace.manifest.oauth_config.scopes.bot;
  if (needed.every((scope) => granted.includes(scope)) || !keeps('scope.granted')) return;
  throw new SlackError('missing_scope', { needed: needed.join(','), provided: granted.join(',') });
}

export function hasScope(workspace: Workspace, scope: string): boolean {
  return workspace.manifest.oauth_config.scopes.bot.includes(scope);
}

/** `im:history`, `channels:read` ...: each kind of place has scopes of its own. */
export function scopeFor(channel: Channel, right: 'read' | 'history' | 'write'): string {
  if (!keeps('scope.by-kind')) return `channels:${right}`;
  if (channel.kind !== 'channel') return `${channel.kind}:${right}`;
  return channel.isPrivate ? `groups:${right}` : `channels:${right}`;
}
