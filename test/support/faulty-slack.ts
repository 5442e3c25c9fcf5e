// A Slack that fails when a test wants it to: passes each call of the Web API on to a workspace, but for the methods named.
import { createServer, type IncomingMessage } from 'node:http';

export interface FaultySlack {
  /** As SLACK_API_URL. */
  url: string;
  /** Methods that are answered with status 500 while they stand here. */
  failing: Set<string>;
  /** Methods that are never answered while they stand here. */
  silent: Set<string>;
  /** How many calls wait for an answer that never comes. */
  waiting(): number;
  /** The arguments of each call that was passed on, by method. */
  passed: { method: string; body: string }[];
  close(): Promise<void>;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** Stands before the workspace whose Web API is at `target`. */
export async function startFaultySlack(target: string): Promise<FaultySlack> {
  const slack: Pick<FaultySlack, 'failing' | 'silent' | 'passed'> = {
    failing: new Set(),
    silent: new Set(),
    passed: [],
  };
  let waiting = 0;
  const server = createServer(async (request, response) => {
    const method = request.url?.replace('/api/', '') ?? '';
    const body = await textOf(request);
    if (slack.silent.has(method)) {
      waiting += 1;
      request.socket.once('close', () => {
        waiting -= 1;
      });
      return;
    }
    if (slack.failing.has(method)) {
      response.writeHead(500).end();
      return;
    }
    slack.passed.push({ method, body });
    const { authorization = '', 'content-type': type = '' } = request.headers;
    const answer = await fetch(`${target}${method}`, {
      method: 'POST',
      headers: { authorization, 'content-type': type },
      body,
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/`,
    ...slack,
    waiting: () => waiting,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
