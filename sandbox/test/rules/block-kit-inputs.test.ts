// The forms of what is typed and chosen, what stands once among the inputs of a view, and dates in texts.
import { expect } from 'vitest';
import { checkMarks } from '../../block-kit/check-marks.ts';
import { checkMessage } from '../../block-kit/check-message.ts';
import type { Problem } from '../../block-kit/rule.ts';
import type { RuleId } from '../../rules/rules.ts';
import {
  actions,
  header,
  inHome,
  inModal,
  input,
  markup,
  plain,
  section,
  textInput,
} from '../support/block-kit-parts.ts';
import { ruleTest } from '../support/rule-test.ts';

const missing = (name: string, pointer: string): Problem => ({ message: `missing required field: ${name}`, pointer });

const field = (type: string, more: object) => inModal(input({ type, ...more }));
const at = (name: string) => `/blocks/0/element/${name}`;

/** Rule, element, field, values that pass, values that do not, and the objection. */
const formats: [RuleId, string, string, unknown[], unknown[], string][] = [
  [
    'block-kit.date.form',
    'datepicker',
    'initial_date',
    ['2026-12-01'],
    ['1.12.2026', '2026-13-01', '2026-12-32'],
    'must be of the form YYYY-MM-DD',
  ],
  [
    'block-kit.time.form',
    'timepicker',
    'initial_time',
    ['00:00', '23:59'],
    ['24:00', '9:30', '09:30:00'],
    'must be of the form HH:mm',
  ],
  [
    'block-kit.time.zone',
    'timepicker',
    'timezone',
    ['America/New_York', 'UTC'],
    ['Boston'],
    'must be of the form an IANA time zone',
  ],
];

for (const [rule, type, name, good, bad, message] of formats) {
  ruleTest(rule, () => {
    for (const value of good) expect(field(type, { [name]: value })).toEqual([]);
    for (const value of bad) expect(field(type, { [name]: value })).toEqual([{ message, pointer: at(name) }]);
  });
}

ruleTest('block-kit.number.text', () => {
  expect(field('number_input', { is_decimal_allowed: true, min_value: '-1.5' })).toEqual([]);
  const refused: [unknown, string][] = [
    [3, 'must provide a string'],
    ['three', 'must be of the form a number'],
  ];
  for (const [value, message] of refused) {
    expect(field('number_input', { is_decimal_allowed: true, min_value: value })).toEqual([
      { message, pointer: at('min_value') },
    ]);
  }
});

ruleTest('block-kit.number.decimals', () => {
  expect(field('number_input', { is_decimal_allowed: false })).toEqual([]);
  expect(field('number_input', {})).toEqual([missing('is_decimal_allowed', '/blocks/0/element')]);
});

ruleTest('block-kit.text-input.ordered', () => {
  expect(field('plain_text_input', { min_length: 5, max_length: 5 })).toEqual([]);
  expect(field('plain_text_input', { min_length: 6, max_length: 5 })).toEqual([
    { message: 'min_length must not be greater than max_length', pointer: '/blocks/0/element' },
  ]);
});

ruleTest('block-kit.filter.empty', () => {
  expect(field('conversations_select', { filter: { exclude_bot_users: true } })).toEqual([]);
  expect(field('conversations_select', { filter: {} })).toEqual([
    { message: 'must have at least one property', pointer: at('filter') },
  ]);
});

ruleTest('block-kit.focus.one', () => {
  const focused = input(textInput({ focus_on_load: true }));
  expect(inModal(focused, input(textInput()))).toEqual([]);
  expect(inModal(focused, focused)).toEqual([
    { message: 'only one element may have focus_on_load', pointer: '/blocks/1/element/focus_on_load' },
  ]);
});

ruleTest('block-kit.response-url.place', () => {
  const asking = { type: 'channels_select', response_url_enabled: true };
  const objection = 'response_url_enabled is only for input blocks in modals';
  expect(inModal(input(asking))).toEqual([]);
  expect(inHome(input(asking))).toEqual([{ message: objection, pointer: at('response_url_enabled') }]);
  expect(inModal(actions(asking))).toEqual([
    { message: objection, pointer: '/blocks/0/elements/0/response_url_enabled' },
  ]);
});

const day = '<!date^1796133600^{date_long}|December 1>';

ruleTest('block-kit.date-mark.plain-text', () => {
  expect(checkMarks([section({ text: markup(day) })], '/blocks')).toEqual([]);
  expect(checkMessage({ text: 'a', blocks: [header(plain(day))] })).toEqual([
    { message: 'dates are not formatted in plain_text', pointer: '/blocks/0/text/text' },
  ]);
});

ruleTest('block-kit.date-mark.fallback', () => {
  const message = 'a date needs a moment, a format and words to fall back on';
  expect(checkMessage({ text: day, blocks: [section({ text: markup(day) })] })).toEqual([]);
  for (const bad of ['<!date^1796133600^{date}>', '<!date^soon^{date}|soon>', '<!date^1796133600^{date}|>']) {
    expect(checkMessage({ text: bad, blocks: [section({ text: markup(bad) })] })).toEqual([
      { message, pointer: '/text' },
      { message, pointer: '/blocks/0/text/text' },
    ]);
  }
});
