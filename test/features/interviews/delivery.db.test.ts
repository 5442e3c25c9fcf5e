// What is said unasked of interviews comes in the hours of those who read it; what is about the next 24 hours comes at once.
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import {
  ctx,
  database,
  idOf,
  nameOf,
  of,
  offer,
  openIt,
  people,
  press,
  published,
  signUp,
  useInterviewTrial,
} from '../../support/interview-trial.ts';

useInterviewTrial();

/** When somebody is told, by composer or occasion, at the school. */
async function moments(name: string): Promise<Map<string, string>> {
  const rows = await database.db.execute<{ composer: string; news: string | null; due: string }>(
    sql`select composer, coalesce(content->>'news', content->>'alert') as news, due_at as due from outbox where person_id = ${idOf(name)} order by id`,
  );
  return new Map(
    rows.map(({ composer, news, due }) => [
      news ?? composer.replace('interviews.', ''),
      Temporal.Instant.from(due.replace(' ', 'T'))
        .toZonedDateTimeISO('America/New_York')
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' }),
    ]),
  );
}

it('invitations, the plan and alerts wait for the morning, invitations for the end of a pause as well', async () => {
  ctx.clock.set(Temporal.Instant.from('2027-08-20T22:30:00-04:00'));
  await database.db.execute(
    sql`insert into person_settings (person_id, paused_until) values (${idOf('ben')}, '2027-08-25')`,
  );
  await openIt();
  for (const name of ['ida', 'jon']) await offer(name, ['2027-09-14']);
  for (const name of ['ana', 'ben']) await signUp(name);
  await press('rosa', 'match');
  await press('rosa', 'publish');
  expect(await moments('ana')).toEqual(
    new Map([
      ['invite', '2027-08-21T08:00'],
      ['published', '2027-08-21T08:00'],
    ]),
  );
  expect(await moments('ben')).toEqual(
    new Map([
      ['invite', '2027-08-25T08:00'],
      ['published', '2027-08-21T08:00'],
    ]),
  );
  expect((await moments('ida')).get('ask')).toBe('2027-08-21T08:00');
  await offer('ida', [], { committee: 'yes', committees: ['dermatology'] });
  expect((await moments('rosa')).get('rule')).toBe('2027-08-21T08:00');
});

it('what is about the next 24 hours is told at once', async () => {
  await published();
  const [one] = await of('ana');
  if (!one) throw new Error('ana has no interview');
  ctx.clock.set(one.startsAt.subtract({ hours: 19 }));
  await press(nameOf(one.interviewerId), 'cannot', one.id);
  const now = ctx.clock
    .now()
    .toZonedDateTimeISO('America/New_York')
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
  expect((await moments('ana')).get('kept')).toBe(now);
  expect((await moments('rosa')).get('short-notice')).toBe(now);
});

it('nothing is said to somebody who is on leave, also where they went after it was queued', async () => {
  await published();
  const away = { ...people.get('ana'), active: false } as const;
  const feature = ctx.features.find(({ name }) => name === 'interviews');
  const [row] = await database.db.execute<{ content: unknown }>(
    sql`select content from outbox where person_id = ${idOf('ana')} and content->>'news' = 'published'`,
  );
  const ana = people.get('ana');
  if (!ana) throw new Error('no ana');
  expect(await feature?.composers?.news?.(ctx, ana, row?.content)).not.toBeNull();
  expect(await feature?.composers?.news?.(ctx, { ...ana, ...away }, row?.content)).toBeNull();
});
