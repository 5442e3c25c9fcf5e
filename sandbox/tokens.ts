import type { Ids } from './workspace/ids.ts';

/** What an app needs to know to be let in. */
export interface Tokens {
  /** xoxb-..., for the Web API. */
  readonly bot: string;
  /** xapp-..., for opening socket connections. */
  readonly app: string;
  /** For checking what is sent over HTTP. */
  readonly signingSecret: string;
}

/** Tokens of Slack's shape; what is given is kept. */
export function makeTokens(given: Partial<Tokens>, ids: Ids): Tokens {
  return {
    bot: given.bot ?? `xoxb-${ids.secret(12)}-${ids.secret(24)}`,
    app: given.app ?? `xapp-1-${ids.secret(12)}-${ids.secret(32)}`,
    signingSecret: given.signingSecret ?? ids.secret(32),
  };
}
