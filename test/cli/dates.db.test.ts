import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { datesTool } from '../../src/cli/dates.ts';
import { audit, programDates } from '../../src/db/schema.ts';
import { savePeople } from '../../src/people/store.ts';
import { callTool } from '../support/call-tool.ts';
import { person } from '../support/people-builders.ts';
import type { ToolRun } from '../support/run-tool.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  const people = [
    person({ id: 101, emails: ['rosa@example.edu'], roles: ['staff'] }),
    person({ id: 102, emails: ['bo@example.edu'], roles: ['rasa'] }),
  ];
  await database.db.transaction((tx) => savePeople(tx, people, '2026-12-01T00:00:00Z'));
});
afterEach(() => database.drop());

const run = (args: readonly string[], as = 'rosa@example.edu'): Promise<ToolRun> =>
  callTool(datesTool, [...args, '--as', as], { DATABASE_URL: database.url });
const stored = () => database.db.select().from(programDates);

describe('npm run dates', () => {
  it('sets, changes, lists and clears a day', async () => {
    expect((await run(['set', 'match/nrmp', '2027', '2027-03-20', '--dry-run'])).out).toContain('Dry run');
    expect(await stored()).toEqual([]);
    expect((await run(['set', 'match/nrmp', '2027', '2027-03-20'])).out).toBe('match/nrmp 2027: March 20, 2027\n');
    const changed = await run(['set', 'match/nrmp', '2027', '2027-03-19']);
    expect(changed.out).toBe('match/nrmp 2027: March 19, 2027 (was March 20, 2027)\n');
    const list = await run(['list', '--subjects']);
    expect(list.out).toContain('2027-03-19  match/nrmp 2027\n');
    expect(list.out).toContain('society-meeting-1 <class>');
    expect((await run(['clear', 'match/nrmp', '2027'])).code).toBe(0);
    expect(await stored()).toEqual([]);
    const acts = (await database.db.select().from(audit).orderBy(audit.id)).map(({ act }) => act);
    expect(acts).toEqual(['calendar.set-date', 'calendar.set-date', 'calendar.clear-date']);
  });

  it.each([
    ['a subject that is near another', ['set', 'match/nmrp', '2027', '2027-03-19'], 'did you mean "match/nrmp"?'],
    ['a day of another year', ['set', 'match/nrmp', '2027', '2029-03-19'], 'not within the Match year 2027'],
    ['a year in words', ['set', 'match/nrmp', 'next', '2027-03-19'], 'Expected the Match year or the class'],
    ['a day that was never entered', ['clear', 'match/nrmp', '2027'], 'No day was entered for match/nrmp 2027.'],
    ['nothing', [], 'npm run dates -- set'],
  ])('says what is wrong: %s', async (_, args, reason) => {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(reason);
    expect(err).not.toContain('    at ');
  });

  it('is for staff', async () => {
    const { code, err } = await run(['set', 'match/nrmp', '2027', '2027-03-19'], 'bo@example.edu');
    expect([code, err.includes("isn't open to your role")]).toEqual([1, true]);
    expect(await stored()).toEqual([]);
  });
});
