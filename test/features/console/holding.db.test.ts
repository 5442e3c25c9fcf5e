// Hold, Skip and Let it go for one person: read when a reminder is planned and again at the moment of sending, taken back, and audited.
import { asc, eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { audit, holds, outbox, people, reminders as said } from '../../../src/db/schema.ts';
import type { Reply } from '../../../src/feature.ts';
import { dateSession } from '../../../src/features/calendar/acts/change-session.ts';
import { reminders } from '../../../src/features/reminders/index.ts';
import { importRoster } from '../../../src/people/import-roster.ts';
import { matchSlack } from '../../../src/people/match-slack.ts';
import { allPeople } from '../../../src/people/store.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { createScheduler, type Scheduler } from '../../../src/scheduler/scheduler.ts';
import { createAnswerer } from '../../../src/slack/answer.ts';
import { answerText } from '../../support/answer-text.ts';
import { moment } from '../../support/delivery-builders.ts';
import { member, roster, STAFF_LINE } from '../../support/people-builders.ts';
import { buttonsOf, buttonValue, type Talk, talkTo } from '../../support/said.ts';
import { createTestContext, type TestContext } from '../../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const program = await loadProgram();
let database: TestDatabase;
let ctx: TestContext;
let talk: Talk;
let scheduler: Scheduler;
let [ada, bo] = [0, 0];
/** As the buttons name the reminder of the class meeting, a day before. */
let key: string;

/** Ada and Bo apply; their class meeting is on Thursday 21 January 2027 at 17:00. It is noon of the Tuesday before. */
beforeEach(async () => {
  database = await createTestDatabase();
  const members = ['ada', 'bo', 'cy', 'rosa', 'ravi'].map((name) => member(name, `${name}@example.edu`));
  ctx = createTestContext(database, program, '2027-01-19', members);
  const lines = ['Ada Applies,ada', 'Bo Applies,bo'].map((one) => `${one}@example.edu,student,2028,pathways,Castle,,`);
  const others = ['Ravi Staff,ravi@example.edu,staff,,,,,', 'Cy Young,cy@example.edu,student,2029,pathways,Castle,,'];
  await importRoster(ctx, roster(STAFF_LINE, ...others, ...lines), { as: 'rosa@example.edu', dryRun: false });
  await matchSlack(ctx);
  await ctx.db.update(people).set({ timeZone: 'America/New_York' });
  await ctx.db.execute(sql`insert into person_settings (person_id, welcomed_at) select id, '2026-09-01' from people`);
  const times = { starts: '2027-01-21 17:00', ends: '2027-01-21 18:00', place: 'TMEC 227' };
  await dateSession(
    ctx,
    { key: 'road', event: 'road-to-residency-1', ...times },
    { as: 'rosa@example.edu', dryRun: false },
  );
  const everybody = await allPeople(ctx.db);
  [ada, bo] = ['Ada', 'Bo'].map((name) => everybody.find((one) => one.name.startsWith(name))?.id ?? 0) as [
    number,
    number,
  ];
  const [{ id } = { id: 0 }] = await ctx.db.execute<{ id: number }>(sql`select id from sessions`);
  key = `class-meeting session:${id} P1D`;
  talk = talkTo(createAnswerer(ctx, () => 'reference'));
  scheduler = createScheduler(ctx);
  await goTo('2027-01-19 12:00');
});
afterEach(async () => {
  await scheduler.stop();
  await database.drop();
});

async function goTo(text: string): Promise<void> {
  ctx.clock.set(moment(text));
  await scheduler.runDue(moment(text));
}
const words = ({ text, blocks, form }: Reply) => `${text}\n${answerText({ text: '', blocks: form?.blocks ?? blocks })}`;
const look = async () => words((await talk.click('rosa', 'console.look', key)).reply);
const act = (who: string, what: string, person: number, about = key) =>
  talk.submit(who, 'console.keep-one', about, { person: String(person), act: what });
const undo = async (done: Reply) =>
  (await talk.click('ravi', 'staff.undo', buttonValue(done.blocks, 'Undo'))).reply.text;
const rowsOf = () =>
  ctx.db.select().from(outbox).where(eq(outbox.composer, 'reminders.message')).orderBy(asc(outbox.id));
/** To whom a reminder stands in the outbox. */
const told = async () => (await rowsOf()).map(({ personId }) => personId);
const compose = async (personId: number) => {
  const row = (await rowsOf()).find((one) => one.personId === personId);
  const person = (await allPeople(ctx.db)).find(({ id }) => id === personId);
  return reminders.composers?.message?.(ctx, person ?? null, row?.content);
};

describe('one person alone', () => {
  it('is chosen behind a number, skipped, and not told; the others are', async () => {
    expect(await look()).toContain('2 people');
    const { reply } = await talk.click('rosa', 'console.one-person', key);
    expect(words(reply)).toContain('for one person of those who get it; the others read it as planned');
    const done = (await act('rosa', 'skip', ada)).reply;
    expect(done.text).toContain('For Ada Applies alone: ');
    expect(done.text).toContain('is skipped and is not sent');
    expect(await look()).toContain('1 person');
    expect(await look()).toContain('Skipped for Ada Applies alone');
    await goTo('2027-01-20 20:00');
    expect(await told()).toEqual([bo]);
    const kept = await ctx.db.select().from(audit).where(eq(audit.act, 'console.skip'));
    expect(kept).toMatchObject([{ subjectId: ada }]);
  });

  it('is held, stands apart in the list, and is told late when staff let it go', async () => {
    await act('rosa', 'hold', ada);
    const page = words((await talk.click('ravi', 'console.going-out', '0')).reply);
    expect(page).toContain('Held for 1 person alone');
    const buttons = buttonsOf((await talk.click('ravi', 'console.going-out', '0')).reply.blocks);
    expect(buttons.filter(({ action }) => action === 'console.one-person')).toHaveLength(1);
    await goTo('2027-01-20 20:00');
    expect(await told()).toEqual([bo]);
    await act('ravi', 'release', ada);
    await goTo('2027-01-20 20:01');
    expect((await told()).sort()).toEqual([ada, bo].sort());
  });

  it('is read again at the moment of sending: what is held then is not said', async () => {
    await goTo('2027-01-20 18:30');
    await goTo('2027-01-20 20:00');
    expect(await told()).toHaveLength(2);
    await ctx.db.execute(sql`insert into holds (act, kind, subject, lead, person_id, at)
      select 'hold', kind, subject, lead, ${ada}, now() from reminders where lead = 'P1D' limit 1`);
    expect(await compose(ada)).toBeNull();
    expect(await compose(bo)).not.toBeNull();
    const outcomes = await ctx.db.select().from(said).where(eq(said.lead, 'P1D')).orderBy(asc(said.personId));
    expect(outcomes.map(({ personId, outcome }) => [personId, outcome])).toEqual([
      [ada, 'left-to-digest'],
      [bo, 'message'],
    ]);
  });

  it('is taken back by Undo, unless somebody did something else with it since', async () => {
    const first = (await act('rosa', 'hold', ada)).reply;
    expect(await undo(first)).toBe('Taken back: it leaves as planned.');
    expect(await ctx.db.select().from(holds)).toEqual([]);
    const second = (await act('rosa', 'hold', ada)).reply;
    await act('ravi', 'skip', ada);
    expect(await undo(second)).toContain('Ravi Staff did something else with it since');
    await goTo('2027-01-20 20:00');
    expect(await told()).toEqual([bo]);
  });

  it('leaves what is held for everybody alone, and the other way round', async () => {
    await act('rosa', 'skip', ada);
    await talk.click('rosa', 'console.hold', key);
    const let1 = await talk.click('rosa', 'console.release', key);
    expect(let1.reply.text).toContain('is let go');
    expect(await look()).toContain('Skipped for Ada Applies alone');
    expect((await act('rosa', 'release', bo)).reply.text).toContain('Nothing of it is kept back for Bo Applies alone');
    expect((await act('ravi', 'skip', ada)).reply.text).toContain(
      'That is skipped for Ada Applies already, by Rosa Staff.',
    );
  });

  it('has to be among those who get it, where that is for staff to know', async () => {
    const cy = (await allPeople(ctx.db)).find(({ name }) => name === 'Cy Young')?.id ?? 0;
    expect((await act('rosa', 'hold', cy)).fields).toMatchObject({
      person: expect.stringContaining('Cy Young is not among'),
    });
    expect((await act('rosa', 'hold', 999_999)).fields).toMatchObject({
      person: expect.stringContaining('choose somebody'),
    });
    expect((await act('rosa', 'burn', ada)).fields).toMatchObject({ act: expect.any(String) });
    expect((await act('ada', 'hold', bo)).reply.text).not.toContain('held');
    expect(await ctx.db.select().from(holds)).toEqual([]);
  });
});
