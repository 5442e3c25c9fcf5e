import { z } from 'zod';
import { option, optionGroup } from '../block-kit/composition.ts';
import { entryKey } from '../block-kit/element-places.ts';
import { list, type Problem } from '../block-kit/rule.ts';
import { ControlError } from '../control/control-error.ts';
import type { Core } from '../core.ts';
import { deliver } from '../delivery/deliver.ts';
import { isObject, type JsonObject, objectsOf } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import type { User } from '../workspace/users.ts';
import { interactionBase } from './payload-parts.ts';
import { findElement, findTarget, placeName, type TargetWords, targetFields } from './target.ts';

export interface OptionsQuery extends TargetWords {
  user: User;
  action_id: string;
  block_id?: string | undefined;
  query: string;
}

/** Slack's client waits for three characters unless the app says otherwise. */
const usualMinimum = 3;

const offer = z.object({ options: z.array(z.unknown()).optional(), option_groups: z.array(z.unknown()).optional() });

/** Asks the app for the options of an external select. Throws ControlError when it gives none that Slack would show. */
export async function loadOptions(
  core: Core,
  asked: OptionsQuery,
): Promise<{ options: JsonObject[]; option_groups?: JsonObject[] }> {
  const target = findTarget(core, asked.user, asked);
  const { block, element } = findElement(target, { action_id: asked.action_id, block_id: asked.block_id });
  if (element.type !== 'external_select' && element.type !== 'multi_external_select') {
    throw new ControlError(409, 'no_external_options', `a ${String(element.type)} brings its own options`);
  }
  const least = typeof element.min_query_length === 'number' ? element.min_query_length : usualMinimum;
  if (asked.query.length < least && keeps('options.min-query')) return { options: [] };
  const { response_url: _, ...where } = targetFields(core, asked.user, target);
  const { trigger_id: __, ...base } = interactionBase(core, asked.user);
  const payload: JsonObject = {
    type: 'block_suggestion',
    ...base,
    ...where,
    action_id: element.action_id,
    block_id: block.block_id,
    value: asked.query,
  };
  const delivered = await deliver(core.workspace, core.transport, { kind: 'options', payload });
  if (!delivered.ok) throw new ControlError(409, delivered.error, 'the app did not answer with options');
  const answer = offer.safeParse(delivered.body);
  const { options, option_groups: groups } = answer.success ? answer.data : {};
  const problems: Problem[] = [];
  if (groups === undefined) list(option(), 0, 100)(options, '/options', problems);
  else list(optionGroup, 0, 100)(groups, '/option_groups', problems);
  if (problems.length > 0 && keeps('options.valid')) {
    throw new ControlError(
      409,
      'invalid_options',
      problems.map(({ message, pointer }) => `${message} at ${pointer}`).join('; '),
    );
  }
  const offered = [...objectsOf(options), ...objectsOf(groups).flatMap((group) => objectsOf(group.options))].filter(
    isObject,
  );
  core.workspace.entries.offer(asked.user.id, placeName(target), entryKey(block, element), offered);
  return groups === undefined ? { options: offered } : { options: offered, option_groups: objectsOf(groups) };
}
