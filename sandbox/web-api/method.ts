import type { z } from 'zod';
import type { Core } from '../core.ts';
import type { JsonObject } from '../json.ts';
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
  readonly run: (core: Core, args: z.output<Args>) => JsonObject;
}

/** Puts a method's reading of its arguments before the method. */
export function method<Args extends z.ZodType>(definition: Definition<Args>): Method {
  return {
    token: definition.token ?? 'bot',
    scopes: definition.scopes ?? [],
    run: (core, args) => {
      const read = definition.args.safeParse(args);
      if (!read.success) throw invalidArguments(read.error);
      return definition.run(core, read.data);
    },
  };
}

function invalidArguments(error: z.ZodError): SlackError {
  const messages = error.issues.map((issue) => `[ERROR] ${issue.message} [json-pointer:/${issue.path.join('/')}]`);
  return new SlackError('invalid_arguments', { response_metadata: { messages } });
}
