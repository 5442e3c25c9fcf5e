// The sample that the sandbox starts with is sound: all of its tables are taken, and what is exported of them imports again unchanged.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadSample } from '../../src/cli/sample.ts';
import { loadProgram } from '../../src/program/load.ts';
import { loadTable } from '../support/load-table.ts';
import { ROOT } from '../support/source-files.ts';
import { createTestContext } from '../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const sample = (name: string) => readFileSync(join(ROOT, 'sandbox', `${name}.csv`), 'utf8');
const as = 'director@example.edu';
const tables = { rasas: sample('rasas'), assignments: sample('assignments') };
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await loadSample(database.url, { people: sample('people'), sessions: sample('sessions'), tables, as });
});
afterAll(() => database.drop());

it.each(Object.entries(tables))('%s', async (table, csv) => {
  const ctx = createTestContext(database, await loadProgram(), '2026-12-01');
  expect(await loadTable(ctx, table, csv, as)).toMatchObject({ added: 0, changed: 0, lines: [] });
  const exported = await ctx.features
    .flatMap((feature) => feature.importers ?? [])
    .find((one) => one.table === table)
    ?.export(ctx);
  expect(await loadTable(ctx, table, exported ?? '', as)).toMatchObject({ added: 0, changed: 0, lines: [] });
});
