// A row of the outbox as a worker has it in hand.
import { type SQL, sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { OUTBOX_KINDS, OUTBOX_STATES } from '../domain/outbox.ts';

/** Moments come from Postgres as `2026-12-01 14:00:00+00`. */
export const instant = z.string().transform((stored) => Temporal.Instant.from(stored));

const handled = z.object({
  id: z.coerce.number(),
  kind: z.enum(OUTBOX_KINDS),
  personId: z.number().nullable(),
  recipient: z.string(),
  composer: z.string().nullable(),
  content: z.unknown(),
  /** When it was to be said. */
  dueAt: instant,
  expiresAt: instant.nullable(),
  attempt: z.number(),
  attemptedAt: instant.nullable(),
  fileId: z.string().nullable(),
  /** Slack's id of the recipient, of a group all ids with commas; null for a conversation, and where somebody is not in Slack. */
  slackUserId: z.string().nullable(),
  /** The recipient, or one of a group, has left the program. */
  hasLeft: z.boolean(),
  /** Where it goes; null for a person who was never written to. */
  conversation: z.string().nullable(),
  /** What an update or a deletion is about. */
  targetState: z.enum(OUTBOX_STATES).nullable(),
  targetTs: z.string().nullable(),
});

/** `attempt` counts the calls that began. */
export type HandledRow = z.output<typeof handled>;

/** The columns of a HandledRow, of rows `o` that `changed` returns; `before` are named queries that it reads. */
export function returned(changed: SQL, before?: SQL): SQL {
  return sql`with ${before ? sql`${before}, ` : sql``}o as (${changed} returning *)
    select o.id, o.kind, o.person_id as "personId", o.recipient, o.composer, o.content, o.due_at as "dueAt", o.expires_at as "expiresAt",
      o.attempt, o.attempted_at as "attemptedAt", o.file_id as "fileId", w.ids as "slackUserId", coalesce(w.left, false) as "hasLeft",
      coalesce(t.conversation, o.conversation, d.conversation) as conversation, t.state as "targetState", t.ts as "targetTs"
    from o left join lateral (select case when bool_and(p.slack_user_id is not null) then string_agg(p.slack_user_id, ',' order by p.id) end as ids,
        bool_or(p.deactivated_at is not null) as left
        from people p where p.id = any(coalesce(string_to_array(substring(o.recipient from '^group:(.*)$'), ',')::int[], array[o.person_id]))) w on true
      left join direct_conversations d on d.slack_user_id = w.ids left join outbox t on t.id = o.target_id`;
}

/** What a statement built by `returned` gave. */
export function handledRows(rows: readonly unknown[]): HandledRow[] {
  return rows.map((row) => handled.parse(row));
}
