/** Block elements and where each may stand. Limits: docs.slack.dev/reference/block-kit/block-elements */
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { pictureFields, pictureNeeds, workflow } from './composition.ts';
import { asking } from './element-fields.ts';
import { inputs } from './input-elements.ts';
import { pickers } from './picker-elements.ts';
import { type Look, list, named, namedLook, oneOf, placed, type Rule, shape, upTo } from './rule.ts';
import { selects } from './select-elements.ts';
import { actionId, address, plainText, shortWords, textKinds } from './texts.ts';

const label = plainText(upTo(75, 'block-kit.button.text'));
const value = upTo(2000, 'block-kit.button.value');
const style = named('block-kit.button.style', oneOf('primary', 'danger'));
const readOut = { accessibility_label: upTo(75, 'block-kit.button.accessibility-label') };

const feedbackButton = shape({ required: { text: label, value }, optional: readOut });

const buttons: Record<string, Rule> = {
  button: shape({
    required: { text: label },
    optional: { ...asking, ...readOut, value, url: address(upTo(3000, 'block-kit.button.url')), style },
  }),
  workflow_button: shape({ required: { text: label, workflow }, optional: { ...actionId, ...readOut, style } }),
  icon_button: shape({
    required: { icon: shortWords, text: label },
    optional: { ...asking, ...readOut, value, visible_to_user_ids: list(shortWords, 0, Number.MAX_SAFE_INTEGER) },
  }),
  feedback_buttons: shape({
    required: { positive_button: feedbackButton, negative_button: feedbackButton },
    optional: actionId,
  }),
};

const image = shape({ optional: pictureFields, also: pictureNeeds });

const elements: Readonly<Record<string, Rule>> = { ...selects, ...inputs, ...pickers, ...buttons, image };

const common = ['checkboxes', 'datepicker', 'radio_buttons', 'timepicker', ...Object.keys(selects)];

/** Which elements each place takes; a text input stands in an input block and nowhere else. */
export const elementOf = {
  actions: placed('block-kit.actions.elements', elements, [
    ...['button', 'datetimepicker', 'overflow', 'workflow_button', 'rich_text_input'],
    ...common,
  ]),
  accessory: placed('block-kit.section.accessory', elements, [
    ...['button', 'image', 'overflow', 'workflow_button'],
    ...common,
  ]),
  context: placed('block-kit.context.elements', { ...elements, ...textKinds }, ['image', ...Object.keys(textKinds)]),
  input: placed('block-kit.input.element', elements, [...Object.keys(inputs), 'datetimepicker', ...common]),
  contextActions: placed('block-kit.context-actions.elements', elements, ['feedback_buttons', 'icon_button']),
  card: placed('block-kit.card.buttons', elements, ['button']),
  image: placed('block-kit.picture.type', elements, ['image']),
} as const;

/** An `action_id` stands once among the elements of a block, or the actions of a card. */
export const uniqueActionIds: Look<JsonObject> = namedLook('block-kit.action-id.unique', (value, pointer, found) => {
  for (const name of ['elements', 'actions']) {
    const seen = new Set<string>();
    objectsOf(value[name]).forEach((element, at) => {
      const id = textOf(element.action_id);
      if (id !== '' && seen.has(id)) {
        const message = `action_id "${id}" already exists in this block`;
        found.push({ message, pointer: `${pointer}/${name}/${at}/action_id` });
      }
      seen.add(id);
    });
  }
});
