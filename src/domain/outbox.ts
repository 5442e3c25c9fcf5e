// The words and figures of the outbox that tables and slices share; its life-cycle is drawn in outbox/policy.ts.

export const OUTBOX_KINDS = ['post', 'update', 'delete', 'file'] as const;
export type OutboxKind = (typeof OUTBOX_KINDS)[number];

/** In order: answers to somebody's own act and what asks them for one, reminders, broadcasts. */
export const LANES = ['answers', 'reminders', 'broadcasts'] as const;
export type Lane = (typeof LANES)[number];

export const OUTBOX_STATES = [
  'queued',
  'claimed',
  'sending',
  'sent',
  'failed',
  'uncertain',
  'expired',
  'withdrawn',
] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];

/** Updates, and as many deletions, in a minute: Slack promises 50 (tier 3), and we stay a tenth below. */
export const CHANGES_A_MINUTE = 45;

/** Files in a minute: Slack promises 100 uploads (tier 4). */
export const FILES_A_MINUTE = 90;
