import type { Core } from '../core.ts';
import type { JsonObject } from '../json.ts';
import { fileObject } from '../wire/message-object.ts';
import { encodeTypedText } from '../wire/typed-text.ts';
import type { Channel } from '../workspace/channels.ts';
import type { StoredFile } from '../workspace/files.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { User } from '../workspace/users.ts';
import { writeMessage } from '../workspace/write-message.ts';
import { type ActResult, actResult } from './act-result.ts';

export interface Said {
  user: User;
  channel: Channel;
  text: string;
  threadTs: string | undefined;
  files: StoredFile[];
}

/** A member writes a message; the bot hears of it where it is a member and subscribed. Answers with where it stands. */
export async function say(core: Core, said: Said): Promise<ActResult & { channel: string; ts: string }> {
  const { workspace } = core;
  const seq = workspace.sequence.last;
  const text = encodeTypedText(said.text, workspace);
  const message = writeMessage(workspace, {
    channel: said.channel.id,
    user: said.user.id,
    content: { text, blocks: undefined, attachments: undefined, metadata: undefined },
    threadTs: said.threadTs,
    files: said.files,
  });
  const placed = { channel: message.channel, ts: message.ts };
  if (!said.channel.members.has(fixedIds.botUser)) return { ...actResult(seq, undefined), ...placed };
  const { subscription, channelType } = namesOf(said.channel);
  const event: JsonObject = {
    type: 'message',
    ...(said.files.length > 0
      ? { subtype: 'file_share', files: said.files.map((file) => fileObject(file, core.origin)) }
      : {}),
    user: said.user.id,
    text,
    ts: message.ts,
    event_ts: message.ts,
    team: workspace.team.id,
    channel: said.channel.id,
    channel_type: channelType,
    client_msg_id: workspace.ids.secret(32),
    ...(said.threadTs === undefined ? {} : { thread_ts: said.threadTs }),
  };
  const delivered = core.events.emit(subscription, event);
  if (channelType !== 'im' && text.includes(`<@${fixedIds.botUser}>`)) {
    const { channel_type: _, ...mention } = event;
    await core.events.emit('app_mention', { ...mention, type: 'app_mention' });
  }
  return { ...actResult(seq, await delivered), ...placed };
}

/** What the subscription and the event call this kind of channel. */
function namesOf(channel: Channel): { subscription: string; channelType: string } {
  if (channel.kind === 'im') return { subscription: 'message.im', channelType: 'im' };
  if (channel.kind === 'mpim') return { subscription: 'message.mpim', channelType: 'mpim' };
  return channel.isPrivate
    ? { subscription: 'message.groups', channelType: 'group' }
    : { subscription: 'message.channels', channelType: 'channel' };
}
