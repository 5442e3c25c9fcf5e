import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { findPerson } from '../../src/people/find-person.ts';
import { matchSlack } from '../../src/people/match-slack.ts';
import { allPeople, findPersonBySlackUser, savePeople } from '../../src/people/store.ts';
import { loadProgram } from '../../src/program/load.ts';
import { createReadingClient, createSlackDirectory, type SlackMember } from '../../src/slack/directory.ts';
import { member, person } from '../support/people-builders.ts';
import { createTestContext } from '../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { startUsersListServer } from '../support/users-list-server.ts';

const program = await loadProgram();
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  const [a, b, c] = [
    person({ id: 101, emails: ['a@example.edu', 'a2@example.edu'] }),
    person({ id: 102, emails: ['b@example.edu'] }),
    person({ id: 103, emails: ['c@example.edu'] }),
  ];
  await database.db.transaction((tx) => savePeople(tx, [a, b, c], '2026-12-01T00:00:00Z'));
});
afterEach(() => database.drop());

const contextWith = (...members: SlackMember[]) => createTestContext(database, program, '2026-12-01', members);

/** Who is tied to whom, by id of the person. */
async function ties(): Promise<Record<number, string | null>> {
  return Object.fromEntries((await allPeople(database.db)).map(({ id, slackUserId }) => [id, slackUserId]));
}

describe('matching the roster with Slack', () => {
  it('ties people to their users, and counts who is outside', async () => {
    const ctx = contextWith(
      member('U1', 'a2@example.edu'),
      member('U2', 'b@example.edu'),
      member('U9', 'x@example.edu'),
    );
    expect(await matchSlack(ctx)).toEqual({ inSlack: 2, outside: 1, changed: 2 });
    expect(await ties()).toEqual({ 101: 'U1', 102: 'U2', 103: null });
    expect(await matchSlack(ctx)).toEqual({ inSlack: 2, outside: 1, changed: 0 });
  });

  it('survives two people who swap their addresses', async () => {
    await matchSlack(contextWith(member('U1', 'a@example.edu'), member('U2', 'b@example.edu')));
    const swapped = contextWith(member('U2', 'a@example.edu'), member('U1', 'b@example.edu'));
    expect(await matchSlack(swapped)).toEqual({ inSlack: 2, outside: 1, changed: 2 });
    expect(await ties()).toEqual({ 101: 'U2', 102: 'U1', 103: null });
  });

  it('passes addresses round among three', async () => {
    await matchSlack(
      contextWith(member('U1', 'a@example.edu'), member('U2', 'b@example.edu'), member('U3', 'c@example.edu')),
    );
    await matchSlack(
      contextWith(member('U2', 'a@example.edu'), member('U3', 'b@example.edu'), member('U1', 'c@example.edu')),
    );
    expect(await ties()).toEqual({ 101: 'U2', 102: 'U3', 103: 'U1' });
  });

  it('leaves somebody outside whose user turns out to be another person, and counts them so', async () => {
    await matchSlack(contextWith(member('U2', 'b@example.edu')));
    expect(await matchSlack(contextWith(member('U2', 'a@example.edu')))).toEqual({
      inSlack: 1,
      outside: 2,
      changed: 2,
    });
    expect(await ties()).toEqual({ 101: 'U2', 102: null, 103: null });
  });

  it('ends a tie whose user has left, and makes none to a user who is not active', async () => {
    await matchSlack(contextWith(member('U1', 'a@example.edu')));
    const left = contextWith(
      member('U1', 'a@example.edu', { active: false }),
      member('U2', 'b@example.edu', { active: false }),
    );
    expect(await matchSlack(left)).toEqual({ inSlack: 0, outside: 3, changed: 1 });
    expect(await ties()).toEqual({ 101: null, 102: null, 103: null });
    expect(await findPerson(left, 'U1')).toBeUndefined();
  });

  it('lets nobody be answered as the person whose address their user once had', async () => {
    await matchSlack(contextWith(member('U1', 'a@example.edu')));
    const renamed = contextWith(member('U1', 'b@example.edu'));
    expect(await matchSlack(renamed)).toEqual({ inSlack: 1, outside: 2, changed: 2 });
    expect(await findPerson(renamed, 'U1')).toMatchObject({ id: 102 });
    const stranger = contextWith(member('U1', 'stranger@example.edu'));
    expect(await matchSlack(stranger)).toEqual({ inSlack: 0, outside: 3, changed: 1 });
    expect(await findPerson(stranger, 'U1')).toBeUndefined();
  });

  it('reads the workspace page by page, without bots, Slackbot and those who left', async () => {
    const users = [
      { id: 'U1', tz: 'Asia/Tokyo', profile: { email: 'A@Example.edu' } },
      { id: 'U7', is_bot: true, profile: { email: 'b@example.edu' } },
      { id: 'U8', deleted: true, profile: { email: 'b@example.edu' } },
      { id: 'USLACKBOT', profile: { email: 'b@example.edu' } },
      { id: 'U5', profile: {} },
      { id: 'U3', profile: { email: 'c@example.edu' } },
    ];
    const server = await startUsersListServer(users, 2);
    try {
      const slack = createSlackDirectory(createReadingClient('xoxb-test', server.url), server.url);
      expect(await matchSlack({ ...contextWith(), slack })).toEqual({ inSlack: 2, outside: 1, changed: 2 });
      expect(server.cursors).toEqual(['', '2', '4']);
      expect(await ties()).toEqual({ 101: 'U1', 102: null, 103: 'U3' });
      expect((await findPersonBySlackUser(database.db, 'U1'))?.timeZone).toBe('Asia/Tokyo');
      expect((await findPersonBySlackUser(database.db, 'U3'))?.timeZone).toBeNull();
    } finally {
      await server.close();
    }
  });
});

describe('somebody who turns to the bot', () => {
  it('is found by one statement once they are known', async () => {
    const ctx = contextWith(member('U1', 'a@example.edu'));
    await matchSlack(ctx);
    await findPerson(ctx, 'U1');
    const before = database.statements.length;
    expect(await findPerson(ctx, 'U1')).toMatchObject({ id: 101, slackUserId: 'U1' });
    expect(database.statements.length - before).toBe(1);
  });

  it('is found by their address at first contact, and from then on by their user', async () => {
    const ctx = contextWith(member('U1', 'a2@example.edu', { timeZone: 'Europe/Oslo' }));
    expect(await findPerson(ctx, 'U1')).toMatchObject({ id: 101, slackUserId: 'U1', timeZone: 'Europe/Oslo' });
    expect(await findPersonBySlackUser(database.db, 'U1')).toMatchObject({ id: 101, timeZone: 'Europe/Oslo' });
  });

  it('is the same person in another account', async () => {
    await matchSlack(contextWith(member('U1', 'a@example.edu')));
    const ctx = contextWith(member('U1', 'a@example.edu', { active: false }), member('U4', 'a@example.edu'));
    expect(await findPerson(ctx, 'U4')).toMatchObject({ id: 101, slackUserId: 'U4' });
    expect(await ties()).toMatchObject({ 101: 'U4' });
  });

  it('is the same person when they come twice at once', async () => {
    const ctx = contextWith(member('U1', 'a@example.edu'));
    const found = await Promise.all([findPerson(ctx, 'U1'), findPerson(ctx, 'U1'), findPerson(ctx, 'U1')]);
    expect(found.map((one) => one?.id)).toEqual([101, 101, 101]);
  });

  it('is asked to try again where Slack does not answer', async () => {
    const broken = new Error('users.info failed');
    const refused = () => Promise.reject(broken);
    const slack = { members: refused, member: refused, readFile: refused };
    const attempt = findPerson({ ...contextWith(), slack }, 'U1');
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow('try again in a minute');
    await expect(attempt).rejects.toMatchObject({ cause: broken });
  });

  it.each([
    ['whom the roster does not name', member('U1', 'stranger@example.edu')],
    ['without an address', member('U1', null)],
    ['who is a bot or has left', member('U1', 'a@example.edu', { active: false })],
  ])('is a stranger: somebody %s', async (_, slackMember) => {
    expect(await findPerson(contextWith(slackMember), 'U1')).toBeUndefined();
    expect(await ties()).toEqual({ 101: null, 102: null, 103: null });
  });
});
