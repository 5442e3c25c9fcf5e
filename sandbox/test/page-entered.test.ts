import { expect, test } from 'vitest';
import { viewAnswer } from '../page/api/control-schema.ts';
import { enteredBlocks } from '../page/state/entered-blocks.ts';
import { submittedValues } from '../page/state/input-values.ts';

const words = (text: string) => ({ type: 'plain_text', text });
const options = ['one', 'two'].map((value) => ({ text: words(value), value }));
const input = (id: string, element: object) => ({
  type: 'input',
  block_id: id,
  label: words(id),
  element: { action_id: 'a', ...element },
});
const { modal } = viewAnswer.parse({
  depth: 1,
  modal: {
    id: 'V1',
    hash: '1',
    blocks: [
      input('line', { type: 'plain_text_input', initial_value: 'at first' }),
      input('day', { type: 'datepicker' }),
      input('pick', { type: 'static_select', options }),
      input('many', { type: 'checkboxes', options }),
      input('who', { type: 'multi_users_select', initial_users: ['U1'] }),
    ],
    state: {
      values: {
        line: { a: { type: 'plain_text_input', value: 'known' } },
        day: { a: { type: 'datepicker', selected_date: '2026-12-04' } },
        pick: { a: { type: 'static_select', selected_option: options[1] } },
        who: { a: { type: 'multi_users_select', selected_users: [] } },
      },
    },
  },
});
if (!modal) throw new Error('the view was not read');

test('a view that is drawn again shows what the workspace knows to be entered', () => {
  expect(submittedValues({ ...modal, blocks: enteredBlocks(modal, new Map()) }, new Map())).toEqual({
    'line/a': 'known',
    'day/a': '2026-12-04',
    'pick/a': 'two',
    'who/a': [],
  });
});

test('what this window holds and has not sent comes before that', () => {
  const unsent = new Map<string, string | string[] | undefined>([
    ['line/a', 'typed'],
    ['day/a', ''],
    ['pick/a', 'one'],
    ['many/a', ['one', 'two']],
    ['who/a', ['U2']],
  ]);
  expect(submittedValues({ ...modal, blocks: enteredBlocks(modal, unsent) }, new Map())).toEqual({
    'line/a': 'typed',
    'pick/a': 'one',
    'many/a': ['one', 'two'],
    'who/a': ['U2'],
  });
});
