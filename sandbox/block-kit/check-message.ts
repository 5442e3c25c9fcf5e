import { keeps } from '../rules/rules.ts';
import { checkBlocks, lengthOfTexts } from './check-blocks.ts';
import { checkMarks } from './check-marks.ts';
import type { Problem } from './rule.ts';

/** Longer ones are told off by chat.update, cut by chat.postMessage at ten times that, and read by nobody. */
const textLimit = 4000;

/** Undocumented; refusals with `msg_blocks_too_long` are reported from about here on. */
const blocksTextLimit = 13_200;

/** Whether the blocks hold so much text that Slack answers `msg_blocks_too_long`. */
export function areBlocksTooLong(blocks: unknown): boolean {
  return keeps('block-kit.message.blocks-text') && lengthOfTexts(blocks) > blocksTextLimit;
}

/** Whether there is nothing to read for whom blocks are not shown: screen readers and notifications read `text` instead of them. */
export function lacksText(text: unknown): boolean {
  return keeps('block-kit.message.fallback') && (typeof text !== 'string' || text.trim() === '');
}

/**
 * A whole message as a test should see it: what Slack would refuse, and what it takes although it is a mistake
 * (no `text`, a text that could not be updated, dates that nobody could read).
 */
export function checkMessage(message: { text?: unknown; blocks?: unknown }): Problem[] {
  const { text, blocks } = message;
  const found: Problem[] = blocks === undefined ? [] : checkBlocks(blocks, 'message');
  if (lacksText(text)) {
    found.push({ message: 'missing top-level text: it is read instead of the blocks', pointer: '/text' });
  }
  if (typeof text === 'string' && text.length > textLimit && keeps('block-kit.message.recommended')) {
    found.push({ message: `must be less than ${textLimit + 1} characters`, pointer: '/text' });
  }
  if (areBlocksTooLong(blocks)) found.push({ message: 'blocks hold too much text', pointer: '/blocks' });
  return [...found, ...checkMarks(text, '/text'), ...checkMarks(blocks, '/blocks')];
}
