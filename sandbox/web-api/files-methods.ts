import { z } from 'zod';
import type { Core } from '../core.ts';
import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { readContent } from '../wire/message-content.ts';
import { fileObject } from '../wire/message-object.ts';
import { SlackError } from '../wire/slack-error.ts';
import type { StoredFile } from '../workspace/files.ts';
import { fixedIds } from '../workspace/ids.ts';
import { type Writing, writeMessage } from '../workspace/write-message.ts';
import { count, json, word } from './arguments.ts';
import { type Method, method } from './method.ts';
import { requireOpen, requireThread, visibleChannel } from './places.ts';

const uploaded = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

export const filesMethods: Record<string, Method> = {
  'files.getUploadURLExternal': method({
    scopes: ['files:write'],
    args: z.object({ filename: word.optional(), length: count.optional(), alt_txt: z.string().optional() }),
    run: ({ workspace, origin }, { filename, length, alt_txt }) => {
      if (filename === undefined || (!length && keeps('file.length'))) throw new SlackError('missing_argument');
      const file = workspace.files.announce({
        name: filename,
        user: fixedIds.botUser,
        length: length ?? 0,
        altText: alt_txt,
      });
      return { upload_url: `${origin}/upload/v1/${file.ticket}`, file_id: file.id };
    },
  }),

  'files.completeUploadExternal': method({
    scopes: ['files:write'],
    args: z.looseObject({
      files: json.pipe(uploaded),
      channel_id: word.optional(),
      initial_comment: z.string().optional(),
      thread_ts: word.optional(),
    }),
    run: (core, args) => {
      const read = () => (args.channel_id === undefined ? undefined : readShare(core, args, args.channel_id));
      if (keeps('file.all-or-none')) {
        for (const { id } of args.files) uploadedFile(core, id);
        read();
      }
      const files = complete(core, args.files);
      const shared = read();
      if (shared) writeMessage(core.workspace, { ...shared, user: fixedIds.botUser, files });
      return { files: files.map((file) => fileObject(file, core.origin)) };
    },
  }),
};

/** A file whose bytes came and that was not completed yet. Throws `file_not_found`. */
function uploadedFile({ workspace }: Core, id: string): StoredFile {
  const file = workspace.files.get(id);
  if (!file || ((file.content === undefined || file.complete) && keeps('file.uploaded-once'))) {
    throw new SlackError('file_not_found');
  }
  return file;
}

function complete(core: Core, named: z.output<typeof uploaded>): StoredFile[] {
  return named.map(({ id, title }) => {
    const file = uploadedFile(core, id);
    return Object.assign(file, { complete: true, title: title ?? file.title });
  });
}

/** The message that will show the files; Slack does not name it in its answer. Throws SlackError for a place that takes none. */
function readShare({ workspace }: Core, args: JsonObject, channelId: string): Omit<Writing, 'user' | 'files'> {
  const channel = visibleChannel(workspace, channelId);
  if (!channel.members.has(fixedIds.botUser) && keeps('file.member')) throw new SlackError('not_in_channel');
  requireOpen(workspace, channel);
  const threadTs = typeof args.thread_ts === 'string' ? args.thread_ts : undefined;
  requireThread(workspace, channel.id, threadTs);
  const text = args.initial_comment;
  const content = text || args.blocks ? readContent({ text, blocks: args.blocks }, 'post') : undefined;
  const nothing = { text: '', blocks: undefined, attachments: undefined, metadata: undefined };
  return { channel: channel.id, content: content ?? nothing, threadTs };
}
