// When a student and an advisor meet: entered, moved and taken out by either, seen and reminded of by both, over when they met.
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dueAppointments, stillTrueOfMeeting } from '../../../src/features/advising/handlers/meetings-ahead.ts';
import { type AdvisingWorkspace, buttonsIn, createAdvisingWorkspace } from '../../support/advising-workspace.ts';
import { holdLocks, lockWaiters } from '../../support/held-answers.ts';

let at: AdvisingWorkspace;
let pair: string;
beforeEach(async () => {
  at = await createAdvisingWorkspace();
  await at.load(
    'assignments',
    'kind,student,advisor,specialty\nsociety-advisor,pia@example.edu,sol@example.edu,\nsociety-advisor,cy@example.edu,uma@example.edu,\nspecialty-mentor,ada@example.edu,alum@example.edu,Urology\n',
  );
  pair = await assignmentOf('pia');
});
afterEach(() => at.database.drop());

async function assignmentOf(student: string): Promise<string> {
  const { id } = await at.known(student);
  const [row] = await at.database.db.execute<{ id: number }>(sql`select id from assignments where student_id = ${id}`);
  return String(row?.id);
}
const entered = { day: '2026-12-10', hour: '17:00', where: 'TMEC 227' };
const enter = (who: string, values: Partial<typeof entered> = {}, assignment = pair) =>
  at.send(who, 'advising.save-meeting', assignment, { ...entered, ...values });
const enteredBy = async (who: string, values: Partial<typeof entered> = {}) => (await enter(who, values)).reply.text;
const labels = async (who: string, command: string) => buttonsIn(await at.type(who, command)).map(({ label }) => label);
const button = async (who: string, command: string, label: string) =>
  buttonsIn(await at.type(who, command)).find((one) => one.label === label)?.value ?? '';
const reminders = async (who: string) => {
  const person = await at.known(who);
  const [from, to] = ['2026-12-01T00:00:00Z', '2026-12-31T00:00:00Z'].map((text) => Temporal.Instant.from(text));
  if (!from || !to) throw new Error('no span');
  const due = (await dueAppointments(at.ctx, [person], from, to)).get(person.id) ?? [];
  return due.map(({ kind, subject, lead, dueAt, booked }) => ({ kind, subject, lead, at: dueAt.toString(), booked }));
};
const WHEN = 'Thu, Dec 10, 2026, 5:00 PM EST, TMEC 227';
const SHOWN =
  'Next meeting: Thu, Dec 10, 2026, 5:00 PM EST · TMEC 227 · First formal Society advising meeting of the PCE';

describe('a time to meet', () => {
  it.each(['sol', 'pia'])('entered by %s is seen by both, and the other one is told', async (who) => {
    const [other, name] = who === 'sol' ? ['pia', 'Pia Pce'] : ['sol', 'Sol Society'];
    expect(await labels('pia', 'advisors')).toContain('Enter a time to meet');
    expect(await labels('sol', 'advisees pia')).toContain('Enter a time to meet');
    expect(await enteredBy(who)).toBe(`You meet ${name} on ${WHEN}. ${name} sees it as well, and I remind you both.`);
    expect(await at.says('pia', 'advisors')).toContain(SHOWN);
    expect(await at.says('sol', 'advisees pia')).toContain(SHOWN);
    expect(await at.says('pia', 'next')).toContain('Meeting with Sol Society');
    expect(await at.says('sol', 'next')).toContain('Meeting with Pia Pce');
    expect(await at.queued()).toEqual([`advising.meeting person:${(await at.known(other)).id}`]);
    expect((await at.said()).join()).toContain(`entered when the two of you meet: ${WHEN}.`);
    expect(await at.database.db.execute(sql`select details from audit where act = 'advising.save-meeting'`)).toEqual([
      { details: { assignment: Number(pair), sequence: 1 } },
    ]);
  });

  it('is reminded of a day and an hour before, to both, as what is booked', async () => {
    await enter('sol');
    const subject = `advising-meeting:${pair}/1`;
    // A day before at the hour of each: of the PCE in the evening, of others in the morning.
    const expected = (dayBefore: string) => [
      { kind: 'mentor-meeting', subject, lead: 'P1D', at: dayBefore, booked: true },
      { kind: 'mentor-meeting', subject, lead: 'PT1H', at: '2026-12-10T21:00:00Z', booked: true },
    ];
    expect(await reminders('pia')).toEqual(expected('2026-12-09T23:30:00Z'));
    expect(await reminders('sol')).toEqual(expected('2026-12-09T14:00:00Z'));
    expect(await reminders('ada')).toEqual([]);
    const key = { kind: 'mentor-meeting', subject, lead: 'P1D' } as const;
    const still = await stillTrueOfMeeting(at.ctx, await at.known('pia'), key);
    expect(still?.upcoming).toMatchObject({ title: 'Meeting with Sol Society', where: 'TMEC 227' });
    expect(await stillTrueOfMeeting(at.ctx, await at.known('ada'), key)).toBeNull();
  });

  it('that is moved takes the place of the one before: what was due for that holds no more', async () => {
    await enter('sol');
    await enter('pia', { day: '2026-12-11', where: '' });
    expect(await at.says('sol', 'advisees')).toContain('Next meeting: Fri, Dec 11, 2026, 5:00 PM EST · First formal');
    expect((await reminders('sol')).map(({ subject }) => subject)).toEqual([
      `advising-meeting:${pair}/2`,
      `advising-meeting:${pair}/2`,
    ]);
    const old = { kind: 'mentor-meeting', subject: `advising-meeting:${pair}/1`, lead: 'P1D' } as const;
    expect(await stillTrueOfMeeting(at.ctx, await at.known('sol'), old)).toBeNull();
    // The first message had not left when the second took its place.
    expect((await at.said()).filter((text) => text.includes('Dec 10'))).toEqual([]);
  });

  it('wants a day and a time that are ahead', async () => {
    expect((await enter('sol', { day: '' })).fields).toEqual({ day: 'Please choose a day.' });
    expect((await enter('sol', { hour: 'noon' })).fields).toEqual({ hour: 'Please choose a time.' });
    expect((await enter('sol', { day: '2026-11-30' })).fields).toEqual({ hour: expect.stringContaining('has passed') });
    expect(await at.queued()).toEqual([]);
  });

  it('is read in the zone of whoever enters it, and written in that of whoever reads', async () => {
    await at.database.db.execute(sql`update people set time_zone = 'America/Los_Angeles' where name = 'Sol Society'`);
    expect(await enteredBy('sol', { hour: '14:00' })).toContain('2:00 PM PST');
    expect(await at.says('pia', 'advisors')).toContain('Next meeting: Thu, Dec 10, 2026, 5:00 PM EST');
    const { reply } = await at.press('pia', 'advising.meet', pair);
    expect(JSON.stringify(reply.form)).toContain('"initial_time":"17:00"');
  });

  it('with somebody outside Slack comes with a text for an e-mail', async () => {
    const { reply } = await enter('ada', {}, await assignmentOf('ada'));
    expect(reply.text).toContain('Alum Outside is not in this workspace; here is a text to copy into an e-mail:');
    expect(reply.text).toContain(`Dear Alum Outside,\nwe meet on ${WHEN}.`);
    expect(await at.queued()).toEqual([]);
  });

  it('is nobody else’s: for others there is no such thing, in the same words', async () => {
    await enter('sol');
    for (const [action, value] of [
      ['advising.meet', pair],
      ['advising.calendar', pair],
      ['advising.cancel-meeting', `${pair}/1`],
    ] as const)
      for (const who of ['cy', 'uma', 'ada', 'gus']) {
        const refused = await at.press(who, action, value);
        expect(refused.done.outcome).toBe('refused');
        expect(refused.reply.text).toBe((await at.press(who, action, value.replace(pair, '987'))).reply.text);
      }
    expect((await enter('uma')).done.outcome).toBe('refused');
    for (const who of ['rosa', 'liv'])
      expect((await at.press(who, 'advising.meet', pair)).done.outcome).toBe('refused');
    for (const value of ['', 'x', '1', `${pair}/x`, `${pair}/1/1`, "1'; --"])
      expect((await at.press('sol', 'advising.cancel-meeting', value)).done.outcome).toBe('refused');
    expect(await at.says('sol', 'advisees')).toContain('TMEC 227');
    for (const who of ['cy', 'uma', 'rosa']) expect(await at.says(who, 'next')).not.toContain('Meeting with');
  });
});

describe('a time that is taken out', () => {
  it('is gone for both, the other one is told, and the calendar file takes it out again', async () => {
    await enter('sol');
    const file = (await at.press('pia', 'advising.calendar', pair)).reply.file?.content ?? '';
    expect(file).toMatch(/UID:advising-meeting-\d+@[\s\S]*SEQUENCE:1[\s\S]*DTSTART:20261210T220000Z/);
    const gone = await at.pressed(
      'pia',
      'advising.cancel-meeting',
      await button('pia', 'advisors', 'Take the time out'),
    );
    expect(gone).toContain(`Taken out: ${WHEN} with Sol Society.`);
    expect(await at.says('sol', 'advisees')).toContain('Next meeting: First formal Society advising meeting');
    expect(await at.says('sol', 'next')).not.toContain('Meeting with Pia');
    expect([await reminders('pia'), await reminders('sol')]).toEqual([[], []]);
    const out = (await at.press('sol', 'advising.calendar', pair)).reply.file?.content ?? '';
    expect(out).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:2[\s\S]*STATUS:CANCELLED/);
    expect(await at.pressed('pia', 'advising.cancel-meeting', `${pair}/1`)).toContain('nothing has changed');
  });

  it('before the other one was told leaves them in peace', async () => {
    await enter('sol');
    await at.pressed('sol', 'advising.cancel-meeting', `${pair}/1`);
    expect(await at.queued()).toEqual([]);
  });

  it('after it was told is told as well', async () => {
    await enter('sol');
    await enter('sol', { day: '2026-12-11' });
    await at.pressed('sol', 'advising.cancel-meeting', `${pair}/2`);
    expect((await at.said()).at(-1)).toContain('Sol Society took out the time when the two of you meet: Fri, Dec 11');
  });

  it('is not another one that was entered since', async () => {
    await enter('sol');
    const old = await button('pia', 'advisors', 'Take the time out');
    await enter('sol', { day: '2026-12-11' });
    expect(await at.pressed('pia', 'advising.cancel-meeting', old)).toContain(
      'The time was changed since: you meet Sol Society on Fri, Dec 11, 2026, 5:00 PM EST, TMEC 227.',
    );
    expect(await at.says('pia', 'advisors')).toContain('Fri, Dec 11');
  });
});

describe('We met', () => {
  it('by the advisor ends the time that was entered, and Undo lets it stand again', async () => {
    await enter('pia');
    const { reply } = await at.press('sol', 'advising.met-advisee', await button('sol', 'advisees pia', 'We met'));
    expect(await at.says('sol', 'advisees')).not.toContain('TMEC 227');
    expect([await reminders('pia'), await at.says('pia', 'next')]).toEqual([
      [],
      expect.not.stringContaining('Meeting with Sol'),
    ]);
    const [undo] = buttonsIn(reply).filter(({ label }) => label === 'Undo');
    await at.press('sol', 'advising.undo-met-advisee', undo?.value ?? '');
    expect(await at.says('pia', 'advisors')).toContain(SHOWN);
  });

  it('by the student does the same', async () => {
    await enter('sol');
    const { reply } = await at.press('pia', 'advising.met', 'society-meeting-1/pce');
    expect(await at.says('sol', 'advisees')).not.toContain('TMEC 227');
    const [undo] = buttonsIn(reply).filter(({ label }) => label === 'Undo');
    expect(await at.pressed('pia', 'advising.undo-met', undo?.value ?? '')).toContain('open again');
    expect(await at.says('pia', 'advisors')).toContain(SHOWN);
  });

  it('lets nobody bring back what is not theirs', async () => {
    await enter('uma', {}, await assignmentOf('cy'));
    await at.database.db.execute(sql`update appointments set over = 'met'`);
    await at.press('pia', 'advising.met', 'society-meeting-1/pce');
    await at.press('pia', 'advising.undo-met', `${await assignmentOf('cy')}/1/society-meeting-1/pce`);
    expect(await at.database.db.execute(sql`select over from appointments`)).toEqual([{ over: 'met' }]);
  });
});

describe('with the assignment', () => {
  it('it ends and comes back', async () => {
    await enter('sol');
    const [end] = buttonsIn(await at.type('rosa', 'staff assignments Pia Pce')).filter(({ label }) => label === 'End');
    const { reply } = await at.press('rosa', 'advising.end-assignment', end?.value ?? '');
    expect([await reminders('pia'), await reminders('sol')]).toEqual([[], []]);
    expect(await at.says('pia', 'next')).not.toContain('Meeting with');
    expect((await at.press('pia', 'advising.meet', pair)).done.outcome).toBe('refused');
    const [undo] = buttonsIn(reply).filter(({ label }) => label === 'Undo');
    await at.press('rosa', 'staff.undo', undo?.value ?? '');
    expect(await at.says('pia', 'next')).toContain('Meeting with Sol Society');
    expect(await reminders('sol')).toHaveLength(2);
  });

  it('an import that brought it is not taken back over their heads', async () => {
    const csv = 'kind,student,advisor\npce-mentor,ada@example.edu,gus@example.edu\n';
    await at.database.db.execute(
      sql`insert into person_roles (person_id, role) values (${(await at.known('gus')).id}, 'pce-mentor')`,
    );
    const { auditId } = await at.load('assignments', csv);
    const [row] = await at.database.db.execute<{ id: number }>(sql`select max(id)::int as id from assignments`);
    await enter('gus', {}, String(row?.id));
    expect(await at.pressed('rosa', 'staff.undo', String(auditId))).toContain(
      'Changed since the import: PCE mentor of Ada Applying (by Gus Rasa).',
    );
  });

  it('of a student who is away nothing is to be entered by others', async () => {
    await at.database.db.execute(
      sql`insert into person_overrides (person_id, kind, value, starts_on, returns_on) values (${(await at.known('pia')).id}, 'leave', 'leave', '2026-11-01', '2027-11-01')`,
    );
    expect((await enter('sol')).done.outcome).toBe('refused');
    expect(await labels('sol', 'advisees')).not.toContain('Enter a time to meet');
  });

  it('nothing is entered for somebody who leaves at that moment', async () => {
    const held = await holdLocks(at.database, (tx) => tx.execute(sql`lock table audit in share row exclusive mode`));
    const leaving = at.leave('sol');
    await expect.poll(() => lockWaiters(at.database), { timeout: 10_000 }).toBe(1);
    const entering = enter('pia');
    await expect.poll(() => lockWaiters(at.database), { timeout: 10_000 }).toBe(2);
    await held.letGo();
    await leaving;
    expect((await entering).done.outcome).toBe('refused');
    expect(await at.database.db.execute(sql`select 1 from appointments`)).toEqual([]);
  });

  it('of two who enter a time at once the later one holds, and each is told of the other’s', async () => {
    await Promise.all([enter('pia', { hour: '09:00' }), enter('sol', { hour: '10:00' })]);
    const [row] = await at.database.db.execute<{ sequence: number }>(sql`select sequence from appointments`);
    expect(row).toEqual({ sequence: 2 });
    const news = (await at.said()).filter((text) => text.includes('entered when the two of you meet'));
    expect(news).toHaveLength(1);
    expect(await at.says('sol', 'advisees pia')).toContain(/\d+:00 AM/.exec(news[0] ?? '')?.[0]);
  });
});
