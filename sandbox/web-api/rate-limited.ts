import { SlackError } from '../wire/slack-error.ts';

/** Slack's refusal of a call that came too early; the answer has status 429 and says when to come again. */
export class RateLimited extends SlackError {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('ratelimited');
    this.name = 'RateLimited';
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
