/** Finding the place that a call names, with Slack's refusals for those the bot may not use. */
import { keeps } from '../rules/rules.ts';
import { SlackError } from '../wire/slack-error.ts';
import type { Channel } from '../workspace/channels.ts';
import { fixedIds } from '../workspace/ids.ts';
import { takesDirectMessages, type User } from '../workspace/users.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { hasScope } from './scopes.ts';

/** A channel that the bot can see at all: public ones, and those it is in. Throws `channel_not_found`. */
export function visibleChannel(workspace: Workspace, id: string): Channel {
  const channel = workspace.channels.get(id);
  const isVisible = channel && (!channel.isPrivate || channel.members.has(fixedIds.botUser));
  if (!channel || (!isVisible && keeps('channel.private'))) throw new SlackError('channel_not_found');
  return channel;
}

/** The bot's conversation with this person, opened if need be. Throws `cannot_dm_bot`, `user_disabled`, `messages_tab_disabled`. */
export function directConversation(workspace: Workspace, user: User): { channel: Channel; isNew: boolean } {
  if (!takesDirectMessages(user) && keeps('dm.no-bot')) throw new SlackError('cannot_dm_bot');
  if (user.deleted && keeps('dm.active')) throw new SlackError('user_disabled');
  requireMessagesTab(workspace);
  return workspace.channels.conversation([user.id, fixedIds.botUser], workspace.clock.now());
}

/** Where a message to this id or name goes. Throws SlackError when the bot may not write there. */
export function writableChannel(workspace: Workspace, destination: string): Channel {
  const user = workspace.users.get(destination);
  if (user) return directConversation(workspace, user).channel;
  const channel = visibleChannel(workspace, workspace.channels.byName(destination)?.id ?? destination);
  requireOpen(workspace, channel);
  const mayWrite = channel.members.has(fixedIds.botUser) || hasScope(workspace, 'chat:write.public');
  if (!mayWrite && keeps('post.member')) {
    throw new SlackError('not_in_channel');
  }
  return channel;
}

/** A direct conversation takes messages while the other is there and the app has its tab. Throws SlackError. */
export function requireOpen(workspace: Workspace, channel: Channel): void {
  if (channel.kind !== 'im') return;
  requireMessagesTab(workspace);
  const others = [...channel.members].map((id) => workspace.users.get(id));
  if (others.some((each) => each?.deleted) && keeps('dm.active')) throw new SlackError('user_disabled');
}

/** An answer in a thread hangs on a message that everyone in the channel sees. Throws `thread_not_found`. */
export function requireThread(workspace: Workspace, channel: string, threadTs: string | undefined): void {
  if (threadTs === undefined || !keeps('post.thread')) return;
  const root = workspace.messages.get(channel, threadTs);
  if (!root || root.ephemeralTo !== undefined) throw new SlackError('thread_not_found');
}

export function requireMessagesTab(workspace: Workspace): void {
  const { messages_tab_enabled } = workspace.manifest.features.app_home;
  if (!messages_tab_enabled && keeps('dm.messages-tab')) throw new SlackError('messages_tab_disabled');
}
