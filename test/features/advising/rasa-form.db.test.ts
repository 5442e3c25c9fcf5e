// A RASA by the form of assignments: the same consequences as by the page of RASAs; and what a table of specialty mentors keeps.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AdvisingWorkspace, buttonsIn, createAdvisingWorkspace } from '../../support/advising-workspace.ts';

let at: AdvisingWorkspace;
beforeEach(async () => {
  at = await createAdvisingWorkspace();
  await at.load('rasas', 'rasa,specialty,capacity\ngus@example.edu,Dermatology,2\nkei@example.edu,Dermatology,4\n');
  await at.sent('ada', 'advising.save-choice', '', { specialties: ['dermatology'], years: [] });
});
afterEach(() => at.database.drop());

const id = async (name: string) => (await at.known(name)).id;
const form = async (advisor: string, more: Record<string, readonly string[] | string> = {}) =>
  at.send('rosa', 'advising.save-assignment', '', {
    kind: 'rasa',
    student: String(await id('ada')),
    advisor: String(await id(advisor)),
    specialty: 'dermatology',
    starts: '2026-12-01',
    replace: [],
    ...more,
  });
const ticks = async () => (await at.database.db.execute(sql`select 1 from milestone_ticks`)).length;
const undoOf = (answered: Awaited<ReturnType<typeof form>>) =>
  buttonsIn(answered.reply).find(({ label }) => label === 'Undo')?.value ?? '';

describe('a RASA by the form of assignments', () => {
  it('is introduced and completes the milestone; Undo takes both back', async () => {
    const answered = await form('gus');
    expect([await ticks(), await at.queued()]).toEqual([1, [expect.stringContaining('advising.introduction')]]);
    expect(await at.pressed('sam', 'staff.undo', undoOf(answered))).toContain('Taken back');
    expect([await ticks(), await at.queued()]).toEqual([0, []]);
  });

  it('begins at once and not later', async () => {
    expect((await form('gus', { starts: '2027-01-10' })).fields).toMatchObject({
      starts: expect.stringContaining('today'),
    });
  });

  it('in place of another: both read neutral words; a refused Undo says who changed it since', async () => {
    const first = await form('gus');
    const { reply } = await form('kei', { replace: ['replace'] });
    expect(reply.text).toContain('introduce them by e-mail');
    const ended = (await at.queued()).filter((row) => row.startsWith('advising.match-ended'));
    const readers = await Promise.all(
      ['ada', 'gus'].map(async (who) => `advising.match-ended person:${await id(who)}`),
    );
    expect(ended.sort()).toEqual(readers.sort());
    expect(await at.pressed('sam', 'staff.undo', undoOf(first))).toContain('has changed since (by Rosa Staff)');
  });
});

it('who chooses a preliminary year alone has given up the specialties chosen before, and their RASA', async () => {
  await form('gus');
  await at.sent('ada', 'advising.save-choice', '', { specialties: [], years: ['transitional-year'] });
  expect((await at.known('ada')).specialties).toEqual([]);
  const lasting = await at.database.db.execute(sql`select 1 from assignments where kind = 'rasa' and ends_on is null`);
  expect(lasting).toHaveLength(0);
});

describe('a table of specialty mentors', () => {
  it('adds addresses and takes none away', async () => {
    await at.load(
      'specialty-mentors',
      'name,emails,specialties\nAlum Outside,alum@example.edu; alum@home.example,Urology\n',
    );
    await at.load('specialty-mentors', 'name,emails,specialties\nAlum Outside,alum@home.example,Urology\n');
    expect((await at.known('alum')).emails).toEqual(['alum@example.edu', 'alum@home.example']);
  });
});
