// The way to Slack: every request is late before and after Slack has it, and some answers are lost.
import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from './random.ts';

export interface SlackLine {
  /** As SLACK_API_URL. */
  url: string;
  /** Posts that Slack was handed, by the millisecond. */
  postedAt: number[];
  /** Answers that were lost. */
  lost(): number;
  stop(): Promise<void>;
}

export interface SlackLineOptions {
  target: string;
  random: Random;
  /** Milliseconds at most, before and after. */
  latencyMs: number;
  /** The share of answers that are lost. */
  loss: number;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

export async function startSlackLine({ target, random, latencyMs, loss }: SlackLineOptions): Promise<SlackLine> {
  const postedAt: number[] = [];
  let lost = 0;
  const server = createServer(async (request, response) => {
    const method = request.url?.replace('/api/', '') ?? '';
    const [before, after, isLost] = [random.between(0, latencyMs), random.between(0, latencyMs), random.unit() < loss];
    try {
      const body = await bodyOf(request);
      await pause(before);
      if (method === 'chat.postMessage') postedAt.push(Date.now());
      const { authorization = '', 'content-type': type = '' } = request.headers;
      const headers = { authorization, 'content-type': type };
      const answer = await fetch(`${target}${method}`, { method: 'POST', headers, body: new Uint8Array(body) });
      const text = await answer.text();
      await pause(after);
      if (isLost) {
        lost += 1;
        response.destroy();
        return;
      }
      const retryAfter = answer.headers.get('retry-after');
      const more = retryAfter === null ? {} : { 'retry-after': retryAfter };
      response
        .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain', ...more })
        .end(text);
    } catch {
      // The workspace broke the connection, or whoever asked is gone.
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/`,
    postedAt,
    lost: () => lost,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
