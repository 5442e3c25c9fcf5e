import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readDated } from '../../../src/ahead/dated.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const zone = 'America/New_York';
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const titles = async () => (await readDated(database.db, zone)).sessions.map(({ title }) => title);
const day = (key: string, month: number) =>
  sql`insert into sessions (key, entry, title, starts_at, ends_at)
      values (${key}, 'lessons-learned', ${key}, make_date(2027, ${month}::int, 10), make_date(2027, ${month}::int, 11))`;

test('what is not changed is read once; after that one small statement tells that nothing moved', async () => {
  await database.db.execute(day('one', 1));
  await titles();
  const sent = database.statements.length;
  expect(await titles()).toEqual(['one']);
  expect(database.statements.slice(sent)).toHaveLength(1);
  expect(database.statements.at(-1)).toContain('sessions_revision');
});

test('what another process enters, moves or removes is seen by the next answer', async () => {
  const other = openDatabase(database.url);
  try {
    expect(await titles()).toEqual([]);
    await other.db.execute(day('one', 1));
    await other.db.execute(day('two', 2));
    expect(await titles()).toEqual(['one', 'two']);
    await other.db.execute(
      sql`update sessions set starts_at = starts_at + interval '3 months', ends_at = ends_at + interval '3 months' where key = 'one'`,
    );
    expect(await titles()).toEqual(['two', 'one']);
    await other.db.execute(sql`delete from sessions where key = 'two'`);
    expect(await titles()).toEqual(['one']);
  } finally {
    await other.close();
  }
});
