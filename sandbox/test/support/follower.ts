import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Follower {
  url: string;
  stop: () => void;
}

/** An app's clock that answers each post of the workspace with what `answer` says. */
export async function startFollower(answer: (asked: unknown) => Promise<unknown>): Promise<Follower> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    response.end(JSON.stringify((await answer(JSON.parse(body))) ?? {}));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/clock`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
