import type { ServerResponse } from 'node:http';
import type { Outcome } from '../web-api/under-faults.ts';

/** Sends JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body), headers);
}

/** Sends anything; nothing of a sandbox is worth keeping in a cache. */
export function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store', ...headers });
  response.end(body);
}

/** Sends what came of a request of the app, or breaks the connection. */
export function sendOutcome(response: ServerResponse, { answer, isCut }: Outcome): void {
  const { status, headers, body } = answer;
  if (isCut) response.destroy();
  else if (typeof body === 'string') send(response, status, 'text/plain; charset=utf-8', body, headers);
  else sendJson(response, status, body, headers);
}

/** Fires when the connection is closed: whoever asked does not wait any more. */
export function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}
