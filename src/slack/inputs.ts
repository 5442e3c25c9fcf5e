// Fields of a form. Each is an input block whose block id is the name under which its value comes back (domain/form-values.ts).
import type { InputBlock, InputBlockElement, SectionBlock } from '@slack/web-api';
import type { Day } from '../domain/day.ts';
import type { RichText } from '../domain/form-values.ts';
import type { Hour } from '../domain/hour.ts';
import { escaped, shortened } from './blocks.ts';

/** Slack's limits: docs.slack.dev/reference/block-kit/blocks/input-block and composition-objects/option-object. */
const LABEL_LIMIT = 2000;
const OPTION_LIMIT = 75;
const PLACEHOLDER_LIMIT = 150;
export const OPTIONS_LIMIT = 100;
/** Checkboxes and radio buttons. */
const BOXES_LIMIT = 10;
const TEXT_LIMIT = 3000;

export interface Choice {
  label: string;
  value: string;
  /** A second line below the label. */
  about?: string;
}

export function choice(label: string, value: string, about?: string): Choice {
  return about === undefined ? { label, value } : { label, value, about };
}

/** What every field has. */
interface Field {
  id: string;
  label: string;
  hint?: string;
  /** May stay empty. */
  optional?: boolean;
}

function plain(text: string, limit: number) {
  return { type: 'plain_text' as const, text: shortened(text, limit), emoji: false };
}

function option({ label, value, about }: Choice) {
  const text = plain(label, OPTION_LIMIT);
  return about === undefined ? { text, value } : { text, value, description: plain(about, OPTION_LIMIT) };
}

function input({ id, label, hint, optional }: Field, element: InputBlockElement): InputBlock {
  return {
    type: 'input',
    block_id: id,
    ...(optional ? { optional } : {}),
    label: plain(label, LABEL_LIMIT),
    ...(hint === undefined ? {} : { hint: plain(hint, LABEL_LIMIT) }),
    element,
  };
}

interface TextField extends Field {
  initial?: string | undefined;
  multiline?: boolean;
  /** Characters, 3,000 at most. */
  most?: number;
  placeholder?: string;
}

export function textInput({ initial = '', multiline = false, most = TEXT_LIMIT, placeholder, ...field }: TextField) {
  return input(field, {
    type: 'plain_text_input',
    action_id: field.id,
    max_length: most,
    ...(multiline ? { multiline } : {}),
    ...(initial === '' ? {} : { initial_value: shortened(initial, most) }),
    ...(placeholder === undefined ? {} : { placeholder: plain(placeholder, PLACEHOLDER_LIMIT) }),
  });
}

/** Formatted text. `initial` as it came back from such a field. */
export function richTextInput({ initial, ...field }: Field & { initial?: RichText | null }): InputBlock {
  const value = initial ? { initial_value: initial as never } : {};
  return input(field, { type: 'rich_text_input', action_id: field.id, ...value });
}

interface ChoiceField extends Field {
  /** In forms Slack takes 100 in a menu, ten as boxes; what is over is left out. */
  choices: readonly Choice[];
  placeholder?: string;
}

function placeholding(placeholder: string | undefined) {
  return placeholder === undefined ? {} : { placeholder: plain(placeholder, PLACEHOLDER_LIMIT) };
}

/** A menu to choose one of. */
export function selectInput({ choices, chosen, placeholder, ...field }: ChoiceField & { chosen?: string | undefined }) {
  const options = choices.slice(0, OPTIONS_LIMIT).map(option);
  const initial = options.find(({ value }) => value === chosen);
  return input(field, {
    type: 'static_select',
    action_id: field.id,
    options,
    ...(initial ? { initial_option: initial } : {}),
    ...placeholding(placeholder),
  });
}

interface SeveralField extends ChoiceField {
  chosen?: readonly string[];
}

/** A menu to choose several of, `most` at the most. */
export function multiSelectInput({
  choices,
  chosen = [],
  most,
  placeholder,
  ...field
}: SeveralField & { most?: number }) {
  const options = choices.slice(0, OPTIONS_LIMIT).map(option);
  // In the order in which they were chosen: wishes are ranked by it.
  const initial = chosen.flatMap((one) => options.find(({ value }) => value === one) ?? []);
  return input(field, {
    type: 'multi_static_select',
    action_id: field.id,
    options,
    ...(initial.length > 0 ? { initial_options: initial } : {}),
    ...(most === undefined ? {} : { max_selected_items: most }),
    ...placeholding(placeholder),
  });
}

/** Boxes to tick. Slack takes no empty list of ticked ones. */
export function ticksInput({ choices, chosen = [], ...field }: Omit<SeveralField, 'placeholder'>): InputBlock {
  const options = choices.slice(0, BOXES_LIMIT).map(option);
  const initial = options.filter(({ value }) => chosen.includes(value));
  return input(field, {
    type: 'checkboxes',
    action_id: field.id,
    options,
    ...(initial.length > 0 ? { initial_options: initial } : {}),
  });
}

/** One of a few, all in sight. */
export function radioInput({ choices, chosen, ...field }: ChoiceField & { chosen?: string | undefined }): InputBlock {
  const options = choices.slice(0, BOXES_LIMIT).map(option);
  const initial = options.find(({ value }) => value === chosen);
  return input(field, {
    type: 'radio_buttons',
    action_id: field.id,
    options,
    ...(initial ? { initial_option: initial } : {}),
  });
}

export function dayInput({ initial, ...field }: Field & { initial?: Day | undefined }): InputBlock {
  return input(field, {
    type: 'datepicker',
    action_id: field.id,
    ...(initial === undefined ? {} : { initial_date: initial }),
  });
}

/** A time of day, `18:30`. */
export function hourInput({ initial, ...field }: Field & { initial?: Hour | undefined }): InputBlock {
  return input(field, {
    type: 'timepicker',
    action_id: field.id,
    ...(initial === undefined ? {} : { initial_time: initial }),
  });
}

interface SearchField extends Field {
  /** The action of the listener that gives what fits to what was typed so far (`Feature.options`). */
  options: string;
  placeholder?: string;
}

/** One of many, found by typing. */
export function searchInput({ options, chosen, placeholder, ...field }: SearchField & { chosen?: Choice | undefined }) {
  return input(field, {
    type: 'external_select',
    action_id: options,
    min_query_length: 2,
    ...(chosen ? { initial_option: option(chosen) } : {}),
    ...placeholding(placeholder),
  });
}

/** Several of many, found by typing. */
export function multiSearchInput({
  options,
  chosen = [],
  placeholder,
  most,
  ...field
}: SearchField & { chosen?: readonly Choice[]; most?: number }): InputBlock {
  return input(field, {
    type: 'multi_external_select',
    action_id: options,
    min_query_length: 2,
    ...(chosen.length > 0 ? { initial_options: chosen.map(option) } : {}),
    ...(most === undefined ? {} : { max_selected_items: most }),
    ...placeholding(placeholder),
  });
}

/** Files of some endings (`csv`), `most` at the most. */
export function fileInput({ endings, most = 1, ...field }: Field & { endings: readonly string[]; most?: number }) {
  return input(field, { type: 'file_input', action_id: field.id, filetypes: [...endings], max_files: most });
}

/**
 * A field as a message has it: Slack takes input blocks in forms and on Home only. What is chosen comes with every button of the message under
 * the same name; each choice is told the bot by itself as well, as `action`.
 */
export function besideText({ block_id, label, element }: InputBlock, action: string): SectionBlock {
  const { type } = element;
  if (type !== 'checkboxes' && type !== 'radio_buttons' && type !== 'multi_static_select')
    throw new Error(`a message has no ${type}`);
  return {
    type: 'section',
    ...(block_id === undefined ? {} : { block_id }),
    text: { type: 'mrkdwn', text: `*${escaped(label.text)}*` },
    accessory: { ...element, action_id: action },
  };
}

/** What fits to what was typed, as Slack takes it. */
export function foundOptions(choices: readonly Choice[]) {
  return choices.slice(0, OPTIONS_LIMIT).map(option);
}
