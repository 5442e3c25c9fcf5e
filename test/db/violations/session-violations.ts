// What breaks the tables of changed sessions and of sessions in people's calendars.
import { type SQL, sql } from 'drizzle-orm';
import type { Violation } from './violation.ts';

function change(id: number, session: number, what: string): SQL {
  return sql`insert into session_changes (id, session_id, what, started_at, at) overriding system value
    values (${id}, ${session}, ${what}, now(), now())`;
}

export const SESSION_ROWS: readonly SQL[] = [
  change(1, 1, 'moved'),
  sql`insert into session_change_readers values (1, 1)`,
  sql`insert into calendar_adds values (1, 1, now())`,
];

export const SESSION_VIOLATIONS: readonly Violation[] = [
  ['sessions_postponed', sql`update sessions set postponed = true`],
  ['session_changes_pkey', change(1, 1, 'moved')],
  ['session_changes_what', change(90, 1, 'forgotten')],
  ['session_changes_session_id_sessions_id_fk', change(90, 99, 'moved')],
  ['session_change_readers_change_id_person_id_pk', sql`insert into session_change_readers values (1, 1)`],
  ['session_change_readers_change_id_session_changes_id_fk', sql`insert into session_change_readers values (99, 1)`],
  ['session_change_readers_person_id_people_id_fk', sql`insert into session_change_readers values (1, 99)`],
  ['calendar_adds_person_id_session_id_pk', sql`insert into calendar_adds values (1, 1, now())`],
  ['calendar_adds_person_id_people_id_fk', sql`insert into calendar_adds values (99, 1, now())`],
  ['calendar_adds_session_id_sessions_id_fk', sql`insert into calendar_adds values (1, 99, now())`],
];
