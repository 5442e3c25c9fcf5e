import { z } from 'zod';
import type { Core } from '../core.ts';
import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { messageObject } from '../wire/message-object.ts';
import { SlackError } from '../wire/slack-error.ts';
import type { Channel } from '../workspace/channels.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { Message } from '../workspace/messages.ts';
import { microsOfTs } from '../workspace/timestamps.ts';
import { page, word, yes } from './arguments.ts';
import { type Method, method } from './method.ts';
import { limitWithin, pageOf } from './paging.ts';
import { visibleChannel } from './places.ts';
import { requireScopes, scopeFor } from './scopes.ts';

const range = {
  ...page,
  channel: word,
  oldest: word.optional(),
  latest: word.optional(),
  inclusive: yes.optional(),
  include_all_metadata: yes.optional(),
};
const rangeSchema = z.object(range);
type Range = z.output<typeof rangeSchema>;

export const historyMethods: Record<string, Method> = {
  'conversations.history': method({
    args: rangeSchema,
    run: (core, args) => {
      const channel = readableChannel(core, args.channel);
      // Answers in a thread are not in the channel's history, only the message they hang on.
      const topLevel = core.workspace.messages
        .history(channel.id)
        .filter((each) => each.threadTs === undefined || each.threadTs === each.ts || !keeps('history.top-level'));
      return { ...pageOfMessages(core, 'history', within(topLevel, args).reverse(), args), pin_count: 0 };
    },
  }),

  'conversations.replies': method({
    args: z.object({ ...range, ts: word }),
    run: (core, args) => {
      const channel = readableChannel(core, args.channel);
      const all = core.workspace.messages.history(channel.id);
      const root = all.find((each) => each.ts === args.ts);
      if (!root) throw new SlackError('thread_not_found');
      const replies = all.filter((each) => each.threadTs === root.ts && each.ts !== root.ts);
      return pageOfMessages(core, `replies to ${root.ts}`, [root, ...within(replies, args)], args);
    },
  }),
};

function readableChannel({ workspace }: Core, id: string): Channel {
  const channel = visibleChannel(workspace, id);
  requireScopes(workspace, [scopeFor(channel, 'history')]);
  if (!channel.members.has(fixedIds.botUser) && keeps('history.member')) throw new SlackError('not_in_channel');
  return channel;
}

/** Those between oldest and latest; the ends themselves only if asked for. */
function within(messages: readonly Message[], { oldest, latest, inclusive }: Range): Message[] {
  const from = boundary(oldest, 'invalid_ts_oldest') ?? 0;
  const to = boundary(latest, 'invalid_ts_latest') ?? Number.POSITIVE_INFINITY;
  return messages.filter(({ ts }) => {
    const at = microsOfTs(ts) ?? 0;
    return inclusive || !keeps('history.ends') ? at >= from && at <= to : at > from && at < to;
  });
}

function boundary(ts: string | undefined, error: string): number | undefined {
  if (ts === undefined) return undefined;
  const micros = microsOfTs(ts);
  if (micros === undefined && keeps('history.ts')) throw new SlackError(error);
  return micros;
}

function pageOfMessages(core: Core, list: string, messages: readonly Message[], args: Range): JsonObject {
  const { items, nextCursor } = pageOf(messages, {
    list: `${list} of ${args.channel}`,
    cursor: args.cursor,
    limit: limitWithin(args.limit, 100, 999),
  });
  return {
    messages: items.map((each) =>
      messageObject(each, {
        withMetadata: args.include_all_metadata === true || !keeps('history.metadata'),
        origin: core.origin,
      }),
    ),
    has_more: nextCursor !== '',
    ...(nextCursor === '' ? {} : { response_metadata: { next_cursor: nextCursor } }),
  };
}
