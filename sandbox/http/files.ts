import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '../core.ts';
import { keeps } from '../rules/rules.ts';
import { hasScope } from '../web-api/scopes.ts';
import { underFaults, type WireAnswer } from '../web-api/under-faults.ts';
import type { StoredFile } from '../workspace/files.ts';
import { goneSignal, send, sendOutcome } from './answer.ts';
import { readUpload } from './request-body.ts';

/** Takes the bytes of a file at the address that files.getUploadURLExternal gave. */
export function takeUpload(
  core: Core,
  ticket: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  return core.workspace.activity.during(async () => {
    const content = await readUpload(request);
    const outcome = await underFaults(core, 'upload', goneSignal(response), () => keep(core, ticket, content));
    sendOutcome(response, outcome);
  });
}

/** Keeps the bytes of an announced file, if they are as many as announced. */
function keep({ workspace }: Core, ticket: string, content: Buffer): WireAnswer {
  const file = workspace.files.byTicket(ticket);
  if (!file || file.complete) return { status: 404, headers: {}, body: 'no such upload' };
  if (content.byteLength !== file.announcedLength && keeps('file.announced-length')) {
    const body = `announced ${file.announcedLength} bytes, got ${content.byteLength}`;
    return { status: 400, headers: {}, body };
  }
  file.content = content;
  return { status: 200, headers: {}, body: `OK - ${content.byteLength}` };
}

/** Gives an app the content of a file: it needs its token and the scope for it. */
export function sendFileToApp(core: Core, id: string, request: IncomingMessage, response: ServerResponse): void {
  const isBot = request.headers.authorization === `Bearer ${core.tokens.bot}`;
  const mayRead = isBot && hasScope(core.workspace, 'files:read');
  if (!mayRead && keeps('file.private')) send(response, 403, 'text/plain', 'not allowed');
  else sendFile(core.workspace.files.get(id), response);
}

/** Gives a person the content of a file. */
export function sendFile(file: StoredFile | undefined, response: ServerResponse): void {
  if (!file?.complete || file.content === undefined) {
    send(response, 404, 'text/plain', 'no such file');
    return;
  }
  send(response, 200, file.mimetype, file.content, {
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  });
}
