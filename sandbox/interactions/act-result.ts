import type { Delivered } from '../delivery/delivery.ts';

/** What the control API says of an act. */
export interface ActResult {
  ok: boolean;
  /** The app's ack; null when nothing was sent or nothing came back in time. */
  ack: { ms: number; body: unknown } | null;
  /** Slack's word for what went wrong. */
  error?: string;
  /** The number before the act: asking for more than it gives everything that the act led to. */
  seq: number;
}

/** The result of a delivery; undefined means that there was nothing to deliver. */
export function actResult(seq: number, delivered: Delivered | undefined): ActResult {
  if (delivered === undefined) return { ok: true, ack: null, seq };
  if (delivered.ok) return { ok: true, ack: { ms: delivered.ms, body: delivered.body }, seq };
  return { ok: false, ack: null, error: delivered.error, seq };
}
