import { isObject, type JsonObject } from '../json.ts';
import { actRoutes } from './act-routes.ts';
import { clockRoutes } from './clock-routes.ts';
import { ControlError } from './control-error.ts';
import { faultDeleteRoutes, faultReadRoutes, faultRoutes } from './fault-routes.ts';
import { readRoutes } from './read-routes.ts';
import type { Control } from './route.ts';

const byMethod = new Map([
  ['GET', { ...readRoutes, ...faultReadRoutes }],
  ['POST', { ...actRoutes, ...clockRoutes, ...faultRoutes }],
  ['DELETE', faultDeleteRoutes],
]);

export interface ControlCall {
  method: string;
  /** Below `/_control`, with a leading slash. */
  path: string;
  query: URLSearchParams;
  /** The raw body; '' for none. */
  body: string;
}

/** Answers a control call; what cannot be done is answered with a 4xx status and a hint. */
export async function answerControl(control: Control, call: ControlCall): Promise<{ status: number; body: object }> {
  try {
    const route = byMethod.get(call.method)?.[call.path];
    if (!route)
      throw new ControlError(404, 'unknown_call', `there is no ${call.method} ${call.path}; see sandbox/README.md`);
    const input = call.method === 'POST' ? bodyOf(call.body) : Object.fromEntries(call.query);
    return { status: 200, body: await route(control, input) };
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    return { status: error.status, body: { ok: false, error: error.error, hint: error.hint } };
  }
}

function bodyOf(body: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body === '' ? '{}' : body);
  } catch {
    throw new ControlError(400, 'invalid_json', 'the body must be JSON');
  }
  if (!isObject(parsed)) throw new ControlError(400, 'invalid_json', 'the body must be a JSON object');
  return parsed;
}
