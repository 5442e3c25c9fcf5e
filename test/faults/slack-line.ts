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
  /** Posts on their way to Slack. */
  const underWay = new Set<Promise<unknown>>();
  /** What is handed over may be late by `before`; where this process itself was late, history must not overtake a post that came first. */
  async function handOver(method: string, before: number): Promise<void> {
    const earlier = method === 'conversations.history' ? [...underWay] : [];
    await Promise.all([pause(before), ...earlier]);
  }
  const server = createServer(async (request, response) => {
    const method = request.url?.replace('/api/', '') ?? '';
    const [before, after, isLost] = [random.between(0, latencyMs), random.between(0, latencyMs), random.unit() < loss];
    try {
      const body = await bodyOf(request);
      const { authorization = '', 'content-type': type = '' } = request.headers;
      const headers = { authorization, 'content-type': type };
      const handed = handOver(method, before).then(() => {
        if (method === 'chat.postMessage') postedAt.push(Date.now());
        return fetch(`${target}${method}`, { method: 'POST', headers, body: new Uint8Array(body) });
      });
      const arriving = handed.catch(() => undefined);
      if (method !== 'conversations.history') {
        underWay.add(arriving);
        void arriving.finally(() => underWay.delete(arriving));
      }
      const answer = await handed;
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
