import type { z } from 'zod';
import type { Core } from '../core.ts';
import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { SlackError } from '../wire/slack-error.ts';

export type TokenKind = 'bot' | 'app';

/** A method of the Web API, ready to be called with whatever came in. */
export interface Method {
  readonly token: TokenKind | 'none';
  /** Every one of these must be granted; scopes that depend on the kind of channel are asked for within the method. */
  readonly scopes: readonly string[];
  /** The fields of the answer beside `ok`. Throws SlackError for a refusal. */
  readonly run: (core: Core, args: JsonObject) => JsonObject;
}

export interface Definition<Args extends z.ZodType> {
  readonly token?: TokenKind | 'none';
  readonly scopes?: readonly string[];
  readonly args: Args;
  /** Slack's own word for an argument that cannot be read, where it has one: most are `invalid_arguments`. */
  readonly wrong?: Readonly<Record<string, string>>;
  readonly run: (core: Core, args: z.output<Args>) => JsonObject;
}

/** Puts a method's reading of its arguments before the method. */
export function method<Args extends z.ZodType>(definition: Definition<Args>): Method {
  return {
    token: definition.token ?? 'bot',
    scopes: definition.scopes ?? [],
    run: (core, args) => {
      const read = definition.args.safeParse(args, { reportInput: true });
      if (!read.success) throw refusal(read.error, definition.wrong ?? {});
      return definition.run(core, read.data);
    },
  };
}

function refusal(error: z.ZodError, wrong: Readonly<Record<string, string>>): SlackError {
  const word = wrong[String(error.issues[0]?.path[0])];
  if (word !== undefined && keeps('page.limit-word')) return new SlackError(word);
  const messages = error.issues.map((issue) => `[ERROR] ${complaint(issue)}`);
  return new SlackError('invalid_arguments', { response_metadata: { messages } });
}

/** In Slack's manner: a field that is not there by its name, anything else with a pointer. */
function complaint({ path, message, input }: z.core.$ZodIssue): string {
  const isMissing = input === undefined && path.length === 1 && keeps('args.required');
  return isMissing ? `missing required field: ${String(path[0])}` : `${message} [json-pointer:/${path.join('/')}]`;
}
