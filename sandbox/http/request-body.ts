import type { IncomingMessage } from 'node:http';
import { isObject, type JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';

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

/** What came with a Web API call: its arguments, or Slack's word for why they cannot be read. */
export type ReadArguments = { readonly args: JsonObject } | { readonly unreadable: string };

/** The types a body may have; text is read as a form (docs.slack.dev/apis/web-api). */
const formTypes = ['application/x-www-form-urlencoded', 'text/plain'];
const charsets = ['utf-8', 'iso-8859-1'];

/** The arguments of a Web API call, from the query and from a form or JSON body. Throws UnreadableRequest for one that is too large. */
export async function readArguments(request: IncomingMessage, query: URLSearchParams): Promise<ReadArguments> {
  const fromQuery = Object.fromEntries(query);
  const bytes = await readBytes(request);
  if (bytes.byteLength === 0) return { args: fromQuery };
  const contentType = request.headers['content-type'] ?? '';
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const charset = /charset="?([^";]+)/i.exec(contentType)?.[1]?.trim().toLowerCase() ?? 'utf-8';
  if (type === '' && keeps('body.type')) return { unreadable: 'missing_post_type' };
  if (!charsets.includes(charset) && keeps('body.charset')) return { unreadable: 'invalid_charset' };
  const fromBody = await readFields(bytes, type, contentType);
  return 'args' in fromBody ? { args: { ...fromQuery, ...fromBody.args } } : fromBody;
}

async function readFields(bytes: Buffer, type: string, contentType: string): Promise<ReadArguments> {
  if (type === 'application/json') return readJson(bytes.toString('utf8'));
  if (type === 'multipart/form-data') {
    const form = await formIn(bytes, contentType);
    if (!form) return { unreadable: 'invalid_form_data' };
    const fields = [...form].filter((field): field is [string, string] => typeof field[1] === 'string');
    return { args: Object.fromEntries(fields) };
  }
  if (!formTypes.includes(type) && keeps('body.type')) return { unreadable: 'invalid_post_type' };
  return { args: Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))) };
}

function readJson(json: string): ReadArguments {
  try {
    const parsed: unknown = JSON.parse(json);
    if (isObject(parsed)) return { args: parsed };
    return keeps('body.json') ? { unreadable: 'json_not_object' } : { args: {} };
  } catch {
    return keeps('body.json') ? { unreadable: 'invalid_json' } : { args: {} };
  }
}

/** The JSON object in these words; undefined for anything else. */
export function objectIn(json: string): JsonObject | undefined {
  const read = readJson(json);
  return 'args' in read ? read.args : undefined;
}

/** The uploaded bytes: the first file of a multipart body, or the body itself. Throws UnreadableRequest. */
export async function readUpload(request: IncomingMessage): Promise<Buffer> {
  const bytes = await readBytes(request);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return bytes;
  const form = await formIn(bytes, type);
  if (!form) throw new UnreadableRequest(400, 'the form cannot be read');
  for (const [, value] of form) {
    return typeof value === 'string' ? Buffer.from(value) : Buffer.from(await value.arrayBuffer());
  }
  throw new UnreadableRequest(400, 'there is no file in the form');
}

/** The fields of a multipart body, which the platform reads itself; undefined where it is none. */
async function formIn(bytes: Buffer, contentType: string): Promise<FormData | undefined> {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
  } catch {
    return undefined;
  }
}
