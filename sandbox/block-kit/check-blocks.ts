import { isObject, type JsonObject, objectsOf, textOf } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { blockOn, type Surface, shownOn } from './blocks.ts';
import { type BlockPlace, blockPlaces, type ElementPlace, elementPlaces } from './element-places.ts';
import { containerHolds } from './layout-blocks.ts';
import { type Look, list, named, namedLook, type Problem, type Rule } from './rule.ts';

/** How many blocks each surface takes. A view has to show something. */
const blocksOn: Readonly<Record<Surface, Rule>> = {
  message: named('block-kit.message.count', list(blockOn.message, 0, 50)),
  modal: named('block-kit.modal.count', list(blockOn.modal, 1, 100)),
  home: named('block-kit.home.count', list(blockOn.home, 1, 100)),
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
  blocksOn[surface](blocks, root, found);
  const places = blockPlaces(objectsOf(blocks), root);
  for (const look of [childrenOn(surface), uniqueBlockIds, oneTable, tableLength, markdownLength]) {
    look(places, root, found);
  }
  for (const look of [oneFocus, responseUrls(surface)]) look(elementPlaces(objectsOf(blocks), root), root, found);
  return found;
}

type LookAtBlocks = Look<readonly BlockPlace[]>;
type LookAtElements = Look<readonly ElementPlace[]>;

/** What a message says of the `block_id` of a markdown block is not listened to, so it may stand there twice. */
function readsBlockId({ type }: JsonObject): boolean {
  return type !== 'markdown' || !keeps('block-kit.markdown.block-id');
}

const uniqueBlockIds: LookAtBlocks = namedLook('block-kit.block-id.unique', (places, _root, found) => {
  const seen = new Set<string>();
  for (const { block, pointer } of places) {
    const id = readsBlockId(block) ? textOf(block.block_id) : '';
    if (id !== '' && seen.has(id)) {
      found.push({ message: `block_id "${id}" already exists`, pointer: `${pointer}/block_id` });
    }
    seen.add(id);
  }
});

/** What a container holds is on the same surface as the container. */
function childrenOn(surface: Surface): LookAtBlocks {
  const elsewhere = containerHolds.filter((type) => !shownOn[surface].includes(type));
  return namedLook('block-kit.container.surface', (places, _root, found) => {
    for (const { block, pointer } of places) {
      const type = textOf(block.type);
      if (elsewhere.includes(type) && pointer.includes('/child_blocks/')) {
        found.push({ message: `unsupported type: ${type}`, pointer: `${pointer}/type` });
      }
    }
  });
}

function ofType(type: string, places: readonly BlockPlace[]): JsonObject[] {
  return places.map(({ block }) => block).filter((block) => block.type === type);
}

const oneTable: LookAtBlocks = namedLook('block-kit.table.one', (places, root, found) => {
  if (ofType('table', places).length > 1) found.push({ message: 'only one table is allowed', pointer: root });
});

const tableLength: LookAtBlocks = namedLook('block-kit.table.length', (places, root, found) => {
  if (ofType('table', places).some(({ rows }) => lengthOfTexts(rows) > tableTotal)) {
    found.push({ message: `all cells must be less than ${tableTotal + 1} characters`, pointer: root });
  }
});

const markdownLength: LookAtBlocks = namedLook('block-kit.markdown.length', (places, root, found) => {
  const length = ofType('markdown', places).reduce((sum, block) => sum + textOf(block.text).length, 0);
  if (length > markdownTotal) {
    found.push({ message: `all markdown must be less than ${markdownTotal + 1} characters`, pointer: root });
  }
});

const oneFocus: LookAtElements = namedLook('block-kit.focus.one', (places, _root, found) => {
  for (const { pointer } of places.filter(({ element }) => element.focus_on_load === true).slice(1)) {
    found.push({ message: 'only one element may have focus_on_load', pointer: `${pointer}/focus_on_load` });
  }
});

/** The address comes with the submission of a modal, and from nowhere else. */
function responseUrls(surface: Surface): LookAtElements {
  return namedLook('block-kit.response-url.place', (places, _root, found) => {
    for (const { block, element, pointer } of places) {
      if (element.response_url_enabled === true && !(surface === 'modal' && block.type === 'input')) {
        found.push({
          message: 'response_url_enabled is only for input blocks in modals',
          pointer: `${pointer}/response_url_enabled`,
        });
      }
    }
  });
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
