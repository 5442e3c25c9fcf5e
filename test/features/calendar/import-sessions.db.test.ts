import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { audit, sessions } from '../../../src/db/schema.ts';
import { ListedError, UserError } from '../../../src/errors.ts';
import { importSessions } from '../../../src/features/calendar/import-sessions.ts';
import { sessionsByKeys } from '../../../src/features/calendar/store/sessions.ts';
import { savePeople } from '../../../src/people/store.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { person } from '../../support/people-builders.ts';
import { createTestContext, type TestContext } from '../../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const program = await loadProgram();
const ZONE = 'America/New_York';
let database: TestDatabase;
let ctx: TestContext;

beforeEach(async () => {
  database = await createTestDatabase();
  ctx = createTestContext(database, program, '2026-12-01');
  const people = [
    person({ id: 101, emails: ['rosa@example.edu'], roles: ['staff'] }),
    person({ id: 102, emails: ['bo@example.edu'], roles: ['rasa', 'interviewer'] }),
  ];
  await database.db.transaction((tx) => savePeople(tx, people, '2026-12-01T00:00:00Z'));
});
afterEach(() => database.drop());

const ROAD = 'road-2027,road-to-residency-1,,,2027-01-21 17:00,2027-01-21 18:00,TMEC 227,https://example.edu/road';
const DERM = 'derm-2027,specialty-interest-series,Dermatology,Derm,2027-01-19 17:30,2027-01-19 18:30,,';
const table = (...lines: readonly string[]) =>
  ['key,event,title,specialty,starts,ends,place,link', ...lines].join('\n');
const date = (...lines: readonly string[]) =>
  importSessions(ctx, table(...lines), { as: 'rosa@example.edu', dryRun: false });
const everything = async () => [
  await database.db.select().from(sessions).orderBy(sessions.id),
  await database.db.select().from(audit).orderBy(audit.id),
];

describe('an import of sessions', () => {
  it('brings new ones, with one row of audit that names their keys', async () => {
    const report = await date(ROAD, DERM);
    expect(report).toMatchObject({ changed: [], unchanged: 0, dryRun: false });
    expect(report.added.map(({ key }) => key)).toEqual(['road-2027', 'derm-2027']);
    const [road] = await sessionsByKeys(database.db, ['road-2027'], ZONE);
    expect(road).toMatchObject({ entry: 'road-to-residency-1', day: '2027-01-21', place: 'TMEC 227', title: null });
    expect(String(road?.startsAt)).toBe('2027-01-21T22:00:00Z');
    expect(await database.db.select().from(audit)).toMatchObject([
      {
        act: 'calendar.import-sessions',
        actorId: 101,
        subjectId: null,
        details: { keys: ['road-2027', 'derm-2027'] },
      },
    ]);
  });

  it('changes nothing the second time', async () => {
    await date(ROAD, DERM);
    const before = await everything();
    expect(await date(DERM, ROAD)).toMatchObject({ added: [], changed: [], unchanged: 2 });
    expect(await everything()).toEqual(before);
  });

  it.each([
    ['a start', ['17:00', '16:30']],
    ['an end', ['18:00', '18:30']],
    ['a place', ['TMEC 227', 'TMEC 250']],
    ['a link', ['/road,', '/road-1,']],
    ['a title', ['residency-1,,', 'residency-1,The Road,']],
    ['an event', ['road-to-residency-1', 'road-to-residency-2']],
    ['a specialty', ['residency-1,,,', 'residency-1,,Derm,']],
  ] as const)('changes what is known by its key, and leaves the rest: %s', async (_, [from, to]) => {
    const line = `${ROAD},`.replace(from, to).slice(0, -1);
    await date(ROAD, DERM);
    const [before] = await sessionsByKeys(database.db, ['road-2027'], ZONE);
    const report = await date(line, DERM);
    expect(report).toMatchObject({ added: [], unchanged: 1 });
    expect(report.changed.map(({ key }) => key)).toEqual(['road-2027']);
    const [after] = await sessionsByKeys(database.db, ['road-2027'], ZONE);
    expect([before?.sequence, after?.sequence, after?.id]).toEqual([0, 1, before?.id]);
    expect(await date(line)).toMatchObject({ changed: [], unchanged: 1 });
    expect(await sessionsByKeys(database.db, ['road-2027'], ZONE)).toMatchObject([{ sequence: 1 }]);
  });

  it('leaves what the table has no column for, and clears what stands there empty', async () => {
    await date(ROAD.replace('residency-1,,', 'residency-1,The Road,Derm'));
    const csv = 'key,event,starts,ends\nroad-2027,road-to-residency-1,2027-01-21 17:00,2027-01-21 18:00\n';
    expect(await importSessions(ctx, csv, { as: 'rosa@example.edu', dryRun: false })).toMatchObject({ unchanged: 1 });
    const moved = csv.replace('17:00', '16:30');
    await importSessions(ctx, moved, { as: 'rosa@example.edu', dryRun: false });
    const kept = { title: 'The Road', specialty: 'dermatology', place: 'TMEC 227', link: 'https://example.edu/road' };
    expect(await sessionsByKeys(database.db, ['road-2027'], ZONE)).toMatchObject([kept]);
    await date('road-2027,road-to-residency-1,,,2027-01-21 16:30,2027-01-21 18:00,,');
    const cleared = { title: null, specialty: null, place: null, link: null };
    expect(await sessionsByKeys(database.db, ['road-2027'], ZONE)).toMatchObject([cleared]);
  });

  it('brings nothing twice when two run at once', async () => {
    const reports = await Promise.all([date(ROAD), date(ROAD)]);
    expect(reports.map(({ added }) => added.length).sort()).toEqual([0, 1]);
    expect(await sessionsByKeys(database.db, ['road-2027'], ZONE)).toMatchObject([{ sequence: 0 }]);
  });

  it('takes more sessions at once than fit into a statement', async () => {
    const lines = Array.from({ length: 9_000 }, (_, at) => ROAD.replace('road-2027', `road-${at}`));
    expect((await date(...lines)).added).toHaveLength(9_000);
  });

  it('changes nothing as a dry run', async () => {
    await date(ROAD);
    const before = await everything();
    const csv = table(ROAD.replace('17:00', '16:00'), DERM);
    const report = await importSessions(ctx, csv, { as: 'rosa@example.edu', dryRun: true });
    expect([report.added.length, report.changed.length, report.dryRun]).toEqual([1, 1, true]);
    expect(await everything()).toEqual(before);
  });

  it('changes nothing where one line is wrong, and names every wrong line', async () => {
    const before = await everything();
    const reason: unknown = await date(ROAD, DERM.replace('specialty-interest-series', 'nothing'), 'x,y,,,,,,').catch(
      (error: unknown) => error,
    );
    expect(reason).toBeInstanceOf(ListedError);
    for (const place of ['line 3, event', 'line 4, event', 'line 4, starts', 'line 4, ends']) {
      expect(String(reason)).toContain(place);
    }
    expect(await everything()).toEqual(before);
  });

  it('changes nothing where the audit cannot be written', async () => {
    await database.db.execute(sql`alter table audit add constraint no_more check (false)`);
    await expect(date(ROAD)).rejects.toThrow();
    expect(await database.db.select().from(sessions)).toEqual([]);
  });

  it.each([
    ['somebody whom nobody knows', 'nobody@example.edu'],
    ['somebody who is no staff', 'bo@example.edu'],
  ])('is refused to %s', async (_, as) => {
    const attempt = importSessions(ctx, table(ROAD), { as, dryRun: false });
    await expect(attempt).rejects.toThrow(UserError);
    expect(await database.db.select().from(sessions)).toEqual([]);
  });
});

describe('sessions in the database', () => {
  it('are found by key, and none by no key', async () => {
    await date(ROAD, DERM);
    const found = await sessionsByKeys(database.db, ['derm-2027', 'nothing'], ZONE);
    expect(found.map(({ key }) => key)).toEqual(['derm-2027']);
    expect(await sessionsByKeys(database.db, [], ZONE)).toEqual([]);
  });

  it('fall on the day it is at the school, not in UTC', async () => {
    await date(ROAD.replaceAll('2027-01-21 17:00', '2027-01-21 22:00').replace('2027-01-21 18:00', '2027-01-21 23:30'));
    expect(await sessionsByKeys(database.db, ['road-2027'], ZONE)).toMatchObject([{ day: '2027-01-21' }]);
    expect(await sessionsByKeys(database.db, ['road-2027'], 'UTC')).toMatchObject([{ day: '2027-01-22' }]);
  });
});
