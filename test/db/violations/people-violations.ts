// What breaks the tables of people, sessions and the audit.
import { type SQL, sql } from 'drizzle-orm';
import type { Violation } from './violation.ts';

const SOUND: Readonly<Record<string, string>> = {
  class: '2028',
  track: 'hst',
  phase: 'pce',
  cycle: 'undecided',
  leave: 'phd',
  mood: 'good',
};

export function override(
  kind: string,
  startsOn: string,
  returnsOn: string | null,
  person = 1,
  value = SOUND[kind] ?? '',
): SQL {
  return sql`insert into person_overrides (person_id, kind, value, starts_on, returns_on)
    values (${person}, ${kind}, ${value}, ${startsOn}, ${returnsOn})`;
}

/** Values that an override of a kind must not have. */
const WRONG_VALUES = [
  ['class', ''],
  ['class', '1999'],
  ['class', '2101'],
  ['class', '2e3'],
  ['class', '2028 '],
  ['track', 'evening'],
  ['phase', 'PCE'],
  ['cycle', 'applying'],
  ['cycle', '28'],
  ['leave', 'holiday'],
] as const;

export const PEOPLE_VIOLATIONS: readonly Violation[] = [
  ['people_pkey', sql`insert into people (id, name, created_at) overriding system value values (1, 'Eve', now())`],
  ['people_slack_user_id_unique', sql`update people set slack_user_id = 'U1' where id = 2`],
  ['people_track', sql`update people set class = 2028, track = 'evening' where id = 1`],
  ['people_class_with_track', sql`update people set class = 2028 where id = 1`],
  ['people_class_with_track', sql`update people set track = 'hst' where id = 1`],
  ['people_deactivated_untied', sql`update people set deactivated_at = now(), slack_user_id = 'U9' where id = 2`],
  ['person_emails_pkey', sql`insert into person_emails values ('ada@example.edu', 2, 0)`],
  ['person_emails_position', sql`insert into person_emails values ('ada.b@example.edu', 1, 0)`],
  ['person_emails_lower_case', sql`insert into person_emails values ('Bo@example.edu', 2, 0)`],
  ['person_emails_person_id_people_id_fk', sql`insert into person_emails values ('eve@example.edu', 99, 0)`],
  ['person_roles_person_id_role_pk', sql`insert into person_roles values (1, 'staff')`],
  ['person_roles_role', sql`insert into person_roles values (2, 'king')`],
  ['person_roles_person_id_people_id_fk', sql`insert into person_roles values (99, 'staff')`],
  ['person_specialties_person_id_specialty_pk', sql`insert into person_specialties values (1, 'urology', 1)`],
  ['person_specialties_person_id_people_id_fk', sql`insert into person_specialties values (99, 'urology', 0)`],
  ['followed_specialties_person_id_specialty_pk', sql`insert into followed_specialties values (1, 'urology', now())`],
  ['sessions_revision_pkey', sql`insert into sessions_revision values (1, 0)`],
  ['followed_specialties_person_id_people_id_fk', sql`insert into followed_specialties values (99, 'urology', now())`],
  [
    'person_overrides_pkey',
    sql`insert into person_overrides (id, person_id, kind, value, starts_on) overriding system value values (1, 2, 'class', '2029', '2026-01-01')`,
  ],
  ['person_overrides_kind', override('mood', '2026-01-01', null)],
  ['person_overrides_order', override('track', '2026-01-01', '2026-01-01')],
  ['person_overrides_order', override('track', '2026-01-02', '2026-01-01')],
  ['person_overrides_leave_returns', override('leave', '2030-01-01', null)],
  ['person_overrides_apart', override('leave', '2027-08-31', '2027-10-01')],
  ['person_overrides_apart', override('leave', '2026-01-01', '2028-01-01')],
  ['person_overrides_apart', override('class', '2040-01-01', null)],
  ...WRONG_VALUES.map(
    ([kind, value]) => ['person_overrides_value', override(kind, '2026-01-01', '2026-02-01', 2, value)] as const,
  ),
  ['person_overrides_person_id_people_id_fk', override('class', '2026-01-01', null, 99)],
  [
    'sessions_pkey',
    sql`insert into sessions (id, key, entry, starts_at, ends_at) overriding system value values (1, 'b', 'b', now(), now() + interval '1 hour')`,
  ],
  [
    'sessions_key_unique',
    sql`insert into sessions (key, entry, starts_at, ends_at) values ('road', 'b', now(), now() + interval '1 hour')`,
  ],
  ['sessions_order', sql`update sessions set ends_at = starts_at`],
  [
    'audit_pkey',
    sql`insert into audit (id, at, act, details) overriding system value values (1, now(), 'people.import-roster', '{}')`,
  ],
  ['audit_actor_id_people_id_fk', sql`update audit set actor_id = 99`],
  ['audit_undone', sql`update audit set undone_at = now()`],
  ['audit_undone_by_people_id_fk', sql`update audit set undone_by = 99`],
  ['audit_subject_id_people_id_fk', sql`update audit set subject_id = 99`],
];
