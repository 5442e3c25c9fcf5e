/** What an app answers by response_url or in the ack of a command: a new message, a changed one, or one less. */
import type { ResponseSource } from '../delivery/response-urls.ts';
import { isObject, type JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { requireBlockScopes } from '../web-api/permitted-blocks.ts';
import { type GivenContent, readContent } from '../wire/message-content.ts';
import { SlackError } from '../wire/slack-error.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { Message } from '../workspace/messages.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { rewriteMessage, writeMessage } from '../workspace/write-message.ts';

/** Carries out an answer and returns what Slack would warn of. Throws SlackError for an answer that Slack would not take. */
export function respond(workspace: Workspace, source: ResponseSource, answer: unknown): string[] {
  const body = typeof answer === 'string' ? { text: answer } : answer;
  if (!isObject(body)) throw new SlackError('invalid_payload');
  const original =
    source.messageTs === undefined ? undefined : workspace.messages.get(source.channel, source.messageTs);
  if (isYes(body.delete_original) && keeps('response-url.delete-original')) {
    if (!original) throw new SlackError('message_not_found');
    workspace.messages.delete(original);
    if (body.text === undefined && body.blocks === undefined) return [];
  }
  const isPublic = body.response_type === 'in_channel' || !keeps('answer.private');
  const mayChange = isPublic && !keeps('response-url.same-audience');
  if (isYes(body.replace_original) && source.messageTs !== undefined && !mayChange) {
    return replace(workspace, original, body);
  }
  const content = readContent(body, isPublic ? 'post' : 'ephemeral');
  requireBlockScopes(workspace, content.blocks);
  writeMessage(workspace, {
    channel: source.channel,
    user: fixedIds.botUser,
    content,
    threadTs: typeof body.thread_ts === 'string' ? body.thread_ts : undefined,
    ephemeralTo: isPublic ? undefined : source.user,
  });
  return content.warnings;
}

function replace(workspace: Workspace, original: Message | undefined, body: JsonObject): string[] {
  if (!original) throw new SlackError('message_not_found');
  const content: GivenContent = readContent(body, original.ephemeralTo === undefined ? 'update' : 'ephemeral');
  requireBlockScopes(workspace, content.blocks);
  rewriteMessage(workspace, original, content);
  return content.warnings;
}

/** Slack's examples give booleans as words too. */
function isYes(value: unknown): boolean {
  return value === true || value === 'true';
}
