/** Tables. Limits: docs.slack.dev/reference/block-kit/blocks/table-block and data-table-block */

import { richText } from './rich-text.ts';
import { anything, flag, integer, list, named, oneOf, type Rule, shape, text, typed } from './rule.ts';
import { blockId, shortWords } from './texts.ts';

const cell = typed({
  rich_text: richText,
  raw_text: shape({ required: { text: text(1, Number.MAX_SAFE_INTEGER) } }),
  raw_number: shape({ required: { value: anything, text: shortWords } }),
});

const row = named('block-kit.table.cells', list(cell, 1, 20));
const column = shape({
  optional: { align: named('block-kit.table.align', oneOf('left', 'center', 'right')), is_wrapped: flag },
});

export const table: Rule = shape({
  required: { rows: named('block-kit.table.rows', list(row, 1, 100)) },
  optional: { ...blockId, column_settings: named('block-kit.table.columns', list(column, 0, 20)) },
});

export const dataTable: Rule = shape({
  required: { rows: named('block-kit.data-table.rows', list(row, 2, 101)) },
  optional: {
    ...blockId,
    caption: shortWords,
    page_size: named('block-kit.data-table.page', integer(1, 100)),
    row_header_column_index: integer(0, 19),
  },
  also: (value, pointer, found) => {
    needsCaption(value.caption, pointer, found);
  },
});

/** The caption is what a screen reader says first. */
const needsCaption: Rule = named('block-kit.data-table.caption', (caption, pointer, found) => {
  if (caption === undefined) found.push({ message: 'missing required field: caption', pointer });
});
