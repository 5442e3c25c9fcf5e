// Sending was held, or Slack was away: what was planned for the evening is about to leave at night, or in a pause that began since.
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { outbox, personSettings, reminders as rows } from '../../../src/db/schema.ts';
import type { Reminder } from '../../../src/domain/reminder.ts';
import { toInstant } from '../../../src/domain/stored-instant.ts';
import { reminders } from '../../../src/features/reminders/index.ts';
import { findPersonById } from '../../../src/people/store.ts';
import { moment, reminder, wall } from '../../support/delivery-builders.ts';
import { type RemindedStudents, startRemindedStudents } from '../../support/reminded-student.ts';

let students: RemindedStudents;
let ada: number;
beforeEach(async () => {
  students = await startRemindedStudents('Ada Berg');
  [ada = 0] = students.ids;
});
afterEach(() => students.stop());

const thing = (number: number, dueAt: string, given: Partial<Reminder> = {}) =>
  reminder(dueAt, { subject: `session:${number}`, usefulUntil: moment('2026-12-03 12:00'), ...given });

/** What the last row of the outbox says at a moment: its text, `until …`, or null. */
async function saidAt(text: string): Promise<string | null> {
  const { ctx } = students;
  ctx.clock.set(moment(text));
  const row = (await ctx.db.select().from(outbox).orderBy(outbox.id)).at(-1);
  const compose = reminders.composers?.[row?.composer?.split('.')[1] ?? ''];
  const reply = await compose?.(ctx, (await findPersonById(ctx.db, ada)) ?? null, row?.content);
  if (!reply) return null;
  return 'notBefore' in reply ? `until ${wall(reply.notBefore)}` : (reply.text ?? null);
}

const pauseUntil = (pausedUntil: string) =>
  students.ctx.db.update(personSettings).set({ pausedUntil }).where(eq(personSettings.personId, ada));

describe('a message that is late', () => {
  beforeEach(async () => {
    await students.fallDue(thing(1, '2026-12-01 18:30'), thing(2, '2026-12-01 18:30', { booked: true }));
    await students.goTo('2026-12-01 12:00');
    await students.goTo('2026-12-01 18:30');
  });

  test('waits for the morning, and says all of it then', async () => {
    expect(await saidAt('2026-12-01 23:00')).toBe('until 2026-12-02 08:00');
    expect(await students.outcomes()).toEqual(['session:1 P1D message', 'session:2 P1D message']);
    const said = await saidAt('2026-12-02 08:00');
    expect(said).toContain('Title of session:1');
    expect(said).toContain('Title of session:2');
  });

  test('counts in the week in which it is said', async () => {
    await saidAt('2026-12-01 23:00');
    const decided = (await students.ctx.db.select().from(rows)).map(({ decidedAt }) => wall(toInstant(decidedAt)));
    expect(decided).toEqual(['2026-12-02 08:00', '2026-12-02 08:00']);
  });

  test('says in a pause that began since only what is booked, and the next digest the rest', async () => {
    await pauseUntil('2026-12-03');
    const said = await saidAt('2026-12-01 18:40');
    expect(said).toContain('Title of session:2');
    expect(said).not.toContain('Title of session:1');
    expect(await students.outcomes()).toEqual(['session:1 P1D left-to-digest', 'session:2 P1D message']);
  });

  test('is noted as too late where only the night would have been of use', async () => {
    await students.fallDue(thing(3, '2026-12-01 19:30', { usefulUntil: moment('2026-12-02 07:00') }));
    await students.goTo('2026-12-01 19:00');
    await students.goTo('2026-12-01 19:30');
    expect(await saidAt('2026-12-01 23:00')).toBeNull();
    expect(await students.outcomes()).toContain('session:3 P1D stale');
  });
});

describe('a digest that is late', () => {
  beforeEach(async () => {
    await students.fallDue(reminder('2026-12-06 15:00', { via: 'digest', usefulUntil: moment('2026-12-16 12:00') }));
    await students.goTo('2026-12-06 12:00');
    await students.goTo('2026-12-06 17:30');
    expect(await students.enqueued()).toEqual(['reminders.digest session:1']);
  });

  test('waits for the morning', async () => {
    expect(await saidAt('2026-12-06 23:00')).toBe('until 2026-12-07 08:00');
    expect(await saidAt('2026-12-07 08:00')).toContain('Title of session:1');
  });

  test('is left to the next one in a pause that began since', async () => {
    await pauseUntil('2026-12-10');
    expect(await saidAt('2026-12-06 17:40')).toBeNull();
    expect(await students.outcomes()).toEqual(['session:1 P1D left-to-digest']);
    await students.goTo('2026-12-13 17:30');
    expect((await students.enqueued()).at(-1)).toBe('reminders.digest session:1');
  });
});

describe('a first contact that is late', () => {
  beforeEach(async () => {
    await students.ctx.db.update(personSettings).set({ welcomedAt: null }).where(eq(personSettings.personId, ada));
  });
  const welcomedAt = async () => (await students.ctx.db.select().from(personSettings))[0]?.welcomedAt ?? null;

  test('waits for the end of a pause that began since', async () => {
    await students.fallDue();
    await students.goTo('2026-12-01 12:00');
    expect(await students.enqueued()).toEqual(['reminders.message welcome:career']);
    await pauseUntil('2026-12-03');
    expect(await saidAt('2026-12-01 12:05')).toBe('until 2026-12-03 08:00');
    expect(await welcomedAt()).not.toBeNull();
    expect(await saidAt('2026-12-03 08:00')).toContain('/career');
  });

  test('is made at another time where something else of the message is said', async () => {
    await students.fallDue(thing(2, '2026-12-01 12:10', { booked: true }));
    await students.goTo('2026-12-01 12:00');
    expect(await students.enqueued()).toEqual(['reminders.message welcome:career session:2']);
    await pauseUntil('2026-12-03');
    expect(await saidAt('2026-12-01 12:05')).toContain('Title of session:2');
    expect(await welcomedAt()).toBeNull();
    await students.goTo('2026-12-03 09:00');
    expect((await students.enqueued()).at(-1)).toBe('reminders.message welcome:career');
  });
});
