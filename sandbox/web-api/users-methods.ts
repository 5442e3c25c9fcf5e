import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { channelObject } from '../wire/channel-object.ts';
import { SlackError } from '../wire/slack-error.ts';
import { mayReadEmails, userObject } from '../wire/user-object.ts';
import type { Channel } from '../workspace/channels.ts';
import { epochSeconds } from '../workspace/clock.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { User } from '../workspace/users.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { page, word, yes } from './arguments.ts';
import { channelTypes } from './channel-types.ts';
import { type Method, method } from './method.ts';
import { limitWithin, pageOf } from './paging.ts';

/** Without a limit Slack tries to send everyone, and asks for one where that is too many (docs.slack.dev/reference/methods/users.list). */
const mostUsers = 1000;

const withLocale = { include_locale: yes.optional() };
/** Everyone here has their Slack in American English. */
const locale = 'en-US';

/** A user as the app may see it, with the locale if it asked for one. */
function told(workspace: Workspace, user: User, isLocaleAsked: boolean | undefined): JsonObject {
  const seen = userObject(workspace, user, mayReadEmails(workspace));
  return isLocaleAsked && keeps('users.locale') ? { ...seen, locale } : seen;
}

export const usersMethods: Record<string, Method> = {
  'users.list': method({
    scopes: ['users:read'],
    args: z.object({ ...page, ...withLocale }),
    run: ({ workspace }, { cursor, limit, include_locale }) => {
      const all = workspace.users.all();
      if (!limit && all.length > mostUsers && keeps('users.limit-required')) throw new SlackError('limit_required');
      const { items, nextCursor } = pageOf(all, {
        list: 'users',
        cursor,
        limit: limitWithin(limit, mostUsers, mostUsers),
      });
      return {
        members: items.map((user) => told(workspace, user, include_locale)),
        cache_ts: epochSeconds(workspace.clock.now()),
        response_metadata: { next_cursor: nextCursor },
      };
    },
  }),

  'users.info': method({
    scopes: ['users:read'],
    args: z.object({ user: word, ...withLocale }),
    run: ({ workspace }, args) => {
      const user = workspace.users.get(args.user);
      if (!user) throw new SlackError('user_not_found');
      return { user: told(workspace, user, args.include_locale) };
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
      const { items, nextCursor } = pageOf(channels, {
        list: 'conversations',
        cursor,
        limit: limitWithin(limit, 100, 999),
      });
      return {
        channels: items.map((channel) => channelObject(workspace, channel)),
        response_metadata: { next_cursor: nextCursor },
      };
    },
  }),
};
