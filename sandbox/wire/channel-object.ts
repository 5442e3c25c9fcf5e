import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import type { Channel } from '../workspace/channels.ts';
import { epochSeconds } from '../workspace/clock.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A channel or conversation as Slack sends it to the app. */
export function channelObject(workspace: Workspace, channel: Channel): JsonObject {
  const created = epochSeconds(channel.created);
  if (channel.kind === 'im') {
    const other = [...channel.members].find((member) => member !== fixedIds.botUser) ?? '';
    return {
      id: channel.id,
      created,
      is_im: true,
      is_org_shared: false,
      is_archived: false,
      user: other,
      is_user_deleted: workspace.users.get(other)?.deleted ?? false,
    };
  }
  const isGroup = channel.kind === 'mpim';
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    created,
    is_channel: !channel.isPrivate,
    is_group: channel.isPrivate && !isGroup,
    is_im: false,
    is_mpim: isGroup,
    is_private: channel.isPrivate,
    is_archived: false,
    is_general: channel.name === 'general',
    is_shared: false,
    is_member: channel.members.has(fixedIds.botUser),
    num_members: channel.members.size,
  };
}

/** What a payload calls the channel: Slack names direct conversations and private channels by their kind. */
export function channelNameInPayload(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage';
  if (channel.kind === 'mpim') return channel.name;
  return channel.isPrivate && keeps('command.channel-name') ? 'privategroup' : channel.name;
}
