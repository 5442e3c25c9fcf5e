/** Puts what was entered so far into the blocks of a view, so that it stands there when the view is drawn again. */
import type { AnyElement, Block, Option, UnknownBlock } from '../api/block-schema.ts';
import { option, options } from '../api/block-schema.ts';
import type { InputValue } from '../api/control-client.ts';
import type { View } from '../api/control-schema.ts';
import { type FilledValues, inputKey } from './input-values.ts';

type Fields = Readonly<Record<string, unknown>>;

const BEGINNINGS: Readonly<Record<string, string>> = {
  selected_date: 'initial_date',
  selected_time: 'initial_time',
  selected_date_time: 'initial_date_time',
  selected_option: 'initial_option',
  selected_options: 'initial_options',
  selected_user: 'initial_user',
  selected_users: 'initial_users',
  selected_channel: 'initial_channel',
  selected_channels: 'initial_channels',
  selected_conversation: 'initial_conversation',
  selected_conversations: 'initial_conversations',
  value: 'initial_value',
  rich_text_value: 'initial_value',
};

/** The element as if the app had sent it with this state. */
function withState(element: AnyElement, state: Fields): AnyElement {
  const begun = Object.entries(state).flatMap(([field, value]) => {
    const name = BEGINNINGS[field];
    return name === undefined ? [] : [[name, value ?? undefined] as const];
  });
  return { ...element, ...Object.fromEntries(begun) } as AnyElement;
}

function offered(element: AnyElement): Option[] {
  if (!('options' in element || 'option_groups' in element)) return [];
  const groups = 'option_groups' in element ? (element.option_groups ?? []) : [];
  return [...(element.options ?? []), ...groups.flatMap((group) => group.options)];
}

function optionOf(element: AnyElement, value: unknown): Option {
  const word = String(value);
  return (
    offered(element).find((each) => each.value === word) ?? { text: { type: 'plain_text', text: word }, value: word }
  );
}

/** A value that has not been sent yet, as the state it will become. */
function stateOf(element: AnyElement, value: InputValue | undefined): Fields {
  const empty = value === undefined || value === '';
  const list = Array.isArray(value) ? value : [];
  switch (element.type) {
    case 'datepicker':
      return { selected_date: empty ? undefined : value };
    case 'timepicker':
      return { selected_time: empty ? undefined : value };
    case 'datetimepicker':
      return { selected_date_time: empty ? undefined : Number(value) };
    case 'radio_buttons':
    case 'static_select':
    case 'external_select':
      return { selected_option: empty ? undefined : optionOf(element, value) };
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return { selected_options: list.map((each) => optionOf(element, each)) };
    case 'users_select':
      return { selected_user: empty ? undefined : value };
    case 'channels_select':
      return { selected_channel: empty ? undefined : value };
    case 'conversations_select':
      return { selected_conversation: empty ? undefined : value };
    case 'multi_users_select':
      return { selected_users: list };
    case 'multi_channels_select':
      return { selected_channels: list };
    case 'multi_conversations_select':
      return { selected_conversations: list };
    default:
      return { value: empty ? undefined : value };
  }
}

/** The view's blocks with what the workspace knows to be entered and, over it, what this window holds and has not sent. */
export function enteredBlocks(view: View, unsent: FilledValues): (Block | UnknownBlock)[] {
  const enter = (blockId: string | undefined, element: AnyElement): AnyElement => {
    if (!('action_id' in element)) return element;
    const state = view.state.values[blockId ?? '']?.[element.action_id];
    const known = state && readable(state) ? withState(element, state) : element;
    const key = inputKey(blockId, element.action_id);
    return unsent.has(key) ? withState(known, stateOf(known, unsent.get(key))) : known;
  };
  return view.blocks.map((block) => {
    switch (block.type) {
      case 'input':
        return { ...block, element: enter(block.block_id, block.element) };
      case 'actions':
        return { ...block, elements: block.elements.map((element) => enter(block.block_id, element)) };
      case 'section':
        return block.accessory ? { ...block, accessory: enter(block.block_id, block.accessory) } : block;
      default:
        return block;
    }
  });
}

// The sandbox keeps options as the app sent them; anything else in their place would break the menu that draws them.
function readable(state: Fields): boolean {
  const one = state.selected_option ?? undefined;
  const many = state.selected_options ?? undefined;
  return option.optional().safeParse(one).success && options.optional().safeParse(many).success;
}
