/** The one HTTP server: Web API, hooks, uploads, control API and page, each by its first part of the path. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerControl } from '../control/answer-control.ts';
import type { Control } from '../control/route.ts';
import { answerCall } from '../web-api/answer-call.ts';
import { goneSignal, send, sendJson, sendOutcome } from './answer.ts';
import { sendFile, sendFileToApp, takeUpload } from './files.ts';
import { takeResponse } from './hooks.ts';
import { isLoopback } from './loopback.ts';
import { sendPage } from './page.ts';
import { readArguments, readBytes, UnreadableRequest } from './request-body.ts';

/** Makes the server; it does not listen yet. `control` is asked for at the first request. */
export function makeServer(control: () => Control): Server {
  const server = createServer((request, response) => {
    answer(control(), request, response).catch((error: unknown) => {
      const status = error instanceof UnreadableRequest ? error.status : 500;
      // The connection broke while the body was read: there is nobody to answer.
      if (request.errored || response.headersSent) {
        response.destroy();
        return;
      }
      if (status === 500) process.stderr.write(`sandbox: ${error instanceof Error ? error.stack : String(error)}\n`);
      sendJson(response, status, { ok: false, error: status === 500 ? 'internal_error' : 'invalid_form_data' });
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.startsWith('/link/')) control().core.sockets.accept(request, socket, head);
    else socket.destroy();
  });
  return server;
}

async function answer(control: Control, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { core } = control;
  if (!URL.canParse(request.url ?? '/', core.origin)) throw new UnreadableRequest(400, 'the address is none');
  const url = new URL(request.url ?? '/', core.origin);
  const [first = '', second = '', third = ''] = url.pathname.slice(1).split('/');
  switch (first) {
    case 'api': {
      const given = await readArguments(request, url.searchParams);
      const { authorization } = request.headers;
      const call = { method: second, ...given, authorization };
      return sendOutcome(response, await answerCall(core, call, goneSignal(response)));
    }
    case 'hooks':
      return takeResponse(core, third, request, response);
    case 'upload':
      return takeUpload(core, third, request, response);
    case 'files':
      return sendFileToApp(core, second, request, response);
    case '_control':
      return answerControlRequest(control, url, request, response);
    default:
      if (!(await sendPage(response, url.pathname))) send(response, 404, 'text/plain; charset=utf-8', 'not found');
  }
}

async function answerControlRequest(
  control: Control,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isLoopback(request)) {
    return sendJson(response, 403, {
      ok: false,
      error: 'not_loopback',
      hint: 'only this machine may use the control API',
    });
  }
  const path = url.pathname.slice('/_control'.length);
  if (request.method === 'GET' && path.startsWith('/files/')) {
    return sendFile(control.core.workspace.files.get(path.slice('/files/'.length)), response);
  }
  const body = (await readBytes(request)).toString('utf8');
  const answered = await answerControl(control, {
    method: request.method ?? 'GET',
    path,
    query: url.searchParams,
    body,
  });
  sendJson(response, answered.status, answered.body);
}
