import { isObject, type JsonObject, objectsOf, textOf } from '../json.ts';
import { blockOn, type Surface } from './blocks.ts';
import { elementPlaces } from './element-places.ts';
import { list, type Problem } from './rule.ts';

const blockLimit: Readonly<Record<Surface, { min: number; max: number }>> = {
  message: { min: 0, max: 50 },
  modal: { min: 1, max: 100 },
  home: { min: 1, max: 100 },
};

/** All markdown blocks of a message together (docs.slack.dev/reference/block-kit/blocks/markdown-block). */
const markdownTotal = 12_000;
const tableTotal = 10_000;

/**
 * Everything Slack would refuse in these blocks on that surface; an empty list is a pass.
 * Pointers begin at `root` (`/blocks/0/text`).
 */
export function checkBlocks(blocks: unknown, surface: Surface, root = '/blocks'): Problem[] {
  const found: Problem[] = [];
  const { min, max } = blockLimit[surface];
  list(blockOn(surface), min, max)(blocks, root, found);
  const known = objectsOf(blocks);
  uniqueBlockIds(known, root, found);
  totals(known, root, found);
  focusAndResponseUrls(known, surface, root, found);
  return found;
}

function uniqueBlockIds(blocks: readonly JsonObject[], root: string, found: Problem[]): void {
  const seen = new Set<string>();
  blocks.forEach((block, at) => {
    const id = textOf(block.block_id);
    if (id !== '' && seen.has(id)) {
      found.push({ message: `block_id "${id}" already exists`, pointer: `${root}/${at}/block_id` });
    }
    seen.add(id);
  });
}

function totals(blocks: readonly JsonObject[], root: string, found: Problem[]): void {
  const tables = blocks.filter((block) => block.type === 'table');
  if (tables.length > 1) found.push({ message: 'only one table is allowed', pointer: root });
  for (const table of tables) {
    if (lengthOfTexts(table.rows) > tableTotal) {
      found.push({ message: `all cells must be less than ${tableTotal + 1} characters`, pointer: root });
    }
  }
  const markdown = blocks
    .filter((block) => block.type === 'markdown')
    .reduce((sum, block) => sum + textOf(block.text).length, 0);
  if (markdown > markdownTotal) {
    found.push({ message: `all markdown must be less than ${markdownTotal + 1} characters`, pointer: root });
  }
}

function focusAndResponseUrls(blocks: readonly JsonObject[], surface: Surface, root: string, found: Problem[]): void {
  const places = elementPlaces(blocks, root);
  const focused = places.filter(({ element }) => element.focus_on_load === true);
  for (const { pointer } of focused.slice(1)) {
    found.push({ message: 'only one element may have focus_on_load', pointer: `${pointer}/focus_on_load` });
  }
  for (const { block, element, pointer } of places) {
    if (element.response_url_enabled === true && !(surface === 'modal' && block.type === 'input')) {
      found.push({
        message: 'response_url_enabled is only for input blocks in modals',
        pointer: `${pointer}/response_url_enabled`,
      });
    }
  }
}

/** The length of every `text` string at any depth. */
export function lengthOfTexts(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + lengthOfTexts(each), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, each]) => sum + (name === 'text' && typeof each === 'string' ? each.length : lengthOfTexts(each)),
    0,
  );
}
