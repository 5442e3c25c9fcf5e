// Who writes a message at the moment of sending, and what was held up into somebody's night.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Feature } from '../../src/feature.ts';
import { composeWith } from '../../src/outbox/compose-with.ts';
import { moment, wall } from '../support/delivery-builders.ts';
import { type RemindedStudents, startRemindedStudents } from '../support/reminded-student.ts';

let students: RemindedStudents;
beforeEach(async () => {
  students = await startRemindedStudents('Ada Berg');
});
afterEach(() => students.stop());

const slice: Feature = {
  name: 'slice',
  composers: { news: async (_ctx, person) => ({ text: person?.name ?? 'nobody', blocks: [] }) },
};

/** What is answered for a row that was due at one moment and is about to leave at another, on a wall in Boston. */
async function composed(due: string, now: string, kind: 'post' | 'update' | 'file' = 'post'): Promise<string> {
  const { ctx, ids } = students;
  ctx.clock.set(moment(now));
  const compose = composeWith({ ...ctx, features: [slice] });
  const reply = await compose('slice.news', ids[0] ?? 0, {}, { kind, dueAt: moment(due) });
  if (reply && 'notBefore' in reply) return `until ${wall(reply.notBefore)}`;
  return reply?.text ?? 'null';
}

it('is the slice that the row names', async () => {
  expect(await composed('2026-12-01 12:00', '2026-12-01 12:00')).toBe('Ada Berg');
  const compose = composeWith({ ...students.ctx, features: [slice] });
  const row = { kind: 'post', dueAt: moment('2026-12-01 12:00') } as const;
  expect((await compose('slice.news', null, {}, row))?.text).toBe('nobody');
  await expect(compose('slice.other', null, {}, row)).rejects.toThrow('nobody composes slice.other');
});

describe('what was held up', () => {
  it('into the night waits for the morning, a file too', async () => {
    expect(await composed('2026-12-01 18:00', '2026-12-01 23:00')).toBe('until 2026-12-02 08:00');
    expect(await composed('2026-12-01 18:00', '2026-12-02 03:00', 'file')).toBe('until 2026-12-02 08:00');
  });

  it('by minutes, or by day, is said', async () => {
    expect(await composed('2026-12-01 20:55', '2026-12-01 21:04')).toBe('Ada Berg');
    expect(await composed('2026-12-01 09:00', '2026-12-01 18:00')).toBe('Ada Berg');
  });

  it('is said at night where it answers what was done at night, and where a message is changed', async () => {
    expect(await composed('2026-12-01 22:00', '2026-12-01 23:00')).toBe('Ada Berg');
    expect(await composed('2026-12-01 18:00', '2026-12-01 23:00', 'update')).toBe('Ada Berg');
  });
});
