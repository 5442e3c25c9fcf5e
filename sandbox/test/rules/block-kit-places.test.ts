// What may stand where: every block on every surface, every element in every place.
import { expect } from 'vitest';
import type { Problem } from '../../block-kit/rule.ts';
import type { RuleId } from '../../rules/rules.ts';
import {
  actions,
  blocks,
  card,
  container,
  context,
  elements,
  inHome,
  inMessage,
  inModal,
  input,
  markup,
  plain,
  richSection,
  richText,
  section,
} from '../support/block-kit-parts.ts';
import { ruleTest } from '../support/rule-test.ts';

const everywhere = ['section', 'actions', 'context', 'divider', 'header', 'image', 'rich_text', 'video', 'alert'];
const inViews = [...everywhere, 'input', 'container'];
const selects = ['static', 'external', 'users', 'conversations', 'channels'].flatMap((kind) => [
  `${kind}_select`,
  `multi_${kind}_select`,
]);
const common = ['checkboxes', 'datepicker', 'radio_buttons', 'timepicker', ...selects];
const typing = ['plain_text_input', 'email_text_input', 'url_text_input', 'number_input', 'rich_text_input'];
const contextParts = { ...elements, mrkdwn: markup('a'), plain_text: plain('a') };
const richParts = {
  rich_text_section: richSection,
  rich_text_quote: { ...richSection, type: 'rich_text_quote' },
  rich_text_preformatted: { ...richSection, type: 'rich_text_preformatted' },
};
const list = (item: unknown) => richText({ type: 'rich_text_list', style: 'bullet', elements: [item] });

/** Rule, all there is, the types that may stand in the place, what is wrong with one, and where. */
const places: [RuleId, Readonly<Record<string, object>>, string[], (one: unknown) => Problem[], string][] = [
  [
    'block-kit.message.blocks',
    blocks,
    [
      ...everywhere,
      ...['context_actions', 'markdown', 'table', 'data_table', 'card', 'carousel', 'container', 'task_card', 'plan'],
    ],
    inMessage,
    '/blocks/0',
  ],
  ['block-kit.modal.blocks', blocks, inViews, inModal, '/blocks/0'],
  ['block-kit.home.blocks', blocks, inViews, inHome, '/blocks/0'],
  [
    'block-kit.actions.elements',
    elements,
    ['button', 'datetimepicker', 'overflow', 'workflow_button', 'rich_text_input', ...common],
    (one) => inMessage(actions(one)),
    '/blocks/0/elements/0',
  ],
  [
    'block-kit.section.accessory',
    elements,
    ['button', 'image', 'overflow', 'workflow_button', ...common],
    (one) => inMessage(section({ accessory: one })),
    '/blocks/0/accessory',
  ],
  [
    'block-kit.input.element',
    elements,
    ['datetimepicker', 'file_input', ...typing, ...common],
    (one) => inModal(input(one)),
    '/blocks/0/element',
  ],
  [
    'block-kit.context.elements',
    contextParts,
    ['image', 'mrkdwn', 'plain_text'],
    (one) => inMessage(context(one)),
    '/blocks/0/elements/0',
  ],
  [
    'block-kit.context-actions.elements',
    elements,
    ['feedback_buttons', 'icon_button'],
    (one) => inMessage({ type: 'context_actions', elements: [one] }),
    '/blocks/0/elements/0',
  ],
  ['block-kit.card.buttons', elements, ['button'], (one) => inMessage(card({ actions: [one] })), '/blocks/0/actions/0'],
  [
    'block-kit.picture.type',
    elements,
    ['image'],
    (one) => inMessage(card({ hero_image: one })),
    '/blocks/0/hero_image',
  ],
  [
    'block-kit.carousel.cards',
    blocks,
    ['card'],
    (one) => inMessage({ type: 'carousel', elements: [one] }),
    '/blocks/0/elements/0',
  ],
  [
    'block-kit.container.children',
    blocks,
    ['actions', 'context', 'divider', 'header', 'image', 'input', 'rich_text', 'section', 'table', 'video'],
    (one) => (one === blocks.input ? inModal : inMessage)(container([one])),
    '/blocks/0/child_blocks/0',
  ],
  [
    'block-kit.rich-text.list-items',
    richParts,
    ['rich_text_section'],
    (one) => inMessage(list(one)),
    '/blocks/0/elements/0/elements/0',
  ],
];

for (const [rule, all, allowed, about, pointer] of places) {
  ruleTest(rule, () => {
    for (const type of allowed) expect(about(all[type]), type).toEqual([]);
    for (const type of Object.keys(all).filter((each) => !allowed.includes(each))) {
      expect(about(all[type]), type).toEqual([{ message: `unsupported type: ${type}`, pointer: `${pointer}/type` }]);
    }
  });
}
