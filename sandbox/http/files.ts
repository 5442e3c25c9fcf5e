import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '../core.ts';
import { hasScope } from '../web-api/scopes.ts';
import type { StoredFile } from '../workspace/files.ts';
import { send } from './answer.ts';
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
    const file = core.workspace.files.byTicket(ticket);
    if (!file || file.complete) return send(response, 404, 'text/plain', 'no such upload');
    if (content.byteLength !== file.announcedLength) {
      return send(response, 400, 'text/plain', `announced ${file.announcedLength} bytes, got ${content.byteLength}`);
    }
    file.content = content;
    send(response, 200, 'text/plain', `OK - ${content.byteLength}`);
  });
}

/** Gives an app the content of a file: it needs its token and the scope for it. */
export function sendFileToApp(core: Core, id: string, request: IncomingMessage, response: ServerResponse): void {
  const isBot = request.headers.authorization === `Bearer ${core.tokens.bot}`;
  if (!isBot || !hasScope(core.workspace, 'files:read')) send(response, 403, 'text/plain', 'not allowed');
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
