/** Blocks and the surfaces that show each. Limits: docs.slack.dev/reference/block-kit/blocks */
import { isObject, type JsonObject, objectsOf, textOf } from '../json.ts';
import { anyText, chosenId, onePicture, pictureFields, plainText, url } from './composition.ts';
import { elementRules, placement } from './elements.ts';
import { layoutBlocks } from './layout-blocks.ts';
import { flag, list, oneOf, type Problem, type Rule, shape, text, typed } from './rule.ts';

/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home';

const named = { block_id: chosenId };

function textOrFields(value: JsonObject, pointer: string, found: Problem[]): void {
  if (value.text === undefined && value.fields === undefined) {
    found.push({ message: 'missing required field: text or fields', pointer });
  }
}

function uniqueActionIds(value: JsonObject, pointer: string, found: Problem[]): void {
  const seen = new Set<string>();
  objectsOf(value.elements).forEach((element, at) => {
    const id = textOf(element.action_id);
    if (id !== '' && seen.has(id)) {
      found.push({
        message: `action_id "${id}" already exists in this block`,
        pointer: `${pointer}/elements/${at}/action_id`,
      });
    }
    seen.add(id);
  });
}

const contextElement: Rule = (value, pointer, found) => {
  if (isObject(value) && value.type === 'image') typed(elementRules, ['image'])(value, pointer, found);
  else anyText(3000)(value, pointer, found);
};

const basic: Record<string, Rule> = {
  section: shape({
    optional: {
      ...named,
      text: anyText(3000),
      fields: list(anyText(2000), 1, 10),
      accessory: typed(elementRules, placement.accessory),
      expand: flag,
    },
    also: textOrFields,
  }),
  actions: shape({
    required: { elements: list(typed(elementRules, placement.actions), 1, 25) },
    optional: named,
    also: uniqueActionIds,
  }),
  context: shape({ required: { elements: list(contextElement, 1, 10) }, optional: named }),
  context_actions: shape({
    required: { elements: list(typed(elementRules, placement.contextActions), 1, 5) },
    optional: named,
    also: uniqueActionIds,
  }),
  divider: shape({ optional: named }),
  header: shape({ required: { text: plainText(150) }, optional: named }),
  image: shape({
    required: { alt_text: text(1, 2000) },
    optional: { ...named, ...pictureFields, title: plainText(2000) },
    also: onePicture,
  }),
  input: shape({
    required: { label: plainText(2000), element: typed(elementRules, placement.input) },
    optional: { ...named, hint: plainText(2000), optional: flag, dispatch_action: flag },
  }),
  markdown: shape({ required: { text: text(1, 12_000) }, optional: named }),
  video: shape({
    required: { video_url: url, thumbnail_url: url, alt_text: text(1, 2000), title: plainText(199) },
    optional: {
      ...named,
      title_url: url,
      author_name: text(1, 49),
      provider_name: text(1, 255),
      provider_icon_url: url,
      description: plainText(200),
    },
  }),
  alert: shape({
    required: { text: anyText(3000) },
    optional: { ...named, level: oneOf('default', 'info', 'warning', 'error', 'success') },
  }),
};

const blockRules: Readonly<Record<string, Rule>> = { ...basic, ...layoutBlocks((allowed) => typed(basic, allowed)) };

const everywhere = ['section', 'actions', 'context', 'divider', 'header', 'image', 'rich_text', 'video', 'alert'];

/** `file` is missing everywhere: Slack shows it in what it sends, and takes it from nobody. */
const shownOn: Readonly<Record<Surface, readonly string[]>> = {
  message: [
    ...everywhere,
    ...['context_actions', 'markdown', 'table', 'data_table', 'card', 'carousel', 'container', 'task_card', 'plan'],
  ],
  modal: [...everywhere, 'input', 'container'],
  home: [...everywhere, 'input', 'container'],
};

/** The rule of one block on a surface. */
export function blockOn(surface: Surface): Rule {
  return typed(blockRules, shownOn[surface]);
}
