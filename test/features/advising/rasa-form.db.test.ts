// A RASA by the form of assignments: the same consequences as by the page of RASAs; and what a table of specialty mentors keeps.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { features } from '../../../src/features/index.ts';
import { type AdvisingWorkspace, buttonsIn, createAdvisingWorkspace } from '../../support/advising-workspace.ts';
import { noonOf } from '../../support/test-context.ts';

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
    expect(reply.text).toContain('To: ada@example.edu, kei@example.edu');
    const ended = (await at.queued()).filter((row) => row.startsWith('advising.match-ended'));
    const readers = await Promise.all(
      ['ada', 'gus'].map(async (who) => `advising.match-ended person:${await id(who)}`),
    );
    expect(ended.sort()).toEqual(readers.sort());
    expect(await at.pressed('sam', 'staff.undo', undoOf(first))).toContain('has changed since (by Rosa Staff)');
  });
});

it('a RASA is for a specialty that the student chose, unless they are outside Slack and can not choose it here', async () => {
  const answered = await form('gus', { specialty: 'urology' });
  expect(answered.fields).toEqual({
    specialty: 'Ada Applying has not chosen Urology: students do that with `/career advisors`.',
  });
});

describe('a Society Advisor by the form of assignments', () => {
  const society = (advisor: string, more: Record<string, readonly string[] | string> = {}) =>
    form(advisor, { kind: 'society-advisor', specialty: '', ...more });
  const due = async () =>
    (
      await at.database.db.execute<{ composer: string; recipient: string; due: string }>(
        sql`select composer, recipient, to_char(due_at at time zone 'America/New_York', 'YYYY-MM-DD HH24:MI') as due
          from outbox where state = 'queued' order by id`,
      )
    ).map(({ composer, recipient, due: moment }) => `${composer} ${recipient} ${moment}`);
  const person = async (who: string) => `person:${await id(who)}`;

  it('is told to both; in place of another one, on the day on which it changes and not before', async () => {
    await society('sol');
    expect(await at.queued()).toEqual([
      `advising.assigned ${await person('ada')}`,
      `advising.assigned ${await person('sol')}`,
    ]);
    expect(await at.said()).toEqual([
      expect.stringContaining('Sol Society is your Society Advisor from now on.'),
      expect.stringContaining("You are Ada Applying's Society Advisor from now on."),
    ]);
    await at.database.db.execute(sql`delete from outbox`);
    const answered = await society('uma', { starts: '2026-12-15', replace: ['replace'] });
    expect(await due()).toEqual([
      `advising.assigned ${await person('ada')} 2026-12-15 08:00`,
      `advising.assigned ${await person('uma')} 2026-12-15 08:00`,
      `advising.match-ended ${await person('ada')} 2026-12-15 08:00`,
      `advising.match-ended ${await person('sol')} 2026-12-15 08:00`,
    ]);
    // Before that day there is nothing to say; then there is.
    expect(await at.said()).toEqual([]);
    at.ctx.clock.set(noonOf('2026-12-15'));
    expect((await at.said()).map((text) => text.split('.')[0])).toEqual([
      'Uma Society is your Society Advisor from now on',
      "You are Ada Applying's Society Advisor from now on",
      'This match has ended: Sol Society, your Society Advisor',
      'This match has ended: Ada Applying, whose Society Advisor you were',
    ]);
    at.ctx.clock.set(noonOf('2026-12-01'));
    expect(await at.pressed('sam', 'staff.undo', undoOf(answered))).toContain('Taken back');
    expect(await due()).toEqual([]);
  });

  it('that was to begin later ends without a word', async () => {
    await society('sol', { starts: '2027-01-12' });
    const [row] = await at.database.db.execute<{ id: number }>(sql`select id from assignments`);
    expect(await at.pressed('rosa', 'advising.end-assignment', String(row?.id))).toContain('Nobody had been told');
    expect(await at.queued()).toEqual(expect.not.arrayContaining([expect.stringContaining('match-ended')]));
    expect(await at.said()).toEqual([]);
  });

  it('who is replaced leaves behind a time to meet, which both read falls away', async () => {
    await society('sol');
    const [row] = await at.database.db.execute<{ id: number }>(sql`select id from assignments`);
    const meeting = { day: '2026-12-10', hour: '17:00', where: 'TMEC 227' };
    await at.sent('ada', 'advising.save-meeting', String(row?.id), meeting);
    await at.database.db.execute(sql`delete from outbox`);
    await society('uma', { replace: ['replace'] });
    const ended = (await at.said()).filter((text) => text.includes('has ended'));
    expect(ended).toHaveLength(2);
    for (const text of ended)
      expect(text).toContain(
        'The time you were to meet (Thu, Dec 10, 2026, 5:00 PM EST, TMEC 227) falls away with it.',
      );
  });
});

describe('RASAs by a table of assignments', () => {
  const LINE =
    'kind,student,advisor,specialty,starts,ends\nrasa,ada@example.edu,gus@example.edu,Dermatology,2026-12-01,';

  it('complete the milestone; Undo opens it again', async () => {
    const { auditId } = await at.load('assignments', `${LINE}\n`);
    expect(await ticks()).toBe(1);
    expect(await at.pressed('sam', 'staff.undo', String(auditId))).toContain('taken back');
    expect(await ticks()).toBe(0);
  });

  it('that end before a time to meet: the difference says so, since nobody is told of an import', async () => {
    await at.load('assignments', `${LINE}\n`);
    const [row] = await at.database.db.execute<{ id: number }>(sql`select id from assignments`);
    const meeting = { day: '2026-12-10', hour: '17:00', where: '' };
    await at.sent('ada', 'advising.save-meeting', String(row?.id), meeting);
    expect((await at.load('assignments', `${LINE}2026-12-11\n`)).lines.join()).not.toContain('falls away');
    expect((await at.load('assignments', `${LINE}2026-12-10\n`)).lines).toEqual([
      expect.stringContaining('they were to meet on Thu, Dec 10, 2026, 5:00 PM EST, which falls away'),
    ]);
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

  it('imports again unchanged as it was exported', async () => {
    await at.load(
      'specialty-mentors',
      'name,emails,specialties\nAlum Outside,alum@example.edu; alum@home.example,Urology\n"Née, Ana",ana@example.edu,Dermatology; General Surgery\n',
    );
    const importer = features
      .flatMap(({ importers = [] }) => importers)
      .find(({ table }) => table === 'specialty-mentors');
    const exported = (await importer?.export(at.ctx)) ?? '';
    expect(exported).toContain('Née');
    expect(await at.load('specialty-mentors', exported)).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 2,
      lines: [],
    });
  });
});
