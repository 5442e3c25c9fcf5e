// Every constraint of the database with a row that violates it; the last test finds one that has none here.
import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  // The rows below have ids of their own; the next ones are far from them.
  for (const table of ['people', 'person_overrides', 'sessions', 'audit'])
    await run(sql`alter table ${sql.identifier(table)} alter column id restart with 1000`);
  await run(sql`insert into people (id, name, slack_user_id, created_at) overriding system value
    values (1, 'Ada', 'U1', now()), (2, 'Bo', null, now())`);
  await run(sql`insert into person_emails values ('ada@example.edu', 1, 0)`);
  await run(sql`insert into person_roles values (1, 'staff')`);
  await run(sql`insert into person_specialties values (1, 'urology', 0)`);
  await run(sql`insert into followed_specialties values (1, 'urology', now())`);
  await run(sql`insert into person_overrides (id, person_id, kind, value, starts_on, returns_on) overriding system value
    values (1, 1, 'leave', 'leave', '2026-09-01', '2027-09-01'), (2, 1, 'class', '2029', '2027-09-01', null)`);
  await run(sql`insert into sessions (id, key, entry, starts_at, ends_at) overriding system value
    values (1, 'road', 'road', '2027-01-21 17:00Z', '2027-01-21 18:00Z')`);
  await run(sql`insert into audit (id, at, actor_id, act, subject_id, details) overriding system value
    values (1, now(), 1, 'people.import-roster', 2, '{}')`);
});
afterAll(() => database.drop());

function run(statement: SQL): Promise<unknown> {
  return database.db.execute(statement);
}

/** The constraint that refused a statement. */
async function refusedBy(statement: SQL): Promise<unknown> {
  const error: unknown = await run(statement).catch((cause: unknown) => cause);
  const cause = error instanceof Error ? error.cause : undefined;
  return typeof cause === 'object' && cause !== null && 'constraint_name' in cause ? cause.constraint_name : error;
}

const SOUND: Readonly<Record<string, string>> = {
  class: '2028',
  track: 'hst',
  phase: 'pce',
  cycle: 'undecided',
  leave: 'phd',
  mood: 'good',
};

function override(
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

const VIOLATIONS: readonly (readonly [constraint: string, statement: SQL])[] = [
  ['people_pkey', sql`insert into people (id, name, created_at) overriding system value values (1, 'Eve', now())`],
  ['people_slack_user_id_unique', sql`update people set slack_user_id = 'U1' where id = 2`],
  ['people_track', sql`update people set class = 2028, track = 'evening' where id = 1`],
  ['people_class_with_track', sql`update people set class = 2028 where id = 1`],
  ['people_class_with_track', sql`update people set track = 'hst' where id = 1`],
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
  ['audit_subject_id_people_id_fk', sql`update audit set subject_id = 99`],
];

describe('the database refuses', () => {
  it.each(VIOLATIONS)('what violates %s', async (constraint, statement) => {
    expect(await refusedBy(statement)).toBe(constraint);
  });

  it.each([
    ['people', sql`insert into people (name, created_at) values (null, now())`],
    ['person_emails', sql`insert into person_emails values ('x@example.edu', null, 0)`],
    ['sessions', sql`insert into sessions (key, entry, starts_at, ends_at) values ('x', null, now(), now())`],
    ['audit', sql`insert into audit (at, act) values (now(), 'x')`],
  ])('%s with a hole in it', async (_, statement) => {
    const error: unknown = await run(statement).catch((cause: unknown) => cause);
    expect(String(error instanceof Error ? error.cause : error)).toContain('violates not-null constraint');
  });
});

describe('the database takes', () => {
  it('an override on the day another of its kind returns, one of another kind, and one of another person', async () => {
    await run(override('leave', '2027-09-01', '2027-12-01'));
    await run(override('leave', '2026-01-01', '2026-09-01'));
    await run(override('phase', '2026-09-01', '2027-09-01'));
    await run(override('leave', '2026-09-01', '2027-09-01', 2));
    const rows = await database.db.execute(sql`select 1 from person_overrides where value in ('phd', 'pce')`);
    expect(rows).toHaveLength(4);
  });

  it('every value that an override of a kind may have', async () => {
    for (const [kind, value] of [
      ['class', '2000'],
      ['class', '2100'],
      ['track', 'pathways'],
      ['phase', 'post-pce'],
      ['cycle', '2029'],
      ['cycle', 'not-applying'],
      ['leave', 'leave'],
    ] as const) {
      await run(override(kind, '2040-01-01', '2041-01-01', 2, value));
      await run(sql`delete from person_overrides where person_id = 2 and starts_on = '2040-01-01'`);
    }
  });

  it('several people outside Slack', async () => {
    await run(sql`insert into people (name, created_at) values ('C', now()), ('D', now())`);
    expect(await run(sql`select 1 from people where slack_user_id is null and id >= 1000`)).toHaveLength(2);
  });
});

describe('when a person is deleted', () => {
  it('what belongs to them goes too, and the audit stays without their name', async () => {
    await run(sql`insert into people (id, name, created_at) overriding system value values (50, 'Gone', now())`);
    await run(sql`insert into person_emails values ('gone@example.edu', 50, 0)`);
    await run(sql`insert into person_roles values (50, 'rasa')`);
    await run(sql`insert into person_specialties values (50, 'urology', 0)`);
    await run(sql`insert into followed_specialties values (50, 'urology', now())`);
    await run(override('class', '2026-01-01', null, 50));
    await run(sql`insert into audit (at, actor_id, act, subject_id, details) values (now(), 50, 'gone', 50, '{}')`);
    await run(sql`delete from people where id = 50`);
    const owned = ['person_emails', 'person_roles', 'person_specialties', 'followed_specialties', 'person_overrides'];
    for (const table of owned) {
      expect(await run(sql`select 1 from ${sql.identifier(table)} where person_id = 50`)).toHaveLength(0);
    }
    const left = await run(sql`select actor_id, subject_id from audit where act = 'gone'`);
    expect(left).toEqual([{ actor_id: null, subject_id: null }]);
  });
});

it('every constraint and unique index of the schema is violated above', async () => {
  const rows = await database.db.execute<{ name: string }>(sql`
    select conname as name from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
    union select indexrelid::regclass::text from pg_index join pg_class on pg_class.oid = indrelid
      where relnamespace = 'public'::regnamespace and indisunique`);
  const violated = new Set(VIOLATIONS.map(([constraint]) => constraint));
  expect(rows.map(({ name }) => name).sort()).toEqual([...violated].sort());
});
