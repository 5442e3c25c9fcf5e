import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '../core.ts';
import { respond } from '../interactions/respond.ts';
import type { JsonObject } from '../json.ts';
import { countPost } from '../web-api/count-post.ts';
import { underFaults, type WireAnswer } from '../web-api/under-faults.ts';
import { SlackError } from '../wire/slack-error.ts';
import { goneSignal, sendOutcome } from './answer.ts';
import { objectIn, readBytes } from './request-body.ts';

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
    const given = (await readBytes(request)).toString('utf8');
    const body = objectIn(given);
    let warnings: readonly string[] = [];
    const outcome = await underFaults(core, 'response_url', goneSignal(response), () => {
      if (!body) return { status: 400, headers: {}, body: { ok: false, error: 'invalid_payload' } };
      const { warnings: found, ...answer } = responseTo(core, key, body);
      warnings = found;
      return answer;
    });
    log.add({
      at: clock.now(),
      direction: 'from_bot',
      kind: 'response_url',
      request: body ?? { unreadable: given },
      response: outcome.answer.body,
      ms: Math.round(real.elapsedMs() - start),
      warnings: [...outcome.warnings, ...warnings],
    });
    sendOutcome(response, outcome);
  });
}

interface Answer extends WireAnswer {
  readonly warnings: readonly string[];
}

function responseTo(core: Core, key: string, body: JsonObject): Answer {
  const headers = {};
  const use = core.responseUrls.use(key);
  if ('refused' in use) return { status: 404, headers, body: use.refused, warnings: [] };
  try {
    const warnings = respond(core.workspace, use.source, body);
    if (isPost(body)) countPost(core, use.source.channel, 'response_url');
    return { status: 200, headers, body: 'ok', warnings };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { status: 400, headers, body: { ok: false, error: error.error, ...error.more }, warnings: [] };
  }
}

/** Whether the answer adds a message; one that takes the place of another, or takes it away, is none. */
function isPost({ replace_original, delete_original, ...content }: JsonObject): boolean {
  const isYes = (value: unknown) => value === true || value === 'true';
  return !isYes(replace_original) && (!isYes(delete_original) || Object.keys(content).length > 0);
}
