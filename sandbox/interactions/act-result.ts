import type { Delivered } from '../delivery/delivery.ts';

/** What the control API says of an act. */
export interface ActResult {
  ok: boolean;
  /** The app's ack; null when nothing was sent or nothing came back in time. */
  ack: { ms: number; body: unknown } | null;
  /** Slack's word for what went wrong. */
  error?: string;
  /** What the person reads of it beside the button or in the form; a command's failure is a message. */
  shown?: string;
  /** The number before the act: asking for more than it gives everything that the act led to. */
  seq: number;
}

/** What Slack's client shows where an app does not answer in time, or not as it should. */
export const failureWords = {
  element: 'This app did not respond.',
  modal: 'We had some trouble connecting. Try again?',
} as const;

/** The result of a delivery; undefined means that there was nothing to deliver. `shown` is what a failure looks like. */
export function actResult(seq: number, delivered: Delivered | undefined, shown?: string): ActResult {
  if (delivered === undefined) return { ok: true, ack: null, seq };
  if (delivered.ok) return { ok: true, ack: { ms: delivered.ms, body: delivered.body }, seq };
  return { ok: false, ack: null, error: delivered.error, ...(shown === undefined ? {} : { shown }), seq };
}
