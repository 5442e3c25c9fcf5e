import { isObject, type JsonObject, objectsOf } from '../json.ts';

/** A block and where it stands. */
export interface BlockPlace {
  block: JsonObject;
  pointer: string;
}

/** An element, the block that holds it, and where it stands. */
export interface ElementPlace {
  block: JsonObject;
  element: JsonObject;
  pointer: string;
}

/** The name of an element within its view or message. */
export function entryKey(block: JsonObject, element: JsonObject): string {
  return `${String(block.block_id)}/${String(element.action_id)}`;
}

/** Every block in the order of reading, those within containers and carousels too; pointers begin at `root`. */
export function blockPlaces(blocks: readonly JsonObject[], root = '/blocks'): BlockPlace[] {
  return blocks.flatMap((block, at) => {
    const here = `${root}/${at}`;
    return [
      { block, pointer: here },
      ...blockPlaces(objectsOf(block.child_blocks), `${here}/child_blocks`),
      ...(block.type === 'carousel' ? blockPlaces(objectsOf(block.elements), `${here}/elements`) : []),
    ];
  });
}

/** Every element of these blocks, those within containers and cards too; pointers begin at `root`. */
export function elementPlaces(blocks: readonly JsonObject[], root = '/blocks'): ElementPlace[] {
  return blockPlaces(blocks, root).flatMap(({ block, pointer }) => {
    const places: ElementPlace[] = [];
    for (const name of ['accessory', 'element']) {
      const element = block[name];
      if (isObject(element)) places.push({ block, element, pointer: `${pointer}/${name}` });
    }
    for (const name of block.type === 'carousel' ? [] : ['elements', 'actions']) {
      objectsOf(block[name]).forEach((element, index) => {
        places.push({ block, element, pointer: `${pointer}/${name}/${index}` });
      });
    }
    return places;
  });
}
