import { describe, expect, test } from 'vitest';
import type { Surface } from '../block-kit/blocks.ts';
import { checkBlocks } from '../block-kit/check-blocks.ts';
import { areBlocksTooLong, checkMessage } from '../block-kit/check-message.ts';
import { checkView } from '../block-kit/check-view.ts';
import type { JsonObject } from '../json.ts';

const long = (length: number) => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const markup = (text: string) => ({ type: 'mrkdwn', text });
const section = (more: JsonObject = {}) => ({ type: 'section', text: markup('hi'), ...more });
const actions = (...elements: JsonObject[]) => ({ type: 'actions', elements });
const input = (element: JsonObject, more: JsonObject = {}) => ({
  type: 'input',
  label: plain('Label'),
  element,
  ...more,
});
const button = (more: JsonObject = {}) => ({ type: 'button', action_id: 'go', text: plain('Go'), ...more });
const option = (value: string, more: JsonObject = {}) => ({ text: plain(value), value, ...more });
const options = (count: number) => Array.from({ length: count }, (_, at) => option(`o${at}`));
const select = (more: JsonObject = {}) => ({ type: 'static_select', action_id: 's', options: options(2), ...more });
const many = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }));
const textInput = (more: JsonObject = {}) => ({ type: 'plain_text_input', action_id: 't', ...more });
const picture = { type: 'image', alt_text: 'A', image_url: 'https://example.edu/a.png' };

describe('what Slack takes', () => {
  const taken: [string, Surface, JsonObject[]][] = [
    ['a section with fields only', 'message', [{ type: 'section', fields: [markup('a'), plain('b')] }]],
    ['a section with every accessory', 'message', [section({ accessory: button() }), section({ accessory: picture })]],
    [
      'a full row of buttons',
      'message',
      [actions(...Array.from({ length: 25 }, (_, at) => button({ action_id: `b${at}` })))],
    ],
    ['fifty blocks in a message', 'message', many(50)],
    ['a hundred blocks in a modal', 'modal', many(100)],
    [
      'the longest texts',
      'message',
      [section({ text: markup(long(3000)) }), { type: 'header', text: plain(long(150)) }],
    ],
    [
      'a button with everything',
      'message',
      [actions(button({ value: long(2000), url: 'https://example.edu', style: 'danger' }))],
    ],
    [
      'a confirm dialogue',
      'message',
      [
        actions(
          button({ confirm: { title: plain('Sure?'), text: markup('All'), confirm: plain('Yes'), deny: plain('No') } }),
        ),
      ],
    ],
    ['inputs in Home', 'home', [input(textInput())]],
    [
      'every input in a modal',
      'modal',
      [
        input(textInput({ min_length: 1, max_length: 3000, multiline: true })),
        input({ type: 'number_input', is_decimal_allowed: false, min_value: '1' }),
        input({ type: 'email_text_input' }),
        input({ type: 'url_text_input' }),
        input({ type: 'datepicker', initial_date: '2026-12-01' }),
        input({ type: 'timepicker', initial_time: '09:30', timezone: 'America/New_York' }),
        input({ type: 'datetimepicker', initial_date_time: 1796133600 }),
        input({ type: 'checkboxes', options: [option('a', { text: markup('*a*') })] }),
        input({ type: 'file_input', max_files: 1 }),
        input({ type: 'multi_users_select', initial_users: ['U1'], max_selected_items: 8 }),
        input({ type: 'conversations_select', filter: { include: ['im'] }, response_url_enabled: true }),
        input({ type: 'rich_text_input' }),
      ],
    ],
    [
      'option groups',
      'message',
      [actions(select({ options: undefined, option_groups: [{ label: plain('G'), options: options(100) }] }))],
    ],
    [
      'rich text',
      'message',
      [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a' }] }] }],
    ],
    ['a table', 'message', [{ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] }]],
  ];
  test.each(taken)('%s (%s)', (_name, surface, blocks) => {
    const sent: unknown = JSON.parse(JSON.stringify(blocks));
    expect(checkBlocks(sent, surface)).toEqual([]);
  });
});

const refusedBlocks: [string, Surface, unknown, string][] = [
  ['what is no list', 'message', { type: 'section' }, '/blocks'],
  ['fifty-one blocks in a message', 'message', many(51), '/blocks'],
  ['a hundred and one in Home', 'home', many(101), '/blocks'],
  ['an empty modal', 'modal', [], '/blocks'],
  ['an unknown block', 'message', [{ type: 'banner' }], '/blocks/0/type'],
  ['a block without a type', 'message', [{ text: 'a' }], '/blocks/0'],
  ['a property that a section does not have', 'message', [section({ color: 'red' })], '/blocks/0'],
  ['an empty section', 'message', [{ type: 'section' }], '/blocks/0'],
  ['an empty text', 'message', [section({ text: markup('') })], '/blocks/0/text/text'],
  ['3,001 characters in a section', 'message', [section({ text: markup(long(3001)) })], '/blocks/0/text/text'],
  ['2,001 characters in a field', 'message', [section({ fields: [markup(long(2001))] })], '/blocks/0/fields/0/text'],
  [
    'eleven fields',
    'message',
    [section({ fields: Array.from({ length: 11 }, () => markup('a')) })],
    '/blocks/0/fields',
  ],
  ['mrkdwn in a header', 'message', [{ type: 'header', text: markup('a') }], '/blocks/0/text/type'],
  ['151 characters in a header', 'message', [{ type: 'header', text: plain(long(151)) }], '/blocks/0/text/text'],
  [
    'eleven context elements',
    'message',
    [{ type: 'context', elements: Array.from({ length: 11 }, () => markup('a')) }],
    '/blocks/0/elements',
  ],
  ['a button in a context', 'message', [{ type: 'context', elements: [button()] }], '/blocks/0/elements/0/type'],
  ['no element', 'message', [actions()], '/blocks/0/elements'],
  [
    'twenty-six elements',
    'message',
    [actions(...Array.from({ length: 26 }, (_, at) => button({ action_id: `b${at}` })))],
    '/blocks/0/elements',
  ],
  ['a text input outside an input block', 'modal', [actions(textInput())], '/blocks/0/elements/0/type'],
  [
    'a datetimepicker as accessory',
    'message',
    [section({ accessory: { type: 'datetimepicker' } })],
    '/blocks/0/accessory/type',
  ],
  ['an input in a message', 'message', [input(textInput())], '/blocks/0/type'],
  ['markdown in a modal', 'modal', [{ type: 'markdown', text: 'a' }], '/blocks/0/type'],
  ['a remote file', 'message', [{ type: 'file', source: 'remote', external_id: 'a' }], '/blocks/0/type'],
  [
    'a second use of a block_id',
    'message',
    [section({ block_id: 'a' }), section({ block_id: 'a' })],
    '/blocks/1/block_id',
  ],
  ['a second use of an action_id', 'message', [actions(button(), button())], '/blocks/0/elements/1/action_id'],
  ['an id of 256 characters', 'message', [actions(button({ action_id: long(256) }))], '/blocks/0/elements/0/action_id'],
  [
    '76 characters on a button',
    'message',
    [actions(button({ text: plain(long(76)) }))],
    '/blocks/0/elements/0/text/text',
  ],
  ['mrkdwn on a button', 'message', [actions(button({ text: markup('a') }))], '/blocks/0/elements/0/text/type'],
  ['a value of 2,001 characters', 'message', [actions(button({ value: long(2001) }))], '/blocks/0/elements/0/value'],
  ['an address without a scheme', 'message', [actions(button({ url: 'example.edu' }))], '/blocks/0/elements/0/url'],
  ['an invented style', 'message', [actions(button({ style: 'primary ' }))], '/blocks/0/elements/0/style'],
  [
    'a confirm text of 301 characters',
    'message',
    [actions(button({ confirm: { text: markup(long(301)) } }))],
    '/blocks/0/elements/0/confirm/text/text',
  ],
  ['101 options', 'message', [actions(select({ options: options(101) }))], '/blocks/0/elements/0/options'],
  [
    'options beside groups',
    'message',
    [actions(select({ option_groups: [{ label: plain('G'), options: options(1) }] }))],
    '/blocks/0/elements/0',
  ],
  [
    'neither options nor groups',
    'message',
    [actions({ type: 'static_select', action_id: 's' })],
    '/blocks/0/elements/0',
  ],
  [
    'an option value of 151 characters',
    'message',
    [actions(select({ options: [option('a', { value: long(151) })] }))],
    '/blocks/0/elements/0/options/0/value',
  ],
  [
    'an option text of 76 characters',
    'message',
    [actions(select({ options: [option('a', { text: plain(long(76)) })] }))],
    '/blocks/0/elements/0/options/0/text/text',
  ],
  [
    'an initial option that is not offered',
    'message',
    [actions(select({ initial_option: option('z') }))],
    '/blocks/0/elements/0/initial_option',
  ],
  [
    'six overflow options',
    'message',
    [actions({ type: 'overflow', action_id: 'o', options: options(6) })],
    '/blocks/0/elements/0/options',
  ],
  [
    'eleven checkboxes',
    'message',
    [actions({ type: 'checkboxes', action_id: 'c', options: options(11) })],
    '/blocks/0/elements/0/options',
  ],
  [
    'a placeholder of 151 characters',
    'message',
    [actions(select({ placeholder: plain(long(151)) }))],
    '/blocks/0/elements/0/placeholder/text',
  ],
  [
    'a date of another form',
    'modal',
    [input({ type: 'datepicker', initial_date: '1.12.2026' })],
    '/blocks/0/element/initial_date',
  ],
  [
    'a time with seconds',
    'modal',
    [input({ type: 'timepicker', initial_time: '09:30:00' })],
    '/blocks/0/element/initial_time',
  ],
  [
    'a number input that does not say whether decimals count',
    'modal',
    [input({ type: 'number_input' })],
    '/blocks/0/element',
  ],
  ['a max_length of 3,001', 'modal', [input(textInput({ max_length: 3001 }))], '/blocks/0/element/max_length'],
  ['a label in mrkdwn', 'modal', [input(textInput(), { label: markup('a') })], '/blocks/0/label/type'],
  [
    'two elements in focus',
    'modal',
    [input(textInput({ focus_on_load: true })), input(textInput({ focus_on_load: true }))],
    '/blocks/1/element/focus_on_load',
  ],
  [
    'a response url in Home',
    'home',
    [input({ type: 'channels_select', response_url_enabled: true })],
    '/blocks/0/element/response_url_enabled',
  ],
  ['a picture without words', 'message', [{ type: 'image', image_url: 'https://example.edu/a.png' }], '/blocks/0'],
  ['a picture from two places', 'message', [{ ...picture, slack_file: { id: 'F1' } }], '/blocks/0'],
  [
    'two tables',
    'message',
    [1, 2].map(() => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] })),
    '/blocks',
  ],
  [
    '12,001 characters of markdown in two blocks',
    'message',
    [
      { type: 'markdown', text: long(6000) },
      { type: 'markdown', text: long(6001) },
    ],
    '/blocks',
  ],
];

describe('what Slack refuses, and where', () => {
  test.each(refusedBlocks)('%s (%s)', (_name, surface, blocks, pointer) => {
    expect(checkBlocks(JSON.parse(JSON.stringify(blocks)), surface).map((problem) => problem.pointer)).toContain(
      pointer,
    );
  });

  test('in Slack’s own words', () => {
    expect(checkBlocks(many(51), 'message')).toEqual([
      { message: 'no more than 50 items allowed', pointer: '/blocks' },
    ]);
  });
});

describe('views', () => {
  const modal = (more: JsonObject = {}) => ({ type: 'modal', title: plain('Title'), blocks: [section()], ...more });
  test('a plain modal and a plain Home pass', () => {
    expect(checkView(modal())).toEqual([]);
    expect(checkView({ type: 'home', blocks: [section()] })).toEqual([]);
  });

  const refused: [string, unknown, string][] = [
    ['a title of 25 characters', modal({ title: plain(long(25)) }), '/view/title/text'],
    ['a modal without a title', { type: 'modal', blocks: [section()] }, '/view'],
    ['inputs without submit', modal({ blocks: [input(textInput())] }), '/view'],
    ['a submit of 25 characters', modal({ submit: plain(long(25)) }), '/view/submit/text'],
    ['private metadata of 3,001 characters', modal({ private_metadata: long(3001) }), '/view/private_metadata'],
    ['a title on Home', { type: 'home', title: plain('a'), blocks: [section()] }, '/view'],
    ['an unknown kind', { type: 'window', blocks: [] }, '/view/type'],
    ['a mistake within the blocks', modal({ blocks: [section({ text: markup('') })] }), '/view/blocks/0/text/text'],
  ];
  test.each(refused)('%s is refused', (_name, view, pointer) => {
    expect(checkView(view).map((problem) => problem.pointer)).toContain(pointer);
  });
});

describe('messages', () => {
  test('a message has words beside its blocks', () => {
    expect(checkMessage({ text: 'All of it in words', blocks: [section()] })).toEqual([]);
    expect(checkMessage({ text: ' ', blocks: [section()] }).map(({ pointer }) => pointer)).toEqual(['/text']);
    expect(checkMessage({ blocks: [section()] }).map(({ pointer }) => pointer)).toEqual(['/text']);
  });

  test('blocks together hold no more than a message can show', () => {
    const five = Array.from({ length: 5 }, () => section({ text: markup(long(2700)) }));
    expect(areBlocksTooLong(five)).toBe(true);
    expect(areBlocksTooLong(five.slice(1))).toBe(false);
    expect(checkMessage({ text: 'a', blocks: five }).map(({ pointer }) => pointer)).toEqual(['/blocks']);
  });
});
