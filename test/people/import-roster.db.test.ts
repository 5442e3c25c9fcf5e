import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { audit, followedSpecialties } from '../../src/db/schema.ts';
import { UNCHANGED } from '../../src/domain/person-settings.ts';
import { ListedError, UserError } from '../../src/errors.ts';
import { importRoster } from '../../src/people/import-roster.ts';
import type { Person } from '../../src/people/person.ts';
import { allPeople, findPersonByEmail, linkSlackUser } from '../../src/people/store.ts';
import { loadProgram } from '../../src/program/load.ts';
import { roster, STAFF_LINE } from '../support/people-builders.ts';
import { createTestContext, type TestContext } from '../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const program = await loadProgram();
let database: TestDatabase;
let ctx: TestContext;

beforeEach(async () => {
  database = await createTestDatabase();
  ctx = createTestContext(database, program, '2026-12-01');
});
afterEach(() => database.drop());

const ADA =
  'Ada Berg,ada@example.edu; ada.berg@example.edu,student,2028,hst,London,Neurology; Urology,cycle undecided from 2026-07-01';
const BO = 'Bo Chen,bo@example.edu,interviewer; rasa,,,,Dermatology,';

/** Imports these lines as the staff member among them. */
const bring = (...lines: readonly string[]) =>
  importRoster(ctx, roster(...lines), { as: 'rosa@example.edu', dryRun: false });
const audited = () => database.db.select().from(audit).orderBy(audit.id);

async function known(email: string): Promise<Person> {
  const person = await findPersonByEmail(database.db, email);
  if (!person) throw new Error(`nobody has the address ${email}`);
  return person;
}

/** What a refused import says, with everything as it was before. */
async function refused(csv: string, as: string): Promise<Error> {
  const before = [await allPeople(database.db), await audited()];
  const reason: unknown = await importRoster(ctx, csv, { as, dryRun: false }).catch((error: unknown) => error);
  expect([await allPeople(database.db), await audited()]).toEqual(before);
  if (reason instanceof Error) return reason;
  throw new Error('the import was not refused');
}

describe('an import of the roster', () => {
  it('brings people with all that belongs to them', async () => {
    const report = await bring(STAFF_LINE, ADA, BO);
    expect(report).toMatchObject({ unchanged: 0, absent: 0, dryRun: false, changed: [] });
    expect(report.added.map(({ after }) => after.name)).toEqual(['Rosa Staff', 'Ada Berg', 'Bo Chen']);
    expect(await known('ADA.BERG@example.edu')).toEqual({
      id: expect.any(Number),
      name: 'Ada Berg',
      emails: ['ada@example.edu', 'ada.berg@example.edu'],
      slackUserId: null,
      timeZone: null,
      active: true,
      roles: ['student'],
      enrollment: {
        class: 2028,
        track: 'hst',
        overrides: [{ kind: 'cycle', value: 'undecided', from: '2026-07-01', to: null }],
      },
      society: 'London',
      specialties: ['neurology', 'urology'],
      follows: [],
      settings: UNCHANGED,
      ticks: [],
    });
    expect(await known('bo@example.edu')).toMatchObject({ roles: ['interviewer', 'rasa'], enrollment: null });
  });

  it('changes nothing the second time, nor in another order or spelling', async () => {
    await bring(STAFF_LINE, ADA, BO);
    const before = [await allPeople(database.db), await audited()];
    expect(await bring(STAFF_LINE, ADA, BO)).toMatchObject({ added: [], changed: [], unchanged: 3, absent: 0 });
    const respelt = 'Bo Chen,BO@example.edu,RASA;Interviewer,,,,derm,';
    expect(await bring(respelt, ADA, STAFF_LINE)).toMatchObject({ added: [], changed: [], unchanged: 3 });
    expect([await allPeople(database.db), await audited()]).toEqual(before);
  });

  it('leaves what it has no column for', async () => {
    await bring(STAFF_LINE, ADA, BO);
    const before = await allPeople(database.db);
    const csv = 'name,emails,roles\nAda Berg,ada@example.edu; ada.berg@example.edu,student\n';
    expect(await importRoster(ctx, csv, { as: 'rosa@example.edu', dryRun: false })).toMatchObject({ unchanged: 1 });
    expect(await allPeople(database.db)).toEqual(before);
  });

  it('changes people found by any of their addresses, and says which fields', async () => {
    await bring(STAFF_LINE, ADA, BO);
    const { id } = await known('ada@example.edu');
    const moved =
      'Ada Berg-Lund,new@example.edu; ada.berg@example.edu,student; peer-mentor,2029,hst,London,Urology; Neurology,';
    const report = await bring(STAFF_LINE, moved, BO);
    expect(report.changed.map(({ fields }) => fields)).toEqual([
      ['name', 'emails', 'roles', 'enrollment', 'specialties'],
    ]);
    expect(await known('new@example.edu')).toMatchObject({
      id,
      name: 'Ada Berg-Lund',
      specialties: ['urology', 'neurology'],
      enrollment: { class: 2029, overrides: [] },
    });
    expect(await findPersonByEmail(database.db, 'ada@example.edu')).toBeUndefined();
  });

  it('moves an address from one person to another in two steps: given up, then taken', async () => {
    const [given, taken] = ['A,a@example.edu,rasa,,,,,', 'B,b@example.edu; x@example.edu,rasa,,,,,'];
    await bring(STAFF_LINE, 'A,a@example.edu; x@example.edu,rasa,,,,,', 'B,b@example.edu,rasa,,,,,');
    await bring(STAFF_LINE, given);
    await bring(STAFF_LINE, given, taken);
    expect(await known('x@example.edu')).toMatchObject({ name: 'B', emails: ['b@example.edu', 'x@example.edu'] });
  });

  it('leaves those alone whom the file does not name, and counts them', async () => {
    await bring(STAFF_LINE, ADA, BO);
    expect(await bring(STAFF_LINE, BO)).toMatchObject({ unchanged: 2, absent: 1 });
    expect(await known('ada@example.edu')).toMatchObject({ name: 'Ada Berg' });
  });

  it('keeps what only Slack knows, and what the person follows', async () => {
    await bring(STAFF_LINE, ADA);
    const { id } = await known('ada@example.edu');
    await database.db
      .insert(followedSpecialties)
      .values({ personId: id, specialty: 'pathology', since: '2026-12-01T00:00Z' });
    await linkSlackUser(database.db, id, 'U1', 'Europe/Oslo');
    await bring(STAFF_LINE, ADA.replace('Ada Berg', 'Ada Lund'));
    expect(await known('ada@example.edu')).toMatchObject({
      name: 'Ada Lund',
      slackUserId: 'U1',
      timeZone: 'Europe/Oslo',
      follows: ['pathology'],
    });
  });

  it('changes nothing as a dry run, and gives the same difference', async () => {
    await bring(STAFF_LINE, BO);
    const before = [await allPeople(database.db), await audited()];
    const csv = roster(STAFF_LINE, ADA, BO.replace('Bo', 'Boris'));
    const dry = await importRoster(ctx, csv, { as: 'rosa@example.edu', dryRun: true });
    expect([await allPeople(database.db), await audited()]).toEqual(before);
    const { dryRun, ...wet } = await importRoster(ctx, csv, { as: 'rosa@example.edu', dryRun: false });
    expect([dryRun, dry]).toEqual([false, { ...wet, dryRun: true }]);
  });

  it('takes a whole school at once', async () => {
    const lines = Array.from(
      { length: 1_200 },
      (_, at) => `Person ${at},p${at}@example.edu,student,2028,hst,London,Neurology,`,
    );
    expect((await bring(STAFF_LINE, ...lines)).added).toHaveLength(1_201);
    expect(await bring(STAFF_LINE, ...lines)).toMatchObject({ added: [], changed: [], unchanged: 1_201 });
  });

  it('brings nobody twice when two run at once', async () => {
    await bring(STAFF_LINE);
    const reports = await Promise.all([bring(STAFF_LINE, ADA), bring(STAFF_LINE, ADA)]);
    expect(reports.map(({ added }) => added.length).sort()).toEqual([0, 1]);
    expect(await allPeople(database.db)).toHaveLength(2);
  });
});

describe('the audit of an import', () => {
  it('has a row for each person changed, with names of fields and no contents', async () => {
    await bring(STAFF_LINE, ADA);
    const first = await audited();
    const { id } = await known('rosa@example.edu');
    const whose = first.map(({ act, actorId, subjectId }) => [act, actorId, subjectId]);
    // The last is that of the import as a whole, which can be taken back.
    const ada = (await known('ada@example.edu')).id;
    expect(whose).toEqual([id, ada, null].map((subject) => ['people.import-roster', id, subject]));
    await bring(STAFF_LINE, ADA.replace('Ada Berg', 'Ada Lund'));
    const rows = (await audited()).slice(first.length).filter(({ subjectId }) => subjectId !== null);
    expect(rows).toMatchObject([
      {
        act: 'people.import-roster',
        actorId: (await known('rosa@example.edu')).id,
        subjectId: (await known('ada@example.edu')).id,
        details: { fields: ['name'] },
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain('Lund');
    expect(rows[0]?.at.slice(0, 13)).toBe('2026-12-01 17');
  });

  it('has none where the database refuses the change', async () => {
    await bring(STAFF_LINE);
    await database.db.execute(sql`alter table person_roles add constraint no_rasa check (role <> 'rasa')`);
    const reason = await refused(roster(STAFF_LINE, ADA, BO), 'rosa@example.edu');
    expect(String(reason.cause)).toContain('no_rasa');
  });

  it('has none where it cannot be written, and nor are there people then', async () => {
    await bring(STAFF_LINE);
    await database.db.execute(sql`alter table audit add constraint no_more check (false) not valid`);
    const reason = await refused(roster(STAFF_LINE, ADA), 'rosa@example.edu');
    expect(String(reason.cause)).toContain('no_more');
  });
});

describe('an import with mistakes', () => {
  it('is refused whole, with every mistake', async () => {
    await bring(STAFF_LINE, BO);
    const reason = await refused(
      roster(STAFF_LINE, ADA, ',x,king,,,,,', 'Cy,bo@example.edu,staff,,,,,,extra'),
      'rosa@example.edu',
    );
    expect(reason).toBeInstanceOf(ListedError);
    expect(reason.message).toContain('nothing was changed');
    const bad = await refused(roster(STAFF_LINE, ADA, ',x,king,,,,,', 'Cy,,staff,,,,,'), 'rosa@example.edu');
    for (const place of ['line 4, name', 'line 4, emails', 'line 4, roles', 'line 5, emails'])
      expect(bad.message).toContain(place);
  });

  it('is refused where a line holds the addresses of two people', async () => {
    await bring(STAFF_LINE, ADA, BO);
    const reason = await refused(
      roster(STAFF_LINE, 'Both,ada@example.edu; bo@example.edu,rasa,,,,,'),
      'rosa@example.edu',
    );
    expect(reason.message).toContain('line 3, emails: these addresses belong to 2 people we know');
  });

  it('is refused where two lines are one person', async () => {
    await bring(STAFF_LINE, ADA);
    const lines = ['Ada,ada@example.edu,rasa,,,,,', 'Ada,ada.berg@example.edu,rasa,,,,,'];
    const reason = await refused(roster(STAFF_LINE, ...lines), 'rosa@example.edu');
    expect(reason.message).toContain('line 4, emails: line 3 is the same person already');
  });
});

describe('who may import', () => {
  it('is staff, by any of their addresses in any case', async () => {
    await bring('Rosa Staff,rosa@example.edu; r.staff@example.edu,staff,,,,,');
    const csv = roster(ADA);
    expect(await importRoster(ctx, csv, { as: 'R.Staff@Example.edu', dryRun: false })).toMatchObject({ absent: 1 });
  });

  it('is the first staff member, whom the first roster itself names', async () => {
    expect(await importRoster(ctx, roster(STAFF_LINE), { as: 'ROSA@example.edu', dryRun: false })).toMatchObject({
      unchanged: 0,
    });
  });

  it.each([
    ['somebody whom nobody knows', 'nobody@example.edu'],
    ['a student of the roster', 'ada@example.edu'],
  ])('is not %s, before there is staff', async (_, as) => {
    const reason = await refused(roster(STAFF_LINE, ADA), as);
    expect(reason).toBeInstanceOf(UserError);
    expect(reason.message).toContain('--as');
  });

  it.each([
    ['somebody whom nobody knows', 'nobody@example.edu'],
    ['a student', 'ada@example.edu'],
    ['an interviewer', 'bo@example.edu'],
    ['somebody who makes themselves staff by the file', 'eve@example.edu'],
  ])('is not %s, once there is staff', async (_, as) => {
    await bring(STAFF_LINE, ADA, BO);
    const lines = [
      'Eve,eve@example.edu,staff,,,,,',
      ADA.replace(',student,', ',student; staff,'),
      BO.replace('rasa', 'staff'),
    ];
    expect(await refused(roster(STAFF_LINE, ...lines), as)).toBeInstanceOf(UserError);
  });

  it('is said after the mistakes of a first roster, which may be why its staff is not found there', async () => {
    const reason = await refused(roster(STAFF_LINE.replace('staff', 'staf')), 'rosa@example.edu');
    expect(reason.message).toContain('line 2, roles: "staf" is no role of the program; did you mean "staff"?');
    expect((await refused('name,emails\nRosa,rosa@example.edu\n', 'rosa@example.edu')).message).toContain(
      'column roles is missing',
    );
  });

  it('is said before the mistakes to somebody who may not', async () => {
    await bring(STAFF_LINE);
    const reason = await refused(roster(',x,king,,,,,'), 'nobody@example.edu');
    expect(reason.message).not.toContain('line 2');
  });
});
