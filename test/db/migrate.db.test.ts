import { readdir } from 'node:fs/promises';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../src/db/migrate.ts';
import { createEmptyDatabase, type EmptyDatabase } from '../support/empty-database.ts';

let database: EmptyDatabase;

beforeEach(async () => {
  database = await createEmptyDatabase();
});
afterEach(() => database.drop());

async function ask<Row extends object>(statement: string): Promise<Row[]> {
  const client = postgres(database.url, { max: 1, onnotice: () => {} });
  const rows = await client.unsafe<Row[]>(statement);
  await client.end();
  return [...rows];
}

async function migrationFiles(): Promise<number> {
  const files = await readdir(new URL('../../migrations', import.meta.url));
  return files.filter((file) => file.endsWith('.sql')).length;
}

const APPLIED = 'select hash from drizzle.__drizzle_migrations order by id';

describe('migrating a database', () => {
  it('succeeds for all of many processes that come at once, and applies each migration once', async () => {
    const ends = await Promise.allSettled(Array.from({ length: 6 }, () => migrateDatabase(database.url)));
    expect(ends.filter((end) => end.status === 'rejected')).toEqual([]);
    expect(await ask(APPLIED)).toHaveLength(await migrationFiles());
    const tables = await ask<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['people', 'sessions', 'audit']));
  });

  it('changes nothing the second time', async () => {
    await migrateDatabase(database.url);
    const before = await ask(APPLIED);
    await migrateDatabase(database.url);
    expect(await ask(APPLIED)).toEqual(before);
  });

  it('says what is in the way, applies nothing then, and succeeds once it is gone', async () => {
    await ask('create table sessions (id integer)');
    await expect(migrateDatabase(database.url)).rejects.toThrow();
    const tables = await ask("select 1 from information_schema.tables where table_schema = 'public'");
    expect(tables).toHaveLength(1);
    await ask('drop table sessions');
    await migrateDatabase(database.url);
    expect(await ask(APPLIED)).toHaveLength(await migrationFiles());
  });
});
