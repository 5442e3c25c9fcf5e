/** Who and where a control call means. */
import type { Core } from '../core.ts';
import type { Channel } from '../workspace/channels.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { User } from '../workspace/users.ts';
import { mayRead } from '../workspace/visibility.ts';
import { ControlError } from './control-error.ts';

/** Anyone in the workspace, by id or e-mail. Throws ControlError. */
export function userOf({ workspace }: Core, word: string): User {
  const user = workspace.users.byIdOrEmail(word);
  if (!user) throw new ControlError(404, 'user_not_found', `nobody is "${word}"; GET /state lists everyone`);
  return user;
}

/** A member who can act: neither deactivated nor a bot. Throws ControlError. */
export function actingUser(core: Core, word: string): User {
  const user = userOf(core, word);
  if (user.deleted) throw new ControlError(403, 'user_disabled', `${user.name} is deactivated`);
  if (user.isBot || user.id === fixedIds.slackbot) throw new ControlError(403, 'user_is_bot', 'only members can act');
  return user;
}

/** Somebody whose account can change: anyone but the app's bot and Slackbot. Throws ControlError. */
export function changeableUser(core: Core, word: string): User {
  const user = userOf(core, word);
  if (user.id !== fixedIds.botUser && user.id !== fixedIds.slackbot) return user;
  throw new ControlError(403, 'user_is_bot', `${user.name} stays as it is`);
}

/**
 * A place that this person may read: by id, by name, or, for a direct conversation, by the other's id or e-mail (which
 * opens it). Throws ControlError.
 */
export function readableChannel(core: Core, user: User, word: string): Channel {
  const { channels, users, clock } = core.workspace;
  const other = users.byIdOrEmail(word);
  if (other && other.id !== user.id) return channels.conversation([user.id, other.id], clock.now()).channel;
  const channel = channels.get(word) ?? channels.byName(word);
  if (!channel || !mayRead(user, channel)) {
    throw new ControlError(404, 'channel_not_found', `${user.name} sees no "${word}"; GET /state lists all places`);
  }
  return channel;
}

/** A place that this person may write in. Throws ControlError. */
export function writableChannel(core: Core, user: User, word: string): Channel {
  const channel = readableChannel(core, user, word);
  if (!channel.members.has(user.id)) {
    throw new ControlError(403, 'not_in_channel', `${user.name} is not in ${channel.name}; POST /join first`);
  }
  const isReadOnly = core.workspace.manifest.features.app_home.messages_tab_read_only_enabled;
  if (isReadOnly && channel.kind === 'im' && channel.members.has(fixedIds.botUser)) {
    throw new ControlError(409, 'messages_tab_read_only', 'the manifest lets nobody write to the bot');
  }
  return channel;
}

/** The person's conversation with the bot, opened if need be. */
export function botConversation({ workspace }: Core, user: User): Channel {
  return workspace.channels.conversation([user.id, fixedIds.botUser], workspace.clock.now()).channel;
}
