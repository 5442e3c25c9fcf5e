/** What an element holds: the fields in which Slack reports it, and what stands there before anyone touched it. */
import { elementPlaces, entryKey } from '../block-kit/element-places.ts';
import type { JsonObject } from '../json.ts';

/** How the value of an element is entered. */
export type EntryForm =
  | 'text'
  | 'number'
  | 'date'
  | 'time'
  | 'moment'
  | 'option'
  | 'options'
  | 'user'
  | 'users'
  | 'channel'
  | 'channels'
  | 'files'
  | 'rich_text';

interface StatefulElement {
  field: string;
  initial: string;
  form: EntryForm;
}

/** All elements with a state (docs.slack.dev/reference/interaction-payloads/block_actions-payload). */
const stateful: Readonly<Record<string, StatefulElement>> = {
  plain_text_input: { field: 'value', initial: 'initial_value', form: 'text' },
  email_text_input: { field: 'value', initial: 'initial_value', form: 'text' },
  url_text_input: { field: 'value', initial: 'initial_value', form: 'text' },
  number_input: { field: 'value', initial: 'initial_value', form: 'number' },
  datepicker: { field: 'selected_date', initial: 'initial_date', form: 'date' },
  timepicker: { field: 'selected_time', initial: 'initial_time', form: 'time' },
  datetimepicker: { field: 'selected_date_time', initial: 'initial_date_time', form: 'moment' },
  static_select: { field: 'selected_option', initial: 'initial_option', form: 'option' },
  external_select: { field: 'selected_option', initial: 'initial_option', form: 'option' },
  radio_buttons: { field: 'selected_option', initial: 'initial_option', form: 'option' },
  multi_static_select: { field: 'selected_options', initial: 'initial_options', form: 'options' },
  multi_external_select: { field: 'selected_options', initial: 'initial_options', form: 'options' },
  checkboxes: { field: 'selected_options', initial: 'initial_options', form: 'options' },
  users_select: { field: 'selected_user', initial: 'initial_user', form: 'user' },
  multi_users_select: { field: 'selected_users', initial: 'initial_users', form: 'users' },
  conversations_select: { field: 'selected_conversation', initial: 'initial_conversation', form: 'channel' },
  multi_conversations_select: { field: 'selected_conversations', initial: 'initial_conversations', form: 'channels' },
  channels_select: { field: 'selected_channel', initial: 'initial_channel', form: 'channel' },
  multi_channels_select: { field: 'selected_channels', initial: 'initial_channels', form: 'channels' },
  file_input: { field: 'files', initial: 'files', form: 'files' },
  rich_text_input: { field: 'rich_text_value', initial: 'initial_value', form: 'rich_text' },
};

const many: readonly EntryForm[] = ['options', 'users', 'channels', 'files'];

/** The field and form of an element; undefined for buttons, menus and pictures, which keep nothing. */
export function statefulElement(element: JsonObject): StatefulElement | undefined {
  return stateful[String(element.type)];
}

/** The state of an element whose field holds this value. */
export function stateWith(element: JsonObject, { field }: StatefulElement, value: unknown): JsonObject {
  return {
    type: element.type,
    [field]: value,
    ...(element.type === 'timepicker' && element.timezone ? { timezone: element.timezone } : {}),
  };
}

/** What is in the field of a state; undefined for null, an empty text and an empty list. */
export function filledValue(state: JsonObject, { field }: StatefulElement): unknown {
  const value = state[field];
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return undefined;
  return value;
}

/** What the element holds: what was entered, or what the app put there. */
export function currentState(
  block: JsonObject,
  element: JsonObject,
  entered: ReadonlyMap<string, JsonObject>,
): JsonObject | undefined {
  const kind = statefulElement(element);
  if (!kind) return undefined;
  const initial = element[kind.initial] ?? (many.includes(kind.form) ? [] : null);
  const known = entered.get(entryKey(block, element));
  return known?.type === element.type ? known : stateWith(element, kind, initial);
}

/** `state.values` of a view or message: every element with a state, by block id and action id. */
export function stateValues(blocks: readonly JsonObject[], entered: ReadonlyMap<string, JsonObject>): JsonObject {
  const values: Record<string, JsonObject> = {};
  for (const { block, element } of elementPlaces(blocks)) {
    const state = currentState(block, element, entered);
    if (!state) continue;
    const id = String(block.block_id);
    values[id] = { ...values[id], [String(element.action_id)]: state };
  }
  return values;
}
