import { keeps } from '../rules/rules.ts';
import { withGeneratedIds } from '../wire/generated-ids.ts';
import type { GivenContent } from '../wire/message-content.ts';
import type { StoredFile } from './files.ts';
import type { Message } from './messages.ts';
import type { Workspace } from './workspace.ts';

export interface Writing {
  channel: string;
  user: string;
  content: Pick<GivenContent, 'text' | 'blocks' | 'attachments' | 'metadata'>;
  threadTs?: string | undefined;
  ephemeralTo?: string | undefined;
  files?: StoredFile[];
}

/** Puts a message, already checked, into a channel at the workspace's present moment. */
export function writeMessage(workspace: Workspace, writing: Writing): Message {
  const { content } = writing;
  return workspace.messages.add({
    channel: writing.channel,
    user: writing.user,
    ts: workspace.timestamps.next(keeps('clock.workspace') ? workspace.clock.now() : workspace.real.now()),
    threadTs: writing.threadTs,
    ephemeralTo: writing.ephemeralTo,
    text: content.text ?? '',
    blocks: withGeneratedIds(content.blocks ?? [], workspace.ids),
    attachments: content.attachments ?? [],
    files: writing.files ?? [],
    metadata: content.metadata && Object.keys(content.metadata).length > 0 ? content.metadata : undefined,
  });
}

/**
 * Changes a message the way chat.update does: text without blocks takes the blocks away, neither of them keeps both (beside
 * new attachments too),
 * metadata stays unless given, and `{}` takes it away.
 */
export function rewriteMessage(workspace: Workspace, message: Message, content: Writing['content']): void {
  const { text, blocks, attachments, metadata } = content;
  const keepsBoth = text === undefined && blocks === undefined && keeps('update.keeps-blocks');
  const kept = keepsBoth || !keeps('update.text-takes-blocks') ? message.blocks : [];
  const saysSomething = text !== undefined || blocks !== undefined || attachments !== undefined;
  workspace.messages.edit(
    message,
    {
      ...(saysSomething
        ? {
            text: text ?? (keepsBoth ? message.text : ''),
            blocks: withGeneratedIds(blocks ?? kept, workspace.ids),
            attachments: attachments ?? [],
          }
        : {}),
      ...(metadata === undefined && keeps('update.keeps-metadata')
        ? {}
        : { metadata: metadata && Object.keys(metadata).length > 0 ? metadata : undefined }),
    },
    workspace.timestamps.next(workspace.clock.now()),
  );
}
