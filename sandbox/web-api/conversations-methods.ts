import { z } from 'zod';
import type { Core } from '../core.ts';
import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { channelObject } from '../wire/channel-object.ts';
import { SlackError } from '../wire/slack-error.ts';
import type { Channel } from '../workspace/channels.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { User } from '../workspace/users.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { page, word, words, yes } from './arguments.ts';
import { channelTypes } from './channel-types.ts';
import { type Method, method } from './method.ts';
import { limitWithin, pageOf } from './paging.ts';
import { directConversation, visibleChannel } from './places.ts';
import { requireScopes, scopeFor } from './scopes.ts';

/** At most eight others (docs.slack.dev/reference/methods/conversations.open). */
const mostOthers = 8;

export const conversationsMethods: Record<string, Method> = {
  'conversations.open': method({
    args: z.object({
      channel: word.optional(),
      users: words.optional(),
      return_im: yes.optional(),
      prevent_creation: yes.optional(),
    }),
    run: openConversation,
  }),

  'conversations.info': method({
    args: z.object({ channel: word, include_num_members: yes.optional() }),
    run: ({ workspace }, args) => {
      const channel = visibleChannel(workspace, args.channel);
      requireScopes(workspace, [scopeFor(channel, 'read')]);
      return { channel: channelObject(workspace, channel) };
    },
  }),

  'conversations.list': method({
    args: z.object({ ...page, types: z.string().optional(), exclude_archived: yes.optional() }),
    wrong: { limit: 'invalid_limit' },
    run: ({ workspace }, { types, cursor, limit }) => {
      const wanted = channelTypes(workspace, types);
      const visible = workspace.channels
        .all()
        .filter((channel) => wanted(channel) && (!channel.isPrivate || channel.members.has(fixedIds.botUser)));
      const { items, nextCursor } = pageOf(visible, { list: 'channels', cursor, limit: limitWithin(limit, 100, 999) });
      return {
        channels: items.map((channel) => channelObject(workspace, channel)),
        response_metadata: { next_cursor: nextCursor },
      };
    },
  }),

  'conversations.members': method({
    args: z.object({ ...page, channel: word }),
    wrong: { limit: 'invalid_limit' },
    run: ({ workspace }, args) => {
      const channel = visibleChannel(workspace, args.channel);
      requireScopes(workspace, [scopeFor(channel, 'read')]);
      const active = [...channel.members].filter((id) => !workspace.users.get(id)?.deleted);
      const { items, nextCursor } = pageOf(active, {
        list: `members of ${channel.id}`,
        cursor: args.cursor,
        limit: limitWithin(args.limit, 100, 1000),
      });
      return { members: items, response_metadata: { next_cursor: nextCursor } };
    },
  }),

  'conversations.join': method({
    scopes: ['channels:join'],
    args: z.object({ channel: word }),
    run: ({ workspace, events }, args) => {
      const channel = visibleChannel(workspace, args.channel);
      if (channel.kind !== 'channel' && keeps('channel.join'))
        throw new SlackError('method_not_supported_for_channel_type');
      if (!channel.members.has(fixedIds.botUser)) {
        workspace.channels.join(channel, fixedIds.botUser);
        void events.emit('member_joined_channel', joinedEvent(channel.id, fixedIds.botUser));
      }
      return { channel: channelObject(workspace, channel) };
    },
  }),
};

/** The event that somebody came into a channel. */
export function joinedEvent(channel: string, user: string): JsonObject {
  return { type: 'member_joined_channel', user, channel, channel_type: 'C', team: fixedIds.team };
}

interface OpenArgs {
  channel?: string | undefined;
  users?: string[] | undefined;
  return_im?: boolean | undefined;
  prevent_creation?: boolean | undefined;
}

function openConversation({ workspace }: Core, args: OpenArgs): JsonObject {
  if (args.channel !== undefined) {
    const known = visibleChannel(workspace, args.channel);
    if (known.kind === 'channel' && keeps('open.no-channel'))
      throw new SlackError('method_not_supported_for_channel_type');
    if (keeps('scope.open')) requireScopes(workspace, [scopeFor(known, 'write')]);
    return opened(workspace, known, args.return_im, true);
  }
  if (args.users === undefined) throw new SlackError('users_list_not_supplied');
  const named = new Set(args.users.filter((id) => id !== fixedIds.botUser));
  requireScopes(workspace, [named.size > 1 ? 'mpim:write' : 'im:write']);
  const others = othersOf(workspace, args.users);
  const members = [...others.map(({ id }) => id), fixedIds.botUser];
  const isProbe = args.prevent_creation && keeps('open.prevent-creation');
  if (isProbe && !workspace.channels.findConversation(members)) throw new SlackError('channel_not_found');
  const [only] = others;
  const { channel, isNew } =
    others.length === 1 && only
      ? directConversation(workspace, only)
      : workspace.channels.conversation(members, workspace.clock.now());
  return opened(workspace, channel, args.return_im, !isNew);
}

function opened(workspace: Workspace, channel: Channel, full: boolean | undefined, isOld: boolean): JsonObject {
  return {
    ...(isOld ? { no_op: true, already_open: true } : {}),
    channel: full ? channelObject(workspace, channel) : { id: channel.id },
  };
}

/** The people of a conversation beside the bot, which Slack adds by itself. */
function othersOf(workspace: Workspace, ids: readonly string[]): User[] {
  const distinct = [...new Set(ids)].filter((id) => id !== fixedIds.botUser || !keeps('open.self-excluded'));
  if (distinct.length === 0) throw new SlackError(ids.length > 0 ? 'cannot_dm_bot' : 'not_enough_users');
  if (distinct.length > mostOthers && keeps('open.eight-others')) throw new SlackError('too_many_users');
  return distinct.map((id) => {
    const user = workspace.users.get(id);
    if (!user) throw new SlackError('user_not_found');
    if (user.deleted && keeps('dm.active')) throw new SlackError('user_disabled');
    const isBot = user.isBot || id === fixedIds.slackbot;
    if (isBot && keeps('dm.no-bot')) throw new SlackError('cannot_dm_bot');
    return user;
  });
}
