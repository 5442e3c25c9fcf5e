/** One call of the Web API from its arrival to its answer: who calls, whether they may, and what comes of it. */
import type { Core } from '../core.ts';
import type { JsonObject } from '../json.ts';
import { SlackError } from '../wire/slack-error.ts';
import type { TokenKind } from './method.ts';
import { methods } from './methods.ts';
import { requireScopes } from './scopes.ts';

export interface WebApiCall {
  method: string;
  args: JsonObject;
  /** The header `Authorization`, if there was one. */
  authorization: string | undefined;
}

export interface WebApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: JsonObject;
}

/** Answers a call; refusals are answers too, with status 200 and `ok: false`, as Slack gives them. */
export function answerCall(core: Core, call: WebApiCall): Promise<WebApiAnswer> {
  const { workspace } = core;
  return workspace.activity.during(async () => {
    const start = workspace.real.elapsedMs();
    const { token, ...args } = call.args;
    const answer = answerOf(core, { ...call, args }, token);
    workspace.log.add({
      at: workspace.clock.now(),
      direction: 'from_bot',
      kind: call.method,
      request: readable(args),
      response: answer.body,
      ms: Math.round(workspace.real.elapsedMs() - start),
      warnings: typeof answer.body.warning === 'string' ? answer.body.warning.split(',') : [],
    });
    return answer;
  });
}

function answerOf(core: Core, call: WebApiCall, tokenArgument: unknown): WebApiAnswer {
  const headers = { 'x-oauth-scopes': core.workspace.manifest.oauth_config.scopes.bot.join(',') };
  try {
    const method = methods.get(call.method);
    if (!method) throw new SlackError('unknown_method', { req_method: call.method });
    if (method.token !== 'none') {
      const token = call.authorization?.replace(/^Bearer\s*/i, '') ?? tokenArgument;
      if (tokenKind(core, token) !== method.token) throw new SlackError('not_allowed_token_type');
    }
    requireScopes(core.workspace, method.scopes);
    const verdict = core.admission(call);
    if (!verdict.admitted) return verdict;
    return { status: 200, headers, body: { ok: true, ...method.run(core, call.args) } };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { status: 200, headers, body: { ok: false, error: error.error, ...error.more } };
  }
}

function tokenKind({ tokens }: Core, token: unknown): TokenKind {
  if (typeof token !== 'string' || token === '') throw new SlackError('not_authed');
  if (token === tokens.bot) return 'bot';
  if (token === tokens.app) return 'app';
  throw new SlackError('invalid_auth');
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
