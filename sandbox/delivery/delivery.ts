/** What the workspace sends to the app, and what may come back: the same for socket and HTTP. */
import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';

export type DeliveryMode = 'socket' | 'http';

/** `options` asks for the options of an external select; over a socket it travels as `interactive`. */
export type DeliveryKind = 'slash_commands' | 'interactive' | 'options' | 'events_api';

export interface Retry {
  readonly number: number;
  readonly reason: FailureReason;
}

export interface Outgoing {
  readonly kind: DeliveryKind;
  readonly payload: JsonObject;
  /** Of an event that was sent before. */
  readonly retry?: Retry;
}

/** Slack's names for why a delivery is repeated. */
export type FailureReason = 'http_timeout' | 'connection_failed' | 'http_error';

export type Delivered =
  | { readonly ok: true; readonly ms: number; readonly body: unknown }
  | {
      readonly ok: false;
      readonly ms: number;
      /** The word the person who acted would read. */
      readonly error: 'operation_timeout' | 'dispatch_failed';
      readonly reason: FailureReason;
      /** HTTP status, where there was one. */
      readonly status?: number;
      /** The app asked not to be sent this event again. */
      readonly noRetry?: boolean;
    };

/** An app has 3 s of real time to answer anything (docs.slack.dev/interactivity/handling-user-interaction). */
export const ackDeadlineMs = 3000;

/** How long transports wait and live, in real milliseconds; a test may be in a hurry. */
export interface TransportOptions {
  ackDeadlineMs?: number;
  socketLifeMs?: number;
  socketPingMs?: number;
}

/** One way to the app. */
export interface Transport {
  readonly mode: DeliveryMode;
  isConnected: () => boolean;
  send: (outgoing: Outgoing) => Promise<Delivered>;
  /** Breaks every open connection without a word; over HTTP there is none between requests. */
  cut: () => void;
  stop: () => void;
}

/** The body of an ack without its wrapping: an empty one is null. */
export function ackBody(body: unknown): unknown {
  if (body === undefined || body === null || body === '') return null;
  const isEmpty = typeof body === 'object' && Object.keys(body).length === 0;
  return isEmpty && keeps('ack.empty-object') ? null : body;
}
