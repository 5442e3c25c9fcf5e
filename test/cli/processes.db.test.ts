// Each tool once as a terminal starts it; what it does with its arguments is tried within the process by the other files here.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { savePeople } from '../../src/people/store.ts';
import { person, roster, STAFF_LINE } from '../support/people-builders.ts';
import { runTool, TOOL_TIMEOUT } from '../support/run-tool.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tools-'));
  await writeFile(join(folder, 'roster.csv'), roster(STAFF_LINE));
  database = await createTestDatabase();
  const staff = person({ id: 101, emails: ['rosa@example.edu'], roles: ['staff'] });
  await database.db.transaction((tx) => savePeople(tx, [staff], '2026-12-01T00:00:00Z'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const AS = ['--as', 'rosa@example.edu'];

it.each([
  [
    'people',
    () => ['import', join(folder, 'roster.csv'), ...AS, '--dry-run'],
    /^New: 0\n[\s\S]*Dry run: nothing was changed\.\n$/,
  ],
  ['sessions', () => ['list', ...AS], /^No sessions\.\n$/],
  ['dates', () => ['set', 'match/nrmp', '2027', '2027-03-20', ...AS], /^match\/nrmp 2027: March 20, 2027\n$/],
  ['outbox', () => ['list', ...AS], /^The outbox is empty\.\n$/],
  ['program-check', () => [], /^\d+ entries, .*: no mistakes\.\n$/],
  ['manifest', () => ['--url', 'https://bot.example.edu'], /request_url: https:\/\/bot\.example\.edu\/slack\/events\n/],
])('npm run %s says what it did, and ends with 0', { timeout: TOOL_TIMEOUT }, async (tool, args, said) => {
  const run = await runTool(tool, args(), { DATABASE_URL: database.url });
  expect(run).toEqual({ code: 0, out: expect.stringMatching(said), err: '' });
});

it('a tool that cannot do it says why on standard error, and ends with 1', { timeout: TOOL_TIMEOUT }, async () => {
  const run = await runTool('dates', ['set', 'match/nrmp', '2027', '2029-03-19', ...AS], {
    DATABASE_URL: database.url,
  });
  expect(run).toEqual({ code: 1, out: '', err: expect.stringContaining('not within the Match year 2027') });
});
