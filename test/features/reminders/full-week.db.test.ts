// A week that is full: a notice and a reminder that are planned at one moment, in two transactions that know nothing of each other.
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { outbox, reminders as rows } from '../../../src/db/schema.ts';
import type { Reminder } from '../../../src/domain/reminder.ts';
import type { Notice } from '../../../src/feature.ts';
import { reminders } from '../../../src/features/reminders/index.ts';
import { enqueue } from '../../../src/outbox/enqueue.ts';
import { findPersonByEmail } from '../../../src/people/store.ts';
import { moment, reminder } from '../../support/delivery-builders.ts';
import { type RemindedStudents, startRemindedStudents } from '../../support/reminded-student.ts';
import type { TestContext } from '../../support/test-context.ts';

let students: RemindedStudents;
let ctx: TestContext;
let ada: number;
const fallDue = (...all: Reminder[]) => students.fallDue(...all);
const goTo = (text: string) => students.goTo(text);
const enqueued = () => students.enqueued();
const outcomes = () => students.outcomes();

beforeEach(async () => {
  students = await startRemindedStudents('Ada Berg');
  ({
    ctx,
    ids: [ada = 0],
  } = students);
});
afterEach(() => students.stop());

const thing = (number: number, dueAt: string, given: Partial<Reminder> = {}) =>
  reminder(dueAt, { subject: `session:${number}`, ...given });

/** One message of the week was sent; a notice and a reminder are planned for the second place at one moment. */
async function planTwoAtOnce(): Promise<Notice> {
  await fallDue(thing(1, '2026-12-01 18:30'));
  await goTo('2026-12-01 12:00');
  await goTo('2026-12-01 18:30');
  await ctx.db.update(outbox).set({ state: 'sent', ts: '1.1', conversation: 'D1' });
  const until = { usefulUntil: moment('2026-12-08 12:00') };
  await fallDue(thing(2, '2026-12-02 18:30', until));
  await goTo('2026-12-02 12:00');
  const person = await findPersonByEmail(ctx.db, 'ada.berg@example.edu');
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
