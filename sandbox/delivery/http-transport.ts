/** Signed HTTP requests to the addresses in the manifest, with real timestamps and bare content types. */
import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import type { Manifest } from '../manifest.ts';
import { keeps } from '../rules/rules.ts';
import { epochSeconds } from '../workspace/clock.ts';
import type { Workspace } from '../workspace/workspace.ts';
import {
  ackBody,
  ackDeadlineMs,
  type Delivered,
  type Outgoing,
  type Transport,
  type TransportOptions,
} from './delivery.ts';
import { signatureOf } from './signature.ts';

/** Bolt compares this for equality: with a charset appended it would take the body for JSON. */
const formType = 'application/x-www-form-urlencoded';

const challengeAnswer = z.object({ challenge: z.string() });

export class HttpTransport implements Transport {
  readonly mode = 'http';
  readonly #workspace: Workspace;
  readonly #signingSecret: string;
  readonly #deadlineMs: number;
  #isVerified = false;

  constructor(workspace: Workspace, signingSecret: string, options: TransportOptions = {}) {
    this.#workspace = workspace;
    this.#signingSecret = signingSecret;
    this.#deadlineMs = options.ackDeadlineMs ?? ackDeadlineMs;
  }

  isConnected(): boolean {
    return this.#isVerified;
  }

  /**
   * Sends the challenge by which Slack makes sure that the address belongs to the app; events go nowhere before it is
   * answered, for which it has three seconds however great the hurry. True once it was.
   */
  async verify(): Promise<boolean> {
    const address = this.#workspace.manifest.settings.event_subscriptions.request_url;
    if (this.#isVerified || address === undefined) return this.#isVerified;
    const challenge = this.#workspace.ids.secret(40);
    const body = JSON.stringify({ token: 'sandbox', challenge, type: 'url_verification' });
    const answer = await this.#post(address, 'application/json', body, undefined, ackDeadlineMs);
    this.#isVerified = answer.ok && said(answer.body) === challenge;
    if (this.#isVerified) this.#workspace.sequence.next();
    return this.#isVerified;
  }

  async send(outgoing: Outgoing): Promise<Delivered> {
    const address = addressOf(outgoing, this.#workspace.manifest);
    if (address === undefined) return { ok: false, ms: 0, error: 'dispatch_failed', reason: 'connection_failed' };
    if (outgoing.kind === 'events_api') {
      if (!(await this.verify()) && keeps('event.challenge'))
        return { ok: false, ms: 0, error: 'dispatch_failed', reason: 'connection_failed' };
      return this.#post(address, 'application/json', JSON.stringify(outgoing.payload), outgoing);
    }
    const fields =
      outgoing.kind === 'slash_commands' ? flatFields(outgoing.payload) : { payload: JSON.stringify(outgoing.payload) };
    return this.#post(address, formType, new URLSearchParams(fields).toString());
  }

  cut(): void {}

  stop(): void {
    this.#isVerified = false;
  }

  /** Nobody listens at the address any more. */
  #lose(): void {
    if (!this.#isVerified) return;
    this.#isVerified = false;
    this.#workspace.sequence.next();
  }

  async #post(
    address: string,
    contentType: string,
    body: string,
    outgoing?: Outgoing,
    deadlineMs = this.#deadlineMs,
  ): Promise<Delivered> {
    const start = this.#workspace.real.elapsedMs();
    const elapsed = () => Math.round(this.#workspace.real.elapsedMs() - start);
    const timestamp = epochSeconds(this.#workspace.real.now());
    const retry = outgoing?.retry;
    try {
      const response = await fetch(address, {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: keeps('ack.deadline') ? AbortSignal.timeout(deadlineMs) : null,
        headers: {
          'content-type': keeps('request.bare-type') ? contentType : `${contentType}; charset=utf-8`,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': String(timestamp),
          ...(keeps('request.signed')
            ? { 'x-slack-signature': signatureOf(this.#signingSecret, timestamp, body) }
            : {}),
          ...(retry && keeps('event.retry-headers')
            ? { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason }
            : {}),
        },
      });
      const answer = await response.text();
      // An event takes any 2xx, everything else exactly 200.
      const isTaken = outgoing || !keeps('ack.only-200') ? response.ok : response.status === 200;
      if (isTaken) return { ok: true, ms: elapsed(), body: ackBody(readBody(answer)) };
      const noRetry = response.headers.get('x-slack-no-retry') === '1';
      return {
        ok: false,
        ms: elapsed(),
        error: 'dispatch_failed',
        reason: 'http_error',
        status: response.status,
        noRetry,
      };
    } catch (error) {
      const isLate = error instanceof DOMException && error.name === 'TimeoutError';
      if (isLate) return { ok: false, ms: elapsed(), error: 'operation_timeout', reason: 'http_timeout' };
      this.#lose();
      return { ok: false, ms: elapsed(), error: 'dispatch_failed', reason: 'connection_failed' };
    }
  }
}

function addressOf({ kind, payload }: Outgoing, { features, settings }: Manifest): string | undefined {
  switch (kind) {
    case 'slash_commands':
      return features.slash_commands.find((each) => each.command === payload.command)?.url;
    case 'interactive':
      return settings.interactivity.request_url;
    case 'options':
      return settings.interactivity.message_menu_options_url;
    case 'events_api':
      return settings.event_subscriptions.request_url;
  }
}

function flatFields(payload: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
}

/** JSON where it is an object, words otherwise. */
function readBody(answer: string): unknown {
  if (!answer.trimStart().startsWith('{')) return answer;
  try {
    return JSON.parse(answer);
  } catch {
    return answer;
  }
}

function said(body: unknown): unknown {
  const answer = challengeAnswer.safeParse(body);
  return answer.success ? answer.data.challenge : body;
}
