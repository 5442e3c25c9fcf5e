// Every constraint of the database with a row that violates it; the last test finds one that has none here.
import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { ADVISING_ROWS, ADVISING_VIOLATIONS } from './violations/advising-violations.ts';
import { BROADCAST_ROWS, BROADCAST_VIOLATIONS } from './violations/broadcast-violations.ts';
import { INTERVIEW_ROWS, INTERVIEW_VIOLATIONS } from './violations/interview-violations.ts';
import { MENTORSHIP_ROWS, MENTORSHIP_VIOLATIONS } from './violations/mentorship-violations.ts';
import { OUTBOX_ROWS, OUTBOX_VIOLATIONS } from './violations/outbox-violations.ts';
import { override, PEOPLE_VIOLATIONS } from './violations/people-violations.ts';
import { REMINDER_ROWS, REMINDER_VIOLATIONS } from './violations/reminder-violations.ts';
import { SESSION_ROWS, SESSION_VIOLATIONS } from './violations/session-violations.ts';
import { STAFF_ROWS, STAFF_VIOLATIONS } from './violations/staff-violations.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  // The rows below have ids of their own; the next ones are far from them.
  for (const table of ['people', 'person_overrides', 'sessions', 'audit', 'override_proposals', 'alumni'])
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
  for (const row of [
    ...OUTBOX_ROWS,
    ...REMINDER_ROWS,
    ...SESSION_ROWS,
    ...ADVISING_ROWS,
    ...MENTORSHIP_ROWS,
    ...BROADCAST_ROWS,
    ...STAFF_ROWS,
    ...INTERVIEW_ROWS,
  ])
    await run(row);
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

const VIOLATIONS = [
  ...ADVISING_VIOLATIONS,
  ...PEOPLE_VIOLATIONS,
  ...REMINDER_VIOLATIONS,
  ...OUTBOX_VIOLATIONS,
  ...SESSION_VIOLATIONS,
  ...MENTORSHIP_VIOLATIONS,
  ...BROADCAST_VIOLATIONS,
  ...STAFF_VIOLATIONS,
  ...INTERVIEW_VIOLATIONS,
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
