/** What a view's inputs hold when it is submitted: what was entered, else what they began with. */
import type { AnyElement } from '../api/block-schema.ts';
import type { InputValue } from '../api/control-client.ts';
import type { View } from '../api/control-schema.ts';

export type FilledValues = ReadonlyMap<string, InputValue | undefined>;

/** Inputs are told apart by block and action together; action ids alone need not be unique in a view. */
export function inputKey(blockId: string | undefined, actionId: string): string {
  return `${blockId ?? ''}/${actionId}`;
}

/** What an element holds before anybody touched it; undefined where it is empty. */
export function initialValue(element: AnyElement): InputValue | undefined {
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'rich_text_input':
      return typeof element.initial_value === 'string' ? element.initial_value : undefined;
    case 'datepicker':
      return element.initial_date;
    case 'timepicker':
      return element.initial_time;
    case 'datetimepicker':
      return element.initial_date_time === undefined ? undefined : String(element.initial_date_time);
    case 'checkboxes':
      return element.initial_options?.map(({ value }) => value ?? '');
    case 'radio_buttons':
      return element.initial_option?.value;
    case 'image':
    case 'button':
    case 'workflow_button':
    case 'overflow':
    case 'file_input':
    case 'unknown':
      return undefined;
    default:
      return (
        element.initial_option?.value ??
        element.initial_user ??
        element.initial_channel ??
        element.initial_conversation ??
        element.initial_users ??
        element.initial_channels ??
        element.initial_conversations ??
        element.initial_options?.map(({ value }) => value ?? '')
      );
  }
}

/**
 * The values of all input blocks of a view, by `block_id/action_id`. What was emptied is sent as an empty text, which clears the
 * input; what was empty from the start is left out.
 */
export function submittedValues(view: View, filled: FilledValues): Record<string, InputValue> {
  const values: Record<string, InputValue> = {};
  for (const block of view.blocks) {
    if (block.type !== 'input' || !('action_id' in block.element)) continue;
    const key = inputKey(block.block_id, block.element.action_id);
    const value = filled.has(key) ? (filled.get(key) ?? '') : initialValue(block.element);
    if (value !== undefined) values[key] = value;
  }
  return values;
}
