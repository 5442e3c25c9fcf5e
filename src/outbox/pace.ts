// How fast each method of Slack is called. Pure: the state of one method goes in, slots and the next state come out.
import type { Temporal } from 'temporal-polyfill';
import { CHANGES_A_MINUTE, FILES_A_MINUTE, type OutboxKind } from '../domain/outbox.ts';

/** In calls a second: where a method starts, and how far it creeps. */
export interface Rate {
  start: number;
  ceiling: number;
  /** Calls that may begin together after a while of silence; one where it is left out. */
  burst?: number;
}

export type Rates = Readonly<Record<PacedMethod, Rate>>;

export const PACED_METHODS = [
  'chat.postMessage',
  'chat.update',
  'chat.delete',
  'conversations.open',
  'conversations.history',
  'files.getUploadURLExternal',
  'files.completeUploadExternal',
  'views.publish',
] as const;
export type PacedMethod = (typeof PACED_METHODS)[number];

function steady(perMinute: number): Rate {
  return { start: perMinute / 60, ceiling: perMinute / 60 };
}

/**
 * Slack takes "several hundred messages per minute", promises 50 calls a minute for methods of tier 3 and 100 for tier 4
 * (docs.slack.dev/apis/web-api/rate-limits); we stay a tenth below. Somebody who looks at their Home, or acts on it, is not kept waiting
 * while few do: with the burst it is 97 in the busiest minute.
 */
export const SLACK_RATES: Rates = {
  'chat.postMessage': { start: 4, ceiling: 8 },
  'chat.update': steady(CHANGES_A_MINUTE),
  'chat.delete': steady(CHANGES_A_MINUTE),
  'conversations.open': steady(45),
  'conversations.history': steady(45),
  'files.getUploadURLExternal': steady(FILES_A_MINUTE),
  'files.completeUploadExternal': steady(FILES_A_MINUTE),
  'views.publish': { ...steady(90), burst: 8 },
};

/** The same rates so many times faster, for trials against a workspace that is as much faster. */
export function scaledRates(rates: Rates, factor: number): Rates {
  const scaled: Record<PacedMethod, Rate> = { ...rates };
  for (const method of PACED_METHODS) {
    const { start, ceiling, ...more } = rates[method];
    scaled[method] = { start: start * factor, ceiling: ceiling * factor, ...more };
  }
  return scaled;
}

/** Which method a row of each kind begins with. */
export const METHOD_OF: Readonly<Record<OutboxKind, PacedMethod>> = {
  post: 'chat.postMessage',
  update: 'chat.update',
  delete: 'chat.delete',
  file: 'files.getUploadURLExternal',
};

/** Slack takes one message a second in one conversation. */
export const CONVERSATION_GAP_MS = 1_000;

/** How far ahead slots are taken: a row waits for its slot in the worker, and whatever comes meanwhile waits behind it. */
export const HORIZON_MS = 500;

/** Rows claimed at once at most. */
export const MOST_CLAIMED = 100;

/** Calls in which a method creeps from its start to its ceiling while Slack refuses none. */
const CREEP_CALLS = 400;

/** However often it is refused, a method never falls below this part of its start. */
const FLOOR = 1 / 4;

/** One method as all processes share it. */
export interface Pace {
  /** Calls a second at present. */
  rate: number;
  /** The next call may begin then. */
  nextAt: Temporal.Instant;
  /** Slack asked for silence until then. */
  blockedUntil: Temporal.Instant | null;
}

function later(a: Temporal.Instant, b: Temporal.Instant | null): Temporal.Instant {
  return b !== null && b.epochNanoseconds > a.epochNanoseconds ? b : a;
}

export function startingPace({ start }: Rate, now: Temporal.Instant): Pace {
  return { rate: start, nextAt: now, blockedUntil: null };
}

/** The first moment from `now` on at which a call may begin. */
export function opensAt({ nextAt, blockedUntil }: Pace, now: Temporal.Instant): Temporal.Instant {
  return later(later(now, nextAt), blockedUntil);
}

function spacing(rate: number, calls: number): { nanoseconds: number } {
  return { nanoseconds: Math.round((calls / rate) * 1e9) };
}

/** How many calls may begin from `now` to the horizon: at least one if the method is open by then. */
export function slotsWithin(pace: Pace, now: Temporal.Instant): number {
  if (pace.blockedUntil !== null && pace.blockedUntil.epochNanoseconds > now.epochNanoseconds) return 0;
  const aheadMs = HORIZON_MS - Number(opensAt(pace, now).epochNanoseconds - now.epochNanoseconds) / 1e6;
  return aheadMs < 0 ? 0 : Math.min(MOST_CLAIMED, 1 + Math.floor((aheadMs * pace.rate) / 1000));
}

/** The first moment at which a slot can be taken. */
export function claimableAt(pace: Pace, now: Temporal.Instant): Temporal.Instant {
  return later(later(now, pace.nextAt.subtract({ milliseconds: HORIZON_MS })), pace.blockedUntil);
}

/** Takes so many slots: their moments, and the method as it is afterwards. */
export function takeSlots(
  pace: Pace,
  { start, ceiling, burst = 1 }: Rate,
  now: Temporal.Instant,
  calls: number,
): { slots: Temporal.Instant[]; pace: Pace } {
  const first = opensAt(pace, now);
  const earliest = later(now, pace.blockedUntil);
  const slots = Array.from({ length: calls }, (_, at) =>
    later(first.add(spacing(pace.rate, at + 1 - burst)), earliest),
  );
  const climbed = pace.rate + (calls * (ceiling - start)) / CREEP_CALLS;
  const recovered = pace.rate < start ? pace.rate + (calls * start) / CREEP_CALLS : climbed;
  const rate = Math.min(ceiling, recovered);
  return { slots, pace: { ...pace, rate, nextAt: first.add(spacing(pace.rate, calls)) } };
}

/**
 * After a 429: silence for as long as Slack asked. A method that creeps is half as fast then; several refusals of one burst halve it
 * once. One with a steady rate, which Slack promised, keeps it.
 */
export function limited(pace: Pace, { start, ceiling }: Rate, now: Temporal.Instant, retryAfterMs: number): Pace {
  const until = later(now.add({ milliseconds: retryAfterMs }), pace.blockedUntil);
  const isNew = pace.blockedUntil === null || pace.blockedUntil.epochNanoseconds <= now.epochNanoseconds;
  const rate = isNew && ceiling > start ? Math.max(start * FLOOR, pace.rate / 2) : pace.rate;
  return { rate, nextAt: later(pace.nextAt, until), blockedUntil: until };
}
