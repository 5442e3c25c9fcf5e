/** Blocks, elements and views to try Slack's rules on: each the least that passes, with what a test adds. */
import type { Surface } from '../../block-kit/blocks.ts';
import { checkBlocks } from '../../block-kit/check-blocks.ts';
import { checkView } from '../../block-kit/check-view.ts';
import type { Problem } from '../../block-kit/rule.ts';
import type { JsonObject } from '../../json.ts';

export const long = (length: number) => 'x'.repeat(length);
export const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
export const plain = (text: string) => ({ type: 'plain_text', text });
export const markup = (text: string) => ({ type: 'mrkdwn', text });

export const section = (more: JsonObject = {}) => ({ type: 'section', text: markup('hi'), ...more });
export const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
export const context = (...elements: unknown[]) => ({ type: 'context', elements });
export const header = (text: unknown) => ({ type: 'header', text });
export const input = (element: unknown, more: JsonObject = {}) => ({
  type: 'input',
  label: plain('Label'),
  element,
  ...more,
});
export const dividers = (count: number) => times(count, () => ({ type: 'divider' }));
export const richText = (...elements: unknown[]) => ({ type: 'rich_text', elements });
export const richSection = { type: 'rich_text_section', elements: [{ type: 'text', text: 'a' }] };
export const cell = (text = 'a') => ({ type: 'raw_text', text });
export const table = (rows: unknown[][], more: JsonObject = {}) => ({ type: 'table', rows, ...more });
export const dataTable = (count: number, more: JsonObject = {}) => ({
  type: 'data_table',
  caption: 'All of them',
  rows: times(count, () => [cell()]),
  ...more,
});
export const card = (more: JsonObject = { title: markup('A card') }) => ({ type: 'card', ...more });
export const container = (children: unknown[], more: JsonObject = {}) => ({
  type: 'container',
  title: plain('A box'),
  child_blocks: children,
  ...more,
});
export const task = (more: JsonObject = {}) => ({
  type: 'task_card',
  task_id: 't',
  title: 'A task',
  status: 'pending',
  ...more,
});
export const video = (more: JsonObject = {}) => ({
  type: 'video',
  video_url: 'https://example.edu/v',
  thumbnail_url: 'https://example.edu/v.png',
  alt_text: 'A film',
  title: plain('A film'),
  ...more,
});
export const picture = { type: 'image', alt_text: 'A', image_url: 'https://example.edu/a.png' };

export const option = (value: string, more: JsonObject = {}) => ({ text: plain(value), value, ...more });
export const options = (count: number) => times(count, (at) => option(`o${at}`));
export const button = (more: JsonObject = {}) => ({ type: 'button', action_id: 'go', text: plain('Go'), ...more });
export const select = (more: JsonObject = {}) => ({
  type: 'static_select',
  action_id: 's',
  options: options(2),
  ...more,
});
export const textInput = (more: JsonObject = {}) => ({ type: 'plain_text_input', action_id: 't', ...more });
/** A list of choices of its own: checkboxes, radio buttons, an overflow menu. */
export const choices = (type: string, given: unknown[], more: JsonObject = {}) => ({
  type,
  action_id: 'c',
  options: given,
  ...more,
});

const feedback = (value: string) => ({ text: plain(value), value });

/** One of each element. */
export const elements: Readonly<Record<string, JsonObject>> = Object.fromEntries(
  [
    button(),
    { type: 'workflow_button', text: plain('Start'), workflow: { trigger: { url: 'https://example.edu' } } },
    { type: 'icon_button', icon: 'trash', text: plain('Delete') },
    { type: 'feedback_buttons', positive_button: feedback('good'), negative_button: feedback('bad') },
    picture,
    select(),
    { ...select(), type: 'multi_static_select' },
    ...['external', 'users', 'conversations', 'channels'].flatMap((kind) => [
      { type: `${kind}_select` },
      { type: `multi_${kind}_select` },
    ]),
    choices('checkboxes', options(1)),
    choices('radio_buttons', options(1)),
    choices('overflow', options(1)),
    { type: 'datepicker' },
    { type: 'timepicker' },
    { type: 'datetimepicker' },
    textInput(),
    { type: 'email_text_input' },
    { type: 'url_text_input' },
    { type: 'number_input', is_decimal_allowed: false },
    { type: 'rich_text_input' },
    { type: 'file_input' },
  ].map((element) => [element.type, element]),
);

/** One of each block. */
export const blocks: Readonly<Record<string, JsonObject>> = Object.fromEntries(
  [
    section(),
    actions(button()),
    context(markup('a')),
    { type: 'context_actions', elements: [elements.icon_button] },
    { type: 'divider' },
    header(plain('a')),
    picture,
    input(textInput()),
    richText(richSection),
    { type: 'markdown', text: '# a' },
    table([[cell()]]),
    dataTable(2),
    card(),
    { type: 'carousel', elements: [card()] },
    container([section()]),
    { type: 'alert', text: plain('Careful') },
    task(),
    { type: 'plan', title: 'A plan', tasks: [task()] },
    video(),
    { type: 'file', source: 'remote', external_id: 'f' },
  ].map((block) => [block.type, block]),
);

export const modal = (more: JsonObject = {}) => ({
  type: 'modal',
  title: plain('Title'),
  blocks: [section()],
  ...more,
});

/** What is wrong with something after its way over the wire, where fields that are undefined are left out. */
function on(surface: Surface) {
  return (...given: unknown[]): Problem[] => checkBlocks(JSON.parse(JSON.stringify(given)), surface);
}
export const inMessage = on('message');
export const inModal = on('modal');
export const inHome = on('home');
export const asView = (view: unknown): Problem[] => checkView(JSON.parse(JSON.stringify(view)));
