/**
 * Every rule of Slack's that this workspace keeps, by name. A test can switch one off for a while, to see that what it claims then no
 * longer holds: a rule whose removal nobody notices is not held by anything.
 */
import { BLOCK_KIT_RULES } from './block-kit-rules.ts';
import { PROTOCOL_RULES } from './protocol-rules.ts';

/** What each rule says, in a sentence, and the section of the contract it comes from. */
export const RULES = { ...BLOCK_KIT_RULES, ...PROTOCOL_RULES };

export type RuleId = keyof typeof RULES;

const off = new Set<RuleId>();

/** Whether a rule is kept; asked where it is applied. */
export function keeps(rule: RuleId): boolean {
  return !off.has(rule);
}

/** Runs `work` while one rule is not kept, and gives what it gives. */
export async function without<T>(rule: RuleId, work: () => T | Promise<T>): Promise<T> {
  off.add(rule);
  try {
    return await work();
  } finally {
    off.delete(rule);
  }
}
