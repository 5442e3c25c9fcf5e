/** Text objects, ids and addresses, out of which everything else is made. Limits: docs.slack.dev/reference/block-kit/composition-objects/text-object */
import { flag, named, type Rule, shape, text, typed, upTo } from './rule.ts';

function plain(words: Rule): Record<string, Rule> {
  return { plain_text: shape({ required: { text: words }, optional: { emoji: flag } }) };
}

function marked(words: Rule): Record<string, Rule> {
  return { mrkdwn: shape({ required: { text: words }, optional: { verbatim: flag } }) };
}

/** A text object of either kind; `words` is the rule of its characters. */
export function anyText(words: Rule): Rule {
  return typed({ ...plain(words), ...marked(words) });
}

/** A text object that may only be plain. */
export function plainText(words: Rule): Rule {
  return named('block-kit.text.plain-only', typed(plain(words)), anyText(words));
}

/** A text object that may only be mrkdwn. */
export function mrkdwn(words: Rule): Rule {
  return named('block-kit.text.mrkdwn-only', typed(marked(words)), anyText(words));
}

/** The characters of a text object for which nothing narrower is said. */
export const textLength: Rule = upTo(3000, 'block-kit.text.length');

/** Text objects by kind, for places that take something else as well. */
export const textKinds: Readonly<Record<string, Rule>> = { ...plain(textLength), ...marked(textLength) };

/** Ids that the app chooses; Slack makes one up where it is missing. */
export const blockId = { block_id: upTo(255, 'block-kit.block-id.length') };
export const actionId = { action_id: upTo(255, 'block-kit.action-id.length') };

/** Words that Slack sets no limit to that we know of: not empty, and no longer than an id. */
export const shortWords: Rule = text(1, 255);

const addressForm: Rule = named('block-kit.url.form', (value, pointer, found) => {
  if (typeof value === 'string' && value !== '' && !URL.canParse(value)) {
    found.push({ message: 'must be a valid URL', pointer });
  }
});

/** An absolute address with a scheme; `length` is the rule of its characters. */
export function address(length: Rule): Rule {
  return (value, pointer, found) => {
    length(value, pointer, found);
    addressForm(value, pointer, found);
  };
}
