import { answeringKinds, type Fault } from '../control/faults.ts';
import type { Core } from '../core.ts';
import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';

/** An answer as it goes over the wire: an object as JSON, words as plain text unless `headers` name another type. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: JsonObject | string;
}

export interface Outcome {
  readonly answer: WireAnswer;
  /** The connection breaks instead of carrying the answer. */
  readonly isCut: boolean;
  /** For the traffic log: which fault it was. */
  readonly warnings: readonly string[];
}

/** The page that stands before Slack when it is down. */
const errorPage = '<!DOCTYPE html><html><head><title>Server Error</title></head><body>Try again later.</body></html>';

/**
 * Carries out a request of the app, unless a fault hits it. `name` is the method, `response_url` or `upload`; `gone` fires
 * when the app does not wait any more.
 */
export async function underFaults(
  core: Core,
  name: string,
  gone: AbortSignal,
  carryOut: () => WireAnswer | Promise<WireAnswer>,
): Promise<Outcome> {
  const fault = core.workspace.faults.take([name], answeringKinds);
  if (!fault || !keeps('fault.calls')) return { answer: await carryOut(), isCut: false, warnings: [] };
  const warnings = [`fault: ${fault.kind}`];
  switch (fault.kind) {
    case 'reset_before':
      return { answer: { status: 0, headers: {}, body: { cut: true } }, isCut: true, warnings };
    case 'reset_after':
      return { answer: await carryOut(), isCut: true, warnings };
    case 'slow': {
      const answer = await carryOut();
      await pause(fault.ms, gone);
      return { answer, isCut: false, warnings };
    }
    case 'drop_socket':
      core.sockets.cut();
      return { answer: await carryOut(), isCut: false, warnings };
    default:
      if (fault.processed) await carryOut();
      return { answer: wrongAnswer(fault), isCut: false, warnings };
  }
}

function wrongAnswer(fault: Fault): WireAnswer {
  switch (fault.kind) {
    case '429': {
      const headers: Record<string, string> =
        fault.retryAfter === null ? {} : { 'retry-after': String(fault.retryAfter) };
      return { status: 429, headers, body: { ok: false, error: 'ratelimited' } };
    }
    case 'html':
      return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: errorPage };
    case 'error':
      return { status: 200, headers: {}, body: { ok: false, error: fault.error } };
    default:
      return { status: 500, headers: {}, body: { ok: false, error: 'internal_error' } };
  }
}

/** Waits so many real milliseconds, or until the signal. */
function pause(ms: number, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (gone.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    gone.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
