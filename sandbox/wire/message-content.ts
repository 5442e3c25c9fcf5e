/** What an app may write, wherever it writes: by the Web API, by a response_url, or in the ack of a command. */
import { checkBlocks } from '../block-kit/check-blocks.ts';
import { areBlocksTooLong } from '../block-kit/check-message.ts';
import { isObject, type JsonObject, objectsOf } from '../json.ts';
import { readMetadata } from './metadata.ts';
import { parseJson } from './parse-json.ts';
import { refusalOf, SlackError } from './slack-error.ts';

/** What was given; undefined means the field was left out, which chat.update tells apart from an empty one. */
export interface GivenContent {
  text: string | undefined;
  blocks: JsonObject[] | undefined;
  attachments: JsonObject[] | undefined;
  metadata: JsonObject | undefined;
  warnings: string[];
}

export type Writing = 'post' | 'update' | 'ephemeral';

/** chat.postMessage cuts here (docs.slack.dev/reference/methods/chat.postMessage). */
const longestText = 40_000;
/** chat.update refuses from here on. */
const longestUpdate = 4000;

/** Reads and checks text, blocks, attachments and metadata. Throws SlackError with Slack's own word for what is wrong. */
export function readContent(input: JsonObject, writing: Writing): GivenContent {
  const warnings: string[] = [];
  const blocks = readBlocks(input);
  const attachments = readAttachments(input);
  const text = readText(input, blocks);
  const isEmpty = !text && !blocks?.length && !attachments?.length;
  if (isEmpty && !(writing === 'update' && input.metadata !== undefined)) throw new SlackError('no_text');
  if (blocks?.length && !text?.trim())
    warnings.push('no top-level text beside the blocks: screen readers have nothing to read');
  if (writing === 'update' && (text?.length ?? 0) > longestUpdate) throw new SlackError('msg_too_long');
  if (writing === 'ephemeral' && (text?.length ?? 0) > longestText) throw new SlackError('msg_too_long');
  if ((text?.length ?? 0) > longestText) warnings.push('message_truncated');
  return { text: text?.slice(0, longestText), blocks, attachments, metadata: readMetadata(input.metadata), warnings };
}

function readText(input: JsonObject, blocks: JsonObject[] | undefined): string | undefined {
  if (input.markdown_text !== undefined && (input.text !== undefined || blocks !== undefined)) {
    throw new SlackError('markdown_text_conflict');
  }
  const text = input.text ?? input.markdown_text;
  if (text === undefined || text === null) return undefined;
  return typeof text === 'string' ? text : JSON.stringify(text);
}

/** The list in a field that may be JSON inside a string. */
function listIn(value: unknown, error: string): unknown[] | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const read = typeof value === 'string' ? parseJson(value, error) : value;
  if (!Array.isArray(read)) throw new SlackError(error);
  return read;
}

function readBlocks(input: JsonObject): JsonObject[] | undefined {
  const blocks = listIn(input.blocks, 'invalid_blocks_format');
  if (blocks === undefined) return undefined;
  const problems = checkBlocks(blocks, 'message');
  if (problems.length > 0) throw refusalOf('invalid_blocks', problems);
  if (areBlocksTooLong(blocks)) throw new SlackError('msg_blocks_too_long');
  return objectsOf(blocks);
}

function readAttachments(input: JsonObject): JsonObject[] | undefined {
  const attachments = listIn(input.attachments, 'invalid_attachments');
  if (attachments === undefined) return undefined;
  if (attachments.length > 100) throw new SlackError('too_many_attachments');
  for (const attachment of attachments) {
    if (!isObject(attachment)) throw new SlackError('invalid_attachments');
    if (attachment.blocks !== undefined && checkBlocks(attachment.blocks, 'message').length > 0) {
      throw new SlackError('invalid_attachments');
    }
  }
  return objectsOf(attachments);
}
