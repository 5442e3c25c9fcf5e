import { checkBlocks, lengthOfTexts } from './check-blocks.ts';
import type { Problem } from './rule.ts';

/** Longer ones are told off by chat.update, cut by chat.postMessage at ten times that, and read by nobody. */
const textLimit = 4000;

/** Undocumented; refusals with `msg_blocks_too_long` are reported from about here on. */
const blocksTextLimit = 13_200;

/** Whether the blocks hold so much text that Slack answers `msg_blocks_too_long`. */
export function areBlocksTooLong(blocks: unknown): boolean {
  return lengthOfTexts(blocks) > blocksTextLimit;
}

/**
 * A whole message as a test should see it: its blocks, and its `text`, which screen readers and notifications use
 * instead of the blocks. An empty text is therefore a mistake here, although Slack itself only warns of it.
 */
export function checkMessage(message: { text?: unknown; blocks?: unknown }): Problem[] {
  const found: Problem[] = message.blocks === undefined ? [] : checkBlocks(message.blocks, 'message');
  if (typeof message.text !== 'string' || message.text.trim() === '') {
    found.push({ message: 'missing top-level text: it is read instead of the blocks', pointer: '/text' });
  } else if (message.text.length > textLimit) {
    found.push({ message: `must be less than ${textLimit + 1} characters`, pointer: '/text' });
  }
  if (areBlocksTooLong(message.blocks)) found.push({ message: 'blocks hold too much text', pointer: '/blocks' });
  return found;
}
