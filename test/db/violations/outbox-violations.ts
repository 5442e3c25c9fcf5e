// What breaks the tables of the outbox and of scheduled runs.
import { type SQL, sql } from 'drizzle-orm';
import type { Violation } from './violation.ts';

interface OutboxRow {
  id?: number;
  key?: string;
  kind?: string;
  lane?: string;
  person?: number | null;
  recipient?: string;
  target?: number | null;
  state?: string;
  worker?: number | null;
  ts?: string | null;
}

function row({ id = 90, key = 'new', kind = 'post', lane = 'answers', ...more }: OutboxRow): SQL {
  const { person = 1, recipient = 'person:9', target = null, state = 'queued', worker = null, ts = null } = more;
  return sql`insert into outbox (id, dedupe_key, kind, lane, person_id, recipient, target_id, content, due_at, ready_at, enqueued_at, state, worker_id, ts)
    overriding system value values (${id}, ${key}, ${kind}, ${lane}, ${person}, ${recipient}, ${target}, '{}', now(), now(), now(), ${state}, ${worker}, ${ts})`;
}

export const OUTBOX_ROWS: readonly SQL[] = [
  row({ id: 1, key: 'welcome/1', recipient: 'person:1', state: 'sending', worker: 1 }),
  row({ id: 2, key: 'welcome/2', person: 2, recipient: 'person:2' }),
  sql`insert into outbox_workers (id) overriding system value values (1)`,
  sql`insert into outbox_pace values ('chat.postMessage', 4, now(), null)`,
  sql`insert into direct_conversations values ('U1', 'D1')`,
  sql`insert into scheduled_runs values ('reminders.send', '2027-01-01', now())`,
  sql`insert into planning_changes (id) overriding system value values (1000000)`,
];

export const OUTBOX_VIOLATIONS: readonly Violation[] = [
  ['outbox_pkey', row({ id: 1 })],
  ['outbox_dedupe_key_unique', row({ key: 'welcome/1' })],
  ['outbox_kind', row({ kind: 'shout' })],
  ['outbox_lane', row({ lane: 'slow' })],
  ['outbox_state', row({ state: 'lost' })],
  ['outbox_owner', row({ state: 'claimed' })],
  ['outbox_owner', row({ worker: 1 })],
  ['outbox_one_sending', row({ recipient: 'person:1', state: 'sending', worker: 2 })],
  ['outbox_target_named', row({ kind: 'update' })],
  ['outbox_target_named', row({ target: 1 })],
  ['outbox_sent_where', row({ state: 'sent' })],
  ['outbox_person_id_people_id_fk', row({ person: 99 })],
  ['outbox_target_id_outbox_id_fk', row({ kind: 'update', target: 99 })],
  ['outbox_workers_pkey', sql`insert into outbox_workers (id) overriding system value values (1)`],
  ['outbox_pace_pkey', sql`insert into outbox_pace values ('chat.postMessage', 4, now(), null)`],
  ['outbox_switch_pkey', sql`insert into outbox_switch (id) values (1)`],
  ['outbox_switch_one', sql`insert into outbox_switch (id) values (2)`],
  ['outbox_switch_held_by_people_id_fk', sql`update outbox_switch set held_by = 99`],
  ['direct_conversations_pkey', sql`insert into direct_conversations values ('U1', 'D2')`],
  ['direct_conversations_conversation_unique', sql`insert into direct_conversations values ('U2', 'D1')`],
  [
    'scheduled_runs_job_scheduled_for_pk',
    sql`insert into scheduled_runs values ('reminders.send', '2027-01-01', now())`,
  ],
  ['planning_changes_pkey', sql`insert into planning_changes (id) overriding system value values (1000000)`],
];
