// How long each text may be: the longest passes, one more is refused and so is none at all, with the place.
import { expect } from 'vitest';
import type { Problem } from '../../block-kit/rule.ts';
import type { RuleId } from '../../rules/rules.ts';
import {
  actions,
  asView,
  button,
  card,
  choices,
  container,
  context,
  header,
  inMessage,
  inModal,
  input,
  long,
  markup,
  modal,
  option,
  picture,
  plain,
  section,
  select,
  textInput,
  video,
} from '../support/block-kit-parts.ts';
import { ruleTest } from '../support/rule-test.ts';

const address = (text: string) => `https://example.edu/${text.slice('https://example.edu/'.length)}`;
const asked = (more: object) => actions(button({ confirm: { text: markup('Sure?'), ...more } }));
const element = '/blocks/0/elements/0';

/** Rule, most characters, what is wrong where the text stands, and that place. */
const limits: [RuleId, number, (text: string) => Problem[], string][] = [
  ['block-kit.text.length', 3000, (text) => inMessage(context(markup(text))), `${element}/text`],
  ['block-kit.block-id.length', 255, (text) => inMessage(section({ block_id: text })), '/blocks/0/block_id'],
  [
    'block-kit.action-id.length',
    255,
    (text) => inMessage(actions(button({ action_id: text }))),
    `${element}/action_id`,
  ],
  ['block-kit.section.text', 3000, (text) => inMessage(section({ text: markup(text) })), '/blocks/0/text/text'],
  ['block-kit.section.field', 2000, (text) => inMessage(section({ fields: [plain(text)] })), '/blocks/0/fields/0/text'],
  ['block-kit.header.text', 150, (text) => inMessage(header(plain(text))), '/blocks/0/text/text'],
  ['block-kit.image.alt-text', 2000, (text) => inMessage({ ...picture, alt_text: text }), '/blocks/0/alt_text'],
  ['block-kit.image.title', 2000, (text) => inMessage({ ...picture, title: plain(text) }), '/blocks/0/title/text'],
  ['block-kit.video.title', 199, (text) => inMessage(video({ title: plain(text) })), '/blocks/0/title/text'],
  ['block-kit.video.author', 49, (text) => inMessage(video({ author_name: text })), '/blocks/0/author_name'],
  [
    'block-kit.input.label',
    2000,
    (text) => inModal(input(textInput(), { label: plain(text) })),
    '/blocks/0/label/text',
  ],
  ['block-kit.input.hint', 2000, (text) => inModal(input(textInput(), { hint: plain(text) })), '/blocks/0/hint/text'],
  ['block-kit.button.text', 75, (text) => inMessage(actions(button({ text: plain(text) }))), `${element}/text/text`],
  ['block-kit.button.value', 2000, (value) => inMessage(actions(button({ value }))), `${element}/value`],
  [
    'block-kit.button.accessibility-label',
    75,
    (text) => inMessage(actions(button({ accessibility_label: text }))),
    `${element}/accessibility_label`,
  ],
  ['block-kit.confirm.title', 100, (text) => inMessage(asked({ title: plain(text) })), `${element}/confirm/title/text`],
  ['block-kit.confirm.text', 300, (text) => inMessage(asked({ text: markup(text) })), `${element}/confirm/text/text`],
  [
    'block-kit.confirm.confirm',
    30,
    (text) => inMessage(asked({ confirm: plain(text) })),
    `${element}/confirm/confirm/text`,
  ],
  ['block-kit.confirm.deny', 30, (text) => inMessage(asked({ deny: plain(text) })), `${element}/confirm/deny/text`],
  [
    'block-kit.option.text',
    75,
    (text) => inMessage(actions(select({ options: [option('a', { text: plain(text) })] }))),
    `${element}/options/0/text/text`,
  ],
  [
    'block-kit.option.value',
    150,
    (value) => inMessage(actions(select({ options: [option('a', { value })] }))),
    `${element}/options/0/value`,
  ],
  [
    'block-kit.option.description',
    75,
    (text) => inMessage(actions(select({ options: [option('a', { description: plain(text) })] }))),
    `${element}/options/0/description/text`,
  ],
  [
    'block-kit.option-group.label',
    75,
    (text) => inMessage(actions(select({ options: undefined, option_groups: [group(text)] }))),
    `${element}/option_groups/0/label/text`,
  ],
  [
    'block-kit.element.placeholder',
    150,
    (text) => inMessage(actions(select({ placeholder: plain(text) }))),
    `${element}/placeholder/text`,
  ],
  ['block-kit.card.title', 150, (text) => inMessage(card({ title: markup(text) })), '/blocks/0/title/text'],
  [
    'block-kit.card.subtitle',
    150,
    (text) => inMessage(card({ title: markup('a'), subtitle: markup(text) })),
    '/blocks/0/subtitle/text',
  ],
  ['block-kit.card.body', 200, (text) => inMessage(card({ body: markup(text) })), '/blocks/0/body/text'],
  [
    'block-kit.container.title',
    150,
    (text) => inMessage(container([section()], { title: plain(text) })),
    '/blocks/0/title/text',
  ],
  [
    'block-kit.container.subtitle',
    150,
    (text) => inMessage(container([section()], { subtitle: markup(text) })),
    '/blocks/0/subtitle/text',
  ],
  ['block-kit.modal.title', 24, (text) => asView(modal({ title: plain(text) })), '/view/title/text'],
  ['block-kit.modal.submit', 24, (text) => asView(modal({ submit: plain(text) })), '/view/submit/text'],
  ['block-kit.modal.close', 24, (text) => asView(modal({ close: plain(text) })), '/view/close/text'],
  ['block-kit.view.callback-id', 255, (text) => asView(modal({ callback_id: text })), '/view/callback_id'],
  ['block-kit.view.external-id', 255, (text) => asView(modal({ external_id: text })), '/view/external_id'],
];

function group(text: string): object {
  return { label: plain(text), options: [option('a')] };
}

for (const [rule, most, about, pointer] of limits) {
  ruleTest(rule, () => {
    expect(about(long(most))).toEqual([]);
    expect(about(long(most + 1))).toEqual([{ message: `must be less than ${most + 1} characters`, pointer }]);
    expect(about('')).toEqual([{ message: 'must be more than 0 characters', pointer }]);
  });
}

/** Texts that may be empty as well. */
const openLimits: [RuleId, (text: string) => Problem[], string][] = [
  ['block-kit.view.private-metadata', (text) => asView(modal({ private_metadata: text })), '/view/private_metadata'],
  [
    'block-kit.input.initial-value',
    (text) => inModal(input(textInput({ initial_value: text }))),
    '/blocks/0/element/initial_value',
  ],
];

for (const [rule, about, pointer] of openLimits) {
  ruleTest(rule, () => {
    expect(about('')).toEqual([]);
    expect(about(long(3000))).toEqual([]);
    expect(about(long(3001))).toEqual([{ message: 'must be less than 3001 characters', pointer }]);
  });
}

/** Addresses: of 3,000 characters at most. */
const addresses: [RuleId, (text: string) => Problem[], string][] = [
  ['block-kit.image.url', (url) => inMessage({ ...picture, image_url: url }), '/blocks/0/image_url'],
  [
    'block-kit.image.file-url',
    (url) => inMessage({ type: 'image', alt_text: 'A', slack_file: { url } }),
    '/blocks/0/slack_file/url',
  ],
  ['block-kit.button.url', (url) => inMessage(actions(button({ url }))), `${element}/url`],
  [
    'block-kit.option.url',
    (url) => inMessage(actions(choices('overflow', [option('a', { url })]))),
    `${element}/options/0/url`,
  ],
  ['block-kit.video.url', (url) => inMessage(video({ title_url: url })), '/blocks/0/title_url'],
];

for (const [rule, about, pointer] of addresses) {
  ruleTest(rule, () => {
    expect(about(address(long(3000)))).toEqual([]);
    expect(about(address(long(3001)))).toEqual([{ message: 'must be less than 3001 characters', pointer }]);
  });
}
