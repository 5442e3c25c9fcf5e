// What an object has to have, what it may not have, and what has to agree within a message or a view.
import { expect } from 'vitest';
import type { Problem } from '../../block-kit/rule.ts';
import type { RuleId } from '../../rules/rules.ts';
import {
  actions,
  blocks,
  button,
  card,
  cell,
  choices,
  container,
  dataTable,
  elements,
  header,
  inMessage,
  inModal,
  input,
  long,
  markup,
  option,
  options,
  picture,
  plain,
  section,
  select,
  table,
  textInput,
} from '../support/block-kit-parts.ts';
import { ruleTest } from '../support/rule-test.ts';

const element = '/blocks/0/elements/0';
const missing = (name: string, pointer = '/blocks/0'): Problem => ({
  message: `missing required field: ${name}`,
  pointer,
});

/** Without one field of a block. */
function lacking(name: string, block: object): object {
  return { ...block, [name]: undefined };
}

/** The fields without which a block, an element or a composition object is nothing. */
const required: [object, Problem][] = [
  ...Object.values(blocks).map((block): [object, Problem] => [lacking('type', block), missing('type')]),
  ...(
    [
      ['actions', 'elements'],
      ['context', 'elements'],
      ['context_actions', 'elements'],
      ['rich_text', 'elements'],
      ['carousel', 'elements'],
      ['header', 'text'],
      ['markdown', 'text'],
      ['alert', 'text'],
      ['table', 'rows'],
      ['data_table', 'rows'],
      ['container', 'child_blocks'],
      ['task_card', 'task_id'],
      ['task_card', 'title'],
      ['task_card', 'status'],
      ['plan', 'title'],
      ['video', 'video_url'],
      ['video', 'thumbnail_url'],
      ['video', 'alt_text'],
      ['video', 'title'],
    ] as const
  ).map(([type, name]): [object, Problem] => [lacking(name, blocks[type] ?? {}), missing(name)]),
  [actions(lacking('text', button())), missing('text', element)],
  [actions(lacking('workflow', elements.workflow_button ?? {})), missing('workflow', element)],
  [actions(lacking('options', elements.overflow ?? {})), missing('options', element)],
  [actions(lacking('options', elements.checkboxes ?? {})), missing('options', element)],
  [actions(lacking('options', elements.radio_buttons ?? {})), missing('options', element)],
  [actions(button({ confirm: { title: plain('Sure?') } })), missing('text', `${element}/confirm`)],
  [actions(select({ options: [{ value: 'a' }] })), missing('text', `${element}/options/0`)],
  [actions(select({ options: [{ text: plain('a') }] })), missing('value', `${element}/options/0`)],
  [header({ type: 'plain_text' }), missing('text', '/blocks/0/text')],
];

ruleTest('block-kit.field.required', () => {
  for (const [block, problem] of required) expect(inMessage(block)).toEqual([problem]);
  for (const name of ['label', 'element']) {
    expect(inModal(lacking(name, input(textInput())))).toEqual([missing(name)]);
  }
});

ruleTest('block-kit.field.unknown', () => {
  for (const [type, block] of Object.entries(blocks)) {
    const surfaces = type === 'input' ? inModal : inMessage;
    if (type === 'file') continue;
    expect(surfaces({ ...block, color: 'red' })).toEqual([
      { message: 'invalid additional property: color', pointer: '/blocks/0' },
    ]);
  }
  expect(inMessage(section({ toString: 'red' }))).toEqual([
    { message: 'invalid additional property: toString', pointer: '/blocks/0' },
  ]);
  expect(inMessage(header({ ...plain('a'), verbatim: true }))).toEqual([
    { message: 'invalid additional property: verbatim', pointer: '/blocks/0/text' },
  ]);
  expect(inMessage(section({ text: { ...markup('a'), emoji: true } }))).toEqual([
    { message: 'invalid additional property: emoji', pointer: '/blocks/0/text' },
  ]);
});

ruleTest('block-kit.field.kind', () => {
  const wrong: [object, string, string][] = [
    [{ type: 7 }, 'must provide a string', '/blocks/0/type'],
    [section({ expand: 'yes' }), 'must be a boolean', '/blocks/0/expand'],
    [section({ block_id: 7 }), 'must provide a string', '/blocks/0/block_id'],
    [section({ text: 'hi' }), 'must be an object', '/blocks/0/text'],
    [section({ fields: markup('a') }), 'must be an array', '/blocks/0/fields'],
    [dataTable(2, { page_size: 2.5 }), 'must be an integer', '/blocks/0/page_size'],
  ];
  for (const [block, message, pointer] of wrong) expect(inMessage(block)).toEqual([{ message, pointer }]);
});

/** Rule, what passes, what does not, and the objection. */
const forms: [RuleId, object[], object[], Problem][] = [
  [
    'block-kit.type.unknown',
    [section()],
    [{ type: 'banner' }],
    { message: 'unsupported type: banner', pointer: '/blocks/0/type' },
  ],
  [
    'block-kit.text.plain-only',
    [header(plain('a'))],
    [header(markup('a'))],
    { message: 'unsupported type: mrkdwn', pointer: '/blocks/0/text/type' },
  ],
  [
    'block-kit.text.mrkdwn-only',
    [card({ title: markup('a') })],
    [card({ title: plain('a') })],
    { message: 'unsupported type: plain_text', pointer: '/blocks/0/title/type' },
  ],
  [
    'block-kit.block-id.unique',
    [section({ block_id: 'a' }), container([section({ block_id: 'b' })])],
    [section({ block_id: 'a' }), container([section({ block_id: 'a' })])],
    { message: 'block_id "a" already exists', pointer: '/blocks/1/child_blocks/0/block_id' },
  ],
  [
    'block-kit.url.form',
    [actions(button({ url: 'https://example.edu' }))],
    [actions(button({ url: 'example.edu' }))],
    { message: 'must be a valid URL', pointer: `${element}/url` },
  ],
  [
    'block-kit.section.content',
    [{ type: 'section', fields: [plain('a')] }],
    [{ type: 'section' }],
    missing('text or fields'),
  ],
  ['block-kit.image.alt-text-required', [picture], [lacking('alt_text', picture)], missing('alt_text')],
  [
    'block-kit.option.value-unique',
    [actions(select({ options: [option('a'), option('b')] }))],
    [actions(select({ options: [option('a'), option('a')] }))],
    { message: 'duplicate option value: a', pointer: element },
  ],
  [
    'block-kit.option.url-in-overflow',
    [actions(choices('overflow', [option('a', { url: 'https://example.edu' })]))],
    [actions(choices('checkboxes', [option('a', { url: 'https://example.edu' })]))],
    { message: 'url is only for the options of an overflow menu', pointer: `${element}/options/0/url` },
  ],
  [
    'block-kit.option.initial',
    [actions(choices('checkboxes', options(2), { initial_options: [option('o1')] }))],
    [actions(choices('checkboxes', options(2), { initial_options: [option('o1'), option('o2')] }))],
    { message: 'must match one of the options', pointer: `${element}/initial_options/1` },
  ],
  [
    'block-kit.table.one',
    [table([[cell()]]), section()],
    [table([[cell()]]), container([table([[cell()]])])],
    { message: 'only one table is allowed', pointer: '/blocks' },
  ],
  [
    'block-kit.table.length',
    [table([[cell(long(5000)), cell(long(5000))]])],
    [table([[cell(long(5000)), cell(long(5001))]])],
    { message: 'all cells must be less than 10001 characters', pointer: '/blocks' },
  ],
  [
    'block-kit.markdown.length',
    [markdown(6000), markdown(6000)],
    [markdown(6000), markdown(6001)],
    { message: 'all markdown must be less than 12001 characters', pointer: '/blocks' },
  ],
  ['block-kit.data-table.caption', [dataTable(2)], [lacking('caption', dataTable(2))], missing('caption')],
  [
    'block-kit.card.content',
    [card({ body: markup('a') })],
    [card({ subtitle: markup('a') })],
    missing('hero_image, title, actions or body'),
  ],
  [
    'block-kit.container.heading',
    [container([section()], { title: undefined, rich_text_title: blocks.rich_text })],
    [container([section()], { title: undefined })],
    missing('title or rich_text_title'),
  ],
  [
    'block-kit.container.surface',
    [container([section()])],
    [container([input(textInput())])],
    { message: 'unsupported type: input', pointer: '/blocks/0/child_blocks/0/type' },
  ],
];

function markdown(length: number) {
  return { type: 'markdown', text: long(length) };
}

for (const [rule, taken, refused, problem] of forms) {
  ruleTest(rule, () => {
    expect(inMessage(...taken)).toEqual([]);
    expect(inMessage(...refused)).toEqual([problem]);
  });
}

/** Rule, its two fields and how an object is made of them, the objections to both and to neither, and where. */
const alternatives: [RuleId, object, object, (more: object) => object, [string, string], string][] = [
  [
    'block-kit.select.one-source',
    { options: options(1) },
    { option_groups: [{ label: plain('G'), options: [option('g')] }] },
    (more) => actions({ type: 'static_select', action_id: 's', ...more }),
    ['only one of options and option_groups is allowed', 'missing required field: options'],
    element,
  ],
  [
    'block-kit.image.source',
    { image_url: 'https://example.edu/a.png' },
    { slack_file: { id: 'F1' } },
    (more) => ({ type: 'image', alt_text: 'A', ...more }),
    twice('exactly one of image_url and slack_file is required'),
    '/blocks/0',
  ],
  [
    'block-kit.image.file-source',
    { id: 'F1' },
    { url: 'https://example.edu/a.png' },
    (more) => ({ type: 'image', alt_text: 'A', slack_file: more }),
    twice('exactly one of id and url is required'),
    '/blocks/0/slack_file',
  ],
];

function twice(message: string): [string, string] {
  return [message, message];
}

for (const [rule, one, other, made, [both, neither], pointer] of alternatives) {
  ruleTest(rule, () => {
    for (const alone of [one, other]) expect(inMessage(made(alone))).toEqual([]);
    expect(inMessage(made({ ...one, ...other }))).toEqual([{ message: both, pointer }]);
    expect(inMessage(made({}))).toEqual([{ message: neither, pointer }]);
  });
}

ruleTest('block-kit.action-id.unique', () => {
  const message = 'action_id "go" already exists in this block';
  expect(inMessage(actions(button()), actions(button()), card({ actions: [button()] }))).toEqual([]);
  expect(inMessage(actions(button(), button()))).toEqual([{ message, pointer: '/blocks/0/elements/1/action_id' }]);
  expect(inMessage(card({ actions: [button(), button()] }))).toEqual([
    { message, pointer: '/blocks/0/actions/1/action_id' },
  ]);
});

ruleTest('block-kit.markdown.block-id', () => {
  expect(inMessage({ ...markdown(1), block_id: 'a' }, section({ block_id: 'a' }))).toEqual([]);
});
