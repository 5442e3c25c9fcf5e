/**
 * What follows from how a call of Slack ended. Pure.
 *
 *     queued ──claim──> claimed ──begin──> sending ──> sent
 *       ^  ^               |                 | | |
 *       |  └───release─────┘                 | | └──> failed      this recipient, or a bug of ours
 *       └──later, held, limited──────────────┘ └────> (settle delay, look in Slack) ──> sent | queued | uncertain
 *
 *     queued | claimed ──> expired      of no use any more
 *     queued | claimed ──> withdrawn    taken back, nothing to say any more, or what it changes was never sent
 *
 * `sending` is committed just before the call: a row that is only claimed was never sent. A row whose worker is gone is an orphan: a
 * claimed one is queued again at once, a sending one is looked for in Slack by whoever adopts it.
 */
import type { Temporal } from 'temporal-polyfill';
import type { OutboxKind } from '../domain/outbox.ts';

/**
 * What an error of Slack says: this recipient or message can't be written to; we wrote something wrong; nothing can be sent by the app
 * at all; it passes; or the message may stand in Slack all the same.
 */
export type ErrorClass = 'recipient' | 'bug' | 'app' | 'later' | 'ambiguous';

const WORDS: Readonly<Record<ErrorClass, readonly string[]>> = {
  recipient: [
    'cannot_dm_bot',
    'cant_delete_message',
    'cant_update_message',
    'channel_not_found',
    'edit_window_closed',
    'invalid_user_combination',
    'is_archived',
    'is_inactive',
    'message_not_found',
    'messages_tab_disabled',
    'not_in_channel',
    'user_disabled',
    'user_not_found',
    'user_not_in_channel',
    'user_not_visible',
    'users_not_found',
  ],
  bug: [
    'access_denied',
    'as_user_not_supported',
    'attachment_payload_limit_exceeded',
    'block_mismatch',
    'cannot_reply_to_message',
    'deprecated_endpoint',
    'duplicate_channel_not_found',
    'duplicate_message_not_found',
    'invalid_arg_name',
    'invalid_arguments',
    'invalid_array_arg',
    'invalid_charset',
    'invalid_form_data',
    'invalid_post_type',
    'markdown_text_conflict',
    'method_deprecated',
    'missing_post_type',
    'missing_scope',
    'msg_blocks_too_long',
    'msg_too_long',
    'no_permission',
    'no_text',
    'not_allowed_token_type',
    'streaming_state_conflict',
    'too_many_attachments',
  ],
  app: [
    'account_inactive',
    'ekm_access_denied',
    'enterprise_is_restricted',
    'invalid_auth',
    'not_authed',
    'org_login_required',
    'team_access_not_granted',
    'team_not_found',
    'token_expired',
    'token_revoked',
    'two_factor_setup_required',
  ],
  later: [
    'accesslimited',
    'message_limit_exceeded',
    'rate_limited',
    'ratelimited',
    'service_unavailable',
    'team_added_to_org',
    'update_failed',
  ],
  ambiguous: ['fatal_error', 'internal_error', 'request_timeout'],
};

/** Families of errors, by how they begin. */
const FAMILIES: readonly [string, ErrorClass][] = [
  ['restricted_action', 'recipient'],
  ['slack_connect_', 'recipient'],
  ['invalid_blocks', 'bug'],
  ['invalid_metadata_', 'bug'],
  ['metadata_', 'bug'],
  ['draft_', 'bug'],
];

const CLASSES = new Map<string, ErrorClass>();
for (const name of ['recipient', 'bug', 'app', 'later', 'ambiguous'] as const)
  for (const word of WORDS[name]) CLASSES.set(word, name);

/** Slack's errors are words; anything else in their place is a page that stood before Slack. */
const ERROR_WORD = /^[a-z0-9_]{1,80}$/;

/** The class of an error of Slack; undefined for a word that is in no table. */
export function knownClass(error: string): ErrorClass | undefined {
  return CLASSES.get(error) ?? FAMILIES.find(([start]) => error.startsWith(start))?.[1];
}

/** The class of what Slack answered with `ok: false`. A word we do not know is a refusal that somebody has to look at. */
export function classOf(error: string): ErrorClass {
  return knownClass(error) ?? (ERROR_WORD.test(error) ? 'bug' : 'ambiguous');
}

/** How a call ended. `limited` is a 429. */
export type Outcome =
  | { kind: 'done'; conversation: string | null; ts: string | null; fileId: string | null }
  | { kind: 'refused'; error: string }
  | { kind: 'limited'; retryAfterMs: number }
  | { kind: 'ambiguous'; error: string };

/** What becomes of the row. `verify`: it stays `sending` until Slack was asked. */
export type Consequence =
  | { to: 'sent'; conversation: string | null; ts: string | null; fileId: string | null }
  | { to: 'failed'; error: string; alert: boolean }
  | { to: 'queued'; readyAt: Temporal.Instant; error: string | null; hold: string | null; blockMs: number | null }
  | { to: 'verify'; error: string };

const FIRST_BACK_OFF_MS = 30_000;
const LONGEST_BACK_OFF_MS = 3_600_000;
/** Where Slack says `ratelimited` without saying how long. */
const UNSAID_RETRY_MS = 30_000;

/** Milliseconds to wait after the given attempt (1 is the first): doubled each time, an hour at most. */
export function backOffMs(attempt: number): number {
  return Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** Math.max(0, attempt - 1));
}

const LIMITED = new Set(['rate_limited', 'ratelimited']);

/** What `message_not_found` means for a deletion that may have worked before. */
function alreadyDone(kind: OutboxKind, error: string): boolean {
  return kind === 'delete' && error === 'message_not_found';
}

/** What follows from an attempt (1 is the first) that ended at `now`, the workspace's. */
export function consequenceOf(kind: OutboxKind, attempt: number, outcome: Outcome, now: Temporal.Instant): Consequence {
  const again = (ms: number, error: string | null, more: { hold?: string; blockMs?: number } = {}): Consequence => ({
    to: 'queued',
    readyAt: now.add({ milliseconds: ms }),
    error,
    hold: more.hold ?? null,
    blockMs: more.blockMs ?? null,
  });
  if (outcome.kind === 'done') return { ...outcome, to: 'sent' };
  if (outcome.kind === 'limited') return again(0, null, { blockMs: outcome.retryAfterMs });
  const { error } = outcome;
  if (outcome.kind === 'ambiguous') return { to: 'verify', error };
  if (alreadyDone(kind, error)) return { to: 'sent', conversation: null, ts: null, fileId: null };
  if (LIMITED.has(error)) return again(0, error, { blockMs: UNSAID_RETRY_MS });
  switch (classOf(error)) {
    case 'recipient':
      return { to: 'failed', error, alert: false };
    case 'bug':
      return { to: 'failed', error, alert: true };
    case 'app':
      return again(0, error, { hold: error });
    case 'later':
      return again(backOffMs(attempt), error);
    default:
      return { to: 'verify', error };
  }
}
