import { createHmac } from 'node:crypto';

export interface Signing {
  secret: string;
  /** Seconds since 1970, as Slack would send it. */
  timestamp: number;
}

/** A request as Slack signs it (v0), for tests that play Slack or somebody who pretends to be. */
export async function sendSigned(
  url: string,
  body: string,
  { secret, timestamp }: Signing,
  type = 'application/x-www-form-urlencoded',
) {
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  });
  return { status: response.status, body: await response.text() };
}
