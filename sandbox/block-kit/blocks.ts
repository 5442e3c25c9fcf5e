/** Blocks and the surfaces that show each. Limits: docs.slack.dev/reference/block-kit/blocks */
import type { JsonObject } from '../json.ts';
import { pictureFields, pictureNeeds } from './composition.ts';
import { elementOf, uniqueActionIds } from './elements.ts';
import { layoutBlocks } from './layout-blocks.ts';
import { richText } from './rich-text.ts';
import { flag, type Look, list, named, namedLook, oneOf, placed, type Rule, shape, text, upTo } from './rule.ts';
import { dataTable, table } from './table-blocks.ts';
import { address, anyText, blockId, plainText, shortWords, textLength } from './texts.ts';

/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home';

const textOrFields: Look<JsonObject> = namedLook('block-kit.section.content', (value, pointer, found) => {
  if (value.text === undefined && value.fields === undefined) {
    found.push({ message: 'missing required field: text or fields', pointer });
  }
});

const videoAddress = address(upTo(3000, 'block-kit.video.url'));

const simple: Record<string, Rule> = {
  section: shape({
    optional: {
      ...blockId,
      text: anyText(upTo(3000, 'block-kit.section.text')),
      fields: named('block-kit.section.fields', list(anyText(upTo(2000, 'block-kit.section.field')), 1, 10)),
      accessory: elementOf.accessory,
      expand: flag,
    },
    also: textOrFields,
  }),
  actions: shape({
    required: { elements: named('block-kit.actions.count', list(elementOf.actions, 1, 25)) },
    optional: blockId,
    also: uniqueActionIds,
  }),
  context: shape({
    required: { elements: named('block-kit.context.count', list(elementOf.context, 1, 10)) },
    optional: blockId,
  }),
  context_actions: shape({
    required: { elements: named('block-kit.context-actions.count', list(elementOf.contextActions, 1, 5)) },
    optional: blockId,
    also: uniqueActionIds,
  }),
  divider: shape({ optional: blockId }),
  header: shape({ required: { text: plainText(upTo(150, 'block-kit.header.text')) }, optional: blockId }),
  image: shape({
    optional: { ...blockId, ...pictureFields, title: plainText(upTo(2000, 'block-kit.image.title')) },
    also: pictureNeeds,
  }),
  input: shape({
    required: { label: plainText(upTo(2000, 'block-kit.input.label')), element: elementOf.input },
    optional: {
      ...blockId,
      hint: plainText(upTo(2000, 'block-kit.input.hint')),
      optional: flag,
      dispatch_action: flag,
    },
  }),
  markdown: shape({ required: { text: text(1, Number.MAX_SAFE_INTEGER) }, optional: blockId }),
  video: shape({
    required: {
      video_url: videoAddress,
      thumbnail_url: videoAddress,
      alt_text: shortWords,
      title: plainText(upTo(199, 'block-kit.video.title')),
    },
    optional: {
      ...blockId,
      title_url: videoAddress,
      author_name: upTo(49, 'block-kit.video.author'),
      provider_name: shortWords,
      provider_icon_url: videoAddress,
      description: plainText(textLength),
    },
  }),
  alert: shape({
    required: { text: anyText(textLength) },
    optional: {
      ...blockId,
      level: named('block-kit.alert.level', oneOf('default', 'info', 'warning', 'error', 'success')),
    },
  }),
  file: shape({ required: { source: oneOf('remote'), external_id: shortWords }, optional: blockId }),
  rich_text: richText,
  table,
  data_table: dataTable,
};

const blocks: Readonly<Record<string, Rule>> = { ...simple, ...layoutBlocks(simple) };

const everywhere = ['section', 'actions', 'context', 'divider', 'header', 'image', 'rich_text', 'video', 'alert'];
const inViews = [...everywhere, 'input', 'container'];

/** The blocks of each surface. `file` is on none: Slack shows it in what it sends, and takes it from nobody. */
export const shownOn: Readonly<Record<Surface, readonly string[]>> = {
  message: [
    ...everywhere,
    ...['context_actions', 'markdown', 'table', 'data_table', 'card', 'carousel', 'container', 'task_card', 'plan'],
  ],
  modal: inViews,
  home: inViews,
};

/** The rule of one block on each surface. */
export const blockOn: Readonly<Record<Surface, Rule>> = {
  message: placed('block-kit.message.blocks', blocks, shownOn.message),
  modal: placed('block-kit.modal.blocks', blocks, shownOn.modal),
  home: placed('block-kit.home.blocks', blocks, shownOn.home),
};
