// The planner and the job on a real database, with a slice whose things fall due as a test says.
import { asc, eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/db/client.ts';
import {
  holds,
  outbox,
  ownReminders,
  people,
  personSettings,
  reminders as rows,
  scheduledRuns,
} from '../../../src/db/schema.ts';
import type { Reminder } from '../../../src/domain/reminder.ts';
import { reminders } from '../../../src/features/reminders/index.ts';
import { forecast } from '../../../src/features/reminders/jobs/forecast.ts';
import { goingOut } from '../../../src/features/reminders/jobs/going-out.ts';
import { nextSending } from '../../../src/features/reminders/jobs/index.ts';
import { saveOwnReminder } from '../../../src/features/reminders/store.ts';
import { importRoster } from '../../../src/people/import-roster.ts';
import { findPersonByEmail } from '../../../src/people/store.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { createScheduler, type Scheduler } from '../../../src/scheduler/scheduler.ts';
import { moment, reminder, wall } from '../../support/delivery-builders.ts';
import { roster, STAFF_LINE } from '../../support/people-builders.ts';
import { createThings, type Things } from '../../support/said-things.ts';
import { createTestContext, type TestContext } from '../../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const program = await loadProgram();
let database: TestDatabase;
let ctx: TestContext;
let things: Things;
let scheduler: Scheduler;
let ada: number;

/** Ada is in the PCE, in Boston and in Slack, and was greeted long ago. */
beforeEach(async () => {
  database = await createTestDatabase();
  things = createThings();
  ctx = { ...createTestContext(database, program, '2026-12-01'), features: [things.feature, reminders] };
  await importRoster(ctx, roster(STAFF_LINE, 'Ada Berg,ada@example.edu,student,2029,pathways,Castle,,'), {
    as: 'rosa@example.edu',
    dryRun: false,
  });
  const person = await findPersonByEmail(ctx.db, 'ada@example.edu');
  ada = person?.id ?? 0;
  await ctx.db.update(people).set({ slackUserId: 'U1', timeZone: 'America/New_York' }).where(eq(people.id, ada));
  await ctx.db.insert(personSettings).values({ personId: ada, welcomedAt: '2026-09-01T12:00Z' });
  scheduler = createScheduler(ctx);
});
afterEach(async () => {
  await scheduler.stop();
  await database.drop();
});

const thing = (number: number, dueAt: string, given: Partial<Reminder> = {}) =>
  reminder(dueAt, { subject: `session:${number}`, ...given });

/** Things fall due for Ada, and the planner is told. */
async function fallDue(...all: Reminder[]): Promise<void> {
  things.due.set(ada, all);
  await ctx.db.execute(sql`insert into planning_changes (person_id) values (${ada})`);
}

/** Goes to a moment, does what is due there, and gives the next moment of a reminder on a wall in Boston. */
async function goTo(text: string, on: { ctx: TestContext; scheduler: Scheduler } = { ctx, scheduler }) {
  on.ctx.clock.set(moment(text));
  await on.scheduler.runDue(moment(text));
  const next = await nextSending(on.ctx, moment(text));
  return next && wall(next);
}

/** What stands in the outbox, in order: the composer and the subjects. */
async function enqueued(): Promise<string[]> {
  const all = await ctx.db.select().from(outbox).orderBy(asc(outbox.id));
  return all.map(({ composer, content }) => {
    const { reminders: said } = content as { reminders: { subject: string }[] };
    return `${composer} ${said.map(({ subject }) => subject).join(' ')}`;
  });
}

async function outcomes(): Promise<string[]> {
  const all = await ctx.db.select().from(rows).orderBy(asc(rows.subject), asc(rows.lead));
  return all.map(({ subject, lead, outcome }) => `${subject} ${lead} ${outcome}`);
}

/** Housekeeping has moments of its own. */
async function runsOf(job: string): Promise<number> {
  return (await ctx.db.select().from(scheduledRuns).where(eq(scheduledRuns.job, job))).length;
}

describe('what falls due', () => {
  test('is enqueued at its moment, once, and written down', async () => {
    await fallDue(thing(1, '2026-12-01 18:30'));
    expect(await goTo('2026-12-01 12:00')).toBe('2026-12-01 18:30');
    expect(await enqueued()).toEqual([]);
    await goTo('2026-12-01 18:30');
    expect(await enqueued()).toEqual(['reminders.message session:1']);
    expect(await outcomes()).toEqual(['session:1 P1D message']);
    await goTo('2026-12-01 18:31');
    await goTo('2026-12-02 18:30');
    expect(await enqueued()).toHaveLength(1);
    expect(await runsOf('reminders.send')).toBe(1);
  });

  test('follows what was moved, is planned again, and what was moved after it was said is said again', async () => {
    await fallDue(thing(1, '2026-12-01 18:30'));
    await goTo('2026-12-01 12:00');
    await fallDue(thing(1, '2026-12-02 18:30'));
    expect(await goTo('2026-12-01 12:05')).toBe('2026-12-02 18:30');
    await goTo('2026-12-01 18:30');
    expect(await enqueued()).toEqual([]);
    await goTo('2026-12-02 18:30');
    await fallDue(thing(1, '2026-12-08 18:30'));
    await goTo('2026-12-03 09:00');
    await goTo('2026-12-08 18:30');
    expect(await enqueued()).toEqual(['reminders.message session:1', 'reminders.message session:1']);
  });

  test('keeps its row where only the hour of the person changes after it was said', async () => {
    await fallDue(thing(1, '2026-12-01 18:30', { usefulUntil: moment('2026-12-02 17:00') }));
    await goTo('2026-12-01 12:00');
    await goTo('2026-12-01 18:30');
    await fallDue(thing(1, '2026-12-01 20:00', { usefulUntil: moment('2026-12-02 17:00') }));
    await goTo('2026-12-01 19:00');
    await goTo('2026-12-01 20:00');
    expect(await enqueued()).toHaveLength(1);
  });

  test('is not said to somebody outside Slack', async () => {
    await ctx.db.update(people).set({ slackUserId: null }).where(eq(people.id, ada));
    await fallDue(thing(1, '2026-12-01 18:30'));
    await goTo('2026-12-01 12:00');
    await goTo('2026-12-01 18:30');
    expect(await enqueued()).toEqual([]);
  });

  test('is not said if it came about after its moment', async () => {
    await goTo('2026-12-01 19:00');
    await fallDue(thing(1, '2026-12-01 18:30'));
    await goTo('2026-12-01 19:05');
    await goTo('2026-12-01 20:00');
    expect(await enqueued()).toEqual([]);
  });
});

describe('the week', () => {
  test('holds two messages; the rest is left to the digest, and named in it', async () => {
    const until = { usefulUntil: moment('2026-12-20 00:00') };
    await fallDue(
      thing(1, '2026-12-01 18:30', until),
      thing(2, '2026-12-02 18:30', until),
      thing(3, '2026-12-03 18:30', until),
      thing(4, '2026-12-02 09:00', { ...until, via: 'digest' }),
    );
    const days = ['2026-12-01 12:00', '2026-12-01 18:30', '2026-12-02 18:30', '2026-12-03 18:30'];
    for (const day of days) await goTo(day);
    expect(await outcomes()).toEqual([
      'session:1 P1D message',
      'session:2 P1D message',
      'session:3 P1D left-to-digest',
    ]);
    const next = await goTo('2026-12-04 09:00');
    expect(next?.startsWith('2026-12-06 17:')).toBe(true);
    await goTo('2026-12-06 17:30');
    expect(await enqueued()).toEqual([
      'reminders.message session:1',
      'reminders.message session:2',
      'reminders.digest session:3 session:4',
    ]);
    expect(await outcomes()).toContain('session:3 P1D digest');
    await goTo('2026-12-13 17:30');
    expect(await enqueued()).toHaveLength(3);
  });

  test('says what the digest named ahead for want of room where there is room by then, once, and counts it', async () => {
    const until = (day: string) => ({ usefulUntil: moment(`${day} 23:00`) });
    const [first, second, third] = [
      thing(1, '2026-12-07 18:30', until('2026-12-08')),
      thing(2, '2026-12-08 18:30', until('2026-12-09')),
      thing(3, '2026-12-09 18:30', until('2026-12-10')),
    ];
    await fallDue(first, second, third);
    await goTo('2026-12-04 12:00');
    await goTo('2026-12-06 17:30');
    expect(await outcomes()).toEqual(['session:3 P1D digest']);
    expect(await goTo('2026-12-07 18:30')).toBe('2026-12-08 18:30');
    // The second is given back: there is room for the third.
    await fallDue(first, third, thing(4, '2026-12-10 18:30', until('2026-12-11')));
    expect(await goTo('2026-12-08 12:00')).toBe('2026-12-09 18:30');
    await goTo('2026-12-09 18:30');
    await goTo('2026-12-10 18:30');
    expect(await enqueued()).toEqual([
      'reminders.digest session:3',
      'reminders.message session:1',
      'reminders.message session:3',
    ]);
    expect(await outcomes()).toEqual([
      'session:1 P1D message',
      'session:3 P1D message',
      'session:4 P1D left-to-digest',
    ]);
  });

  test('what is foretold is what is sent', async () => {
    const until = { usefulUntil: moment('2026-12-20 00:00') };
    await fallDue(
      thing(1, '2026-12-01 22:30', until),
      thing(2, '2026-12-02 18:30', until),
      thing(3, '2026-12-02 18:40', until),
      thing(4, '2026-12-04 18:30', until),
    );
    await goTo('2026-12-01 12:00');
    const foretold = await forecast(ctx, moment('2026-12-01 12:00'), moment('2026-12-08 12:00'));
    let next = await goTo('2026-12-01 12:00');
    while (next !== null && next < '2026-12-08 12:00') next = await goTo(next);
    const composers = { message: 'reminders.message', digest: 'reminders.digest' };
    expect(await enqueued()).toEqual(
      foretold.map((one) => `${composers[one.as]} ${one.reminders.map(({ subject }) => subject).join(' ')}`),
    );
    expect(foretold.map(({ at }) => wall(at)).slice(0, 2)).toEqual(['2026-12-02 08:00', '2026-12-02 18:30']);
    expect(foretold).toHaveLength(3);
  });
});

describe('when processes come and go', () => {
  /** Another process on the same database. */
  async function another() {
    const other = openDatabase(database.url);
    const theirs: TestContext = {
      ...createTestContext(database, program, '2026-12-01'),
      db: other.db,
      transaction: (work) => other.db.transaction(work),
      features: ctx.features,
    };
    return { ctx: theirs, scheduler: createScheduler(theirs), close: other.close };
  }

  test('two that find the same due say it once', async () => {
    await fallDue(thing(1, '2026-12-01 18:30'), thing(2, '2026-12-03 18:30'));
    const other = await another();
    await Promise.all([goTo('2026-12-01 12:00'), goTo('2026-12-01 12:00', other)]);
    await Promise.all([goTo('2026-12-01 18:30'), goTo('2026-12-01 18:30', other)]);
    await Promise.all([goTo('2026-12-01 18:31'), goTo('2026-12-01 18:32', other)]);
    const next = await Promise.all([goTo('2026-12-02 09:00'), goTo('2026-12-02 09:00', other)]);
    expect(next).toEqual(['2026-12-03 18:30', '2026-12-03 18:30']);
    expect(await enqueued()).toEqual(['reminders.message session:1']);
    await other.close();
  });

  test('a new one says once what was missed and still helps, and counts what does not', async () => {
    await fallDue(
      thing(1, '2026-12-01 18:30', { usefulUntil: moment('2026-12-03 17:00') }),
      thing(2, '2026-12-01 19:00', { usefulUntil: moment('2026-12-02 09:00') }),
    );
    await goTo('2026-12-01 12:00');
    const other = await another();
    await goTo('2026-12-02 10:00', other);
    expect(await enqueued()).toEqual(['reminders.message session:1']);
    expect(await outcomes()).toEqual(['session:1 P1D message', 'session:2 P1D stale']);
    await other.close();
  });

  test('a clock that is put back to its start begins anew', async () => {
    await goTo('2026-12-05 12:00');
    await fallDue(thing(1, '2026-12-01 18:30'));
    expect(await goTo('2026-12-01 12:00')).toBe('2026-12-01 18:30');
  });
});

describe('staff', () => {
  const held = (act: 'hold' | 'skip', personId: number | null = null) =>
    ctx.db
      .insert(holds)
      .values({ act, kind: 'session', subject: 'session:1', lead: 'P1D', personId, at: '2026-12-01T12:00Z' });

  test('skip a reminder, of everybody or of one person', async () => {
    await held('skip', ada);
    await fallDue(thing(1, '2026-12-01 18:30'), thing(2, '2026-12-01 18:30'));
    await goTo('2026-12-01 12:00');
    await goTo('2026-12-01 18:30');
    expect(await enqueued()).toEqual(['reminders.message session:2']);
    expect(await outcomes()).toEqual(['session:1 P1D skipped', 'session:2 P1D message']);
  });

  test('hold one back, and let it go before its moment', async () => {
    await held('hold');
    await fallDue(thing(1, '2026-12-01 18:30'));
    expect(await goTo('2026-12-01 12:00')).not.toBe('2026-12-01 18:30');
    await ctx.db.delete(holds);
    expect(await goTo('2026-12-01 12:05')).toBe('2026-12-01 18:30');
  });

  const letGo = () => ctx.db.update(holds).set({ act: 'release' });

  test('hold one back beyond its moment, and let it go: it is said at once if it still helps', async () => {
    await held('hold');
    await fallDue(
      thing(1, '2026-12-01 18:30', { usefulUntil: moment('2026-12-02 17:00') }),
      // Fell due before the hold: another thing than what they let go.
      thing(1, '2026-12-01 06:30', { usefulUntil: moment('2026-12-01 22:00') }),
    );
    await goTo('2026-12-01 12:00');
    await goTo('2026-12-01 19:00');
    expect(await enqueued()).toEqual([]);
    expect(await goingOut(ctx, moment('2026-12-01 19:00'), moment('2026-12-08 19:00'))).toMatchObject([
      { act: 'hold', people: [ada] },
    ]);
    await letGo();
    await goTo('2026-12-01 19:05');
    expect(await enqueued()).toEqual(['reminders.message session:1']);
    await goTo('2026-12-01 19:10');
    expect(await enqueued()).toHaveLength(1);
  });

  test('hold one back until it is of no use any more: it is not said late', async () => {
    await held('hold');
    await fallDue(thing(1, '2026-12-01 18:30', { usefulUntil: moment('2026-12-02 17:00') }));
    await goTo('2026-12-01 12:00');
    await goTo('2026-12-02 17:05');
    await letGo();
    await goTo('2026-12-02 17:10');
    expect(await enqueued()).toEqual([]);
  });

  test('skip what a digest would name, and take that back: the digest names it', async () => {
    await held('skip');
    const line = { via: 'digest', usefulUntil: moment('2026-12-08 17:00') } as const;
    await fallDue(thing(1, '2026-12-01 13:00', line));
    await goTo('2026-12-01 12:30');
    await goTo('2026-12-01 14:00');
    expect(await outcomes()).toEqual(['session:1 P1D skipped']);
    await ctx.db.delete(holds);
    let next = await goTo('2026-12-01 14:05');
    while (next !== null && next < '2026-12-07 00:00') next = await goTo(next);
    expect(await enqueued()).toEqual(['reminders.digest session:1']);
    expect(await outcomes()).toEqual(['session:1 P1D digest']);
  });
});

describe('what somebody asked for', () => {
  const own = (dueAt: string) =>
    ctx.transaction((tx) =>
      saveOwnReminder(tx, { personId: ada, subject: 'session:1', dueAt: moment(dueAt), lead: null }),
    );

  test('is said at its moment, counts for nothing, and is over then; asked for again, it comes again', async () => {
    await own('2026-12-01 15:00');
    expect(await goTo('2026-12-01 12:00')).toBe('2026-12-01 15:00');
    await goTo('2026-12-01 15:00');
    expect(await enqueued()).toEqual(['reminders.message session:1']);
    expect(await ctx.db.select().from(ownReminders)).toEqual([]);
    await own('2026-12-02 15:00');
    await goTo('2026-12-01 16:00');
    await goTo('2026-12-02 15:00');
    expect(await enqueued()).toHaveLength(2);
    expect((await ctx.db.select().from(rows)).map(({ counted }) => counted)).toEqual([false, false]);
  });
});

describe('the first contact', () => {
  beforeEach(async () => {
    await ctx.db.update(personSettings).set({ welcomedAt: null });
  });

  test.each([
    ['in working hours at once', '2026-12-01 12:00', '2026-12-01 12:00'],
    ['in the evening on the next morning', '2026-12-01 18:00', '2026-12-02 09:00'],
    ['on a Friday evening on Monday', '2026-12-04 18:00', '2026-12-07 09:00'],
    ['in a recess after it', '2026-12-21 10:00', '2027-01-04 09:00'],
  ])('is made once: %s', async (_, start, expected) => {
    let next: string | null = start;
    while (next !== null && next <= expected) next = await goTo(next);
    const [row] = await ctx.db.select().from(outbox);
    expect(row && wall(moment(expected))).toBe(expected);
    expect(await enqueued()).toEqual(['reminders.message welcome:career']);
    const [settings] = await ctx.db.select().from(personSettings);
    expect(settings?.welcomedAt).not.toBeNull();
    for (const at of ['2027-01-05 09:00', '2027-01-06 09:00']) await goTo(at);
    expect(await enqueued()).toHaveLength(1);
  });

  test('comes before any digest, which waits for the next Sunday', async () => {
    const useful = { via: 'digest', usefulUntil: moment('2026-12-20 12:00') } as const;
    await fallDue(thing(1, '2026-12-04 09:00', useful));
    for (const at of ['2026-12-05 18:00', '2026-12-06 17:30', '2026-12-07 09:00', '2026-12-13 17:30']) await goTo(at);
    expect(await enqueued()).toEqual(['reminders.message welcome:career', 'reminders.digest session:1']);
  });

  test('says what is due at the same time, too', async () => {
    await fallDue(thing(1, '2026-12-02 09:05'));
    await goTo('2026-12-01 18:00');
    await goTo('2026-12-02 09:00');
    expect(await enqueued()).toEqual(['reminders.message welcome:career session:1']);
  });
});
