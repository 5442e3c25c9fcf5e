/** An app that answers whatever a test tells it to: for answers that Bolt would never give. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isObject, type JsonObject } from '../../json.ts';

export interface Received {
  headers: IncomingHttpHeaders;
  /** The JSON body, the JSON in the form field `payload`, or the fields of a form. */
  payload: JsonObject;
  raw: string;
}

export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface ScriptedApp {
  url: string;
  received: Received[];
  stop: () => void;
}

/** Says how to answer one request, now or later. */
export type Script = (received: Received) => Reply | Promise<Reply>;

/** Listens and answers each request with what `reply` says; the challenge by itself, unless it `knowsChallenge` not. */
export async function startScriptedApp(reply: Script, knowsChallenge = true): Promise<ScriptedApp> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let raw = '';
    for await (const chunk of request) raw += String(chunk);
    const payload = payloadIn(raw, request.headers['content-type']);
    if (payload.type === 'url_verification') {
      response.end(knowsChallenge ? payload.challenge : 'what?');
      return;
    }
    const each = { headers: request.headers, payload, raw };
    received.push(each);
    const { status, body, headers = {} } = await reply(each);
    response.writeHead(status, headers);
    response.end(body === undefined ? '' : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function payloadIn(raw: string, contentType: string | undefined): JsonObject {
  const fields = Object.fromEntries(new URLSearchParams(raw));
  const json = contentType === 'application/json' ? raw : fields.payload;
  const payload: unknown = json === undefined ? fields : JSON.parse(json);
  return isObject(payload) ? payload : {};
}
