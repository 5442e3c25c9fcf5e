// What breaks the tables of messages to many.
import { type SQL, sql } from 'drizzle-orm';
import type { Violation } from './violation.ts';

function broadcast(id: number, more: Readonly<Record<string, SQL>> = {}): SQL {
  const given: Record<string, SQL> = {
    id: sql`${id}`,
    author_id: sql`1`,
    created_at: sql`now()`,
    message: sql`'{}'`,
    audience: sql`'{}'`,
    ...more,
  };
  const names = sql.join(
    Object.keys(given).map((name) => sql.identifier(name)),
    sql`, `,
  );
  return sql`insert into broadcasts (${names}) overriding system value values (${sql.join(Object.values(given), sql`, `)})`;
}

function recipient(broadcastId: number, personId: number, more: SQL = sql`null, null`): SQL {
  return sql`insert into broadcast_recipients (broadcast_id, person_id, untold, outbox_id) values (${broadcastId}, ${personId}, ${more})`;
}

export const BROADCAST_ROWS: readonly SQL[] = [broadcast(1), recipient(1, 1, sql`null, 1`)];

export const BROADCAST_VIOLATIONS: readonly Violation[] = [
  ['broadcasts_pkey', broadcast(1)],
  ['broadcasts_state', broadcast(90, { state: sql`'forgotten'` })],
  ['broadcasts_approved', broadcast(90, { approved_by: sql`2` })],
  ['broadcasts_approved_by_another', broadcast(90, { approved_by: sql`1`, approved_at: sql`now()` })],
  ['broadcasts_released', broadcast(90, { released_by: sql`2` })],
  ['broadcasts_released_by_another', broadcast(90, { released_by: sql`1`, released_at: sql`now()` })],
  ['broadcasts_scheduled', broadcast(90, { state: sql`'scheduled'` })],
  ['broadcasts_started', broadcast(90, { state: sql`'sending'` })],
  ['broadcasts_finished', broadcast(90, { state: sql`'sent'`, started_at: sql`now()` })],
  ['broadcasts_author_id_people_id_fk', broadcast(90, { author_id: sql`99` })],
  ['broadcasts_session_id_sessions_id_fk', broadcast(90, { session_id: sql`99` })],
  ['broadcasts_approved_by_people_id_fk', broadcast(90, { approved_by: sql`99`, approved_at: sql`now()` })],
  ['broadcasts_released_by_people_id_fk', broadcast(90, { released_by: sql`99`, released_at: sql`now()` })],
  ['broadcasts_progress_id_outbox_id_fk', broadcast(90, { progress_id: sql`999` })],
  ['broadcast_recipients_broadcast_id_person_id_pk', recipient(1, 1)],
  ['broadcast_recipients_outbox_id_unique', recipient(1, 2, sql`null, 1`)],
  ['broadcast_recipients_untold', recipient(1, 2, sql`'whatever', null`)],
  ['broadcast_recipients_broadcast_id_broadcasts_id_fk', recipient(99, 1)],
  ['broadcast_recipients_person_id_people_id_fk', recipient(1, 99)],
  ['broadcast_recipients_outbox_id_outbox_id_fk', recipient(1, 2, sql`null, 999`)],
];
