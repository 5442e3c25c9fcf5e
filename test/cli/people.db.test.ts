import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { peopleTool } from '../../src/cli/people.ts';
import type { Person } from '../../src/people/person.ts';
import { allPeople, savePeople } from '../../src/people/store.ts';
import { callTool } from '../support/call-tool.ts';
import { person, roster, STAFF_LINE } from '../support/people-builders.ts';
import type { ToolRun } from '../support/run-tool.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { startUsersListServer } from '../support/users-list-server.ts';

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'people-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const ADA = 'Ada Berg,ada@example.edu,student,2028,hst,London,Neurology,';

async function file(...lines: readonly string[]): Promise<string> {
  const path = join(folder, 'roster.csv');
  await writeFile(path, roster(...lines));
  return path;
}

function people(args: readonly string[], env: Record<string, string> = {}): Promise<ToolRun> {
  return callTool(peopleTool, args, { DATABASE_URL: database.url, ...env });
}

function known(...given: readonly Partial<Person>[]): Promise<void> {
  return database.db.transaction((tx) => savePeople(tx, given.map(person), '2026-12-01T00:00:00Z'));
}

/** A line of a stack: only bugs have one. */
const STACK = /\n {4}at /;

const names = async () => (await allPeople(database.db)).map(({ name }) => name);

describe('npm run people', () => {
  it('says the difference, first as a dry run, then having made it', async () => {
    const args = ['import', await file(STAFF_LINE, ADA), '--as', 'rosa@example.edu'];
    const dry = await people([...args, '--dry-run']);
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toContain('New: 2\n  line 2: rosa@example.edu\n  line 3: ada@example.edu\nChanged: 0\n');
    expect(dry.out).toContain('Dry run: nothing was changed.');
    expect(await names()).toEqual([]);
    const wet = await people(args);
    expect(wet).toMatchObject({ code: 0, err: '' });
    expect(wet.out).toContain('SLACK_BOT_TOKEN is not set');
    expect(await names()).toEqual(['Rosa Staff', 'Ada Berg']);
  });

  it('says what changed of whom, and matches people with Slack where a token is set', async () => {
    await known(
      { id: 101, name: 'Rosa Staff', emails: ['rosa@example.edu'], roles: ['staff'] },
      { id: 102, emails: ['bo@example.edu'] },
    );
    const users = [
      { id: 'U1', profile: { email: 'rosa@example.edu' } },
      { id: 'U2', profile: { email: 'x@example.edu' } },
    ];
    const server = await startUsersListServer(users, 1);
    try {
      const args = ['import', await file(STAFF_LINE.replace('Rosa', 'Rose')), '--as', 'rosa@example.edu'];
      const { code, out } = await people(args, { SLACK_BOT_TOKEN: 'xoxb-test', SLACK_API_URL: server.url });
      expect(code).toBe(0);
      expect(out).toContain('New: 0\nChanged: 1\n  line 2: rosa@example.edu (name)\nUnchanged: 0\n');
      expect(out).toContain('Known but not in the file, left as they are: 1');
      expect(out).toContain('1 person in Slack, 1 outside it.');
    } finally {
      await server.close();
    }
  });

  it('lists every mistake with its place, changes nothing, and ends with 1', async () => {
    const path = await file(STAFF_LINE, ADA, ',x,king,,,,,', 'Cy,cy@example.edu,student,1999,md,,,');
    const { code, out, err } = await people(['import', path, '--as', 'rosa@example.edu']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('nothing was changed');
    for (const place of ['line 4, name', 'line 4, emails', 'line 4, roles', 'line 5, track', 'line 5, class']) {
      expect(err).toContain(`  ${place}: `);
    }
    expect(err).not.toMatch(STACK);
    expect(await names()).toEqual([]);
  });

  it('refuses somebody who is no staff, in one line', async () => {
    await known({ id: 101, emails: ['rosa@example.edu'], roles: ['staff'] });
    const { code, err } = await people(['import', await file(ADA), '--as', 'nobody@example.edu']);
    expect(code).toBe(1);
    expect(err).toBe(
      'nobody@example.edu is not staff of the program. Use --as with the e-mail address of a staff member.\n',
    );
  });

  it('shows how it is written', async () => {
    const { code, out, err } = await people(['import', 'roster.csv']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^Usage: npm run people -- import \[<table>\] roster\.csv --as staff\.member@example\.edu/);
  });

  it('imports any table, asks for what headings mean, remembers it, and gives the table back', async () => {
    await known({ id: 101, name: 'Rosa Staff', emails: ['rosa@example.edu'], roles: ['staff'] });
    const path = join(folder, 'alumni.csv');
    await writeFile(path, 'Name,Mail,Shoe size\nAda Berg,ada@example.edu,38\n');
    const args = ['import', 'alumni', path, '--as', 'rosa@example.edu'];
    const asked = await people(args);
    expect(asked.err).toContain('line 1: the column Mail is unknown; --map "Mail=..." with one of name, email');
    const said = await people([...args, '--map', 'Mail=email', '--map', 'Shoe size=-']);
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(said.out).toContain('New: 1\nChanged: 0\nUnchanged: 0\n  Ada Berg (ada@example.edu): new');
    const again = await people([...args, '--dry-run']);
    expect(again.out).toContain('Unchanged: 1');
    const exported = await people(['export', 'alumni', '--as', 'rosa@example.edu']);
    expect(exported.out).toBe(
      'name,email,class,specialties,place,residency,ways,left\nAda Berg,ada@example.edu,,,,,,\n',
    );
    const bad = await people([...args.slice(0, 1), 'shoes', path, '--as', 'rosa@example.edu']);
    expect(bad.err).toContain('There is no table shoes; there is sessions, recordings, ');
    expect(bad.err).toContain('people, specialty-mentors, alumni.');
  });

  it('refuses a file of another encoding', async () => {
    const path = join(folder, 'latin.csv');
    await writeFile(path, Buffer.from('name,emails,roles\nZo\xeb,zoe@example.edu,rasa\n', 'latin1'));
    const { code, err } = await people(['import', path, '--as', 'rosa@example.edu']);
    expect([code, err]).toEqual([1, `${path} is not UTF-8 text. Please save it as "CSV UTF-8".\n`]);
  });

  it('names every setting that is wrong', async () => {
    const args = ['import', await file(STAFF_LINE), '--as', 'rosa@example.edu'];
    const { code, err } = await people(args, { DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud', SLACK_BOT_TOKEN: 'abc' });
    expect(code).toBe(1);
    for (const setting of ['DATABASE_URL', 'LOG_LEVEL', 'SLACK_BOT_TOKEN']) expect(err).toContain(`  ${setting}: `);
    expect(err).not.toMatch(STACK);
  });
});
