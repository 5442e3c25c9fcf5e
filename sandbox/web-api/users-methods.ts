import { z } from 'zod';
import { keeps } from '../rules/rules.ts';
import { channelObject } from '../wire/channel-object.ts';
import { SlackError } from '../wire/slack-error.ts';
import { mayReadEmails, userObject } from '../wire/user-object.ts';
import type { Channel } from '../workspace/channels.ts';
import { epochSeconds } from '../workspace/clock.ts';
import { fixedIds } from '../workspace/ids.ts';
import { page, word, yes } from './arguments.ts';
import { channelTypes } from './channel-types.ts';
import { type Method, method } from './method.ts';
import { limitWithin, pageOf } from './paging.ts';

/** Without a limit Slack tries to send everyone, and asks for one where that is too many (docs.slack.dev/reference/methods/users.list). */
const mostUsers = 1000;

export const usersMethods: Record<string, Method> = {
  'users.list': method({
    scopes: ['users:read'],
    args: z.object(page),
    run: ({ workspace }, { cursor, limit }) => {
      const all = workspace.users.all();
      if (!limit && all.length > mostUsers && keeps('users.limit-required')) throw new SlackError('limit_required');
      const { items, nextCursor } = pageOf(all, cursor, limitWithin(limit, mostUsers, mostUsers));
      return {
        members: items.map((user) => userObject(workspace, user, mayReadEmails(workspace))),
        cache_ts: epochSeconds(workspace.clock.now()),
        response_metadata: { next_cursor: nextCursor },
      };
    },
  }),

  'users.info': method({
    scopes: ['users:read'],
    args: z.object({ user: word }),
    run: ({ workspace }, args) => {
      const user = workspace.users.get(args.user);
      if (!user) throw new SlackError('user_not_found');
      return { user: userObject(workspace, user, mayReadEmails(workspace)) };
    },
  }),

  'users.lookupByEmail': method({
    scopes: ['users:read.email'],
    args: z.object({ email: word }),
    run: ({ workspace }, { email }) => {
      const user = workspace.users.byEmail(email);
      // A deactivated account is not found by its e-mail.
      if (!user || (user.deleted && keeps('users.left-not-found'))) throw new SlackError('users_not_found');
      return { user: userObject(workspace, user, true) };
    },
  }),

  'users.conversations': method({
    args: z.object({ ...page, user: word.optional(), types: z.string().optional(), exclude_archived: yes.optional() }),
    run: ({ workspace }, { user, types, cursor, limit }) => {
      const wanted = channelTypes(workspace, types);
      const isMember = ({ members }: Channel) =>
        members.has(fixedIds.botUser) && (user === undefined || members.has(user));
      const channels = workspace.channels.all().filter((channel) => wanted(channel) && isMember(channel));
      const { items, nextCursor } = pageOf(channels, cursor, limitWithin(limit, 100, 999));
      return { channels: items.map(channelObject), response_metadata: { next_cursor: nextCursor } };
    },
  }),
};
