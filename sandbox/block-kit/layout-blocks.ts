/** The blocks that hold other blocks, and those that tell of work under way. Limits: docs.slack.dev/reference/block-kit/blocks */
import type { JsonObject } from '../json.ts';
import { elementOf, uniqueActionIds } from './elements.ts';
import { richText } from './rich-text.ts';
import {
  anything,
  flag,
  type Look,
  list,
  named,
  namedLook,
  oneOf,
  placed,
  type Rule,
  shape,
  typed,
  upTo,
} from './rule.ts';
import { anyText, blockId, mrkdwn, plainText, shortWords } from './texts.ts';

/** Whether one of these fields is there. */
function hasAny(value: JsonObject, ...names: readonly string[]): boolean {
  return names.some((name) => value[name] !== undefined);
}

const cardContent: Look<JsonObject> = namedLook('block-kit.card.content', (value, pointer, found) => {
  if (!hasAny(value, 'hero_image', 'title', 'actions', 'body')) {
    found.push({ message: 'missing required field: hero_image, title, actions or body', pointer });
  }
});

const card = shape({
  optional: {
    ...blockId,
    hero_image: elementOf.image,
    icon: elementOf.image,
    title: mrkdwn(upTo(150, 'block-kit.card.title')),
    subtitle: mrkdwn(upTo(150, 'block-kit.card.subtitle')),
    body: mrkdwn(upTo(200, 'block-kit.card.body')),
    actions: list(elementOf.card, 1, 25),
  },
  also: (...given) => {
    cardContent(...given);
    uniqueActionIds(...given);
  },
});

const taskCard = shape({
  required: {
    task_id: shortWords,
    title: shortWords,
    status: named('block-kit.task-card.status', oneOf('pending', 'in_progress', 'complete', 'error')),
  },
  optional: {
    ...blockId,
    details: typed({ rich_text: richText }),
    output: typed({ rich_text: richText }),
    sources: anything,
  },
});

/** What a container may hold, wherever it stands. */
export const containerHolds: readonly string[] = [
  ...['actions', 'context', 'divider', 'header', 'image', 'input', 'rich_text', 'section', 'table', 'video'],
];

/** What these blocks hold is made of the simple blocks of `simple`; those are given, since they are a table of their own. */
export function layoutBlocks(simple: Readonly<Record<string, Rule>>): Record<string, Rule> {
  const child = placed('block-kit.container.children', { ...simple, card }, containerHolds);
  return {
    card,
    carousel: shape({
      required: {
        elements: named(
          'block-kit.carousel.count',
          list(placed('block-kit.carousel.cards', { ...simple, card }, ['card']), 1, 10),
        ),
      },
      optional: blockId,
    }),
    container: shape({
      required: { child_blocks: named('block-kit.container.count', list(child, 1, 10)) },
      optional: {
        ...blockId,
        title: plainText(upTo(150, 'block-kit.container.title')),
        rich_text_title: typed({ rich_text: richText }),
        subtitle: anyText(upTo(150, 'block-kit.container.subtitle')),
        width: named('block-kit.container.width', oneOf('narrow', 'standard', 'wide', 'full')),
        icon: elementOf.image,
        is_collapsible: flag,
        default_collapsed: flag,
        has_header_divider: flag,
      },
      also: namedLook('block-kit.container.heading', (value, pointer, found) => {
        if (!hasAny(value, 'title', 'rich_text_title')) {
          found.push({ message: 'missing required field: title or rich_text_title', pointer });
        }
      }),
    }),
    task_card: taskCard,
    plan: shape({
      required: { title: shortWords },
      optional: { ...blockId, tasks: list(taskOfPlan, 0, Number.MAX_SAFE_INTEGER) },
    }),
  };
}

/** Slack's types let a plan hold other things beside task cards; those are not looked at. */
const taskOfPlan: Rule = (value, pointer, found) => {
  const isCard = typeof value === 'object' && value !== null && 'type' in value && value.type === 'task_card';
  (isCard ? taskCard : shape({ open: true }))(value, pointer, found);
};
