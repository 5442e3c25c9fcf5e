/** What an app answers by response_url or in the ack of a command: a new message, a changed one, or one less. */
import type { ResponseSource } from '../delivery/response-urls.ts';
import { isObject, type JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { requireBlockScopes } from '../web-api/permitted-blocks.ts';
import { requireThread } from '../web-api/places.ts';
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
  const doomed = isYes(body.delete_original) && keeps('response-url.delete-original') ? original : undefined;
  if (isYes(body.delete_original) && !original) throw new SlackError('message_not_found');
  if (doomed && isBare(body)) {
    workspace.messages.delete(doomed);
    return [];
  }
  const isPublic = body.response_type === 'in_channel' || !keeps('answer.private');
  const mayChange = isPublic && !keeps('response-url.same-audience');
  if (isYes(body.replace_original) && source.messageTs !== undefined && !mayChange) {
    return replace(workspace, original, body);
  }
  const threadTs = typeof body.thread_ts === 'string' ? body.thread_ts : undefined;
  // What is refused leaves everything as it was.
  if (doomed && !keeps('response-url.all-or-nothing')) workspace.messages.delete(doomed);
  requireThread(workspace, source.channel, threadTs);
  const content = readContent(body, isPublic ? 'post' : 'ephemeral');
  requireBlockScopes(workspace, content.blocks);
  if (doomed) workspace.messages.delete(doomed);
  writeMessage(workspace, {
    channel: source.channel,
    user: fixedIds.botUser,
    content,
    threadTs,
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

/** Whether nothing is said beside what becomes of the original. */
function isBare({ text, blocks, attachments }: JsonObject): boolean {
  return text === undefined && blocks === undefined && attachments === undefined;
}

/** Slack's examples give booleans as words too. */
function isYes(value: unknown): boolean {
  return value === true || value === 'true';
}
