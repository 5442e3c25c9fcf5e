import type { JsonObject } from '../json.ts';
import type { StoredFile } from '../workspace/files.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { Message } from '../workspace/messages.ts';

export interface MessageObjectOptions {
  /** Slack gives the payload of metadata only to who asks for it. */
  withMetadata: boolean;
  /** Address of the server, for the links to files. */
  origin: string;
}

/** A message as the app gets it from the Web API and in payloads. */
export function messageObject(message: Message, { withMetadata, origin }: MessageObjectOptions): JsonObject {
  const fromBot = message.user === fixedIds.botUser;
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: fixedIds.team,
    ...(fromBot ? { bot_id: fixedIds.bot, app_id: fixedIds.app } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
    ...(message.files.length > 0
      ? { files: message.files.map((file) => fileObject(file, origin)), upload: false }
      : {}),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.edited === undefined ? {} : { edited: { user: message.user, ts: message.edited } }),
    ...metadataFields(message, withMetadata),
  };
}

function metadataFields(message: Message, withMetadata: boolean): JsonObject {
  if (message.metadata === undefined) return {};
  return { metadata: withMetadata ? message.metadata : { event_type: message.metadata.event_type } };
}

/** A file as Slack describes it; its content is behind `url_private` and needs the bot's token. */
export function fileObject(file: StoredFile, origin: string): JsonObject {
  const address = `${origin}/files/${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.name.includes('.') ? file.name.split('.').at(-1) : 'binary',
    user: file.user,
    size: file.content?.byteLength ?? 0,
    mode: 'hosted',
    ...(file.altText === undefined ? {} : { alt_txt: file.altText }),
    url_private: address,
    url_private_download: address,
  };
}
