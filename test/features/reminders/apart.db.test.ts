// What is contributed twice or wrong is no reason to say something twice, or nothing to others.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Reminder } from '../../../src/domain/reminder.ts';
import { countTooLate, sendDue, showTooLate } from '../../../src/features/reminders/jobs/index.ts';
import { findPersonByEmail } from '../../../src/people/store.ts';
import { moment, reminder } from '../../support/delivery-builders.ts';
import { type RemindedStudents, startRemindedStudents } from '../../support/reminded-student.ts';

let students: RemindedStudents;
beforeEach(async () => {
  students = await startRemindedStudents('Ada Berg', 'Ben Cole');
});
afterEach(() => students.stop());

const thing = (number: number, dueAt: string, given: Partial<Reminder> = {}) =>
  reminder(dueAt, { subject: `session:${number}`, ...given });

test('a lead that is a message and a line of the digest, left to the digest by a full week, is decided once', async () => {
  const twice = { lead: 'P7D', usefulUntil: moment('2026-12-20 00:00') };
  await students.fallDue(
    thing(1, '2026-11-30 18:30'),
    thing(2, '2026-12-01 18:30'),
    thing(3, '2026-12-02 18:30', twice),
    thing(3, '2026-12-02 18:30', { ...twice, via: 'digest' }),
  );
  await students.goTo('2026-11-30 12:00');
  for (const at of ['2026-11-30 18:30', '2026-12-01 18:30', '2026-12-02 18:30', '2026-12-06 17:30'])
    await students.goTo(at);
  expect(await students.outcomes()).toEqual(['session:1 P1D message', 'session:2 P1D message', 'session:3 P7D digest']);
});

test('what goes wrong with one person keeps nobody else waiting', async () => {
  const { ctx, things, ids } = students;
  const [, ben = 0] = ids;
  await students.goTo('2026-12-01 12:00');
  things.due.set(ben, [thing(2, '2026-12-01 18:30')]);
  await ctx.db.execute(sql`insert into planning_changes (person_id) values (${ben})`);
  await students.fallDue(thing(1, '2026-12-01 18:30', { kind: 'unheard-of' as never }));
  ctx.clock.set(moment('2026-12-01 18:30'));
  await expect(sendDue(ctx)).rejects.toThrow('could not be decided for 1 people');
  expect(await students.enqueued()).toEqual(['reminders.message session:2']);
});

test('a session that is cancelled in a full week is told once it is urgent, and takes no room', async () => {
  const cancelled = { kind: 'change', subject: 'change:1', lead: 'cancelled' } as const;
  await students.fallDue(
    thing(1, '2026-11-30 18:30'),
    thing(2, '2026-12-01 09:00'),
    reminder('2026-12-01 17:30', { ...cancelled, usefulUntil: moment('2026-12-04 18:00') }),
  );
  await students.goTo('2026-11-30 12:00');
  for (const at of ['2026-11-30 18:30', '2026-12-01 09:00', '2026-12-01 17:30']) await students.goTo(at);
  expect(await students.enqueued()).toEqual(['reminders.message session:1', 'reminders.message session:2']);
  await students.goTo('2026-12-02 18:00');
  expect((await students.enqueued()).at(-1)).toBe('reminders.message change:1');
  const [row] = await students.ctx.db.execute(sql`select outcome, counted from reminders where kind = 'change'`);
  expect(row).toEqual({ outcome: 'message', counted: false });
});

test('what could not be said in time is a number of the console, and the list behind it', async () => {
  const { ctx } = students;
  const rosa = await findPersonByEmail(ctx.db, 'rosa@example.edu');
  if (!rosa) throw new Error('there is no staff');
  const asker = { person: rosa, today: '2026-12-02' as const, zone: 'America/New_York' };
  const read = async () => [(await countTooLate(ctx)).map(({ count }) => count), (await showTooLate(ctx, asker))?.text];
  expect(await read()).toEqual([[0], 'In the last 7 days everything that was due was said in time.']);
  await students.fallDue(thing(1, '2026-12-01 19:00', { usefulUntil: moment('2026-12-02 09:00') }));
  await students.goTo('2026-12-01 12:00');
  await students.goTo('2026-12-02 10:00');
  expect(await students.outcomes()).toEqual(['session:1 P1D stale']);
  const [counts, text] = await read();
  expect(counts).toEqual([1]);
  expect(text).toContain('1 person · due Tue, Dec 1');
  await students.goTo('2026-12-10 10:00');
  expect((await read())[0]).toEqual([0]);
});
