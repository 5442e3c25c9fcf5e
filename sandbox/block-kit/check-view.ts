import { isObject, type JsonObject, objectsOf, textOf } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { checkBlocks } from './check-blocks.ts';
import { blockPlaces } from './element-places.ts';
import { anything, flag, type Look, named, namedLook, type Problem, shape, text, typed, upTo } from './rule.ts';
import { plainText } from './texts.ts';

/** Slack refuses a larger one with `view_too_large`, an error of its own (see isViewTooLarge). */
const viewBytes = 250 * 1024;

const common = { blocks: anything };
const chosen = {
  private_metadata: named('block-kit.view.private-metadata', text(0, 3000)),
  callback_id: upTo(255, 'block-kit.view.callback-id'),
  external_id: upTo(255, 'block-kit.view.external-id'),
};

const needsTitle: Look<JsonObject> = namedLook('block-kit.modal.title-required', (value, pointer, found) => {
  if (value.title === undefined) found.push({ message: 'missing required field: title', pointer });
});

const needsSubmit: Look<JsonObject> = namedLook('block-kit.modal.submit-required', (value, pointer, found) => {
  const asks = blockPlaces(objectsOf(value.blocks)).some(({ block }) => block.type === 'input');
  if (asks && value.submit === undefined) {
    found.push({ message: 'missing required field: submit (the view has input blocks)', pointer });
  }
});

const viewRule = typed({
  modal: shape({
    required: common,
    optional: {
      ...chosen,
      title: plainText(upTo(24, 'block-kit.modal.title')),
      submit: plainText(upTo(24, 'block-kit.modal.submit')),
      close: plainText(upTo(24, 'block-kit.modal.close')),
      clear_on_close: flag,
      notify_on_close: flag,
    },
    also: (...given) => {
      needsTitle(...given);
      needsSubmit(...given);
    },
  }),
  home: shape({ required: common, optional: chosen }),
});

/** Everything Slack would refuse in this modal or Home view; pointers begin at `/view`. An empty list is a pass. */
export function checkView(view: unknown): Problem[] {
  const found: Problem[] = [];
  viewRule(view, '/view', found);
  if (!isObject(view) || (view.type !== 'modal' && view.type !== 'home') || view.blocks === undefined) return found;
  return [...found, ...checkBlocks(view.blocks, view.type, '/view/blocks')];
}

/** Whether the view's JSON is over Slack's 250 KB. */
export function isViewTooLarge(view: unknown): boolean {
  return keeps('block-kit.view.size') && Buffer.byteLength(textOf(JSON.stringify(view))) > viewBytes;
}
