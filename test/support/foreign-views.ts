// Blocks of every kind that the page draws, and a way to put any view before somebody's eyes.
import { z } from 'zod';
import type { ForeignApp } from './foreign-app.ts';

const words = (text: string) => ({ type: 'plain_text', text });
const choice = (text: string, description?: string) => ({
  text: words(text),
  value: text.toLowerCase(),
  ...(description ? { description: words(description) } : {}),
});
const input = (id: string, label: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: id,
  label: words(label),
  element: { action_id: id, ...element },
  ...more,
});
const run = (text: string, style?: object) => ({ type: 'text', text, ...(style ? { style } : {}) });

/** Who reads it has the first id; the moment is Friday, 4 December 2026 at 12:30 in Boston. */
export const galleryMessage = {
  text: 'A message with everything',
  blocks: [
    { type: 'header', text: words('Autumn lunch') },
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: 'With <@U0SBX00001> and <@U0SBX00002> in <#C0SBX00001>, *<!date^1796405400^{date_long_pretty} at {time}|December 4, 12:30 PM EST>* :tada:',
      },
      accessory: {
        type: 'overflow',
        action_id: 'more',
        options: [choice('Move it', 'To another day'), choice('Copy it')],
      },
    },
    {
      type: 'section',
      fields: [
        { type: 'mrkdwn', text: '*Where*\nThe park, _north gate_' },
        { type: 'mrkdwn', text: '*Seats*\n~eight~ six' },
      ],
    },
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            run('Please bring '),
            run('a blanket', { bold: true }),
            run(', and read the '),
            { type: 'link', url: 'https://example.edu/park', text: 'house rules' },
            run('.'),
          ],
        },
        {
          type: 'rich_text_list',
          style: 'bullet',
          elements: [
            { type: 'rich_text_section', elements: [run('something to '), run('eat', { italic: true })] },
            { type: 'rich_text_section', elements: [run('something to drink')] },
          ],
        },
        { type: 'rich_text_quote', elements: [run('No glass in the park.')] },
      ],
    },
    {
      type: 'table',
      column_settings: [{}, { align: 'right' }],
      rows: [
        ['Dish', 'Portions'],
        ['Soup', '12'],
        ['Noodles', '7'],
      ].map((row) => row.map((text) => ({ type: 'raw_text', text }))),
    },
    { type: 'divider' },
    {
      type: 'section',
      text: { type: 'mrkdwn', text: 'What would you like?' },
      accessory: {
        type: 'checkboxes',
        action_id: 'likes',
        options: [choice('Soup', 'Hot, of pumpkins'), choice('Salad')],
      },
    },
    {
      type: 'actions',
      elements: [
        { type: 'button', action_id: 'in', text: words('Count me in'), style: 'primary' },
        { type: 'button', action_id: 'out', text: words('Not this time') },
        { type: 'button', action_id: 'never', text: words('Never'), style: 'danger' },
        {
          type: 'static_select',
          action_id: 'pick',
          placeholder: words('A dish'),
          options: [choice('Soup'), choice('Salad')],
        },
        { type: 'datepicker', action_id: 'date', initial_date: '2026-12-04' },
        { type: 'timepicker', action_id: 'time', initial_time: '12:30' },
      ],
    },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'Asked by <@U0SBX00002> `lunch` · answer by Thursday' }] },
  ],
} as const;

/** A modal with an input of every kind. */
export const galleryModal = {
  type: 'modal',
  callback_id: 'gallery',
  title: words('Everything to fill in'),
  submit: words('Send it'),
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: 'Nothing of this is *binding*.' } },
    input(
      'line',
      'A line',
      { type: 'plain_text_input', placeholder: words('Anything') },
      { hint: words('One line will do') },
    ),
    input('note', 'A note', { type: 'rich_text_input', placeholder: words('With emphasis') }, { optional: true }),
    input('mail', 'E-mail', { type: 'email_text_input', focus_on_load: true }),
    input('seats', 'Seats', { type: 'number_input', is_decimal_allowed: false, min_value: '2', max_value: '8' }),
    input('page', 'A page', { type: 'url_text_input' }, { optional: true }),
    input('day', 'Day', { type: 'datepicker', placeholder: words('Choose a day') }),
    input('hour', 'Hour', { type: 'timepicker' }),
    input('moment', 'Moment', { type: 'datetimepicker', initial_date_time: 1796405400 }),
    input('people', 'People', { type: 'multi_users_select', initial_users: ['U0SBX00002', 'U0SBX00003'] }),
    input('room', 'Room', { type: 'conversations_select' }),
    input('how', 'How', { type: 'radio_buttons', options: [choice('On foot'), choice('By bike', 'There is a rack')] }),
    input('dishes', 'Dishes', { type: 'checkboxes', options: [choice('Soup'), choice('Salad')] }),
    input('papers', 'Papers', { type: 'file_input', max_files: 2 }, { optional: true }),
  ],
} as const;

const log = z.object({ items: z.array(z.object({ kind: z.string(), request: z.unknown() })) });
const triggered = z.object({ trigger_id: z.string() });

/** Opens any view for somebody, or pushes it onto the one they have: with the trigger of a select that the app does not use for that. */
export async function openView(foreign: ForeignApp, user: string, view: object, how: 'open' | 'push' = 'open') {
  const elements = [{ type: 'static_select', action_id: 'dish', options: [choice('Soup')] }];
  const said = z
    .object({ channel: z.string(), ts: z.string() })
    .parse(
      await foreign.api('chat.postMessage', { channel: user, text: 'pick', blocks: [{ type: 'actions', elements }] }),
    );
  await foreign.call('/click', { user, channel: said.channel, ts: said.ts, action_id: 'dish', selected: 'soup' });
  const { items } = log.parse(await foreign.call('/log'));
  const clicks = items.filter(({ kind }) => kind === 'interactive').map(({ request }) => triggered.parse(request));
  await foreign.api('chat.delete', { channel: said.channel, ts: said.ts });
  const opened = await foreign.api(`views.${how}`, { trigger_id: clicks.at(-1)?.trigger_id, view });
  if (opened.ok !== true) throw new Error(JSON.stringify(opened));
}
