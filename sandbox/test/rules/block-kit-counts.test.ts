// How many, how much, and which words: the ends pass, the next on either side is refused, with the place.
import { expect } from 'vitest';
import type { Problem } from '../../block-kit/rule.ts';
import type { RuleId } from '../../rules/rules.ts';
import {
  actions,
  button,
  card,
  cell,
  choices,
  container,
  context,
  dataTable,
  dividers,
  elements,
  inHome,
  inMessage,
  inModal,
  input,
  markup,
  option,
  options,
  plain,
  richSection,
  richText,
  section,
  select,
  table,
  task,
  textInput,
  times,
} from '../support/block-kit-parts.ts';
import { ruleTest } from '../support/rule-test.ts';

const element = '/blocks/0/elements/0';
const groups = (count: number) => times(count, (at) => ({ label: plain('G'), options: [option(`g${at}`)] }));
const grouped = (given: unknown[]) => actions(select({ options: undefined, option_groups: given }));
const icons = (count: number) => times(count, (at) => ({ ...elements.icon_button, action_id: `i${at}` }));

/** Rule, fewest, most, what is wrong with so many, and where. */
const counts: [RuleId, number, number, (count: number) => Problem[], string][] = [
  ['block-kit.message.count', 0, 50, (count) => inMessage(...dividers(count)), '/blocks'],
  ['block-kit.modal.count', 1, 100, (count) => inModal(...dividers(count)), '/blocks'],
  ['block-kit.home.count', 1, 100, (count) => inHome(...dividers(count)), '/blocks'],
  [
    'block-kit.section.fields',
    1,
    10,
    (count) => inMessage(section({ fields: times(count, () => markup('a')) })),
    '/blocks/0/fields',
  ],
  [
    'block-kit.context.count',
    1,
    10,
    (count) => inMessage(context(...times(count, () => plain('a')))),
    '/blocks/0/elements',
  ],
  [
    'block-kit.context-actions.count',
    1,
    5,
    (count) => inMessage({ type: 'context_actions', elements: icons(count) }),
    '/blocks/0/elements',
  ],
  [
    'block-kit.actions.count',
    1,
    25,
    (count) => inMessage(actions(...times(count, (at) => button({ action_id: `b${at}` })))),
    '/blocks/0/elements',
  ],
  [
    'block-kit.select.options',
    1,
    100,
    (count) => inMessage(actions(select({ options: options(count) }))),
    `${element}/options`,
  ],
  ['block-kit.select.groups', 1, 100, (count) => inMessage(grouped(groups(count))), `${element}/option_groups`],
  [
    'block-kit.option-group.options',
    1,
    100,
    (count) => inMessage(grouped([{ label: plain('G'), options: options(count) }])),
    `${element}/option_groups/0/options`,
  ],
  ['block-kit.overflow.options', 1, 5, (count) => inMessage(chosenOf('overflow', count)), `${element}/options`],
  ['block-kit.radio.options', 1, 10, (count) => inMessage(chosenOf('radio_buttons', count)), `${element}/options`],
  ['block-kit.checkboxes.options', 1, 10, (count) => inMessage(chosenOf('checkboxes', count)), `${element}/options`],
  ['block-kit.table.rows', 1, 100, (count) => inMessage(table(times(count, () => [cell()]))), '/blocks/0/rows'],
  ['block-kit.table.cells', 1, 20, (count) => inMessage(table([times(count, () => cell())])), '/blocks/0/rows/0'],
  [
    'block-kit.table.columns',
    0,
    20,
    (count) => inMessage(table([[cell()]], { column_settings: times(count, () => ({ is_wrapped: true })) })),
    '/blocks/0/column_settings',
  ],
  ['block-kit.data-table.rows', 2, 101, (count) => inMessage(dataTable(count)), '/blocks/0/rows'],
  [
    'block-kit.carousel.count',
    1,
    10,
    (count) => inMessage({ type: 'carousel', elements: times(count, () => card()) }),
    '/blocks/0/elements',
  ],
  ['block-kit.container.count', 1, 10, (count) => inMessage(container(dividers(count))), '/blocks/0/child_blocks'],
];

function chosenOf(type: string, count: number) {
  return actions(choices(type, options(count)));
}

for (const [rule, least, most, about, pointer] of counts) {
  ruleTest(rule, () => {
    expect(about(least)).toEqual([]);
    expect(about(most)).toEqual([]);
    expect(about(most + 1)).toEqual([{ message: `no more than ${most} items allowed`, pointer }]);
    if (least > 0) expect(about(least - 1)).toEqual([{ message: `no fewer than ${least} items allowed`, pointer }]);
  });
}

const field = (type: string, more: object) => inModal(input({ type, ...more }));

/** Rule, least, most, what is wrong with that number, and where. */
const numbers: [RuleId, number, number, (value: number) => Problem[], string][] = [
  [
    'block-kit.text-input.least',
    0,
    3000,
    (value) => inModal(input(textInput({ min_length: value }))),
    '/blocks/0/element/min_length',
  ],
  [
    'block-kit.text-input.most',
    1,
    3000,
    (value) => inModal(input(textInput({ max_length: value }))),
    '/blocks/0/element/max_length',
  ],
  [
    'block-kit.file-input.most',
    1,
    10,
    (value) => field('file_input', { max_files: value }),
    '/blocks/0/element/max_files',
  ],
  [
    'block-kit.rich-text-input.lines',
    1,
    100,
    (value) => field('rich_text_input', { max_lines: value }),
    '/blocks/0/element/max_lines',
  ],
  [
    'block-kit.datetime.digits',
    1_000_000_000,
    9_999_999_999,
    (value) => field('datetimepicker', { initial_date_time: value }),
    '/blocks/0/element/initial_date_time',
  ],
  [
    'block-kit.data-table.page',
    1,
    100,
    (value) => inMessage(dataTable(2, { page_size: value })),
    '/blocks/0/page_size',
  ],
  ['block-kit.rich-text.indent', 0, 8, (indent) => inMessage(richList({ indent })), `${element}/indent`],
];

function richList(more: object) {
  return richText({ type: 'rich_text_list', style: 'bullet', elements: [richSection], ...more });
}

for (const [rule, least, most, about, pointer] of numbers) {
  ruleTest(rule, () => {
    expect(about(least)).toEqual([]);
    expect(about(most)).toEqual([]);
    expect(about(most + 1)).toEqual([{ message: `must be less than ${most + 1}`, pointer }]);
    expect(about(least - 1)).toEqual([{ message: `must be greater than ${least - 1}`, pointer }]);
  });
}

ruleTest('block-kit.select.most-selected', () => {
  expect(field('multi_users_select', { max_selected_items: 1 })).toEqual([]);
  expect(field('multi_users_select', { max_selected_items: 0 })).toEqual([
    { message: 'must be greater than 0', pointer: '/blocks/0/element/max_selected_items' },
  ]);
});

const levels = ['default', 'info', 'warning', 'error', 'success'];
const states = ['pending', 'in_progress', 'complete', 'error'];

/** Rule, the values that there are, what is wrong with a value, and where. */
const words: [RuleId, unknown[], (value: unknown) => Problem[], string][] = [
  [
    'block-kit.button.style',
    ['primary', 'danger'],
    (style) => inMessage(actions(button({ style }))),
    `${element}/style`,
  ],
  [
    'block-kit.confirm.style',
    ['primary', 'danger'],
    (style) => inMessage(actions(button({ confirm: { text: markup('Sure?'), style } }))),
    `${element}/confirm/style`,
  ],
  [
    'block-kit.container.width',
    ['narrow', 'standard', 'wide', 'full'],
    (width) => inMessage(container([section()], { width })),
    '/blocks/0/width',
  ],
  [
    'block-kit.alert.level',
    levels,
    (level) => inMessage({ type: 'alert', text: plain('a'), level }),
    '/blocks/0/level',
  ],
  [
    'block-kit.task-card.status',
    states,
    (status) => inMessage({ type: 'plan', title: 'A plan', tasks: [task({ status })] }),
    '/blocks/0/tasks/0/status',
  ],
  [
    'block-kit.table.align',
    ['left', 'center', 'right'],
    (align) => inMessage(table([[cell()]], { column_settings: [{ align }] })),
    '/blocks/0/column_settings/0/align',
  ],
  [
    'block-kit.rich-text.list-style',
    ['bullet', 'ordered'],
    (style) => inMessage(richList({ style })),
    `${element}/style`,
  ],
  ['block-kit.rich-text.border', [0, 1], (border) => inMessage(richList({ border })), `${element}/border`],
  [
    'block-kit.filter.include',
    ['im', 'mpim', 'private', 'public'],
    (kind) => inModal(input({ type: 'conversations_select', filter: { include: [kind] } })),
    '/blocks/0/element/filter/include/0',
  ],
  [
    'block-kit.dispatch.moments',
    ['on_enter_pressed', 'on_character_entered'],
    (moment) => inModal(input(textInput({ dispatch_action_config: { trigger_actions_on: [moment] } }))),
    '/blocks/0/element/dispatch_action_config/trigger_actions_on/0',
  ],
];

for (const [rule, known, about, pointer] of words) {
  ruleTest(rule, () => {
    for (const value of known) expect(about(value)).toEqual([]);
    for (const value of ['other', 'Primary', 2]) {
      expect(about(value)).toEqual([{ message: `must be one of: ${known.join(', ')}`, pointer }]);
    }
  });
}
