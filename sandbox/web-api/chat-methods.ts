import { z } from 'zod';
import type { Core } from '../core.ts';
import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { readContent } from '../wire/message-content.ts';
import { messageObject } from '../wire/message-object.ts';
import { SlackError } from '../wire/slack-error.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { Message } from '../workspace/messages.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { rewriteMessage, writeMessage } from '../workspace/write-message.ts';
import { word } from './arguments.ts';
import { countPost } from './count-post.ts';
import { type Method, method } from './method.ts';
import { requireBlockScopes } from './permitted-blocks.ts';
import { requireMessagesTab, requireThread, visibleChannel, writableChannel } from './places.ts';

const place = z.looseObject({ channel: word, ts: word });

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': method({
    scopes: ['chat:write'],
    args: z.looseObject({ channel: word, thread_ts: word.optional() }),
    run: (core, args) => {
      const channel = writableChannel(core.workspace, args.channel);
      const content = readContent(args, 'post');
      requireBlockScopes(core.workspace, content.blocks);
      const threadTs = args.thread_ts;
      requireThread(core.workspace, channel.id, threadTs);
      countPost(core, channel.id, 'method');
      const message = writeMessage(core.workspace, { channel: channel.id, user: fixedIds.botUser, content, threadTs });
      return { ...placed(core, message), ...warned(content.warnings) };
    },
  }),

  'chat.postEphemeral': method({
    scopes: ['chat:write'],
    args: z.looseObject({ channel: word, user: word, thread_ts: word.optional() }),
    run: ({ workspace }, args) => {
      const channel = visibleChannel(workspace, args.channel);
      const isBotThere = channel.members.has(fixedIds.botUser);
      if (!isBotThere && keeps('ephemeral.bot-there')) throw new SlackError('not_in_channel');
      if (channel.kind === 'im') requireMessagesTab(workspace);
      const isThere = channel.members.has(args.user) && workspace.users.get(args.user)?.deleted === false;
      if (!isThere && keeps('ephemeral.member')) throw new SlackError('user_not_in_channel');
      requireThread(workspace, channel.id, args.thread_ts);
      const content = readContent(args, 'ephemeral');
      requireBlockScopes(workspace, content.blocks);
      const { ts } = writeMessage(workspace, {
        channel: channel.id,
        user: fixedIds.botUser,
        content,
        threadTs: args.thread_ts,
        ephemeralTo: args.user,
      });
      return { message_ts: ts, ...warned(content.warnings) };
    },
  }),

  'chat.update': method({
    scopes: ['chat:write'],
    args: place,
    run: (core, args) => {
      const message = ownMessage(core.workspace, args, 'cant_update_message');
      const content = readContent(args, 'update');
      requireBlockScopes(core.workspace, content.blocks);
      rewriteMessage(core.workspace, message, content);
      return { ...placed(core, message), text: message.text, ...warned(content.warnings) };
    },
  }),

  'chat.delete': method({
    scopes: ['chat:write'],
    args: place,
    run: ({ workspace }, args) => {
      const message = ownMessage(workspace, args, 'cant_delete_message');
      workspace.messages.delete(message);
      return { channel: message.channel, ts: message.ts };
    },
  }),

  'chat.getPermalink': method({
    args: z.object({ channel: word, message_ts: word }),
    run: ({ workspace, origin }, args) => {
      const channel = visibleChannel(workspace, args.channel);
      const message = workspace.messages.get(channel.id, args.message_ts);
      if (!message || message.ephemeralTo !== undefined) throw new SlackError('message_not_found');
      const permalink = `${origin}/archives/${channel.id}/p${message.ts.replace('.', '')}`;
      return { channel: channel.id, permalink };
    },
  }),
};

/** A message of the bot that can be changed: nobody's else, and no ephemeral one, which has no place in the channel. */
function ownMessage(
  workspace: Workspace,
  { channel: id, ts }: { channel: string; ts: string },
  refusal: string,
): Message {
  const channel = visibleChannel(workspace, id);
  const message = workspace.messages.get(channel.id, ts);
  const isKept = message && (message.ephemeralTo === undefined || !keeps('update.not-ephemeral'));
  if (!isKept) throw new SlackError('message_not_found');
  if (message.user !== fixedIds.botUser && keeps('update.own')) throw new SlackError(refusal);
  return message;
}

function placed({ origin }: Core, message: Message): JsonObject {
  return { channel: message.channel, ts: message.ts, message: messageObject(message, { withMetadata: true, origin }) };
}

function warned(warnings: readonly string[]): JsonObject {
  return warnings.length === 0 ? {} : { warning: warnings.join(','), response_metadata: { warnings } };
}
