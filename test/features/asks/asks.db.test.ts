// Asks on a real database: to the right queue, claimed by one, answered, connected, closed; who sees what; and who leaves.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FormValue } from '../../../src/domain/form-values.ts';
import { nudgeJob } from '../../../src/features/asks/jobs.ts';
import { features } from '../../../src/features/index.ts';
import { type AdvisingWorkspace, buttonsIn, createAdvisingWorkspace } from '../../support/advising-workspace.ts';
import { roster } from '../../support/people-builders.ts';
import { noonOf } from '../../support/test-context.ts';

const SECRET = 'How did you find your program?';

let at: AdvisingWorkspace;
beforeEach(async () => {
  at = await createAdvisingWorkspace();
});
afterEach(() => at.database.drop());

const ask = (who: string, kind: string, more: Record<string, FormValue> = {}) =>
  at.sent(who, 'asks.send', kind, {
    specialty: 'dermatology',
    place: 'Boston',
    ways: ['call'],
    words: SECRET,
    ...more,
  });
const cases = () =>
  at.database.db.execute<{ id: number; state: string; queue: string; claimer: string | null }>(
    sql`select c.id, c.state, c.queue, p.name as claimer from cases c left join people p on p.id = c.claimed_by order by c.id`,
  );
const first = async () => String((await cases())[0]?.id);
const id = async (name: string) => (await at.known(name)).id;

describe('an ask', () => {
  it.each([
    ['alumni-advisor', 'alumni-liaison', ['liv', 'lou']],
    ['specialty-mentor', 'staff', ['rosa', 'sam']],
    ['shadowing', 'staff', ['rosa', 'sam']],
    ['step-1', 'staff', ['rosa', 'sam']],
    ['question', 'staff', ['rosa', 'sam']],
  ])('for %s goes to the queue of %s, who are told without its words', async (kind, queue, holders) => {
    expect(await ask('pia', kind)).toContain('You should hear by December 4, 2026');
    expect(await cases()).toMatchObject([{ state: 'open', queue }]);
    const readers = await Promise.all(holders.map(async (name) => `asks.new-case person:${await id(name)}`));
    expect((await at.queued()).sort()).toEqual(readers.sort());
    for (const text of await at.said()) expect(text).not.toContain(SECRET);
  });

  it('needs words, a specialty where it is about one, and has an end at five', async () => {
    expect(await ask('pia', 'question', { words: '  ' })).toContain('write a line');
    expect(await ask('pia', 'shadowing', { specialty: null })).toContain('choose a specialty');
    expect(await ask('pia', 'money')).toContain('no longer know that form');
    for (let count = 0; count < 5; count++) await ask('pia', 'question');
    expect(await ask('pia', 'question')).toContain('as many as can be at a time');
    expect(await cases()).toHaveLength(5);
  });

  it('opens its form at once by its word, and is for students', async () => {
    expect((await at.type('pia', 'ask shadowing')).form?.title).toBe('Shadowing');
    expect(await at.says('rosa', 'ask')).toContain("isn't open to your role");
  });

  it('without an Alumni Liaison goes to staff', async () => {
    await at.leave('liv');
    await at.leave('lou');
    await ask('pia', 'alumni-advisor');
    expect(await cases()).toMatchObject([{ queue: 'staff' }]);
  });
});

describe('a case', () => {
  it('is claimed, answered, connected in a conversation of both, and closed; the asker sees and hears each', async () => {
    await ask('pia', 'question', {});
    const value = await first();
    expect(await at.says('pia', 'ask')).toContain('A question: waiting for the career planning staff');
    expect(await at.pressed('rosa', 'asks.open', value)).toContain(SECRET);
    expect(await at.pressed('rosa', 'asks.claim', value)).toContain('It is yours');
    expect(await at.says('pia', 'ask')).toContain('with Rosa Staff (career planning staff)');
    expect(await at.says('rosa', 'next')).toContain('Pia Pce is waiting for you: A question.');
    expect(await at.sent('rosa', 'asks.send-reply', value, { words: 'Let us talk.' })).toContain('goes to Pia Pce');
    expect(await at.says('rosa', 'next')).not.toContain('waiting for you: A question');
    expect(
      await at.sent('rosa', 'asks.send-connect', value, { 'asks.pick-person': String(await id('sol')) }),
    ).toContain('in a conversation of their own');
    const told = await at.said();
    for (const part of ['Let us talk.', 'Pia Pce, meet Sol Society.'])
      expect(told.some((text) => text.includes(part))).toBe(true);
    expect(told.filter((text) => text.includes('meet')).join()).not.toContain(SECRET);
    expect(await at.pressed('pia', 'asks.own-case', value)).toContain('you were introduced by Rosa Staff');
    expect(await at.pressed('rosa', 'asks.close', value)).toContain('Closed; the asker is told.');
    expect((await at.said()).at(-1)).toContain('is closed');
    expect(await at.says('pia', 'ask')).toContain('A question: closed');
  });

  it('with an alumnus outside Slack is connected by a text for an e-mail, and nothing of them is kept', async () => {
    await ask('pia', 'alumni-advisor');
    const value = await first();
    await at.press('liv', 'asks.claim', value);
    expect(await at.sent('liv', 'asks.send-connect', value, { name: 'Robin Vale' })).toContain('e-mail address');
    const said = await at.sent('liv', 'asks.send-connect', value, { name: 'Robin Vale', email: 'robin@example.com' });
    expect(said).toContain('To: robin@example.com, pia@example.edu');
    expect((await at.said()).at(-1)).toContain('is introducing you to somebody by e-mail');
    const kept = await at.database.db.execute(
      sql`select row_to_json(c)::text || coalesce((select string_agg(content::text || details::text, '') from outbox, audit), '') as all from cases c`,
    );
    expect(JSON.stringify(kept)).not.toContain('robin@example.com');
    const roster = await at.sent('liv', 'asks.send-connect', value, { 'asks.pick-person': String(await id('alum')) });
    expect(roster).toContain('To: alum@example.edu');
  });

  it('has one claimer, also where four press at once', async () => {
    await at.database.db.execute(
      sql`insert into person_roles values (${await id('sol')}, 'staff'), (${await id('uma')}, 'staff')`,
    );
    await ask('pia', 'question');
    const value = await first();
    const answers = await Promise.all(['rosa', 'sam', 'sol', 'uma'].map((who) => at.pressed(who, 'asks.claim', value)));
    expect(answers.filter((text) => text.includes('It is yours'))).toHaveLength(1);
    expect(answers.filter((text) => text.includes('has claimed that ask already'))).toHaveLength(3);
    expect(await at.database.db.execute(sql`select 1 from audit where act = 'asks.claim'`)).toHaveLength(1);
  });

  it('is given back to the queue, and acted on by nobody but who has it', async () => {
    await ask('pia', 'question');
    const value = await first();
    expect(await at.pressed('rosa', 'asks.close', value)).toContain('Please claim it first');
    await at.press('rosa', 'asks.claim', value);
    expect(await at.sent('sam', 'asks.send-reply', value, { words: 'x' })).toContain('Rosa Staff has that ask now');
    expect(await at.pressed('sam', 'asks.connect', value)).toContain('Rosa Staff has that ask now');
    expect(await at.pressed('rosa', 'asks.give-back', value)).toContain('back in the queue');
    expect(await at.pressed('sam', 'asks.claim', value)).toContain('It is yours');
  });

  it('is closed by Never mind, and an old button says so', async () => {
    await ask('pia', 'question');
    const value = await first();
    expect(await at.pressed('pia', 'asks.withdraw', value)).toContain('closed');
    expect(await at.pressed('rosa', 'asks.claim', value)).toContain('closed by now');
    expect(await at.says('rosa', 'staff cases')).toContain('Nothing is waiting in your queue');
  });
});

describe('what is asked', () => {
  it('is seen by the asker and the role that answers it, and by nobody else', async () => {
    await ask('pia', 'alumni-advisor');
    const value = await first();
    const none = '99999';
    for (const action of ['open', 'claim', 'reply', 'connect', 'close', 'give-back']) {
      const refused = await at.press('rosa', `asks.${action}`, value);
      expect(refused.done.outcome).toBe('refused');
      expect(refused.reply).toEqual((await at.press('rosa', `asks.${action}`, none)).reply);
      for (const who of ['pia', 'ada', 'sol', 'gus'])
        expect((await at.press(who, `asks.${action}`, value)).done.outcome).toBe('refused');
    }
    expect(await at.pressed('ada', 'asks.own-case', value)).toBe(await at.pressed('ada', 'asks.own-case', none));
    expect((await at.press('ada', 'asks.withdraw', value)).done.outcome).toBe('refused');
    const page = await at.says('rosa', 'staff cases');
    expect(page).toContain('With the Alumni Liaison: 1 ask');
    expect(page).not.toMatch(/Pia|Dermatology|program\?/);
    expect(await cases()).toMatchObject([{ state: 'open' }]);
    expect(await at.says('liv', 'cases')).toContain('Alumni advisor: Dermatology, Boston, from Pia Pce: to be claimed');
    expect(await at.says('pia', 'cases')).toContain("isn't open to your role");
  });

  it('stands in no audit row and in no row of the outbox', async () => {
    await ask('pia', 'question');
    const value = await first();
    await at.press('rosa', 'asks.claim', value);
    await at.send('rosa', 'asks.send-reply', value, { words: 'An answer of mine' });
    const rows = await at.database.db.execute(
      sql`select details::text as text from audit union all select content::text from outbox`,
    );
    expect(JSON.stringify(rows)).not.toMatch(/How did you find|An answer of mine/);
  });
});

describe('the age alarm', () => {
  const nudges = async () => (await at.queued()).filter((row) => row.startsWith('asks.nudge'));
  const run = async (day: string) => {
    at.ctx.clock.set(noonOf(day));
    const next = await nudgeJob.next(at.ctx, at.ctx.clock.now().subtract({ minutes: 1 }));
    if (next && next.epochMilliseconds <= at.ctx.clock.now().epochMilliseconds) await nudgeJob.run(at.ctx, next);
  };

  it('nudges the queue after three working days, once, and again after three more', async () => {
    await ask('pia', 'question');
    await run('2026-12-03');
    expect(await nudges()).toEqual([]);
    await run('2026-12-04');
    expect(await nudges()).toHaveLength(2);
    expect((await at.said()).at(-1)).toContain('A question, from Pia Pce: to be claimed, 3 working days');
    await run('2026-12-07');
    expect(await nudges()).toHaveLength(2);
    await run('2026-12-09');
    expect(await nudges()).toHaveLength(4);
    const [count] = (await Promise.all(features.map((feature) => feature.counts?.(at.ctx) ?? [])))
      .flat()
      .filter(({ label }) => label.startsWith('Open asks'));
    expect(count).toMatchObject({ label: 'Open asks, the oldest waits 6 working days', count: 1 });
  });

  it('nudges who has claimed it and said nothing, and nobody once they have', async () => {
    await ask('pia', 'question');
    const value = await first();
    await at.press('rosa', 'asks.claim', value);
    await run('2026-12-04');
    expect(await nudges()).toEqual([`asks.nudge person:${await id('rosa')}`]);
    await at.send('rosa', 'asks.send-reply', value, { words: 'Yes.' });
    await run('2026-12-10');
    expect(await nudges()).toHaveLength(1);
    expect(await nudgeJob.next(at.ctx, at.ctx.clock.now())).toBeNull();
  });
});

describe('when somebody leaves', () => {
  it('the cases they had claimed are back in the queue in one step, which is told', async () => {
    await ask('pia', 'question');
    await ask('ada', 'step-1');
    for (const { id: one } of await cases()) await at.press('rosa', 'asks.claim', String(one));
    await at.leave('rosa');
    expect(await cases()).toMatchObject([
      { state: 'open', claimer: null },
      { state: 'open', claimer: null },
    ]);
    const sam = await id('sam');
    expect((await at.queued()).filter((row) => row === `asks.new-case person:${sam}`)).toHaveLength(4);
    expect(await at.says('sam', 'next')).toContain('2 asks to be claimed.');
  });

  it('and a claim of theirs at the same moment: nobody who has left has a case', async () => {
    await ask('pia', 'question');
    const value = await first();
    await Promise.all([at.press('rosa', 'asks.claim', value), at.leave('rosa')]);
    expect(await cases()).toMatchObject([{ state: 'open', claimer: null }]);
  });

  it('their role by an import while they claim: who has no part in the queue any more has no case of it', async () => {
    await ask('pia', 'alumni-advisor');
    const value = await first();
    const [imported, claimed] = await Promise.allSettled([
      at.load('people', roster('Liv Liaison,liv@example.edu,interviewer,,,,,')),
      at.press('liv', 'asks.claim', value),
    ]);
    expect([imported.status, claimed.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(await cases()).toMatchObject([{ state: 'open', queue: 'alumni-liaison', claimer: null }]);
    expect(await at.pressed('lou', 'asks.claim', value)).toContain('It is yours');
  });

  it('a student: their cases are closed, and who had one reads neutral words', async () => {
    await ask('pia', 'question');
    await ask('pia', 'shadowing');
    const value = await first();
    await at.press('rosa', 'asks.claim', value);
    await at.leave('pia');
    expect((await cases()).map(({ state }) => state)).toEqual(['closed', 'closed']);
    const told = await at.said();
    expect(
      told.filter((text) => text.includes('This match has ended: Pia Pce, A question. Nothing you did.')),
    ).toHaveLength(1);
    expect(told.some((text) => text.includes('A new ask'))).toBe(false);
  });

  it('the last Alumni Liaison: staff find what stood in that queue', async () => {
    await ask('pia', 'alumni-advisor');
    await at.press('liv', 'asks.claim', await first());
    await at.leave('liv');
    expect(await cases()).toMatchObject([{ queue: 'alumni-liaison', state: 'open' }]);
    await at.leave('lou');
    expect(await cases()).toMatchObject([{ queue: 'staff', state: 'open' }]);
    expect(buttonsIn(await at.type('rosa', 'cases')).some(({ action }) => action === 'asks.open')).toBe(true);
  });
});
