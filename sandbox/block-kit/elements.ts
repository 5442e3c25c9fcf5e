/** Block elements and where each may stand. Limits: docs.slack.dev/reference/block-kit/block-elements */
import type { JsonObject } from '../json.ts';
import {
  buttonStyle,
  chosenId,
  confirm,
  consistentOptions,
  conversationFilter,
  dispatchActionConfig,
  onePicture,
  option,
  optionGroup,
  optionsOrGroups,
  pictureFields,
  plainText,
  url,
  workflow,
} from './composition.ts';
import { anything, flag, formed, integer, list, type Problem, type Rule, shape, text } from './rule.ts';

const acting = { action_id: chosenId };
const asking = { ...acting, confirm };
const focusable = { ...asking, focus_on_load: flag };
const choosing = { ...focusable, placeholder: plainText(150) };
const typing = {
  ...acting,
  placeholder: plainText(150),
  focus_on_load: flag,
  dispatch_action_config: dispatchActionConfig,
};
const manyChosen = { max_selected_items: integer(1, Number.MAX_SAFE_INTEGER) };
const ids = list(text(1, 255), 0, Number.MAX_SAFE_INTEGER);

export const dateRule: Rule = formed('YYYY-MM-DD', (value) =>
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value),
);
export const timeRule: Rule = formed('HH:mm', (value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value));
const zoneRule = formed(
  'an IANA time zone',
  (value) => Intl.supportedValuesOf('timeZone').includes(value) || value === 'UTC',
);
const numberText = formed('a number', (value) => value.trim() !== '' && Number.isFinite(Number(value)));

function staticOptions(value: JsonObject, pointer: string, found: Problem[]): void {
  optionsOrGroups(value, pointer, found);
  consistentOptions(value, pointer, found);
}

function orderedLengths(value: JsonObject, pointer: string, found: Problem[]): void {
  const { min_length: min, max_length: max } = value;
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    found.push({ message: 'min_length must not be greater than max_length', pointer });
  }
}

const selects: Record<string, Rule> = {
  static_select: shape({
    optional: {
      ...choosing,
      options: list(option(), 1, 100),
      option_groups: list(optionGroup, 1, 100),
      initial_option: option(),
    },
    also: staticOptions,
  }),
  multi_static_select: shape({
    optional: {
      ...choosing,
      ...manyChosen,
      options: list(option(), 1, 100),
      option_groups: list(optionGroup, 1, 100),
      initial_options: list(option(), 1, 100),
    },
    also: staticOptions,
  }),
  external_select: shape({
    optional: { ...choosing, initial_option: option(), min_query_length: integer(0, 255) },
  }),
  multi_external_select: shape({
    optional: {
      ...choosing,
      ...manyChosen,
      initial_options: list(option(), 1, 100),
      min_query_length: integer(0, 255),
    },
  }),
  users_select: shape({ optional: { ...choosing, initial_user: text(1, 255) } }),
  multi_users_select: shape({ optional: { ...choosing, ...manyChosen, initial_users: ids } }),
  conversations_select: shape({
    optional: {
      ...choosing,
      initial_conversation: text(1, 255),
      default_to_current_conversation: flag,
      filter: conversationFilter,
      response_url_enabled: flag,
    },
  }),
  multi_conversations_select: shape({
    optional: {
      ...choosing,
      ...manyChosen,
      initial_conversations: ids,
      default_to_current_conversation: flag,
      filter: conversationFilter,
    },
  }),
  channels_select: shape({ optional: { ...choosing, initial_channel: text(1, 255), response_url_enabled: flag } }),
  multi_channels_select: shape({ optional: { ...choosing, ...manyChosen, initial_channels: ids } }),
};

const inputs: Record<string, Rule> = {
  plain_text_input: shape({
    optional: {
      ...typing,
      initial_value: text(0, 3000),
      multiline: flag,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    },
    also: orderedLengths,
  }),
  email_text_input: shape({ optional: { ...typing, initial_value: text(0, 3000) } }),
  url_text_input: shape({ optional: { ...typing, initial_value: text(0, 3000) } }),
  number_input: shape({
    required: { is_decimal_allowed: flag },
    optional: { ...typing, initial_value: numberText, min_value: numberText, max_value: numberText },
  }),
  rich_text_input: shape({
    optional: { ...typing, initial_value: anything, min_lines: integer(1, 100), max_lines: integer(1, 100) },
  }),
  file_input: shape({ optional: { ...acting, filetypes: list(text(1, 255), 1, 100), max_files: integer(1, 10) } }),
};

const pickers: Record<string, Rule> = {
  datepicker: shape({ optional: { ...choosing, initial_date: dateRule } }),
  timepicker: shape({ optional: { ...choosing, initial_time: timeRule, timezone: zoneRule } }),
  datetimepicker: shape({ optional: { ...focusable, initial_date_time: integer(1_000_000_000, 9_999_999_999) } }),
  checkboxes: shape({
    required: { options: list(option({ markup: true }), 1, 10) },
    optional: { ...focusable, initial_options: list(option({ markup: true }), 1, 10) },
    also: consistentOptions,
  }),
  radio_buttons: shape({
    required: { options: list(option({ markup: true }), 1, 10) },
    optional: { ...focusable, initial_option: option({ markup: true }) },
    also: consistentOptions,
  }),
  overflow: shape({
    required: { options: list(option({ link: true }), 1, 5) },
    optional: asking,
    also: consistentOptions,
  }),
};

const feedbackButton = shape({
  required: { text: plainText(75), value: text(1, 2000) },
  optional: { accessibility_label: text(1, 75) },
});

const buttons: Record<string, Rule> = {
  button: shape({
    required: { text: plainText(75) },
    optional: { ...asking, value: text(1, 2000), url, style: buttonStyle, accessibility_label: text(1, 75) },
  }),
  workflow_button: shape({
    required: { text: plainText(75), workflow },
    optional: { ...acting, style: buttonStyle, accessibility_label: text(1, 75) },
  }),
  icon_button: shape({
    required: { icon: text(1, 255), text: plainText(75) },
    optional: { ...asking, value: text(1, 2000), accessibility_label: text(1, 75), visible_to_user_ids: ids },
  }),
  feedback_buttons: shape({
    required: { positive_button: feedbackButton, negative_button: feedbackButton },
    optional: acting,
  }),
};

const image = shape({ required: { alt_text: text(1, 2000) }, optional: pictureFields, also: onePicture });

/** Every element type with its fields. */
export const elementRules: Readonly<Record<string, Rule>> = { ...selects, ...inputs, ...pickers, ...buttons, image };

const selectTypes = Object.keys(selects);
const common = ['checkboxes', 'datepicker', 'radio_buttons', 'timepicker', ...selectTypes];

/** Which elements each place takes; a text input stands in an input block and nowhere else. */
export const placement = {
  actions: ['button', 'datetimepicker', 'overflow', 'workflow_button', 'rich_text_input', ...common],
  accessory: ['button', 'image', 'overflow', 'workflow_button', ...common],
  input: [...Object.keys(inputs), 'datetimepicker', ...common],
  contextActions: ['feedback_buttons', 'icon_button'],
} as const satisfies Record<string, readonly string[]>;
