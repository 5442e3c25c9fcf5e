// What staff do with a plan before anything is sent, each act held against every rule at once: lock, move, find, allow a second interviewer.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Interview } from '../../../src/features/interviews/rules/interview-life.ts';
import {
  booked,
  broken,
  ctx,
  database,
  idOf,
  nameOf,
  of,
  offer,
  openIt,
  people,
  press,
  send,
  signUp,
  textOf,
  useInterviewTrial,
} from '../../support/interview-trial.ts';

useInterviewTrial();

async function planned(...interviewers: readonly string[]): Promise<void> {
  await openIt();
  for (const name of interviewers) await offer(name);
  for (const name of ['ana', 'ben']) await signUp(name);
  await press('rosa', 'match');
}

async function first(name: string): Promise<Interview> {
  const [one] = await of(name);
  if (!one) throw new Error(`${name} has no interview`);
  return one;
}

const seats = async (name: string) =>
  (await of(name)).map(({ seat, relaxed, interviewerId }) => [seat, relaxed, nameOf(interviewerId)]).sort();
const told = async () =>
  (
    await database.db.execute<{ count: number }>(
      sql`select count(*)::int as count from outbox where composer = 'interviews.news'`,
    )
  )[0]?.count;

describe('a plan', () => {
  it('keeps what staff lock when it is matched again, until they unlock it', async () => {
    await planned('ida', 'jon', 'kim');
    const one = await first('ana');
    expect(textOf(await send('rosa', 'save-change', one.id, { act: 'lock', other: null }))).toContain('Locked');
    await offer('lea');
    await press('rosa', 'match');
    const again = (await booked()).find(({ id }) => id === one.id);
    expect(again).toMatchObject({ locked: true, interviewerId: one.interviewerId, startsAt: one.startsAt });
    expect(
      textOf(await press('rosa', 'list-day', '2027-09-14')) + textOf(await press('rosa', 'list-day', '2027-09-15')),
    ).toContain('locked');
    await send('rosa', 'save-change', one.id, { act: 'unlock', other: null });
    await press('rosa', 'match');
    expect((await booked()).filter(({ locked }) => locked)).toEqual([]);
    expect(await broken()).toEqual([]);
  });

  it('says of a locked interview that the rules no longer allow, and leaves it out', async () => {
    await planned('ida', 'jon', 'kim');
    const one = await first('ana');
    await send('rosa', 'save-change', one.id, { act: 'lock', other: null });
    await offer(nameOf(one.interviewerId), undefined, { committee: 'yes', committees: ['dermatology'] });
    expect(textOf(await press('rosa', 'match'))).toContain('1 locked interview no longer fitted the rules');
    expect(await of(nameOf(one.interviewerId))).toEqual([]);
  });

  it('offers for a move only what every rule allows, takes what is still free, and tells nobody', async () => {
    await planned('ida', 'jon', 'kim');
    await offer('mia', undefined, { committee: 'yes', committees: ['dermatology'] });
    await offer('sam');
    const one = await first('ana');
    const form = JSON.stringify((await press('rosa', 'change', one.id)).reply.form?.blocks);
    const choices = [...form.matchAll(/"value":"(\d+)\/(\d+)\/dermatology"/g)];
    const others = new Set(choices.map(([, id]) => nameOf(Number(id))));
    for (const never of ['mia', 'sam']) expect(others).not.toContain(never);
    const [free] = choices;
    const other = `${free?.[1]}/${free?.[2]}/dermatology`;
    expect(textOf(await send('rosa', 'save-change', one.id, { act: 'move', other }))).toContain('every rule holds');
    expect(await broken()).toEqual([]);
    const left = await first('ben');
    const taken = await send('rosa', 'save-change', left.id, { act: 'move', other: `${idOf('mia')}/1/dermatology` });
    expect(taken.fields).toMatchObject({ other: expect.stringContaining('what was free a moment ago may be taken') });
    expect(await told()).toBe(0);
  });

  it('takes an interview that staff find for a student, locked, and refuses one that breaks a rule', async () => {
    await openIt();
    for (const name of ['ida', 'jon']) await offer(name);
    for (const name of ['ana', 'ben']) await signUp(name);
    await press('rosa', 'match');
    const gone = await first('ana');
    await send('rosa', 'save-change', gone.id, { act: 'cancel', other: null });
    const value = `1/${idOf('ana')}`;
    const form = JSON.stringify((await press('rosa', 'find', value)).reply.form?.blocks);
    const [, other = ''] = /"value":"(\d+\/\d+\/dermatology)"/.exec(form) ?? [];
    const kept = nameOf((await of('ana'))[0]?.interviewerId);
    expect(nameOf(Number(other.split('/')[0]))).not.toBe(kept);
    expect(textOf(await send('rosa', 'save-find', value, { other }))).toContain('every rule holds');
    expect((await of('ana')).find(({ interviewerId }) => String(interviewerId) === other.split('/')[0])?.locked).toBe(
      true,
    );
    expect((await send('rosa', 'save-find', value, { other })).fields).toMatchObject({ other: expect.any(String) });
    expect(await broken()).toEqual([]);
  });
});

describe('another second interviewer', () => {
  /** jon and mia practise something else; ida alone interviews in dermatology. */
  async function short(): Promise<void> {
    await database.db.execute(
      sql`update person_specialties set specialty = 'plastic-surgery' where person_id in (${idOf('jon')}, ${idOf('mia')})`,
    );
    await openIt();
    for (const name of ['ida', 'jon']) await offer(name);
    await offer('mia', undefined, { committee: 'yes', committees: ['dermatology'] });
    await signUp('ana');
    await press('rosa', 'match');
  }

  it('comes in where staff allow it for the specialty, is the second one, and the student is told', async () => {
    await short();
    expect(await seats('ana')).toEqual([[1, false, 'ida']]);
    expect(textOf(await press('rosa', 'round', 'round'))).toMatch(
      /Dermatology: 1 student needs 2, interviewers offer 10: recruit 1/,
    );
    await send('rosa', 'save-relax', 1, { specialty: 'dermatology', related: ['plastic-surgery'], advisors: [] });
    await press('rosa', 'match');
    expect(await seats('ana')).toEqual([
      [1, false, 'ida'],
      [2, true, 'jon'],
    ]);
    await press('rosa', 'publish');
    const rows = await database.db.execute<{ content: unknown; id: number }>(
      sql`select content, person_id as id from outbox where content->>'news' = 'published'`,
    );
    const feature = ctx.features.find(({ name }) => name === 'interviews');
    const said = async (name: string) =>
      (
        await feature?.composers?.news?.(
          ctx,
          people.get(name) ?? null,
          rows.find(({ id }) => id === idOf(name))?.content,
        )
      )?.text;
    expect(await said('ana')).toContain('One of your interviewers is of another specialty');
    expect(await said('jon')).not.toContain('another specialty');
  });

  it('is never on a committee for it, whatever is allowed; taken back, the rule holds again', async () => {
    await short();
    await offer('jon', []);
    await send('rosa', 'save-relax', 1, { specialty: 'dermatology', related: ['plastic-surgery'], advisors: ['yes'] });
    await press('rosa', 'match');
    expect(await seats('ana')).toEqual([[1, false, 'ida']]);
    await offer('jon');
    await send('rosa', 'save-relax', 1, { specialty: 'dermatology', related: [], advisors: [] });
    await press('rosa', 'match');
    expect(await seats('ana')).toEqual([[1, false, 'ida']]);
  });
});
