import { type JsonObject, objectsOf } from '../json.ts';
import { viewObject } from '../wire/view-object.ts';
import type { View } from '../workspace/views.ts';
import { stateValues } from './element-state.ts';

/** The blocks of a view, which always have their ids. */
export function blocksOf(view: View): JsonObject[] {
  return objectsOf(view.definition.blocks);
}

/** A view as Slack sends it, with what the person entered so far. */
export function shownView(view: View): JsonObject {
  return viewObject(view, stateValues(blocksOf(view), view.entered));
}
