/** Composition objects: what blocks and elements are put together from. Limits: docs.slack.dev/reference/block-kit/composition-objects */
import { isObject, type JsonObject, objectsOf, textOf } from '../json.ts';
import { anything, flag, type Look, list, named, namedLook, oneOf, type Rule, shape, upTo } from './rule.ts';
import { address, anyText, plainText, shortWords } from './texts.ts';

/** The dialogue that asks before an element acts. */
export const confirm: Rule = shape({
  required: { text: anyText(upTo(300, 'block-kit.confirm.text')) },
  optional: {
    title: plainText(upTo(100, 'block-kit.confirm.title')),
    confirm: plainText(upTo(30, 'block-kit.confirm.confirm')),
    deny: plainText(upTo(30, 'block-kit.confirm.deny')),
    style: named('block-kit.confirm.style', oneOf('primary', 'danger')),
  },
});

const optionText = upTo(75, 'block-kit.option.text');
const optionDescription = upTo(75, 'block-kit.option.description');
const optionUrl: Rule = address(upTo(3000, 'block-kit.option.url'));

/** Only in overflow menus does an option lead somewhere. */
const noUrl: Rule = named('block-kit.option.url-in-overflow', (_value, pointer, found) => {
  found.push({ message: 'url is only for the options of an overflow menu', pointer });
});

/** One option. Radio buttons and checkboxes may use mrkdwn; only overflow options may have a url. */
export function option({ markup = false, link = false } = {}): Rule {
  const words = markup ? anyText : plainText;
  return shape({
    required: { text: words(optionText), value: upTo(150, 'block-kit.option.value') },
    optional: { description: words(optionDescription), url: link ? optionUrl : noUrl },
  });
}

export const optionGroup: Rule = shape({
  required: {
    label: plainText(upTo(75, 'block-kit.option-group.label')),
    options: named('block-kit.option-group.options', list(option(), 1, 100)),
  },
});

/** `options` or `option_groups`, exactly one of them. */
export const optionsOrGroups: Look<JsonObject> = namedLook('block-kit.select.one-source', (value, pointer, found) => {
  if (value.options === undefined && value.option_groups === undefined) {
    found.push({ message: 'missing required field: options', pointer });
  }
  if (value.options !== undefined && value.option_groups !== undefined) {
    found.push({ message: 'only one of options and option_groups is allowed', pointer });
  }
});

/** All options of an element, out of its groups too. */
export function optionsOf(element: JsonObject): JsonObject[] {
  return [
    ...objectsOf(element.options),
    ...objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options)),
  ];
}

const uniqueValues: Look<JsonObject> = namedLook('block-kit.option.value-unique', (value, pointer, found) => {
  const values = optionsOf(value).map((each) => textOf(each.value));
  values.forEach((each, at) => {
    if (each !== '' && values.indexOf(each) !== at) found.push({ message: `duplicate option value: ${each}`, pointer });
  });
});

const initialAmongOptions: Look<JsonObject> = namedLook('block-kit.option.initial', (value, pointer, found) => {
  const offered = optionsOf(value);
  const initial: [unknown, string][] = Array.isArray(value.initial_options)
    ? value.initial_options.map((each, at) => [each, `${pointer}/initial_options/${at}`])
    : [];
  if (value.initial_option !== undefined) initial.push([value.initial_option, `${pointer}/initial_option`]);
  for (const [chosen, where] of initial) {
    if (isObject(chosen) && !offered.some((each) => sameOption(each, chosen))) {
      found.push({ message: 'must match one of the options', pointer: where });
    }
  }
});

/** What is chosen at first has to be among the options, word for word, and no value may stand there twice. */
export function consistentOptions(...given: Parameters<Look<JsonObject>>): void {
  uniqueValues(...given);
  initialAmongOptions(...given);
}

function sameOption(one: JsonObject, other: JsonObject): boolean {
  const words = (each: JsonObject) => (isObject(each.text) ? each.text.text : undefined);
  return one.value === other.value && words(one) === words(other);
}

export const dispatchActionConfig: Rule = shape({
  optional: {
    trigger_actions_on: named(
      'block-kit.dispatch.moments',
      list(oneOf('on_enter_pressed', 'on_character_entered'), 1, 2),
    ),
  },
});

export const conversationFilter: Rule = shape({
  optional: {
    include: named('block-kit.filter.include', list(oneOf('im', 'mpim', 'private', 'public'), 1, 4)),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
  also: namedLook('block-kit.filter.empty', (value, pointer, found) => {
    if (Object.keys(value).length === 0) found.push({ message: 'must have at least one property', pointer });
  }),
});

/** The picture of an image block or element: an address, or a file in Slack, not both. */
export const pictureFields: Record<string, Rule> = {
  alt_text: upTo(2000, 'block-kit.image.alt-text'),
  image_url: address(upTo(3000, 'block-kit.image.url')),
  slack_file: shape({
    optional: { id: shortWords, url: address(upTo(3000, 'block-kit.image.file-url')) },
    also: namedLook('block-kit.image.file-source', (value, pointer, found) => {
      if ((value.id === undefined) === (value.url === undefined)) {
        found.push({ message: 'exactly one of id and url is required', pointer });
      }
    }),
  }),
};

/** What an image needs: words for who cannot see it, and one source. */
export const pictureNeeds: Look<JsonObject> = (value, pointer, found) => {
  needsAltText(value, pointer, found);
  needsOneSource(value, pointer, found);
};

const needsAltText: Look<JsonObject> = namedLook('block-kit.image.alt-text-required', (value, pointer, found) => {
  if (value.alt_text === undefined) found.push({ message: 'missing required field: alt_text', pointer });
});

const needsOneSource: Look<JsonObject> = namedLook('block-kit.image.source', (value, pointer, found) => {
  if ((value.image_url === undefined) === (value.slack_file === undefined)) {
    found.push({ message: 'exactly one of image_url and slack_file is required', pointer });
  }
});

export const workflow: Rule = shape({ required: { trigger: anything } });
