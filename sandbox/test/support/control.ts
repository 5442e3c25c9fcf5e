import { isObject, type JsonObject, objectsOf } from '../../json.ts';
import type { Sandbox } from '../../server.ts';

/** An answer of the control API or the Web API, whose fields a test reads as it expects them. */
export interface Answer {
  status: number;
  body: JsonObject;
}

async function answered(response: Response): Promise<Answer> {
  const body: unknown = await response.json();
  if (!isObject(body)) throw new Error(`not a JSON object: ${JSON.stringify(body)}`);
  return { status: response.status, body };
}

const jsonType = { 'content-type': 'application/json' };

/** Acts through the control API. */
export async function act(sandbox: Sandbox, path: string, body: object): Promise<Answer> {
  const request = { method: 'POST', headers: jsonType, body: JSON.stringify(body) };
  return answered(await fetch(`${sandbox.controlUrl}${path}`, request));
}

/** Looks through the control API. */
export async function look(
  sandbox: Sandbox,
  path: string,
  query: Record<string, string | number> = {},
): Promise<Answer> {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  return answered(await fetch(`${sandbox.controlUrl}${path}?${search}`));
}

/** Takes something away through the control API. */
export async function undo(sandbox: Sandbox, path: string, query: Record<string, string> = {}): Promise<Answer> {
  const search = new URLSearchParams(query);
  return answered(await fetch(`${sandbox.controlUrl}${path}?${search}`, { method: 'DELETE' }));
}

/** The items of a list answer. */
export async function items(
  sandbox: Sandbox,
  path: string,
  query: Record<string, string | number>,
): Promise<JsonObject[]> {
  return objectsOf((await look(sandbox, path, query)).body.items);
}

/** Calls the Web API with JSON, as the bot unless another token is given. */
export async function api(
  sandbox: Sandbox,
  method: string,
  args: object = {},
  token = sandbox.tokens.bot,
): Promise<JsonObject> {
  const headers = { ...jsonType, authorization: `Bearer ${token}` };
  const response = await fetch(`${sandbox.slackApiUrl}${method}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(args),
  });
  return (await answered(response)).body;
}

/** Waits for a message with this text that reaches the person after `since`, a seq. */
export async function arrives(sandbox: Sandbox, user: string, text: string, since: unknown): Promise<JsonObject> {
  for (let from = Number(since); ; ) {
    const { body } = await look(sandbox, '/inbox', { user, since: from, wait: 2000 });
    const found = objectsOf(body.items).find((each) => each.text === text);
    if (found) return found;
    from = Number(body.seq);
  }
}
