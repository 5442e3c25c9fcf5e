// What Slack says of one member, and whom they are to the program from then on.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followMember } from '../../src/people/match-slack.ts';
import { allPeople, savePeople } from '../../src/people/store.ts';
import { loadProgram } from '../../src/program/load.ts';
import type { SlackMember } from '../../src/slack/directory.ts';
import { member, person } from '../support/people-builders.ts';
import { createTestContext } from '../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const program = await loadProgram();
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  const people = [
    person({ id: 101, emails: ['a@example.edu', 'a2@example.edu'] }),
    person({ id: 102, emails: ['b@example.edu'] }),
    person({ id: 103, emails: ['left@example.edu'], active: false }),
  ];
  await database.db.transaction((tx) => savePeople(tx, people, '2026-12-01T00:00:00Z'));
});
afterEach(() => database.drop());

/** Follows members one after the other, in a workspace that holds the last word on each. */
async function follow(...members: SlackMember[]): Promise<Record<number, string | null>> {
  const latest = [...new Map(members.map((one) => [one.slackUserId, one])).values()];
  const ctx = createTestContext(database, program, '2026-12-01', latest);
  for (const one of members) await followMember(ctx, one);
  return Object.fromEntries((await allPeople(database.db)).map(({ id, slackUserId }) => [id, slackUserId]));
}

const gone = (id: string, email: string) => member(id, email, { active: false });

describe('a member', () => {
  it('who joins is tied by any address', async () => {
    expect(await follow(member('U1', 'a2@example.edu'), member('U9', 'x@example.edu'))).toMatchObject({
      101: 'U1',
      102: null,
    });
  });

  it('whose account is closed is untied', async () => {
    expect(await follow(member('U1', 'a@example.edu'), gone('U1', 'a@example.edu'))).toMatchObject({ 101: null });
  });

  it('who is somebody else by now is tied to them, and untied from the other', async () => {
    expect(await follow(member('U1', 'a@example.edu'), member('U1', 'b@example.edu'))).toMatchObject({
      101: null,
      102: 'U1',
    });
  });

  it('with two accounts keeps the one of the first address, whichever is spoken of last', async () => {
    const [first, second] = [member('U1', 'a@example.edu'), member('U2', 'a2@example.edu')];
    expect(await follow(first, second)).toMatchObject({ 101: 'U1' });
    expect(await follow(second, first)).toMatchObject({ 101: 'U1' });
  });

  it('of somebody who has left the program is nobody', async () => {
    expect(await follow(member('U5', 'left@example.edu'))).toMatchObject({ 103: null });
  });

  it('who shows no address changes nothing', async () => {
    expect(await follow(member('U1', 'a@example.edu'), member('U1', null))).toMatchObject({ 101: 'U1' });
  });
});
