// What is said unasked of interviews comes in the hours of those who read it; what is about the next 24 hours comes at once.
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import {
  answerer,
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
  textOf,
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

/** `22:30` on an evening long before the interviews. */
const late = () => ctx.clock.set(Temporal.Instant.from('2027-08-21T22:30:00-04:00'));

it('calendar files that change wait for the morning as the news do; who changed it has theirs, and what follows, at once', async () => {
  await published();
  const [one] = await of('ana');
  if (!one) throw new Error('ana has no interview');
  const interviewer = nameOf(one.interviewerId);
  for (const name of ['ana', interviewer]) await press(name, 'file', one.id);
  late();
  await press(interviewer, 'cannot', one.id);
  expect((await moments('ana')).get('changed-file')).toBe('2027-08-22T08:00');
  expect((await moments(interviewer)).get('changed-file')).toBe('2027-08-21T22:30');

  const [other] = await of('ben');
  if (!other) throw new Error('ben has no interview');
  await press('ben', 'file', other.id);
  await press(nameOf(other.interviewerId), 'file', other.id);
  await press('ben', 'cannot', other.id);
  expect((await moments('ben')).get('changed-file')).toBe('2027-08-21T22:30');
  expect((await moments(nameOf(other.interviewerId))).get('freed')).toBe('2027-08-22T08:00');
  expect((await moments(nameOf(other.interviewerId))).get('changed-file')).toBe('2027-08-22T08:00');
});

it('a calendar file that changes on the last day comes at once, and to who is on leave it does not come', async () => {
  await published();
  const [one] = await of('ana');
  if (!one) throw new Error('ana has no interview');
  for (const name of ['ana', nameOf(one.interviewerId)]) await press(name, 'file', one.id);
  await database.db.execute(sql`insert into person_overrides (person_id, kind, value, starts_on, returns_on)
    values (${idOf('ana')}, 'leave', 'leave', '2027-01-01', '2028-01-01')`);
  ctx.clock.set(one.startsAt.subtract({ hours: 19 }));
  await press('ana', 'cannot', one.id);
  expect((await moments('ana')).has('changed-file')).toBe(false);
  const now = ctx.clock
    .now()
    .toZonedDateTimeISO('America/New_York')
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
  expect((await moments(nameOf(one.interviewerId))).get('changed-file')).toBe(now);
});

it('a publishing that is taken back in the night cancels files in the morning, and says until when', async () => {
  await published();
  const [one] = await of('ana');
  if (!one) throw new Error('ana has no interview');
  await press('ana', 'file', one.id);
  late();
  const [row] = await database.db.execute<{ id: string }>(
    sql`select max(id) as id from audit where act = 'interviews.publish'`,
  );
  const undo = { actionId: 'staff.undo', value: String(row?.id), triggerId: null, view: null };
  const done = textOf(await answerer.click({ slackUserId: 'rosa', ...undo }));
  expect((await moments('ana')).get('changed-file')).toBe('2027-08-22T08:00');
  expect(done).toContain(
    '1 calendar file is followed by one that takes the interview out again, by about Sun, Aug 22, 2027, 8:0',
  );
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
