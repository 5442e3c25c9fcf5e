/** What an app may write, wherever it writes: by the Web API, by a response_url, or in the ack of a command. */
import { checkBlocks } from '../block-kit/check-blocks.ts';
import { checkMarks } from '../block-kit/check-marks.ts';
import { areBlocksTooLong, lacksText } from '../block-kit/check-message.ts';
import type { Problem } from '../block-kit/rule.ts';
import { isObject, type JsonObject, objectsOf } from '../json.ts';
import { keeps, type RuleId } from '../rules/rules.ts';
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
/** Legacy; docs.slack.dev/messaging/formatting-message-text asks for fewer than twenty. */
const mostAttachments = 100;

/** Reads and checks text, blocks, attachments and metadata. Throws SlackError with Slack's own word for what is wrong. */
export function readContent(input: JsonObject, writing: Writing): GivenContent {
  const blocks = readBlocks(input);
  const attachments = readAttachments(input);
  const text = readText(input, blocks);
  const metadata = readMetadata(input.metadata);
  const isEmpty = !text && !blocks?.length && !attachments?.length;
  const onlyMetadata = writing === 'update' && input.metadata !== undefined;
  if (isEmpty && !onlyMetadata && keeps('block-kit.message.no-text')) throw new SlackError('no_text');
  const warnings = warningsAbout(text, blocks);
  const fitting = fittingText(text, writing);
  if (fitting !== text) warnings.push('message_truncated');
  return { text: fitting, blocks, attachments, metadata, warnings };
}

/** The text as far as Slack keeps it. Throws `msg_too_long` where Slack cuts nothing. */
function fittingText(text: string | undefined, writing: Writing): string | undefined {
  const length = text?.length ?? 0;
  const isRefused =
    (writing === 'update' && length > longestUpdate && keeps('block-kit.message.update-text')) ||
    (writing === 'ephemeral' && length > longestText && keeps('block-kit.message.ephemeral-text'));
  if (isRefused) throw new SlackError('msg_too_long');
  return keeps('block-kit.message.truncated') ? text?.slice(0, longestText) : text;
}

/** What Slack takes, although it is a mistake: shown in the traffic. */
function warningsAbout(text: string | undefined, blocks: JsonObject[] | undefined): string[] {
  const marks: Problem[] = [...checkMarks(text, '/text'), ...checkMarks(blocks, '/blocks')];
  return [
    ...(blocks?.length && lacksText(text)
      ? ['no top-level text beside the blocks: screen readers have nothing to read']
      : []),
    ...marks.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`),
  ];
}

function readText(input: JsonObject, blocks: JsonObject[] | undefined): string | undefined {
  const isTwofold = input.markdown_text !== undefined && (input.text !== undefined || blocks !== undefined);
  if (isTwofold && keeps('block-kit.message.markdown-text')) throw new SlackError('markdown_text_conflict');
  const text = input.text ?? input.markdown_text;
  if (text === undefined || text === null) return undefined;
  return typeof text === 'string' ? text : JSON.stringify(text);
}

/** The list in a field that may be JSON inside a string; anything else is refused with `error`, or passed over while `rule` is off. */
function listIn(value: unknown, error: string, rule: RuleId): unknown[] | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  try {
    const read = typeof value === 'string' ? parseJson(value, error) : value;
    if (Array.isArray(read)) return read;
    throw new SlackError(error);
  } catch (refusal) {
    if (keeps(rule)) throw refusal;
    return undefined;
  }
}

function readBlocks(input: JsonObject): JsonObject[] | undefined {
  const blocks = listIn(input.blocks, 'invalid_blocks_format', 'block-kit.message.blocks-format');
  if (blocks === undefined) return undefined;
  const problems = checkBlocks(blocks, 'message');
  if (problems.length > 0) throw refusalOf('invalid_blocks', problems);
  if (areBlocksTooLong(blocks)) throw new SlackError('msg_blocks_too_long');
  return objectsOf(blocks);
}

function readAttachments(input: JsonObject): JsonObject[] | undefined {
  const attachments = listIn(input.attachments, 'invalid_attachments', 'block-kit.attachments.format');
  if (attachments === undefined) return undefined;
  if (attachments.length > mostAttachments && keeps('block-kit.attachments.count')) {
    throw new SlackError('too_many_attachments');
  }
  const problems = attachments.flatMap(aboutAttachment);
  if (problems.length > 0 && keeps('block-kit.attachments.blocks')) throw refusalOf('invalid_attachments', problems);
  return objectsOf(attachments);
}

function aboutAttachment(attachment: unknown, at: number): Problem[] {
  const pointer = `/attachments/${at}`;
  if (!isObject(attachment)) return [{ message: 'must be an object', pointer }];
  return attachment.blocks === undefined ? [] : checkBlocks(attachment.blocks, 'message', `${pointer}/blocks`);
}
