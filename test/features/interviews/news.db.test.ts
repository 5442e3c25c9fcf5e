// What people read of changes that are not somebody's "I can't": whose act it was is not guessed, nobody is blamed.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import {
  ctx,
  database,
  idOf,
  nameOf,
  of,
  offer,
  people,
  press,
  published,
  send,
  textOf,
  useInterviewTrial,
} from '../../support/interview-trial.ts';

useInterviewTrial();

async function first(name: string) {
  const [one] = await of(name);
  if (!one) throw new Error(`${name} has no interview`);
  return one;
}

/** What somebody was told last, as it is written now. */
async function lastTold(name: string, composer = 'news'): Promise<string> {
  const [row] = await database.db.execute<{ content: unknown }>(
    sql`select content from outbox where composer = ${`interviews.${composer}`} and person_id = ${idOf(name)} order by id desc limit 1`,
  );
  const feature = ctx.features.find(({ name: one }) => one === 'interviews');
  return (await feature?.composers?.[composer]?.(ctx, people.get(name) ?? null, row?.content))?.text ?? '';
}

it.each([['cancel'], ['apart']])('staff take an interview out (%s): the student reads that they did', async (act) => {
  await published();
  const one = await first('ana');
  await send('rosa', 'save-change', one.id, { act, other: null });
  expect(await lastTold('ana')).toContain('The career planning staff have taken your practice interview');
  expect(await lastTold('ana')).not.toContain("can't come");
});

it('staff move an interview: the student reads that they did', async () => {
  await published();
  const one = await first('ana');
  const form = (await press('rosa', 'change', one.id)).reply.form;
  const other = /"value":"(\d+\/\d+\/dermatology)"/.exec(JSON.stringify(form?.blocks))?.[1] ?? '';
  await send('rosa', 'save-change', one.id, { act: 'move', other });
  expect(await lastTold('ana')).toContain('The career planning staff have moved your practice interview');
});

it('an interviewer leaves: the student reads that it has ended and is nothing they did; so does an interviewer whose student withdraws', async () => {
  await published();
  const one = await first('ana');
  const person = people.get(nameOf(one.interviewerId));
  if (!person) throw new Error('nobody');
  await ctx.transaction(async (tx) => {
    const change = { before: person, after: { ...person, active: false } };
    for (const feature of ctx.features) await feature.onPeopleChanged?.(ctx, tx, [change]);
  });
  expect(await lastTold('ana')).toContain('has ended before it began; this is nothing you did');
  const ben = await first('ben');
  await press('ben', 'withdraw');
  expect(await lastTold(nameOf(ben.interviewerId))).toContain('this is nothing you did');
});

it('a committee is entered: staff read that the interview no longer fits, not that a confirmation was not taken', async () => {
  await published();
  const one = await first('ana');
  await offer(nameOf(one.interviewerId), undefined, { committee: 'yes', committees: ['dermatology'] });
  expect(await lastTold('rosa', 'alert')).toContain('no longer fits the rules');
  expect(await lastTold('rosa', 'alert')).not.toContain('did not take');
});

it('staff do not change an interview that has begun', async () => {
  await published();
  const one = await first('ana');
  ctx.clock.set(one.startsAt);
  for (const act of ['cancel', 'move', 'apart'])
    expect(textOf(await send('rosa', 'save-change', one.id, { act, other: null }))).toContain('has begun');
  expect((await of('ana')).map(({ id }) => id)).toContain(one.id);
});
