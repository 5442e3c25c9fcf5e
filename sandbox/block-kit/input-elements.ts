/** What is typed into, and files. Limits: docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element and its neighbours */
import type { JsonObject } from '../json.ts';
import { typing } from './element-fields.ts';
import { richText } from './rich-text.ts';
import { flag, formed, integer, type Look, list, named, namedLook, type Rule, shape, text, typed } from './rule.ts';
import { actionId, shortWords } from './texts.ts';

const initialValue = { initial_value: named('block-kit.input.initial-value', text(0, 3000)) };
const numberText = named(
  'block-kit.number.text',
  formed('a number', (value) => value.trim() !== '' && Number.isFinite(Number(value))),
);
const lines = named('block-kit.rich-text-input.lines', integer(1, 100));

const orderedLengths: Look<JsonObject> = namedLook('block-kit.text-input.ordered', (value, pointer, found) => {
  const { min_length: min, max_length: max } = value;
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    found.push({ message: 'min_length must not be greater than max_length', pointer });
  }
});

const saysWhetherDecimals: Look<JsonObject> = namedLook('block-kit.number.decimals', (value, pointer, found) => {
  if (value.is_decimal_allowed === undefined) {
    found.push({ message: 'missing required field: is_decimal_allowed', pointer });
  }
});

export const inputs: Record<string, Rule> = {
  plain_text_input: shape({
    optional: {
      ...typing,
      ...initialValue,
      multiline: flag,
      min_length: named('block-kit.text-input.least', integer(0, 3000)),
      max_length: named('block-kit.text-input.most', integer(1, 3000)),
    },
    also: orderedLengths,
  }),
  email_text_input: shape({ optional: { ...typing, ...initialValue } }),
  url_text_input: shape({ optional: { ...typing, ...initialValue } }),
  number_input: shape({
    optional: {
      ...typing,
      is_decimal_allowed: flag,
      initial_value: numberText,
      min_value: numberText,
      max_value: numberText,
    },
    also: saysWhetherDecimals,
  }),
  rich_text_input: shape({
    optional: { ...typing, initial_value: typed({ rich_text: richText }), min_lines: lines, max_lines: lines },
  }),
  file_input: shape({
    optional: {
      ...actionId,
      filetypes: list(shortWords, 1, 100),
      max_files: named('block-kit.file-input.most', integer(1, 10)),
    },
  }),
};
