import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sessionsTool } from '../../src/cli/sessions.ts';
import { sessions } from '../../src/db/schema.ts';
import { savePeople } from '../../src/people/store.ts';
import { callTool } from '../support/call-tool.ts';
import { person } from '../support/people-builders.ts';
import type { ToolRun } from '../support/run-tool.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sessions-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  database = await createTestDatabase();
  const staff = person({ id: 101, emails: ['rosa@example.edu'], roles: ['staff'] });
  await database.db.transaction((tx) => savePeople(tx, [staff], '2026-12-01T00:00:00Z'));
});
afterEach(() => database.drop());

const ROAD = 'road-2027,road-to-residency-1,2027-01-21 17:00,2027-01-21 18:00';

async function date(lines: readonly string[], ...options: readonly string[]): Promise<ToolRun> {
  const path = join(folder, 'sessions.csv');
  await writeFile(path, ['key,event,starts,ends', ...lines].join('\n'));
  const args = ['import', path, '--as', 'rosa@example.edu', ...options];
  return callTool(sessionsTool, args, { DATABASE_URL: database.url });
}

const keys = async () => (await database.db.select().from(sessions)).map(({ key }) => key);

describe('npm run sessions', () => {
  it('says the difference, first as a dry run, then having made it', async () => {
    const dry = await date([ROAD], '--dry-run');
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toContain('New: 1\n  road-2027\nChanged: 0\nUnchanged: 0\nDry run: nothing was changed.');
    expect(await keys()).toEqual([]);
    expect(await date([ROAD])).toMatchObject({ code: 0, err: '' });
    expect(await keys()).toEqual(['road-2027']);
  });

  it('lists every mistake with its place, changes nothing, and ends with 1', async () => {
    const { code, out, err } = await date([
      ROAD,
      'x,road-to-residency,tomorrow,2027-03-14 02:30',
      'road-2027,nothing,,',
    ]);
    expect([code, out]).toEqual([1, '']);
    for (const place of [
      'line 3, starts',
      'line 3, ends',
      'line 3, event',
      'line 4, key',
      'line 4, event',
      'line 4, starts',
    ]) {
      expect(err).toContain(`  ${place}: `);
    }
    expect(await keys()).toEqual([]);
  });

  it('shows how it is written', async () => {
    const { code, err } = await callTool(sessionsTool, [], { DATABASE_URL: database.url });
    expect(code).toBe(1);
    expect(err).toContain(
      'Usage:\n  npm run sessions -- import sessions.csv --as staff.member@example.edu [--dry-run]\n',
    );
  });
});
