import type { Problem } from '../block-kit/rule.ts';
import type { JsonObject } from '../json.ts';

/** Slack's refusal: an error word, and what comes with it in the body of the answer. */
export class SlackError extends Error {
  readonly error: string;
  readonly more: JsonObject;

  constructor(error: string, more: JsonObject = {}) {
    super(error);
    this.name = 'SlackError';
    this.error = error;
    this.more = more;
  }
}

/** The refusal of blocks, a view or arguments, naming each problem the way Slack does. */
export function refusalOf(error: string, problems: readonly Problem[]): SlackError {
  const errors = problems.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`);
  return new SlackError(error, {
    errors,
    response_metadata: { messages: errors.map((each) => `[ERROR] ${each}`) },
  });
}
