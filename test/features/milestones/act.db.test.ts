// What presses do to the rows, whoever presses what, and what milestones give to the other slices.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { milestoneTicks, ownReminders, programDates, sessions } from '../../../src/db/schema.ts';
import { milestones } from '../../../src/features/milestones/index.ts';
import { importRoster } from '../../../src/people/import-roster.ts';
import { matchSlack } from '../../../src/people/match-slack.ts';
import type { Person } from '../../../src/people/person.ts';
import { allPeople, findPersonByEmail } from '../../../src/people/store.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { type Answerer, createAnswerer } from '../../../src/slack/answer.ts';
import { member, roster, STAFF_LINE } from '../../support/people-builders.ts';
import { createTestContext, noonOf, type TestContext } from '../../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const program = await loadProgram();
const PEOPLE = roster(
  STAFF_LINE,
  'Pia Pce,pia@example.edu,student,2029,pathways,Castle,,',
  'Ada Applying,ada@example.edu,student,2028,pathways,Castle,,',
  'Una Undecided,una@example.edu,student,2028,pathways,Castle,,cycle undecided from 2026-07-01',
  'Leo Leave,leo@example.edu,student,2029,pathways,Castle,,leave from 2026-11-01 to 2027-11-01',
  'Gia Graduating,gia@example.edu,student,2027,pathways,Castle,,',
);

let database: TestDatabase;
let ctx: TestContext;
let answerer: Answerer;

beforeEach(async () => {
  database = await createTestDatabase();
  const names = ['pia', 'ada', 'una', 'leo', 'gia', 'rosa'];
  ctx = createTestContext(
    database,
    program,
    '2026-12-01',
    names.map((name) => member(name, `${name}@example.edu`)),
  );
  await importRoster(ctx, PEOPLE, { as: 'rosa@example.edu', dryRun: false });
  await matchSlack(ctx);
  answerer = createAnswerer(ctx, () => 'reference');
});
afterEach(() => database.drop());

const press = async (slackUserId: string, actionId: string, value: string) => {
  const answered = await answerer.click({ slackUserId, actionId, value, triggerId: null, view: null });
  return answered.reply.text;
};
const ticks = () => database.db.select().from(milestoneTicks);

async function known(name: string): Promise<Person> {
  const person = await findPersonByEmail(database.db, `${name}@example.edu`);
  if (!person) throw new Error(`${name} is not in the roster`);
  return person;
}

const stillTrue = async (name: string, id: string) =>
  milestones.stillTrue?.(ctx, await known(name), { kind: 'milestone', subject: `milestone:${id}`, lead: 'P2D' });

describe('a press', () => {
  it.each([
    ["somebody else's milestone", 'application-checklist/2028/mspe-input'],
    ['another occurrence', 'society-meeting-1/2029'],
    ['a step that does not exist', 'society-meeting-1/pce/one'],
    ['no entry of the program', 'white-coat/2028'],
    ['no id', "x'; drop table people"],
    ['nothing', ''],
  ])('that names %s changes nothing and shows the own list', async (_, value) => {
    for (const action of ['tick', 'done', 'undo', 'remind', 'not-for-me', 'wave']) {
      const text = await press('pia', `milestones.${action}`, value);
      expect(text).toContain('no longer among your milestones');
      expect(text).toContain('First formal Society advising meeting');
    }
    expect([await ticks(), await database.db.select().from(ownReminders)]).toEqual([[], []]);
  });

  it('on what is gone since says so', async () => {
    await press('pia', 'milestones.tick', 'society-meeting-1/pce');
    ctx.clock.set(noonOf('2027-10-02'));
    expect(await press('pia', 'milestones.tick', 'society-meeting-2/pce')).toContain('no longer among your milestones');
    expect(await ticks()).toHaveLength(1);
  });

  it('made twice at the same moment ticks once, and one of the two says that it was done', async () => {
    const texts = await Promise.all([1, 2].map(() => press('pia', 'milestones.tick', 'society-meeting-1/pce')));
    expect(texts.filter((text) => text.includes('Done: First'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('is done already'))).toHaveLength(1);
    expect(await ticks()).toHaveLength(1);
  });

  it('of Undo opens what was done, and nothing twice', async () => {
    await press('pia', 'milestones.tick', 'society-meeting-1/pce');
    expect(await press('pia', 'milestones.undo', 'society-meeting-1/pce')).toContain('is open again');
    expect(await press('pia', 'milestones.undo', 'society-meeting-1/pce')).toContain('there was nothing to undo');
    expect(await ticks()).toEqual([]);
  });

  it('of Not for me waves away only what is optional', async () => {
    expect(await press('pia', 'milestones.not-for-me', 'society-meeting-1/pce')).not.toContain('off your list');
    expect(await ticks()).toEqual([]);
    expect(await press('gia', 'milestones.not-for-me', 'transition-to-internship/2027-04')).toContain('off your list.');
    expect(await press('gia', 'milestones.not-for-me', 'transition-to-internship/2027-04')).toContain('already');
    expect((await ticks()).map(({ notForMe }) => notForMe)).toEqual([true]);
  });

  it('of Not for me on the session itself leaves it there, and says so from then on', async () => {
    const startsAt = noonOf('2027-04-14').toString();
    const [row] = await database.db
      .insert(sessions)
      .values({
        key: 'transition-2027',
        entry: 'transition-to-internship',
        startsAt,
        endsAt: noonOf('2027-04-15').toString(),
      })
      .returning({ id: sessions.id });
    const id = row?.id ?? 0;
    const note = async (name: string) => (await milestones.sessionNotes?.(ctx, await known(name), [id]))?.get(id);
    const value = 'transition-to-internship/2027-04';
    expect((await note('gia'))?.buttons).toEqual([{ label: 'Not for me', action: 'milestones.wave', value }]);
    expect(await note('pia')).toBeUndefined();
    expect(await press('gia', 'milestones.wave', value)).toBe('Transition to Internship is off your list.');
    expect(await note('gia')).toEqual({ text: 'Not for you, as you said', buttons: [], list: [] });
  });

  it('of Remind me later keeps the last wish, and none of what is done', async () => {
    await press('pia', 'milestones.remind', 'society-meeting-1/pce');
    ctx.clock.set(noonOf('2026-12-03'));
    await press('pia', 'milestones.remind', 'society-meeting-1/pce');
    const rows = await database.db.select().from(ownReminders);
    expect(rows.map(({ subject, dueAt }) => [subject, new Date(dueAt).toISOString()])).toEqual([
      ['milestone:society-meeting-1/pce', '2026-12-10T23:30:00.000Z'],
    ]);
    await press('pia', 'milestones.tick', 'society-meeting-1/pce');
    expect(await database.db.select().from(ownReminders)).toEqual([]);
    expect(await press('pia', 'milestones.remind', 'society-meeting-1/pce')).toContain('is done already');
    expect(await database.db.select().from(ownReminders)).toEqual([]);
  });

  it('by staff, who have no milestones, does nothing', async () => {
    expect(await press('rosa', 'milestones.tick', 'society-meeting-1/pce')).toContain(
      'no longer among your milestones',
    );
    expect(await ticks()).toEqual([]);
  });
});

describe('a reminder at the moment of sending', () => {
  it('holds while the milestone is open, and tells it as it stands then', async () => {
    const before = await stillTrue('pia', 'society-meeting-1/pce');
    expect(before?.upcoming.when).toEqual({ kind: 'due', day: '2027-03-31' });
    expect(before?.buttons).toEqual([{ label: 'Done', action: 'milestones.done', value: 'society-meeting-1/pce' }]);
    await database.db.insert(programDates).values({ subject: 'society-meeting-1', year: 2029, day: '2027-04-09' });
    expect((await stillTrue('pia', 'society-meeting-1/pce'))?.upcoming.when).toEqual({
      kind: 'due',
      day: '2027-04-09',
    });
    await press('pia', 'milestones.done', 'society-meeting-1/pce');
    expect(await stillTrue('pia', 'society-meeting-1/pce')).toBeNull();
  });

  it('says of what has passed since when it is open', async () => {
    expect((await stillTrue('pia', 'society-meeting-1/pce'))?.news).toBeNull();
    ctx.clock.set(noonOf('2027-04-08'));
    expect((await stillTrue('pia', 'society-meeting-1/pce'))?.news).toBe('still open from March');
  });

  it('of a group holds until its last step is done, and leads to the steps', async () => {
    const group = 'career-selection-meetings/2027-04';
    expect((await stillTrue('ada', group))?.upcoming.title).toContain('(2 steps left)');
    expect((await stillTrue('ada', group))?.buttons.map(({ label }) => label)).toEqual(['Steps']);
    await press('ada', 'milestones.tick', `${group}/society-advisor`);
    expect((await stillTrue('ada', group))?.buttons).toEqual([
      { label: 'Done', action: 'milestones.done', value: `${group}/specialty-advisor` },
    ]);
    expect(await stillTrue('ada', `${group}/society-advisor`)).toBeNull();
    await press('ada', 'milestones.tick', `${group}/specialty-advisor`);
    expect(await stillTrue('ada', group)).toBeNull();
    expect(await stillTrue('ada', 'career-selection-meetings/2027-08')).not.toBeNull();
  });

  it.each([
    ['somebody who is away', 'leo', 'society-meeting-1/pce'],
    ['somebody who has not decided', 'una', 'career-selection-meetings/2027-04'],
    ['somebody whose it is not', 'pia', 'career-selection-meetings/2027-04'],
    ['a link', 'gia', 'post-match-survey/2027-03'],
    ['nothing that we know', 'pia', 'x'],
  ])('does not hold of %s', async (_, name, id) => {
    expect(await stillTrue(name, id)).toBeNull();
  });
});

describe('what milestones give to others', () => {
  it('is asked for all people at once, and reads what is dated once', async () => {
    const people = await allPeople(database.db);
    const sent = database.statements.length;
    const [ahead, open, due] = await Promise.all([
      milestones.upcoming?.(ctx, people, '2026-12-01', '2027-12-01'),
      milestones.stillOpen?.(ctx, people),
      milestones.due?.(ctx, people, noonOf('2026-12-01'), noonOf('2027-05-01')),
    ]);
    expect(database.statements.slice(sent).filter((text) => text.includes('sessions_revision'))).toHaveLength(1);
    const id = async (name: string) => (await known(name)).id;
    expect(ahead?.get(await id('pia'))?.map(({ title }) => title)).toContain('Plan the Post-PCE phase');
    expect(ahead?.get(await id('leo'))).toEqual([]);
    expect(open?.get(await id('ada'))).toEqual([]);
    expect(due?.get(await id('una'))).toBeUndefined();
    expect(due?.get(await id('ada'))?.map(({ subject }) => subject)).toContain(
      'milestone:career-selection-meetings/2027-04',
    );
  });
});
