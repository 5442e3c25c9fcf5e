import type { IncomingMessage } from 'node:http';
import { isObject, type JsonObject } from '../json.ts';

/** More than anything that Slack takes in one request but a large file. */
const mostBytes = 64 * 1024 * 1024;

/** The request cannot be read; `status` says how. */
export class UnreadableRequest extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'UnreadableRequest';
    this.status = status;
  }
}

/** The whole body. Throws UnreadableRequest for one that is too large. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.byteLength;
    if (size > mostBytes) throw new UnreadableRequest(413, 'the body is too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** The arguments of a Web API call: from the query, and from a form or JSON body. Throws UnreadableRequest. */
export async function readArguments(request: IncomingMessage, query: URLSearchParams): Promise<JsonObject> {
  const fromQuery = Object.fromEntries(query);
  const bytes = await readBytes(request);
  if (bytes.byteLength === 0) return fromQuery;
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return { ...fromQuery, ...parseObject(bytes.toString('utf8')) };
  if (type.startsWith('multipart/form-data')) {
    const fields = [...(await readForm(bytes, type))].filter(
      (field): field is [string, string] => typeof field[1] === 'string',
    );
    return { ...fromQuery, ...Object.fromEntries(fields) };
  }
  return { ...fromQuery, ...Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))) };
}

/** A JSON object. Throws UnreadableRequest. */
export function parseObject(json: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw new UnreadableRequest(400, 'the body is not JSON');
  }
  if (!isObject(parsed)) throw new UnreadableRequest(400, 'the body is not a JSON object');
  return parsed;
}

/** The uploaded bytes: the first file of a multipart body, or the body itself. Throws UnreadableRequest. */
export async function readUpload(request: IncomingMessage): Promise<Buffer> {
  const bytes = await readBytes(request);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return bytes;
  for (const [, value] of await readForm(bytes, type)) {
    return typeof value === 'string' ? Buffer.from(value) : Buffer.from(await value.arrayBuffer());
  }
  throw new UnreadableRequest(400, 'there is no file in the form');
}

/** The platform reads multipart bodies itself. */
async function readForm(bytes: Buffer, contentType: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw new UnreadableRequest(400, 'the form cannot be read');
  }
}
