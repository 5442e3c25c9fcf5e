// Asks that are taken back: by their askers, and the closing of one by who closed it; and a queue in which nobody can be written to.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nudgeJob } from '../../../src/features/asks/jobs.ts';
import { type AdvisingWorkspace, buttonsIn, createAdvisingWorkspace } from '../../support/advising-workspace.ts';
import { noonOf } from '../../support/test-context.ts';

let at: AdvisingWorkspace;
beforeEach(async () => {
  at = await createAdvisingWorkspace();
});
afterEach(() => at.database.drop());

const ask = async (who: string, kind: string) => {
  await at.sent(who, 'asks.send', kind, { specialty: 'dermatology', place: 'Boston', ways: ['call'], words: 'How?' });
  const [last] = await at.database.db.execute<{ id: number }>(sql`select max(id) as id from cases`);
  return String(last?.id);
};
const states = async () =>
  (
    await at.database.db.execute<{ row: string }>(
      sql`select state || ' ' || queue || ' ' || coalesce(p.name, '-') as row from cases c left join people p on p.id = c.claimed_by order by c.id`,
    )
  ).map(({ row }) => row);
const id = async (name: string) => (await at.known(name)).id;
const outOfSlack = async (...names: string[]) => {
  for (const name of names)
    await at.database.db.execute(sql`update people set slack_user_id = null where id = ${await id(name)}`);
};

describe('Never mind', () => {
  it('is read by who had claimed the ask, and stands in the audit', async () => {
    const value = await ask('pia', 'question');
    await at.press('rosa', 'asks.claim', value);
    await at.press('pia', 'asks.withdraw', value);
    await at.press('pia', 'asks.withdraw', value);
    expect((await at.queued()).filter((row) => row.startsWith('asks.withdrawn'))).toEqual([
      `asks.withdrawn person:${await id('rosa')}`,
    ]);
    expect((await at.said()).at(-1)).toContain(
      'Pia Pce needs nothing any more: A question. The ask is closed; nothing you did.',
    );
    expect(await at.database.db.execute(sql`select details from audit where act = 'asks.withdraw'`)).toEqual([
      { details: { case: Number(value) } },
    ]);
  });

  it('is told to nobody where nobody had claimed it', async () => {
    await at.press('pia', 'asks.withdraw', await ask('pia', 'question'));
    expect((await at.queued()).filter((row) => row.startsWith('asks.withdrawn'))).toEqual([]);
  });
});

describe('the closing of an ask', () => {
  const closed = async (who: string, kind: string) => {
    const value = await ask('pia', kind);
    await at.press(who, 'asks.claim', value);
    const { reply } = await at.press(who, 'asks.close', value);
    return { value, undo: buttonsIn(reply).find(({ label }) => label === 'Undo')?.value ?? '' };
  };

  it('is taken back by Undo; an asker who had not read it reads nothing of either', async () => {
    const { undo } = await closed('rosa', 'question');
    expect(await at.pressed('rosa', 'staff.undo', undo)).not.toContain('the asker reads');
    expect(await states()).toEqual(['claimed staff Rosa Staff']);
    expect((await at.queued()).filter((row) => /closed|reopened/.test(row))).toEqual([]);
    expect(await at.says('pia', 'ask')).toContain('A question: with Rosa Staff');
    expect(await at.pressed('rosa', 'staff.undo', undo)).toContain('taken back already by Rosa Staff');
  });

  it('is told to an asker who had read of it', async () => {
    const { undo } = await closed('rosa', 'question');
    await at.database.db.execute(
      sql`update outbox set state = 'sent', ts = '1.1', conversation = 'D1', settled_at = now() where composer = 'asks.closed'`,
    );
    expect(await at.pressed('sam', 'staff.undo', undo)).toContain('and the asker reads so');
    expect((await at.said()).at(-1)).toContain(
      'Your ask (A question) is open again: with Rosa Staff (career planning staff).',
    );
  });

  it('of a liaison is theirs to take back, and nobody else learns that there is such an act', async () => {
    const { undo } = await closed('liv', 'alumni-advisor');
    expect(await at.pressed('rosa', 'staff.undo', undo)).toContain('not in your queue');
    const roles = await at.send('rosa', 'people.save-roles', `${await id('gus')}/rasa`, {
      roles: ['rasa', 'interviewer'],
    });
    const [other] = buttonsIn(roles.reply).filter(({ label }) => label === 'Undo');
    expect(other).toBeDefined();
    expect(await at.pressed('liv', 'staff.undo', other?.value ?? '')).toBe(
      await at.pressed('liv', 'staff.undo', '99999'),
    );
    expect(await at.pressed('lou', 'staff.undo', undo)).toContain('Taken back');
    expect(await states()).toEqual(['claimed alumni-liaison Liv Liaison']);
  });

  it('puts it back into the queue where who had it has left, and stays where the asker has', async () => {
    const one = await closed('rosa', 'question');
    await at.leave('rosa');
    expect(await at.pressed('sam', 'staff.undo', one.undo)).toContain('Taken back');
    expect(await states()).toEqual(['open staff -']);
    const other = await closed('sam', 'question');
    await at.leave('pia');
    expect(await at.pressed('sam', 'staff.undo', other.undo)).toContain('has left since');
  });
});

describe('a queue in which nobody is in Slack', () => {
  it('passes what is asked to staff, who read why', async () => {
    await outOfSlack('liv', 'lou');
    await ask('pia', 'alumni-advisor');
    expect(await states()).toEqual(['open staff -']);
    expect((await at.said())[0]).toContain('because no Alumni Liaison can be written to at present');
  });

  it('passes on what stood in it at the latest when it would be nudged; staff are told', async () => {
    await ask('pia', 'alumni-advisor');
    await outOfSlack('liv', 'lou');
    at.ctx.clock.set(noonOf('2026-12-04'));
    await nudgeJob.run(at.ctx, at.ctx.clock.now());
    expect(await states()).toEqual(['open staff -']);
    const readers = [await id('rosa'), await id('sam')].map((one) => `asks.new-case person:${one}`);
    expect(await at.queued()).toEqual(expect.arrayContaining(readers));
  });

  it('nudges the others of a queue where who has it is in Slack no more', async () => {
    const value = await ask('pia', 'question');
    await at.press('rosa', 'asks.claim', value);
    await outOfSlack('rosa');
    at.ctx.clock.set(noonOf('2026-12-04'));
    await nudgeJob.run(at.ctx, at.ctx.clock.now());
    expect((await at.queued()).filter((row) => row.startsWith('asks.nudge'))).toEqual([
      `asks.nudge person:${await id('sam')}`,
    ]);
    expect((await at.said()).at(-1)).toContain('A question, from Pia Pce: with Rosa Staff');
  });
});
