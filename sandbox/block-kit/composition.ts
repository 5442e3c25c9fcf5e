/** Composition objects: what blocks and elements are put together from. Limits: docs.slack.dev/reference/block-kit/composition-objects */
import { isObject, type JsonObject, objectsOf } from '../json.ts';
import { anything, flag, list, oneOf, type Problem, type Rule, shape, text, typed } from './rule.ts';

/** A text object that may only be plain. */
export function plainText(max: number, min = 1): Rule {
  return typed({ plain_text: shape({ required: { text: text(min, max) }, optional: { emoji: flag } }) });
}

/** A text object that may only be mrkdwn. */
export function mrkdwn(max: number): Rule {
  return typed({ mrkdwn: shape({ required: { text: text(1, max) }, optional: { verbatim: flag } }) });
}

/** A text object of either kind. */
export function anyText(max: number): Rule {
  return typed({
    plain_text: shape({ required: { text: text(1, max) }, optional: { emoji: flag } }),
    mrkdwn: shape({ required: { text: text(1, max) }, optional: { verbatim: flag } }),
  });
}

/** An id that the app chooses; Slack makes one up where it is missing. */
export const chosenId: Rule = text(1, 255);

/** An absolute address with a scheme, at most 3,000 characters. */
export const url: Rule = (value, pointer, found) => {
  text(1, 3000)(value, pointer, found);
  if (typeof value === 'string' && value !== '' && !URL.canParse(value)) {
    found.push({ message: 'must be a valid URL', pointer });
  }
};

const confirmStyle = oneOf('primary', 'danger');

/** The dialogue that asks before an element acts. */
export const confirm: Rule = shape({
  required: { text: anyText(300) },
  optional: { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: confirmStyle },
});

export const buttonStyle: Rule = oneOf('primary', 'danger');

/** One option. Radio buttons and checkboxes may use mrkdwn; only overflow options may have a url. */
export function option({ markup = false, link = false } = {}): Rule {
  return shape({
    required: { text: markup ? anyText(75) : plainText(75), value: text(1, 150) },
    optional: { description: markup ? anyText(75) : plainText(75), ...(link ? { url } : {}) },
  });
}

export const optionGroup: Rule = shape({
  required: { label: plainText(75), options: list(option(), 1, 100) },
});

/** `options` or `option_groups`, exactly one of them. */
export function optionsOrGroups(value: JsonObject, pointer: string, found: Problem[]): void {
  if (value.options === undefined && value.option_groups === undefined) {
    found.push({ message: 'missing required field: options', pointer });
  }
  if (value.options !== undefined && value.option_groups !== undefined) {
    found.push({ message: 'only one of options and option_groups is allowed', pointer });
  }
}

/** All options of an element, out of its groups too. */
export function optionsOf(element: JsonObject): JsonObject[] {
  return [
    ...objectsOf(element.options),
    ...objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options)),
  ];
}

/** What is chosen at first has to be among the options, word for word, and no value may stand there twice. */
export function consistentOptions(value: JsonObject, pointer: string, found: Problem[]): void {
  const offered = optionsOf(value);
  const values = offered.map((each) => each.value);
  values.forEach((each, at) => {
    if (values.indexOf(each) !== at) found.push({ message: `duplicate option value: ${String(each)}`, pointer });
  });
  const initial: [unknown, string][] = Array.isArray(value.initial_options)
    ? value.initial_options.map((each, at) => [each, `${pointer}/initial_options/${at}`])
    : [];
  if (value.initial_option !== undefined) initial.push([value.initial_option, `${pointer}/initial_option`]);
  for (const [chosen, where] of initial) {
    if (isObject(chosen) && !offered.some((each) => sameOption(each, chosen))) {
      found.push({ message: 'must match one of the options', pointer: where });
    }
  }
}

function sameOption(one: JsonObject, other: JsonObject): boolean {
  const words = (each: JsonObject) => (isObject(each.text) ? each.text.text : undefined);
  return one.value === other.value && words(one) === words(other);
}

export const dispatchActionConfig: Rule = shape({
  optional: { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 1, 2) },
});

export const conversationFilter: Rule = shape({
  optional: {
    include: list(oneOf('im', 'mpim', 'private', 'public'), 1, 4),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
  also: (value, pointer, found) => {
    if (Object.keys(value).length === 0) found.push({ message: 'must have at least one property', pointer });
  },
});

/** The picture of an image block or element: an address, or a file in Slack, not both. */
export const pictureFields: Record<string, Rule> = {
  image_url: url,
  slack_file: shape({
    optional: { id: text(1, 255), url },
    also: (value, pointer, found) => {
      if ((value.id === undefined) === (value.url === undefined)) {
        found.push({ message: 'exactly one of id and url is required', pointer });
      }
    },
  }),
};

export function onePicture(value: JsonObject, pointer: string, found: Problem[]): void {
  if ((value.image_url === undefined) === (value.slack_file === undefined)) {
    found.push({ message: 'exactly one of image_url and slack_file is required', pointer });
  }
}

export const workflow: Rule = shape({ required: { trigger: anything } });
