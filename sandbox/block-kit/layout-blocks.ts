/**
 * Rich text, tables and the blocks that hold other blocks. Their leaves change often, so what is not limited by Slack's
 * documentation is left open here.
 */
import { isObject } from '../json.ts';
import { anyText, chosenId, mrkdwn, plainText } from './composition.ts';
import { elementRules } from './elements.ts';
import { anything, flag, integer, list, oneOf, type Problem, type Rule, shape, text, typed } from './rule.ts';

const named = { block_id: chosenId };
const any = Number.MAX_SAFE_INTEGER;

const richTextLeaf = typed(
  Object.fromEntries(
    ['broadcast', 'channel', 'color', 'date', 'emoji', 'link', 'team', 'text', 'user', 'usergroup'].map((type) => [
      type,
      shape({ open: true }),
    ]),
  ),
);
const richTextSection = shape({ required: { elements: list(richTextLeaf, 0, any) } });
const border = { border: oneOf(0, 1) };

const richText = shape({
  required: {
    elements: list(
      typed({
        rich_text_section: richTextSection,
        rich_text_list: shape({
          required: {
            elements: list(typed({ rich_text_section: richTextSection }), 1, any),
            style: oneOf('bullet', 'ordered'),
          },
          optional: { ...border, indent: integer(0, 8), offset: integer(0, any) },
        }),
        rich_text_quote: shape({ required: { elements: list(richTextLeaf, 0, any) }, optional: border }),
        rich_text_preformatted: shape({
          required: { elements: list(richTextLeaf, 0, any) },
          optional: { ...border, language: text(1, 255) },
        }),
      }),
      1,
      any,
    ),
  },
  optional: named,
});

const cell = typed({
  rich_text: richText,
  raw_text: shape({ required: { text: text(1, 10_000) } }),
  raw_number: shape({ required: { value: anything, text: text(1, 255) } }),
});

const table = shape({
  required: { rows: list(list(cell, 1, 20), 1, 100) },
  optional: {
    ...named,
    column_settings: list(shape({ optional: { align: oneOf('left', 'center', 'right'), is_wrapped: flag } }), 0, 20),
  },
});

const dataTable = shape({
  required: { rows: list(list(cell, 1, 20), 2, 101), caption: text(1, 255) },
  optional: { ...named, page_size: integer(1, 100), row_header_column_index: integer(0, 19) },
});

const image = typed(elementRules, ['image']);

const card = shape({
  optional: {
    ...named,
    hero_image: image,
    icon: image,
    title: mrkdwn(150),
    subtitle: mrkdwn(150),
    body: mrkdwn(200),
    actions: list(typed(elementRules, ['button']), 1, 25),
  },
  also: (value, pointer, found) => {
    if (!['hero_image', 'title', 'actions', 'body'].some((name) => value[name] !== undefined)) {
      found.push({ message: 'missing required field: hero_image, title, actions or body', pointer });
    }
  },
});

const taskCard = shape({
  required: {
    task_id: text(1, 255),
    title: text(1, 255),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
  },
  optional: {
    ...named,
    details: typed({ rich_text: richText }),
    output: typed({ rich_text: richText }),
    sources: anything,
  },
});

function titled(value: unknown, pointer: string, found: Problem[]): void {
  if (isObject(value) && value.title === undefined && value.rich_text_title === undefined) {
    found.push({ message: 'missing required field: title or rich_text_title', pointer });
  }
}

/** `child` makes the rule for the simple blocks of these types, which this file cannot import without going in a circle. */
export function layoutBlocks(child: (allowed: readonly string[]) => Rule): Record<string, Rule> {
  const simpleChild = child(['actions', 'context', 'divider', 'header', 'image', 'input', 'section', 'video']);
  const childBlock: Rule = (value, pointer, found) => {
    if (isObject(value) && value.type === 'rich_text') richText(value, pointer, found);
    else if (isObject(value) && value.type === 'table') table(value, pointer, found);
    else simpleChild(value, pointer, found);
  };
  return {
    rich_text: richText,
    table,
    data_table: dataTable,
    card,
    carousel: shape({ required: { elements: list(typed({ card }), 1, 10) }, optional: named }),
    container: shape({
      required: { child_blocks: list(childBlock, 1, 10) },
      optional: {
        ...named,
        title: plainText(150),
        rich_text_title: typed({ rich_text: richText }),
        subtitle: anyText(150),
        width: oneOf('narrow', 'standard', 'wide', 'full'),
        icon: image,
        is_collapsible: flag,
        default_collapsed: flag,
        has_header_divider: flag,
      },
      also: titled,
    }),
    task_card: taskCard,
    plan: shape({
      required: { title: text(1, 255) },
      optional: { ...named, tasks: list(shape({ open: true }), 0, any) },
    }),
  };
}
