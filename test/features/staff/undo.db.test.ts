// Taking back what was done: by whom, until when, once, and all of it or nothing; and who is found in the menu of people.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import type { Feature } from '../../../src/feature.ts';
import { features } from '../../../src/features/index.ts';
import { recordActs, recordUndoable } from '../../../src/people/audit.ts';
import { importRoster } from '../../../src/people/import-roster.ts';
import { matchSlack } from '../../../src/people/match-slack.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { type Answerer, createAnswerer } from '../../../src/slack/answer.ts';
import { member, roster, STAFF_LINE } from '../../support/people-builders.ts';
import { createTestContext, type TestContext } from '../../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const program = await loadProgram();
const PEOPLE = roster(STAFF_LINE, 'Pia Pce,pia@example.edu,student,2029,pathways,Castle,,');

let database: TestDatabase;
let ctx: TestContext;
let answerer: Answerer;
let undone: unknown[];

/** A slice whose acts can be taken back, unless what it finds says otherwise. */
const trial: Feature = {
  name: 'trial',
  undo: {
    'calendar.close-day': async (_ctx, _tx, { inverse }, by) => {
      if (inverse === 'changed since') throw new UserError('Somebody has changed that since.');
      undone.push(inverse);
      return `Taken back by ${by.name}.`;
    },
  },
};

beforeEach(async () => {
  undone = [];
  database = await createTestDatabase();
  const members = ['pia', 'rosa'].map((name) => member(name, `${name}@example.edu`));
  ctx = createTestContext(database, program, '2026-12-01', members);
  // Asked before the slice whose act it is.
  ctx.features = [trial, ...features];
  await importRoster(ctx, PEOPLE, { as: 'rosa@example.edu', dryRun: false });
  await matchSlack(ctx);
  answerer = createAnswerer(ctx, () => 'reference');
});
afterEach(() => database.drop());

const act = (inverse: unknown, until?: null) =>
  ctx.transaction((tx) =>
    recordUndoable(tx, ctx.clock.now(), {
      act: 'calendar.close-day',
      actorId: null,
      subjectId: null,
      details: {},
      inverse,
      ...(until === null ? { until } : {}),
    }),
  );
const press = async (who: string, value: unknown) =>
  answerer.click({ slackUserId: who, actionId: 'staff.undo', value: String(value), triggerId: null, view: null });
const said = async (who: string, value: unknown) => (await press(who, value)).reply.text;

describe('Undo', () => {
  it('takes an act back once, and the audit says so', async () => {
    const id = await act({ session: 4 });
    expect(await said('rosa', id)).toMatch(/^Taken back by /);
    expect(undone).toEqual([{ session: 4 }]);
    expect(await said('rosa', id)).toMatch(/^That was taken back already by /);
    expect(undone).toHaveLength(1);
    const acts = await database.db.execute(sql`select act, details from audit where act = 'staff.undo'`);
    expect(acts).toEqual([{ act: 'staff.undo', details: { act: 'calendar.close-day', undone: id } }]);
  });

  it('takes it back once where two press at once', async () => {
    const id = await act(1);
    const answers = await Promise.all([said('rosa', id), said('rosa', id), said('rosa', id)]);
    expect(undone).toEqual([1]);
    expect(answers.filter((text) => text.startsWith('That was taken back already'))).toHaveLength(2);
  });

  it('is over after ten minutes, unless the act has no such end', async () => {
    const [id, lasting] = [await act(1), await act(2, null)];
    ctx.clock.set(ctx.clock.now().add({ minutes: 10, seconds: 1 }));
    expect(await said('rosa', id)).toContain('is over');
    await said('rosa', lasting);
    expect(undone).toEqual([2]);
  });

  it('leaves everything as it is where the slice refuses', async () => {
    const id = await act('changed since');
    expect(await said('rosa', id)).toBe('Somebody has changed that since.');
    expect(await database.db.execute(sql`select undone_at from audit where id = ${id}`)).toEqual([{ undone_at: null }]);
  });

  it('is refused to students, and says nothing of whether there is such an act', async () => {
    const id = await act(1);
    const { reply, done } = await press('pia', id);
    expect(done.outcome).toBe('refused');
    expect(reply.text).toBe(await said('pia', 987));
    expect(undone).toEqual([]);
  });

  it.each(['987', 'x', '', '1e3', '-1'])('knows no act %j', async (value) => {
    expect(await said('rosa', value)).toContain('nothing here that I could take back');
  });

  it('knows no way back from an act that stored none', async () => {
    const at = ctx.clock.now().toString();
    await ctx.transaction((tx) =>
      recordActs(tx, at, [{ act: 'calendar.close-day', actorId: null, subjectId: null, details: {} }]),
    );
    const [row] = await database.db.execute(sql`select max(id) as id from audit`);
    expect(await said('rosa', row?.id)).toContain('nothing here that I could take back');
  });
});

describe('the menu of people', () => {
  const found = async (who: string, words: string) =>
    (await answerer.search({ slackUserId: who, actionId: 'staff.pick-person', words })).choices;

  it('finds by part of the name or the address, in any case', async () => {
    expect(await found('rosa', 'pIA')).toEqual([
      { label: 'Pia Pce', value: expect.any(String), about: 'pia@example.edu' },
    ]);
    expect(await found('rosa', 'pia@')).toHaveLength(1);
    expect(await found('rosa', '%')).toEqual([]);
    expect(await found('rosa', "' or 1=1 --")).toEqual([]);
  });

  it('names nobody who has left, and nobody to a student or a stranger', async () => {
    expect(await found('pia', 'rosa')).toEqual([]);
    expect(await found('nobody', 'pia')).toEqual([]);
    await database.db.execute(
      sql`update people set deactivated_at = now(), slack_user_id = null where name = 'Pia Pce'`,
    );
    expect(await found('rosa', 'pia')).toEqual([]);
  });
});

describe('somebody who has left', () => {
  it('is a stranger from then on, also under the same address', async () => {
    await database.db.execute(
      sql`update people set deactivated_at = now(), slack_user_id = null where name = 'Pia Pce'`,
    );
    const typed = { slackUserId: 'pia', word: 'next', rest: '', triggerId: null };
    expect((await answerer.command(typed)).done.outcome).toBe('stranger');
    await matchSlack(ctx);
    expect((await answerer.command(typed)).done.outcome).toBe('stranger');
  });
});

describe('/career staff', () => {
  const typed = async (who: string, rest: string) =>
    (await answerer.command({ slackUserId: who, word: 'staff', rest, triggerId: null })).reply.text;

  it('says what there is, and which page was meant', async () => {
    expect(await typed('rosa', '')).toMatch(/^For staff:/);
    expect(await typed('rosa', 'nothing-like-that')).toContain('"nothing-like-that"');
  });

  it('is refused to a student, and not in their help', async () => {
    expect(await typed('pia', '')).toContain("isn't open to your role");
    const { reply } = await answerer.command({ slackUserId: 'pia', word: 'help', rest: '', triggerId: null });
    expect(reply.text).not.toContain('/career staff');
  });
});
