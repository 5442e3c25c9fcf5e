// Teams, advisees, meetings, specialties and RASAs on a real database, above all who may see and do what, and two at once.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AdvisingWorkspace, buttonsIn, createAdvisingWorkspace } from '../../support/advising-workspace.ts';
import { holdLocks, lockWaiters } from '../../support/held-answers.ts';

let at: AdvisingWorkspace;
beforeEach(async () => {
  at = await createAdvisingWorkspace();
  await at.load('rasas', 'rasa,specialty,capacity\ngus@example.edu,General Surgery,1\nkei@example.edu,Dermatology,4\n');
  await at.load(
    'assignments',
    'kind,student,advisor\nsociety-advisor,pia@example.edu,sol@example.edu\nsociety-advisor,ada@example.edu,sol@example.edu\n',
  );
});
afterEach(() => at.database.drop());

const id = async (name: string) => (await at.known(name)).id;
/** Whether something is over, or as many transactions wait for a lock. */
const settledOrWaiting = async (promise: Promise<unknown>, waiting: number) =>
  await Promise.race([promise.then(() => true), lockWaiters(at.database).then((count) => count >= waiting)]);
const choose = (who: string, ...specialties: string[]) =>
  at.sent(who, 'advising.save-choice', '', { specialties, years: [] });
const need = async (student: string, specialty: string, rasa: string) =>
  `${await id(student)}/${specialty}/${await id(rasa)}`;
const taken = async () =>
  (await at.database.db.execute<{ taken: number }>(sql`select taken from rasas order by specialty`)).map(
    (row) => row.taken,
  );
const ticks = async () =>
  (
    await at.database.db.execute<{ id: string }>(
      sql`select entry || '/' || occurrence || '/' || item as id from milestone_ticks`,
    )
  ).map((row) => row.id);
const acts = async (act: string) => at.database.db.execute(sql`select details from audit where act = ${act}`);

describe('/career advisors', () => {
  it('tells who, what for, what to bring and how to reach them, and what is not yet assigned', async () => {
    const said = await at.says('pia', 'advisors');
    for (const part of [
      'Society Advisor of Castle: Sol Society (sol@example.edu)',
      'What to bring: A first plan',
      "How to reach: Book with your Society's office.",
      'Next meeting: First formal Society advising meeting of the PCE · by March 31, 2027',
      'PCE mentor: not yet assigned',
      'In your next phase',
    ])
      expect(said).toContain(part);
    expect(await at.says('cy', 'advisors')).toContain('Advisors of your Society: Uma Society');
  });

  it('has nothing for who is no student but the way on', async () => {
    expect(await at.says('sol', 'advisors')).toContain('/career advisees');
  });

  it('gives a text for an e-mail to who is outside Slack, to nobody but the two', async () => {
    await choose('ada', 'dermatology');
    await at.pressed('rosa', 'advising.confirm-rasa', await need('ada', 'dermatology', 'kei'));
    const [button] = buttonsIn(await at.type('ada', 'advisors')).filter(({ action }) => action === 'advising.email');
    const text = await at.pressed('ada', 'advising.email', button?.value ?? '');
    expect(text).toContain('To: kei@example.edu');
    const refused = await at.pressed('cy', 'advising.email', button?.value ?? '');
    expect(refused).toBe(await at.pressed('cy', 'advising.email', '999'));
    expect(refused).not.toContain('Kei');
  });
});

describe('/career advisees', () => {
  it("shows one's own with open milestones and the next meeting, and nobody else's", async () => {
    const said = await at.says('sol', 'advisees');
    expect(said).toContain('You advise 2 students');
    expect(said).toContain('Pia Pce (pia@example.edu), Society Advisor');
    expect(said).toContain('Next meeting: First formal Society advising meeting of the PCE');
    expect(said).not.toContain('Cy');
    expect(await at.says('uma', 'advisees')).toContain('Nobody is assigned to you');
    expect(await at.says('sol', 'advisees pia')).not.toContain('Ada');
  });

  it('answers a name of somebody else as one that nobody has', async () => {
    const [other, nobody] = [await at.says('sol', 'advisees Cy'), await at.says('sol', 'advisees Zz')];
    expect(other.replaceAll('Cy', 'Zz')).toBe(nobody);
  });

  it('is refused to students, and says nothing of who is away but that', async () => {
    expect(await at.says('pia', 'advisees')).toContain("isn't open to your role");
    await at.database.db.execute(
      sql`insert into person_overrides (person_id, kind, value, starts_on, returns_on) values (${await id('pia')}, 'leave', 'leave', '2026-11-01', '2027-11-01')`,
    );
    const said = await at.says('sol', 'advisees pia');
    expect(said).toContain('Pia Pce, Society Advisor: not available');
    expect(said).not.toMatch(/leave|meeting|example\.edu/i);
  });

  it('shows all specialties to the Society Advisor, and to a RASA their own alone', async () => {
    await choose('ada', 'general-surgery', 'dermatology');
    await at.pressed('rosa', 'advising.confirm-rasa', await need('ada', 'general-surgery', 'gus'));
    expect(await at.says('sol', 'advisees ada')).toContain('Applies in: General Surgery, Dermatology');
    const said = await at.says('gus', 'advisees');
    expect(said).toContain('Ada Applying (ada@example.edu), RASA for General Surgery');
    expect(said).not.toContain('Dermatology');
  });
});

describe('We met', () => {
  it('by the student completes the meeting, and Undo opens it again', async () => {
    const [met] = buttonsIn(await at.type('pia', 'advisors')).filter(({ label }) => label === 'We met');
    expect(met).toMatchObject({ action: 'advising.met', value: 'society-meeting-1/pce' });
    expect(await at.pressed('pia', 'advising.met', 'society-meeting-1/pce')).toContain('Done: First formal');
    expect(await ticks()).toEqual(['society-meeting-1/pce/']);
    expect(await at.pressed('pia', 'advising.undo-met', 'society-meeting-1/pce')).toContain('open again');
    expect([await ticks(), await acts('advising.met-advisee')]).toEqual([[], []]);
  });

  it('by the advisor completes it too, with an audit row, and Undo is theirs alone', async () => {
    const [met] = buttonsIn(await at.type('sol', 'advisees pia')).filter(({ label }) => label === 'We met');
    expect(met?.action).toBe('advising.met-advisee');
    const { reply } = await at.press('sol', 'advising.met-advisee', met?.value ?? '');
    expect(await ticks()).toEqual(['society-meeting-1/pce/']);
    expect(await acts('advising.met-advisee')).toHaveLength(1);
    const [undo] = buttonsIn(reply).filter(({ label }) => label === 'Undo');
    expect(await at.pressed('uma', 'advising.undo-met-advisee', undo?.value ?? '')).toContain('nothing here');
    expect(await ticks()).toHaveLength(1);
    expect(await at.pressed('sol', 'advising.undo-met-advisee', undo?.value ?? '')).toContain('open again');
    expect(await at.pressed('sol', 'advising.undo-met-advisee', undo?.value ?? '')).toContain('nothing here');
    expect(await ticks()).toEqual([]);
  });

  it("is refused for somebody else's advisee as for nobody's, and for what no meeting completes", async () => {
    const [met] = buttonsIn(await at.type('sol', 'advisees pia')).filter(({ label }) => label === 'We met');
    const refused = await at.pressed('uma', 'advising.met-advisee', met?.value ?? '');
    expect(refused).toBe(await at.pressed('uma', 'advising.met-advisee', '987/society-meeting-1/pce'));
    const [assignment = ''] = (met?.value ?? '').split('/');
    for (const value of [
      `${assignment}/careers-in-medicine-retake/2027-06`,
      `${assignment}/x`,
      assignment,
      '',
      "1'; --",
    ])
      expect((await at.press('sol', 'advising.met-advisee', value)).done.outcome).toBe('refused');
    expect((await at.press('pia', 'advising.met', 'society-meeting-2/pce')).done.outcome).toBe('refused');
    expect(await ticks()).toEqual([]);
  });

  it('by both at once completes it once', async () => {
    const [met] = buttonsIn(await at.type('sol', 'advisees pia')).filter(({ label }) => label === 'We met');
    await Promise.all([
      at.press('sol', 'advising.met-advisee', met?.value ?? ''),
      at.press('pia', 'advising.met', 'society-meeting-1/pce'),
    ]);
    expect(await ticks()).toEqual(['society-meeting-1/pce/']);
  });
});

describe('specialties', () => {
  it('are one to three, for those who apply', async () => {
    expect(await choose('ada')).toContain('one to three');
    expect(await choose('ada', 'urology', 'neurology', 'dermatology', 'pathology')).toContain('3 at most');
    expect(await choose('pia', 'urology')).toContain('begins when you apply');
    expect(await at.database.db.execute(sql`select 1 from specialty_choices`)).toEqual([]);
    expect(await choose('ada', 'urology', 'neurology')).toContain('staff choose a RASA for you');
    expect((await at.known('ada')).specialties).toEqual(['urology', 'neurology']);
  });

  it('of a preliminary year need no RASA: the milestone is done', async () => {
    await at.sent('ada', 'advising.save-choice', '', { specialties: [], years: ['transitional-year'] });
    expect(await at.says('rosa', 'staff rasas')).toContain('Nobody is waiting for a RASA');
    expect(await ticks()).toEqual(['choose-specialty-rasa/post-pce/']);
  });
});

describe('a RASA', () => {
  it('is proposed, confirmed, introduced in a conversation of both, and completes the milestone', async () => {
    await choose('ada', 'general-surgery');
    expect(await at.says('rosa', 'next')).toContain('1 choice of a specialty without a RASA');
    expect(await at.says('rosa', 'staff rasas')).toContain(
      'Ada Applying, General Surgery (since December 1, 2026): Gus Rasa, who has 0 of 1',
    );
    expect(await at.pressed('rosa', 'advising.confirm-rasa', await need('ada', 'general-surgery', 'gus'))).toContain(
      'I am introducing them',
    );
    const both = [await id('ada'), await id('gus')].sort((a, b) => a - b).join(',');
    expect(await at.queued()).toEqual([`advising.introduction group:${both}`]);
    expect((await at.said())[0]).toContain('Ada Applying, meet Gus Rasa, your RASA for General Surgery.');
    expect([await taken(), await ticks()]).toEqual([[0, 1], ['choose-specialty-rasa/post-pce/']]);
    expect(await at.says('ada', 'advisors')).toContain('Gus Rasa (gus@example.edu) for General Surgery');
  });

  it('who is outside Slack is introduced by an e-mail of staff, and the student is told', async () => {
    await choose('ada', 'dermatology');
    const said = await at.pressed('rosa', 'advising.confirm-rasa', await need('ada', 'dermatology', 'kei'));
    expect(said).toContain('To: ada@example.edu, kei@example.edu');
    expect((await at.said())[0]).toContain('you will be introduced by e-mail');
  });

  it('can be somebody else than the one proposed', async () => {
    await choose('ada', 'dermatology');
    const { reply } = await at.press('rosa', 'advising.other-rasa', `${await id('ada')}/dermatology`);
    expect(JSON.stringify(reply.form)).toContain('Kei Outside');
    const values = { rasa: String(await id('kei')) };
    expect(await at.sent('rosa', 'advising.name-rasa', `${await id('ada')}/dermatology`, values)).toContain(
      'Kei Outside is',
    );
  });

  it('is taken back by Undo, with the introduction and the milestone', async () => {
    await choose('ada', 'general-surgery');
    const { reply } = await at.press('rosa', 'advising.confirm-rasa', await need('ada', 'general-surgery', 'gus'));
    const [undo] = buttonsIn(reply).filter(({ label }) => label === 'Undo');
    expect(await at.pressed('sam', 'staff.undo', undo?.value ?? '')).toContain('they are not matched');
    expect([await taken(), await ticks(), await at.queued()]).toEqual([[0, 0], [], []]);
    expect(await at.says('rosa', 'staff rasas')).toContain('Ada Applying, General Surgery');
  });

  it('ends in neutral words when the specialty is changed, and the place is free again', async () => {
    await choose('ada', 'general-surgery');
    await at.pressed('rosa', 'advising.confirm-rasa', await need('ada', 'general-surgery', 'gus'));
    expect(await choose('ada', 'dermatology')).toContain('Your RASA for General Surgery: this match has ended.');
    expect([await taken(), await at.queued()]).toEqual([
      [0, 0],
      expect.arrayContaining([`advising.match-ended person:${await id('gus')}`]),
    ]);
    expect((await at.said()).at(-1)).toBe(
      'This match has ended: Ada Applying, whose RASA for General Surgery you were. Nothing you did.\nThis match has ended: Ada Applying, whose RASA for General Surgery you were. Nothing you did.',
    );
    expect(await at.says('gus', 'advisees')).toContain('Nobody is assigned to you');
  });

  it('completes the milestone by what is true then, also where an Undo and a choice come at once', async () => {
    await choose('ada', 'general-surgery');
    const { reply } = await at.press('rosa', 'advising.confirm-rasa', await need('ada', 'general-surgery', 'gus'));
    const [undo] = buttonsIn(reply).filter(({ label }) => label === 'Undo');
    const ada = await id('ada');
    const held = await holdLocks(at.database, (tx) => tx.execute(sql`select from people where id = ${ada} for update`));
    // The student was read before the Undo, and is decided about after it.
    const chosen = at.sent('ada', 'advising.save-choice', '', { specialties: [], years: ['transitional-year'] });
    await expect.poll(() => lockWaiters(at.database), { timeout: 10_000 }).toBe(1);
    const undone = at.pressed('sam', 'staff.undo', undo?.value ?? '');
    await expect.poll(() => settledOrWaiting(undone, 2), { timeout: 10_000 }).toBe(true);
    await held.letGo();
    expect(await chosen).toContain('no RASA is needed');
    await undone;
    expect([await taken(), await ticks()]).toEqual([[0, 0], ['choose-specialty-rasa/post-pce/']]);
  });

  it('has a last place that two confirmations at once do not both get', async () => {
    await choose('ada', 'general-surgery');
    await choose('cy', 'general-surgery');
    const values = [await need('ada', 'general-surgery', 'gus'), await need('cy', 'general-surgery', 'gus')];
    const answers = await Promise.all([
      at.pressed('rosa', 'advising.confirm-rasa', values[0] ?? ''),
      at.pressed('sam', 'advising.confirm-rasa', values[1] ?? ''),
    ]);
    expect(answers.filter((text) => text.includes('I am introducing them'))).toHaveLength(1);
    expect(answers.filter((text) => text.includes('no place left by now'))).toHaveLength(1);
    expect(await taken()).toEqual([0, 1]);
    expect(await at.says('rosa', 'staff rasas')).toMatch(
      /Too few RASAs[\s\S]*General Surgery: 1 student without a RASA, no place is left; 1 more needed/,
    );
  });

  it('is confirmed once where two press at once for the same student', async () => {
    await at.load('rasas', 'rasa,specialty,capacity\ngus@example.edu,General Surgery,5\n');
    await choose('ada', 'general-surgery');
    const value = await need('ada', 'general-surgery', 'gus');
    const answers = await Promise.all(
      ['rosa', 'sam', 'rosa'].map((who) => at.pressed(who, 'advising.confirm-rasa', value)),
    );
    expect(answers.filter((text) => text.includes('I am introducing them'))).toHaveLength(1);
    expect(answers.filter((text) => text.includes('has a RASA for General Surgery already: Gus Rasa'))).toHaveLength(2);
    expect([await taken(), await at.queued()]).toEqual([[0, 1], [expect.stringContaining('introduction')]]);
  });

  it('is not confirmed while they leave: one comes after the other', async () => {
    await choose('ada', 'general-surgery');
    const value = await need('ada', 'general-surgery', 'gus');
    await Promise.all([at.pressed('rosa', 'advising.confirm-rasa', value), at.leave('gus')]);
    const active = await at.database.db.execute(sql`select 1 from assignments where kind = 'rasa' and ends_on is null`);
    expect([active, await taken()]).toEqual([[], [0, 0]]);
  });

  it('is for staff to decide: refused to everybody else, whatever a button carries', async () => {
    await choose('ada', 'general-surgery');
    for (const who of ['ada', 'gus', 'sol', 'liv'])
      for (const action of ['confirm-rasa', 'show-rasas', 'other-rasa', 'assign', 'end-assignment'])
        expect((await at.press(who, `advising.${action}`, '1/general-surgery/1')).done.outcome).toBe('refused');
    for (const value of ['', 'x', '1/urology', `${await id('cy')}/general-surgery/${await id('gus')}`])
      expect((await at.press('rosa', 'advising.confirm-rasa', value)).done.outcome).toBe('refused');
    expect(await taken()).toEqual([0, 0]);
  });
});

describe('assignments by staff', () => {
  const form = async (advisor: string, more: Record<string, readonly string[] | string> = {}) =>
    at.send('rosa', 'advising.save-assignment', '', {
      kind: 'society-advisor',
      student: String(await id('pia')),
      advisor: String(await id(advisor)),
      specialty: null,
      starts: '2026-12-01',
      replace: [],
      ...more,
    });

  it('are one Society Advisor at a time; who is replaced ends on that day; Undo brings them back', async () => {
    expect((await form('uma')).fields).toMatchObject({ replace: expect.stringContaining('Sol Society') });
    const { reply } = await form('uma', { replace: ['replace'] });
    expect(reply.text).toContain("Uma Society is Pia Pce's Society Advisor");
    expect(await at.says('pia', 'advisors')).toContain('Uma Society (uma@example.edu)');
    const [undo] = buttonsIn(reply).filter(({ label }) => label === 'Undo');
    expect(await at.pressed('rosa', 'staff.undo', undo?.value ?? '')).toContain('Taken back');
    expect(await at.says('pia', 'advisors')).toContain('Sol Society (sol@example.edu)');
  });

  it('ask for the role, a student, and a specialty where one is needed', async () => {
    expect((await form('gus')).fields).toMatchObject({ advisor: expect.stringContaining('Society Advisor') });
    expect((await form('uma', { student: String(await id('sol')) })).fields).toHaveProperty('student');
    expect((await form('gus', { kind: 'rasa' })).fields).toHaveProperty('specialty');
  });

  it('end with neutral words to both, and Undo takes those back', async () => {
    const [end] = buttonsIn(await at.type('rosa', 'staff assignments Pia Pce')).filter(({ label }) => label === 'End');
    const { reply } = await at.press('rosa', 'advising.end-assignment', end?.value ?? '');
    expect(await at.queued()).toHaveLength(2);
    expect(await at.pressed('rosa', 'advising.end-assignment', end?.value ?? '')).toContain('ended already');
    const [undo] = buttonsIn(reply).filter(({ label }) => label === 'Undo');
    expect(await at.pressed('rosa', 'staff.undo', undo?.value ?? '')).toContain('holds as before');
    expect(await at.queued()).toEqual([]);
    expect(await at.says('pia', 'advisors')).toContain('Sol Society');
  });

  it('are found by a name, and two who are meant are both named', async () => {
    expect(await at.says('rosa', 'staff assignments')).toContain('Society Advisor: 2 assignments');
    expect(await at.says('rosa', 'staff assignments applying')).toContain('Several people are meant');
    expect(await at.says('rosa', 'staff assignments nobody')).toContain('I know nobody called');
  });
});
