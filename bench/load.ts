// A closed loop of signed slash commands: each connection sends its next request when it has the whole answer to the last one.
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';

export interface Round {
  requests: number;
  perSecond: number;
  /** Milliseconds at saturation, not at a real load. */
  p50: number;
  p99: number;
}

export interface LoadOptions {
  port: number;
  secret: string;
  /** Slack users that ask, in turn. */
  users: readonly string[];
  connections: number;
  seconds: number;
}

function signedHeaders(body: string, secret: string, timestamp: string): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  };
}

/** Sends one command and gives the answer's length; rejects what is not a complete answer. */
function ask(agent: Agent, { port, secret }: LoadOptions, user: string): Promise<number> {
  const body = `command=%2Fcareer&text=next&user_id=${user}&team_id=T1&channel_id=D1&response_url=http%3A%2F%2F127.0.0.1%3A9%2F&trigger_id=1`;
  const headers = signedHeaders(body, secret, String(Math.floor(Date.now() / 1000)));
  return new Promise((resolve, reject) => {
    const sent = request(
      { agent, host: '127.0.0.1', port, method: 'POST', path: '/slack/events', headers },
      (response) => {
        let length = 0;
        response.on('data', (chunk: Buffer) => {
          length += chunk.length;
        });
        response.on('end', () =>
          response.statusCode === 200 && length > 200
            ? resolve(length)
            : reject(new Error(`answer ${response.statusCode} of ${length} bytes to ${user}`)),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Runs one round and sums it up. Every answer must be complete, or the round throws. */
export async function runLoad(options: LoadOptions): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const times: number[] = [];
  const end = performance.now() + options.seconds * 1000;
  const began = performance.now();
  let next = 0;
  const connection = async () => {
    while (performance.now() < end) {
      const user = options.users[next++ % options.users.length] ?? '';
      const started = performance.now();
      await ask(agent, options, user);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: options.connections }, connection));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  return {
    requests: times.length,
    perSecond: times.length / seconds,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}
