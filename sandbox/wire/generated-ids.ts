import { blockPlaces, elementPlaces } from '../block-kit/element-places.ts';
import type { JsonObject } from '../json.ts';
import type { Ids } from '../workspace/ids.ts';

const withoutAction = new Set(['image', 'plain_text', 'mrkdwn', 'divider']);

/** A copy of the blocks in which each block and each element has the id that the app left out. */
export function withGeneratedIds(blocks: readonly JsonObject[], ids: Ids): JsonObject[] {
  const copy = structuredClone(blocks) as JsonObject[];
  for (const { block } of blockPlaces(copy)) block.block_id ??= ids.secret(5);
  for (const { block, element } of elementPlaces(copy)) {
    const acts = block.type !== 'rich_text' && !withoutAction.has(String(element.type));
    if (acts) element.action_id ??= ids.secret(5);
  }
  return copy;
}
