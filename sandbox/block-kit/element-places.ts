import { isObject, type JsonObject, objectsOf } from '../json.ts';

/** An element, the block that holds it, and where it stands. */
export interface ElementPlace {
  block: JsonObject;
  element: JsonObject;
  pointer: string;
}

/** Every element of these blocks, those within containers and cards too; pointers begin at `root`. */
export function elementPlaces(blocks: readonly JsonObject[], root = '/blocks'): ElementPlace[] {
  return blocks.flatMap((block, at) => {
    const here = `${root}/${at}`;
    const places: ElementPlace[] = [];
    for (const name of ['accessory', 'element']) {
      const element = block[name];
      if (isObject(element)) places.push({ block, element, pointer: `${here}/${name}` });
    }
    for (const name of ['elements', 'actions']) {
      objectsOf(block[name]).forEach((element, index) => {
        places.push({ block, element, pointer: `${here}/${name}/${index}` });
      });
    }
    return [
      ...places,
      ...elementPlaces(objectsOf(block.child_blocks), `${here}/child_blocks`),
      ...(block.type === 'carousel' ? elementPlaces(objectsOf(block.elements), `${here}/elements`) : []),
    ];
  });
}
