import { createHmac } from 'node:crypto';

/**
 * Slack's v0 signature of a raw body sent at this second
 * (docs.slack.dev/authentication/verifying-requests-from-slack).
 */
export function signatureOf(signingSecret: string, timestampSeconds: number, rawBody: string): string {
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestampSeconds}:${rawBody}`).digest('hex');
  return `v0=${digest}`;
}
