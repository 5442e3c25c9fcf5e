import { expect, test } from 'vitest';
import { RULES, type RuleId, without } from '../../rules/rules.ts';
import { impatiently } from './socket-client.ts';

/**
 * A test of one rule: `body` passes as things are, and does not while the rule is switched off. What only holds
 * by accident is found that way.
 */
export function ruleTest(rule: RuleId, body: () => void | Promise<void>): void {
  test(`${rule}: ${RULES[rule].says}`, async () => {
    await body();
    await expect(
      without(rule, () => impatiently(body)),
      `nothing noticed that ${rule} was off`,
    ).rejects.toThrow();
  });
}
