// What Slack takes, whole; and that what it refuses reads the same wherever it is written. Each single rule is in rules/block-kit-*.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Surface } from '../block-kit/blocks.ts';
import { checkBlocks } from '../block-kit/check-blocks.ts';
import { areBlocksTooLong, checkMessage } from '../block-kit/check-message.ts';
import { checkView } from '../block-kit/check-view.ts';
import { respond } from '../interactions/respond.ts';
import type { JsonObject } from '../json.ts';
import { SlackError } from '../wire/slack-error.ts';
import {
  actions,
  blocks,
  button,
  choices,
  dividers,
  header,
  input,
  long,
  markup,
  modal,
  option,
  options,
  picture,
  plain,
  section,
  select,
  textInput,
  times,
} from './support/block-kit-parts.ts';
import { testWorkspace } from './support/test-workspace.ts';

describe('what Slack takes', () => {
  const confirm = { title: plain('Sure?'), text: markup('All'), confirm: plain('Yes'), deny: plain('No') };
  const taken: [string, Surface, JsonObject[]][] = [
    ['one of each block', 'message', Object.values(blocks).filter(({ type }) => type !== 'input' && type !== 'file')],
    ['a section with fields only', 'message', [{ type: 'section', fields: [markup('a'), plain('b')] }]],
    ['a section with accessories', 'message', [section({ accessory: button() }), section({ accessory: picture })]],
    ['the longest texts', 'message', [section({ text: markup(long(3000)) }), header(plain(long(150)))]],
    [
      'a button with everything',
      'message',
      [actions(button({ value: long(2000), url: 'https://example.edu', style: 'danger', confirm }))],
    ],
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
        input(choices('checkboxes', [option('a', { text: markup('*a*') })])),
        input({ type: 'file_input', max_files: 1 }),
        input({ type: 'multi_users_select', initial_users: ['U1'], max_selected_items: 8 }),
        input({ type: 'conversations_select', filter: { include: ['im'] }, response_url_enabled: true }),
        input({ type: 'rich_text_input', initial_value: blocks.rich_text }),
      ],
    ],
    [
      'option groups',
      'message',
      [actions(select({ options: undefined, option_groups: [{ label: plain('G'), options: options(100) }] }))],
    ],
  ];
  test.each(taken)('%s (%s)', (_name, surface, given) => {
    const sent: unknown = JSON.parse(JSON.stringify(given));
    expect(checkBlocks(sent, surface)).toEqual([]);
  });
});

describe('what Slack refuses', () => {
  test('is said in its own words, all of it', () => {
    expect(checkBlocks([...dividers(50), { type: 'section' }], 'message')).toEqual([
      { message: 'no more than 50 items allowed', pointer: '/blocks' },
      { message: 'missing required field: text or fields', pointer: '/blocks/50' },
    ]);
  });

  test('may be no list at all', () => {
    expect(checkBlocks({ type: 'section' }, 'message')).toEqual([{ message: 'must be an array', pointer: '/blocks' }]);
  });

  const views: [string, unknown, string][] = [
    ['a title on Home', { type: 'home', title: plain('a'), blocks: [section()] }, '/view'],
    ['an unknown kind of view', { type: 'window', blocks: [] }, '/view/type'],
    ['what is no view', 'modal', '/view'],
    ['a view without blocks', { type: 'home' }, '/view'],
    ['a mistake within a view', modal({ blocks: [section({ text: markup('') })] }), '/view/blocks/0/text/text'],
  ];
  test.each(views)('%s has its place', (_name, view, pointer) => {
    expect(checkView(view).map((problem) => problem.pointer)).toEqual([pointer]);
  });
});

describe('nonsense', () => {
  /** What stands at a JSON pointer; undefined where it leads nowhere. */
  function at(pointer: string, value: unknown): unknown {
    const names = pointer.split('/').slice(1);
    return names.reduce<unknown>((found, name) => (Object(found) as JsonObject)[name], value);
  }

  /** Everything at any depth, each with the way to put something else in its place. */
  function spots(value: unknown): ((instead: unknown) => void)[] {
    if (typeof value !== 'object' || value === null) return [];
    const holder = value as JsonObject;
    return Object.keys(holder).flatMap((name) => [
      (instead: unknown) => {
        holder[name] = instead;
      },
      ...spots(holder[name]),
    ]);
  }

  test('anywhere in a block is refused or taken, and what is named is there', () => {
    const block = fc.constantFrom(...Object.values(blocks));
    fc.assert(
      fc.property(block, fc.nat(), fc.jsonValue(), (sample, spot, instead) => {
        const given = { blocks: [structuredClone(sample)] };
        const all = spots(given.blocks[0]);
        all[spot % all.length]?.(instead);
        for (const surface of ['message', 'modal', 'home'] as const) {
          for (const { pointer } of checkBlocks(given.blocks, surface)) expect(at(pointer, given)).toBeDefined();
        }
      }),
      { numRuns: 500 },
    );
  });

  test('instead of blocks is refused, or an empty list', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        const isEmpty = Array.isArray(given) && given.length === 0;
        expect(checkBlocks(given, 'message').length === 0).toBe(isEmpty);
        expect(checkView({ type: 'home', blocks: given })).not.toEqual([]);
      }),
    );
  });
});

describe('a whole message', () => {
  test('has blocks that hold no more than a message can show', () => {
    const five = times(5, () => section({ text: markup(long(2700)) }));
    expect(areBlocksTooLong(five)).toBe(true);
    expect(areBlocksTooLong(five.slice(1))).toBe(false);
    expect(checkMessage({ text: 'a', blocks: five }).map(({ pointer }) => pointer)).toEqual(['/blocks']);
  });

  /** What an app is told that writes this by a response_url; `ok` for nothing. */
  function answered(body: object): string {
    const workspace = testWorkspace();
    const [user] = workspace.users.all();
    const source = { user: user?.id ?? '', channel: 'C0SBX00001', messageTs: undefined };
    try {
      respond(workspace, source, body);
      return 'ok';
    } catch (error) {
      if (error instanceof SlackError) return error.error;
      throw error;
    }
  }

  test.each([
    ['no_text', {}],
    ['invalid_blocks', { text: 'a', blocks: dividers(51) }],
    ['invalid_blocks', { text: 'a', blocks: [input(textInput())], response_type: 'in_channel' }],
    ['invalid_blocks_format', { text: 'a', blocks: '{}' }],
    ['msg_too_long', { text: long(40_001) }],
    ['ok', { text: long(40_001), response_type: 'in_channel' }],
    ['invalid_metadata_schema', { text: 'a', metadata: { event_type: 'a' } }],
    ['ok', { text: 'a', blocks: dividers(50) }],
  ])('gets %s by a response_url as by a method', (error, body) => {
    expect(answered(body)).toBe(error);
  });
});
