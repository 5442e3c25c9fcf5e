/**
 * Rich text: what Slack's own composer makes. Its leaves change often, so what Slack's documentation sets no limit to is left open.
 * docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
import { integer, list, named, oneOf, placed, type Rule, shape, typed } from './rule.ts';
import { blockId, shortWords } from './texts.ts';

const any = Number.MAX_SAFE_INTEGER;

const leaves = typed(
  Object.fromEntries(
    ['broadcast', 'channel', 'color', 'date', 'emoji', 'link', 'team', 'text', 'user', 'usergroup'].map((type) => [
      type,
      shape({ open: true }),
    ]),
  ),
);
const border = { border: named('block-kit.rich-text.border', oneOf(0, 1)) };
const content = { elements: list(leaves, 0, any) };

const simpleParts: Record<string, Rule> = {
  rich_text_section: shape({ required: content }),
  rich_text_quote: shape({ required: content, optional: border }),
  rich_text_preformatted: shape({ required: content, optional: { ...border, language: shortWords } }),
};

const parts: Record<string, Rule> = {
  ...simpleParts,
  rich_text_list: shape({
    required: {
      elements: list(placed('block-kit.rich-text.list-items', simpleParts, ['rich_text_section']), 1, any),
      style: named('block-kit.rich-text.list-style', oneOf('bullet', 'ordered')),
    },
    optional: {
      ...border,
      indent: named('block-kit.rich-text.indent', integer(0, 8)),
      offset: integer(0, any),
    },
  }),
};

export const richText: Rule = shape({ required: { elements: list(typed(parts), 1, any) }, optional: blockId });
