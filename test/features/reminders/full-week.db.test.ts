// A week that is full: a notice and a reminder that are planned at one moment, in two transactions that know nothing of each other.
import { asc, eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { outbox, people, personSettings, reminders as rows } from '../../../src/db/schema.ts';
import type { Reminder } from '../../../src/domain/reminder.ts';
import type { Notice } from '../../../src/feature.ts';
import { reminders } from '../../../src/features/reminders/index.ts';
import { enqueue } from '../../../src/outbox/enqueue.ts';
import { importRoster } from '../../../src/people/import-roster.ts';
import { findPersonByEmail } from '../../../src/people/store.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { createScheduler, type Scheduler } from '../../../src/scheduler/scheduler.ts';
import { moment, reminder } from '../../support/delivery-builders.ts';
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

/** Goes to a moment and does what is due there. */
async function goTo(text: string): Promise<void> {
  ctx.clock.set(moment(text));
  await scheduler.runDue(moment(text));
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

/** One message of the week was sent; a notice and a reminder are planned for the second place at one moment. */
async function planTwoAtOnce(): Promise<Notice> {
  await fallDue(thing(1, '2026-12-01 18:30'));
  await goTo('2026-12-01 12:00');
  await goTo('2026-12-01 18:30');
  await ctx.db.update(outbox).set({ state: 'sent', ts: '1.1', conversation: 'D1' });
  const until = { usefulUntil: moment('2026-12-08 12:00') };
  await fallDue(thing(2, '2026-12-02 18:30', until));
  await goTo('2026-12-02 12:00');
  const person = await findPersonByEmail(ctx.db, 'ada@example.edu');
  if (!person) throw new Error('Ada is nobody');
  const notice: Notice = {
    person,
    released: false,
    reminder: reminder('2026-12-02 18:30', { kind: 'notice', subject: 'broadcast:1', lead: 'message', ...until }),
  };
  const { notices } = reminders;
  await ctx.transaction(async (tx) => {
    ctx.clock.set(moment('2026-12-02 18:30'));
    const time = (await notices?.times(ctx, tx, [notice]))?.get(ada);
    expect(time && 'at' in time).toBe(true);
    // On another connection the reminder is decided and enqueued, of which this transaction does not know, nor the other of this one.
    await goTo('2026-12-02 18:30');
    const message = { kind: 'post', lane: 'broadcasts', dedupeKey: 'notice', to: { person: ada } } as const;
    const ids = await enqueue(tx, ctx.clock.now(), [
      { ...message, composer: 'broadcasts.message', content: { reminders: [] } },
    ]);
    const outboxId = ids.get('notice') ?? 0;
    await notices?.said(tx, [{ personId: ada, reminder: notice.reminder, at: ctx.clock.now(), outboxId }]);
  });
  return notice;
}
const sent = (composer: string) =>
  ctx.db.update(outbox).set({ state: 'sent', ts: '2.2', conversation: 'D1' }).where(eq(outbox.composer, composer));
const composeReminder = async ({ person }: Notice) => {
  const [row] = await ctx.db.select().from(outbox).where(sql`state = 'queued' and composer = 'reminders.message'`);
  return reminders.composers?.message?.(ctx, person, row?.content);
};
const countedRows = () => ctx.db.select().from(rows).where(eq(rows.counted, true));

describe('the week', () => {
  test('holds two where a notice and a reminder are planned at one moment: a notice that is sent first leaves the reminder to the digest', async () => {
    const notice = await planTwoAtOnce();
    expect(await reminders.notices?.hindrance(ctx, notice)).toBeNull();
    await sent('broadcasts.message');
    expect(await composeReminder(notice)).toBeNull();
    expect(await outcomes()).toContain('session:2 P1D left-to-digest');
    expect(await countedRows()).toHaveLength(2);
    await goTo('2026-12-06 17:20');
    expect((await enqueued()).at(-1)).toBe('reminders.digest session:2');
  });

  test('holds two where the reminder is sent first: the notice is left to the digest, and counts no more', async () => {
    const notice = await planTwoAtOnce();
    expect(await composeReminder(notice)).not.toBeNull();
    await sent('reminders.message');
    expect(await reminders.notices?.hindrance(ctx, notice)).toEqual({ unsaid: 'digest' });
    expect(await countedRows()).toHaveLength(2);
    // In the next week there is room, should it still wait then.
    ctx.clock.set(moment('2026-12-07 12:00'));
    expect(await reminders.notices?.hindrance(ctx, notice)).toBeNull();
    expect(await countedRows()).toHaveLength(3);
  });
});
