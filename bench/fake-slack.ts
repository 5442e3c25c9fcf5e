// A Slack that takes every post at once: what is measured is the queue before it.
import { createServer } from 'node:http';

export interface FakeSlack {
  /** As SLACK_API_URL. */
  url: string;
  /** Resolves with the moment (performance.now()) of the next post. */
  nextPost(): Promise<number>;
  stop(): void;
}

export async function startFakeSlack(): Promise<FakeSlack> {
  let heard = (_at: number) => {};
  let posts = 0;
  const server = createServer((request, response) => {
    heard(performance.now());
    request.resume();
    request.on('end', () => {
      posts += 1;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: true, channel: 'C1', ts: `1.${String(posts).padStart(6, '0')}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/`,
    nextPost: () =>
      new Promise((resolve) => {
        heard = resolve;
      }),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
