import { isObject, objectsOf, textOf } from '../json.ts';
import { checkBlocks } from './check-blocks.ts';
import { chosenId, plainText } from './composition.ts';
import { anything, flag, type Problem, shape, text, typed } from './rule.ts';

/** Slack refuses a larger one with `view_too_large`, an error of its own (see isViewTooLarge). */
const viewBytes = 250 * 1024;

const common = { blocks: anything };
const chosen = {
  private_metadata: text(0, 3000),
  callback_id: chosenId,
  external_id: chosenId,
};

const viewRule = typed({
  modal: shape({
    required: { ...common, title: plainText(24) },
    optional: {
      ...chosen,
      submit: plainText(24),
      close: plainText(24),
      clear_on_close: flag,
      notify_on_close: flag,
    },
  }),
  home: shape({ required: common, optional: chosen }),
});

/** Everything Slack would refuse in this modal or Home view; pointers begin at `/view`. An empty list is a pass. */
export function checkView(view: unknown): Problem[] {
  const found: Problem[] = [];
  viewRule(view, '/view', found);
  if (!isObject(view) || (view.type !== 'modal' && view.type !== 'home') || view.blocks === undefined) return found;
  found.push(...checkBlocks(view.blocks, view.type, '/view/blocks'));
  const asks = objectsOf(view.blocks).some((block) => block.type === 'input');
  if (view.type === 'modal' && asks && view.submit === undefined) {
    found.push({ message: 'missing required field: submit (the view has input blocks)', pointer: '/view' });
  }
  return found;
}

/** Whether the view's JSON is over Slack's 250 KB. */
export function isViewTooLarge(view: unknown): boolean {
  return Buffer.byteLength(textOf(JSON.stringify(view))) > viewBytes;
}
