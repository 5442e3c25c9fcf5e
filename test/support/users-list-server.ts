// Slack's users.list over HTTP, page by page: for tests of what reads a whole workspace.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface UsersListServer {
  /** As SLACK_API_URL. */
  url: string;
  /** The cursor of each page that was asked for. */
  cursors: string[];
  close(): Promise<void>;
}

/** Serves `users` as Slack writes them, `perPage` at a time; the cursor is the number of the next user. */
export async function startUsersListServer(users: readonly object[], perPage: number): Promise<UsersListServer> {
  const cursors: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      const known = request.url?.endsWith('/users.list') ?? false;
      const cursor = new URLSearchParams(body).get('cursor') ?? '';
      if (known) cursors.push(cursor);
      const from = Number(cursor);
      const next = from + perPage < users.length ? String(from + perPage) : '';
      const page = { ok: true, members: users.slice(from, from + perPage), response_metadata: { next_cursor: next } };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(known ? page : { ok: false, error: 'unknown_method' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/`,
    cursors,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
