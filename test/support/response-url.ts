// A response_url as Slack gives one with each interaction: keeps what is sent there.
import { createServer } from 'node:http';

export interface ResponseUrl {
  url: string;
  /** Parsed, in order. */
  received: unknown[];
  close(): Promise<void>;
}

export async function startResponseUrl(): Promise<ResponseUrl> {
  const received: unknown[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    received.push(JSON.parse(body));
    response.writeHead(200).end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
