// What the buttons of a reminder do, and how a message is written at the moment of sending.
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  holds,
  outbox,
  ownReminders,
  personOverrides,
  personSettings,
  reminders as rows,
} from '../../../src/db/schema.ts';
import type { Asker } from '../../../src/feature.ts';
import { reminders } from '../../../src/features/reminders/index.ts';
import { sayingContent } from '../../../src/features/reminders/jobs/saying.ts';
import { saveDecided } from '../../../src/features/reminders/store.ts';
import { importRoster } from '../../../src/people/import-roster.ts';
import type { Person } from '../../../src/people/person.ts';
import { findPersonByEmail } from '../../../src/people/store.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { FormError } from '../../../src/slack/form.ts';
import { answerText } from '../../support/answer-text.ts';
import { BOSTON, moment, reminder, wall } from '../../support/delivery-builders.ts';
import { roster, STAFF_LINE } from '../../support/people-builders.ts';
import { createThings, type Things } from '../../support/said-things.ts';
import { createTestContext, type TestContext } from '../../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const program = await loadProgram();
let database: TestDatabase;
let ctx: TestContext;
let things: Things;

beforeEach(async () => {
  database = await createTestDatabase();
  things = createThings();
  ctx = { ...createTestContext(database, program, '2026-12-01'), features: [things.feature, reminders] };
  await importRoster(ctx, roster(STAFF_LINE, 'Ada Berg,ada@example.edu,student,2029,pathways,Castle,,'), {
    as: 'rosa@example.edu',
    dryRun: false,
  });
});
afterEach(() => database.drop());

async function ada(): Promise<Person> {
  const person = await findPersonByEmail(ctx.db, 'ada@example.edu');
  if (!person) throw new Error('Ada is not in the roster');
  return person;
}

async function asker(): Promise<Asker> {
  return { person: await ada(), today: '2026-12-01', zone: BOSTON };
}

/** Presses a button as Ada and gives what is answered, in words. */
async function press(action: string, value: string): Promise<string> {
  const listener = reminders.actions?.find((one) => one.action === action);
  if (!listener) throw new Error(`nobody listens to ${action}`);
  return answerText(await listener.run(ctx, await asker(), value, new Map()));
}

async function own(): Promise<string[]> {
  return (await ctx.db.select().from(ownReminders)).map(
    ({ subject, dueAt }) => `${subject} ${wall(Temporal.Instant.from(dueAt.replace(' ', 'T')))}`,
  );
}

describe('Snooze', () => {
  test('reminds a day later at the same hour; pressed again it moves', async () => {
    expect(await press('reminders.snooze', 'session:1')).toContain('Wed, Dec 2, 2026, 12:00 PM EST');
    ctx.clock.set(moment('2026-12-01 15:00'));
    await press('reminders.snooze', 'session:1');
    expect(await own()).toEqual(['session:1 2026-12-02 15:00']);
  });

  test('is not set for what begins before', async () => {
    ctx.clock.set(moment('2027-06-01 09:00'));
    expect(await press('reminders.snooze', 'session:1')).toContain('comes before I could remind you again');
    expect(await own()).toEqual([]);
  });

  test.each(['session:1', 'session:', 'nonsense', 'asks:1'])(
    'says so where there is nothing any more: %s',
    async (value) => {
      things.gone.add('session:1');
      expect(await press('reminders.snooze', value)).toContain('nothing left to remind you of');
      expect(await own()).toEqual([]);
    },
  );
});

test('Remind me asks nothing, reminds the day before at the hour of the person, and says when', async () => {
  expect(await press('reminders.remind-me', 'session:1')).toContain('Mon, May 31, 2027, 6:30 PM EDT');
  expect(await own()).toEqual(['session:1 2027-05-31 18:30']);
});

describe('Fewer of these', () => {
  test('leaves the digest, can be undone, and keeps other choices', async () => {
    await ctx.db
      .insert(personSettings)
      .values({ personId: (await ada()).id, hour: '07:00', leads: { session: ['P2D'] } });
    expect(await press('reminders.fewer', 'milestone')).toContain('no single reminders of milestones');
    expect((await ada()).settings).toMatchObject({ hour: '07:00', leads: { session: ['P2D'], milestone: [] } });
    await press('reminders.more', 'milestone');
    expect((await ada()).settings.leads).toEqual({ session: ['P2D'] });
  });

  test('does not reach what is mandatory, nor a kind that there is not', async () => {
    const { file } = program;
    const milestone = { ...file.reminders.kinds.milestone, mandatory: true };
    const kinds = { ...file.reminders.kinds, milestone };
    ctx = { ...ctx, program: { ...program, file: { ...file, reminders: { ...file.reminders, kinds } } } };
    expect(await press('reminders.fewer', 'milestone')).toContain('these stay');
    expect((await ada()).settings.leads).toEqual({});
    await expect(press('reminders.fewer', 'nudge')).rejects.toThrow('/career settings');
  });
});

describe('Quiet until', () => {
  test.each([
    ['P1D', '2026-12-02 08:00'],
    ['P3D', '2026-12-04 08:00'],
    ['P7D', '2026-12-08 08:00'],
  ])('%s is the morning of %s, and can be taken back', async (value, until) => {
    await press('reminders.quiet-until', value);
    const { quietUntil } = (await ada()).settings;
    expect(quietUntil && wall(quietUntil)).toBe(until);
    await press('reminders.speak-again', 'now');
    expect((await ada()).settings.quietUntil).toBeNull();
  });

  test('asks for a day in a form, which takes no day that is past', async () => {
    const menu = reminders.actions?.find(({ action }) => action === 'reminders.quiet-until');
    expect((await menu?.run(ctx, await asker(), 'day', new Map()))?.form?.action).toBe('reminders.quiet-day');
    const [form] = reminders.forms ?? [];
    const send = async (day: string | null) => form?.run(ctx, await asker(), '', new Map([['day', day]]));
    for (const day of ['2026-12-01', '2026-11-30', '2027-12-01', 'soon', null])
      await expect(send(day)).rejects.toThrow(FormError);
    await send('2026-12-20');
    const { quietUntil } = (await ada()).settings;
    expect(quietUntil && wall(quietUntil)).toBe('2026-12-20 08:00');
  });
});

describe('a message at the moment of sending', () => {
  const two = [
    reminder('2026-12-01 12:00', { subject: 'session:1', lead: 'P1D' }),
    reminder('2026-12-01 12:00', { subject: 'session:2', lead: 'PT1H' }),
  ];

  /** Both were decided, in one counted message. */
  async function decided() {
    const { id: personId } = await ada();
    const now = moment('2026-12-01 12:00');
    const message = {
      dedupeKey: 'one',
      kind: 'post' as const,
      lane: 'reminders' as const,
      recipient: 'one',
      content: {},
    };
    const at = now.toString();
    const [row] = await ctx.db
      .insert(outbox)
      .values({ ...message, dueAt: at, readyAt: at, enqueuedAt: at })
      .returning();
    const outboxId = row?.id ?? null;
    await ctx.transaction((tx) =>
      saveDecided(
        tx,
        now,
        two.map((one) => ({ personId, reminder: one, outcome: 'message', outboxId, counted: true })),
      ),
    );
  }

  const composed = async (name: 'message' | 'digest', person: Person | null) =>
    reminders.composers?.[name]?.(ctx, person, sayingContent(two));
  const outcomes = async () =>
    (await ctx.db.select().from(rows).orderBy(rows.subject)).map(({ outcome, counted }) => `${outcome} ${counted}`);

  test('says what still holds, and writes down what does not', async () => {
    await decided();
    things.gone.add('session:2');
    const reply = await composed('message', await ada());
    expect(reply?.text).toContain('Title of session:1');
    expect(reply?.text).not.toContain('session:2');
    expect(reply?.text).toContain('Why you get this: PCE month 3 of 12, Pathways, class of 2029.');
    expect(await outcomes()).toEqual(['message true', 'dropped false']);
  });

  test('is none where nothing holds: it does not count', async () => {
    await decided();
    things.gone.add('session:1').add('session:2');
    expect(await composed('message', await ada())).toBeNull();
    expect(await composed('digest', await ada())).toBeNull();
    expect(await outcomes()).toEqual(['dropped false', 'dropped false']);
  });

  test('is none for somebody who has left, or is away since', async () => {
    expect(await composed('message', null)).toBeNull();
    const { id: personId } = await ada();
    await ctx.db
      .insert(personOverrides)
      .values({ personId, kind: 'leave', value: 'leave', startsOn: '2026-12-01', returnsOn: '2027-08-01' });
    expect(await composed('message', await ada())).toBeNull();
  });

  test('leaves out what staff hold back since', async () => {
    await ctx.db
      .insert(holds)
      .values({ act: 'hold', kind: 'session', subject: 'session:1', lead: 'P1D', at: '2026-12-01T12:00Z' });
    const reply = await composed('digest', await ada());
    expect(reply?.text).toContain('Title of session:2');
    expect(reply?.text).not.toContain('session:1');
  });

  test('does not say what is of no use by then', async () => {
    ctx.clock.set(moment('2026-12-02 12:00'));
    expect(await composed('message', await ada())).toBeNull();
  });
});
