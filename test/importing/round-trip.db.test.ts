// Every export imports again unchanged: a property of each importer, with whatever its table may hold.
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeCsv } from '../../src/csv.ts';
import type { Importer } from '../../src/importer.ts';
import { importersOf, tryImport } from '../../src/importing/import-table.ts';
import { importRoster } from '../../src/people/import-roster.ts';
import type { Person } from '../../src/people/person.ts';
import { findPersonByEmail } from '../../src/people/store.ts';
import { loadProgram } from '../../src/program/load.ts';
import { roster, STAFF_LINE } from '../support/people-builders.ts';
import { createTestContext, type TestContext } from '../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const program = await loadProgram();
let database: TestDatabase;
let ctx: TestContext;
let staff: Person;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = createTestContext(database, program, '2026-12-01');
});
afterAll(() => database.drop());

beforeEach(async () => {
  await database.db.execute(sql`truncate people, sessions, alumni, audit restart identity cascade`);
  await importRoster(ctx, roster(STAFF_LINE), { as: 'rosa@example.edu', dryRun: false });
  const found = await findPersonByEmail(ctx.db, 'rosa@example.edu');
  if (!found) throw new Error('no staff');
  staff = found;
});

/** Any words that somebody could write into a cell. */
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) => text.replaceAll('\u0000', '').replaceAll('\r', '').trim())
  .filter((text) => text !== '' && !/^[\s\ufeff]|[\s\ufeff]$/.test(text));
const maybe = <T>(of: fc.Arbitrary<T>, none: T) => fc.oneof(of, fc.constant(none));
const several = (of: readonly string[], most = 3) =>
  fc.subarray([...of], { maxLength: most }).map((chosen) => chosen.join('; '));
const specialties = program.file.specialties.map(({ name }) => name);

const people = fc.record({
  name: words,
  roles: fc.constantFrom('student', 'student; peer-mentor', 'rasa; interviewer', 'specialty-mentor'),
  society: maybe(fc.constantFrom(...program.file.societies.map(({ name }) => name)), ''),
  specialties: several(specialties),
  overrides: fc.constantFrom(
    '',
    'leave from 2027-01-15 to 2027-06-15',
    'phase pce from 2026-07-01; cycle undecided from 2026-07-01',
  ),
  second: fc.boolean(),
  left: fc.constantFrom('', 'yes'),
});
const sessions = fc.record({
  title: maybe(words, ''),
  specialty: maybe(fc.constantFrom(...specialties), ''),
  place: maybe(words, ''),
  link: fc.constantFrom('', 'https://example.edu/a?b=c&d="e"'),
  capacity: fc.constantFrom('', '1', '99999'),
  day: fc.integer({ min: 1, max: 28 }),
  rsvp_closes: fc.constantFrom('', '2026-01-01 09:30'),
  recording: fc.constantFrom('', 'https://example.edu/recording'),
});
const alumni = fc.record({
  name: words,
  class: fc.constantFrom('', '1998', '2024'),
  specialties: several(specialties),
  place: maybe(words, ''),
  residency: maybe(words, ''),
  ways: several(['email', 'call', 'visit', 'shadowing'], 4),
  left: fc.constantFrom('', 'yes'),
});

/** Tables by the importer whose they are; of those that another table fills there is none of their own. */
const TABLES: Record<string, fc.Arbitrary<string>> = {
  people: fc.array(people, { minLength: 1, maxLength: 6 }).map((rows) =>
    writeCsv(
      ['name', 'emails', 'roles', 'class', 'track', 'society', 'specialties', 'overrides', 'left'],
      rows.map(({ second, ...row }, at) => {
        const isStudent = row.roles.includes('student');
        const own = isStudent ? { class: '2029', track: 'pathways' } : { class: '', track: '', overrides: '' };
        return {
          ...row,
          emails: `p${at}@example.edu${second ? `; second${at}@example.edu` : ''}`,
          ...own,
          overrides: isStudent ? row.overrides : '',
        };
      }),
    ),
  ),
  sessions: fc.array(sessions, { minLength: 1, maxLength: 6 }).map((rows) =>
    writeCsv(
      ['key', 'event', 'starts', 'ends', 'title', 'specialty', 'place', 'link', 'capacity', 'rsvp_closes', 'recording'],
      rows.map(({ day, ...row }, at) => {
        const date = `2026-11-${String(day).padStart(2, '0')}`;
        return {
          ...row,
          key: `session-${at}`,
          event: 'specialty-interest-series',
          starts: `${date} 17:00`,
          ends: `${date} 23:59`,
        };
      }),
    ),
  ),
  alumni: fc.array(alumni, { minLength: 1, maxLength: 6 }).map((rows) =>
    writeCsv(
      ['name', 'email', 'class', 'specialties', 'place', 'residency', 'ways', 'left'],
      rows.map((row, at) => ({ ...row, email: `a${at}@example.edu` })),
    ),
  ),
};

function importerOf(table: string): Importer {
  const found = importersOf(ctx).find((importer) => importer.table === table);
  if (!found) throw new Error(`no importer of ${table}`);
  return found;
}

/** Imports the export of every table again, and expects that nothing is different. */
async function expectUnchanged(): Promise<void> {
  for (const importer of importersOf(ctx)) {
    const csv = await importer.export(ctx);
    if (csv.trimEnd().split('\n').length === 1) continue;
    const tried = await tryImport(ctx, importer, csv, staff, { dryRun: true });
    expect(tried, `${importer.table}\n${csv}`).toMatchObject({ kind: 'done', difference: { added: 0, changed: 0 } });
  }
}

describe('every export imports again unchanged', () => {
  it.each(Object.keys(TABLES))('after any table of %s', async (table) => {
    const property = fc.asyncProperty(TABLES[table] ?? fc.constant(''), async (csv) => {
      const tried = await tryImport(ctx, importerOf(table), csv, staff, { dryRun: false });
      expect(tried, csv).toMatchObject({ kind: 'done' });
      await expectUnchanged();
    });
    await fc.assert(property, { numRuns: 12 });
  });
});

describe('recordings', () => {
  it('are put to sessions by their keys, every bad line named', async () => {
    await tryImport(
      ctx,
      importerOf('sessions'),
      'key,event,starts,ends\nroad,class-meeting-road-1,2026-11-01 17:00,2026-11-01 18:00\n',
      staff,
      { dryRun: false },
    );
    const bad = await tryImport(
      ctx,
      importerOf('recordings'),
      'key,recording\nraod,https://example.edu/r\nroad,ftp://x\n',
      staff,
      { dryRun: false },
    );
    expect(bad).toMatchObject({ kind: 'mistakes' });
  });
});
