// Staff date, move, cancel and close from a terminal; each as a process of its own.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sessionsTool } from '../../src/cli/sessions.ts';
import { audit, sessions } from '../../src/db/schema.ts';
import { savePeople } from '../../src/people/store.ts';
import { callTool } from '../support/call-tool.ts';
import { person } from '../support/people-builders.ts';
import type { ToolRun } from '../support/run-tool.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  const staff = person({ id: 101, emails: ['rosa@example.edu'], roles: ['staff'] });
  await database.db.transaction((tx) => savePeople(tx, [staff], '2026-12-01T00:00:00Z'));
});
afterEach(() => database.drop());

const run = (...args: readonly string[]): Promise<ToolRun> =>
  callTool(sessionsTool, [...args, '--as', 'rosa@example.edu'], { DATABASE_URL: database.url });
const stored = () => database.db.select().from(sessions);
/** Far enough ahead of whatever day it is. */
const DAY = '2099-01-21';
const add = (...more: readonly string[]) =>
  run('add', 'road', '--event', 'road-to-residency-1', '--starts', `${DAY} 17:00`, '--ends', `${DAY} 18:00`, ...more);

describe('npm run sessions', () => {
  it('adds, moves, cancels and lists, each with its row of audit', async () => {
    const added = await add('--place', 'TMEC 227', '--capacity', '20', '--rsvp-closes', `${DAY} 12:00`);
    expect(added).toMatchObject({ code: 0, err: '' });
    expect(added.out).toBe('Dated: road, Wed, Jan 21, 2099, 5:00 PM EST to 6:00 PM EST\n');
    expect(await stored()).toMatchObject([{ key: 'road', capacity: 20, place: 'TMEC 227' }]);

    const moved = await run('move', 'road', '--starts', '2099-01-28 17:00');
    expect(moved.out).toContain('Changed: road, Wed, Jan 28, 2099, 5:00 PM EST to 6:00 PM EST\n');
    expect(moved.out).toContain('road: new time; nobody had been told of it');
    expect((await run('list', '--from', '2099-01-28')).out).toContain('road: Wed, Jan 28, 2099');
    expect((await run('list', '--to', '2099-01-27')).out).toBe('No sessions.\n');

    expect((await run('cancel', 'road', '--postponed')).out).toContain('Postponed: road');
    expect((await run('list')).out).toContain('postponed');
    const acts = (await database.db.select().from(audit).orderBy(audit.id)).map(({ act }) => act);
    expect(acts).toEqual(['calendar.date-session', 'calendar.move-session', 'calendar.cancel-session']);
  });

  it('closes a day by what was chosen for each session', async () => {
    await add();
    const left = await run('close-day', DAY);
    expect(left).toMatchObject({ code: 1, out: '' });
    expect(left.err).toContain('road needs --online, --postpone or --cancel');
    expect((await run('close-day', DAY, '--cancel', 'road', '--dry-run')).out).toContain('Dry run');
    expect(await stored()).toMatchObject([{ cancelledAt: null }]);
    const closed = await run('close-day', DAY, '--online', 'road=https://example.edu/road');
    expect(closed.out).toContain(`Closed: ${DAY}\n  road: online`);
    expect(await stored()).toMatchObject([{ place: null, link: 'https://example.edu/road' }]);
  });

  it('says in plain words what is wrong, and changes nothing', async () => {
    const wrong = await run('add', 'road', '--event', 'road', '--starts', 'soon', '--ends', `${DAY} 18:00`);
    expect([wrong.code, wrong.out]).toEqual([1, '']);
    expect(wrong.err).toMatch(/^The session has mistakes; nothing was changed:\n {2}starts: /);
    expect(wrong.err).not.toContain('    at ');
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['no verb', []],
    ['an unknown verb', ['remove', 'road']],
    ['a name that every object has', ['constructor']],
    ['no key', ['cancel']],
    ['nothing to change', ['move', 'road']],
    ['an unknown option', ['cancel', 'road', '--force']],
    ['nobody who acts', ['list']],
  ])('shows how it is written: %s', async (_, args) => {
    const { code, err } = await callTool(sessionsTool, args, { DATABASE_URL: database.url });
    expect(code).toBe(1);
    expect(err).toContain('npm run sessions -- ');
    expect(err).not.toContain('    at ');
  });
});
