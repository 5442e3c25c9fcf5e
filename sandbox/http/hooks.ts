import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '../core.ts';
import { respond } from '../interactions/respond.ts';
import { SlackError } from '../wire/slack-error.ts';
import { send, sendJson } from './answer.ts';
import { parseObject, readBytes } from './request-body.ts';

/** What an app posts to a response_url. `key` is the last part of the address. */
export function takeResponse(
  core: Core,
  key: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { activity, log, clock, real } = core.workspace;
  return activity.during(async () => {
    const start = real.elapsedMs();
    const body = parseObject((await readBytes(request)).toString('utf8'));
    const answer = responseTo(core, key, body);
    log.add({
      at: clock.now(),
      direction: 'from_bot',
      kind: 'response_url',
      request: body,
      response: answer.body,
      ms: Math.round(real.elapsedMs() - start),
      warnings: answer.warnings,
    });
    if (typeof answer.body === 'string') send(response, answer.status, 'text/plain; charset=utf-8', answer.body);
    else sendJson(response, answer.status, answer.body);
  });
}

interface Answer {
  status: number;
  body: string | object;
  warnings: string[];
}

function responseTo(core: Core, key: string, body: unknown): Answer {
  const use = core.responseUrls.use(key);
  if ('refused' in use) return { status: 404, body: use.refused, warnings: [] };
  try {
    return { status: 200, body: 'ok', warnings: respond(core.workspace, use.source, body) };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { status: 400, body: { ok: false, error: error.error, ...error.more }, warnings: [] };
  }
}
