/** Menus of one choice and of several. Limits: docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
import type { JsonObject } from '../json.ts';
import { consistentOptions, conversationFilter, option, optionGroup, optionsOrGroups } from './composition.ts';
import { choosing } from './element-fields.ts';
import { flag, integer, type Look, list, named, type Rule, shape } from './rule.ts';
import { shortWords } from './texts.ts';

const any = Number.MAX_SAFE_INTEGER;
const manyChosen = { max_selected_items: named('block-kit.select.most-selected', integer(1, any)) };
const ids = list(shortWords, 0, any);
const fewestTyped = { min_query_length: integer(0, 255) };

const offered = {
  options: named('block-kit.select.options', list(option(), 1, 100)),
  option_groups: named('block-kit.select.groups', list(optionGroup, 1, 100)),
};

const staticOptions: Look<JsonObject> = (value, pointer, found) => {
  optionsOrGroups(value, pointer, found);
  consistentOptions(value, pointer, found);
};

export const selects: Record<string, Rule> = {
  static_select: shape({ optional: { ...choosing, ...offered, initial_option: option() }, also: staticOptions }),
  multi_static_select: shape({
    optional: { ...choosing, ...manyChosen, ...offered, initial_options: list(option(), 1, 100) },
    also: staticOptions,
  }),
  external_select: shape({ optional: { ...choosing, ...fewestTyped, initial_option: option() } }),
  multi_external_select: shape({
    optional: { ...choosing, ...manyChosen, ...fewestTyped, initial_options: list(option(), 1, 100) },
  }),
  users_select: shape({ optional: { ...choosing, initial_user: shortWords } }),
  multi_users_select: shape({ optional: { ...choosing, ...manyChosen, initial_users: ids } }),
  conversations_select: shape({
    optional: {
      ...choosing,
      initial_conversation: shortWords,
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
  channels_select: shape({ optional: { ...choosing, initial_channel: shortWords, response_url_enabled: flag } }),
  multi_channels_select: shape({ optional: { ...choosing, ...manyChosen, initial_channels: ids } }),
};
