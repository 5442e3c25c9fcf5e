/** One call of the Web API from its arrival to its answer: who calls, whether they may, and what comes of it. */
import type { Core } from '../core.ts';
import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { SlackError } from '../wire/slack-error.ts';
import type { TokenKind } from './method.ts';
import { methods } from './methods.ts';
import { RateLimited } from './rate-limited.ts';
import { requireScopes } from './scopes.ts';
import { type Outcome, underFaults, type WireAnswer } from './under-faults.ts';

export interface WebApiCall {
  method: string;
  args?: JsonObject;
  /** Slack's word for arguments that cannot be read. */
  unreadable?: string;
  /** The header `Authorization`, if there was one. */
  authorization: string | undefined;
}

/** Answers a call; refusals are answers too, with status 200 and `ok: false`, as Slack gives them. */
export function answerCall(core: Core, call: WebApiCall, gone: AbortSignal): Promise<Outcome> {
  const { workspace } = core;
  return workspace.activity.during(async () => {
    const start = workspace.real.elapsedMs();
    const { token: _, ...args } = call.args ?? {};
    const outcome = await underFaults(core, call.method, gone, () => answerOf(core, call, args));
    const { body } = outcome.answer;
    workspace.log.add({
      at: workspace.clock.now(),
      direction: 'from_bot',
      kind: call.method,
      request: readable(args),
      response: body,
      ms: Math.round(workspace.real.elapsedMs() - start),
      warnings: [...outcome.warnings, ...warningsIn(body)],
    });
    return outcome;
  });
}

function answerOf(core: Core, call: WebApiCall, args: JsonObject): WireAnswer {
  const headers = { 'x-oauth-scopes': core.workspace.manifest.oauth_config.scopes.bot.join(',') };
  try {
    const method = methods.get(call.method);
    if (!method && keeps('method.known')) throw new SlackError('unknown_method', { req_method: call.method });
    if (!method) return { status: 200, headers, body: { ok: true } };
    if (call.unreadable !== undefined) throw new SlackError(call.unreadable);
    if (method.token !== 'none') {
      const inBody = keeps('token.in-header') ? undefined : call.args?.token;
      const token = bearerOf(call.authorization) ?? inBody;
      if (tokenKind(core, token) !== method.token && keeps('token.kind'))
        throw new SlackError('not_allowed_token_type');
    }
    requireScopes(core.workspace, method.scopes);
    const wait = core.rates.take(call.method);
    if (wait !== undefined) throw new RateLimited(wait);
    return { status: 200, headers, body: { ok: true, ...method.run(core, args) } };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    const body = { ok: false, error: error.error, ...error.more };
    if (!(error instanceof RateLimited)) return { status: keeps('answer.status-200') ? 200 : 400, headers, body };
    return { status: 429, headers: { ...headers, 'retry-after': String(error.retryAfterSeconds) }, body };
  }
}

function warningsIn(body: WireAnswer['body']): string[] {
  return typeof body === 'object' && typeof body.warning === 'string' ? body.warning.split(',') : [];
}

/** The token in the header; undefined where there is none, or another scheme. */
function bearerOf(authorization = ''): string | undefined {
  return (keeps('token.bearer') ? /^Bearer\s+(.+)$/i : /^(?:\w+\s+)?(.+)$/).exec(authorization)?.[1];
}

function tokenKind({ tokens }: Core, token: unknown): TokenKind {
  if (typeof token !== 'string' || token === '') throw new SlackError('not_authed');
  if (token === tokens.bot) return 'bot';
  if (token === tokens.app) return 'app';
  if (keeps('token.known')) throw new SlackError('invalid_auth');
  return 'bot';
}

/** What came as JSON within a form is easier to read unpacked. */
function readable(args: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, unpacked(value)]));
}

function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
