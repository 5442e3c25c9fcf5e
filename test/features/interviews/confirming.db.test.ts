// A confirmation is held against every rule as it is then: what was right when it was published may be so no more.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Interview } from '../../../src/features/interviews/rules/interview-life.ts';
import {
  database,
  idOf,
  nameOf,
  of,
  offer,
  press,
  published,
  textOf,
  told,
  useInterviewTrial,
} from '../../support/interview-trial.ts';

useInterviewTrial();

const LOOK = 'I have asked the career planning staff to look at it first';
const answers = () =>
  database.db.execute<{ side: string; answer: string }>(
    sql`select side, answer from interview_confirmations order by side`,
  );

const assigned = (kind: string) => async (one: Interview) =>
  database.db.execute(sql`insert into assignments (kind, student_id, advisor_id, starts_on)
    values (${kind}, ${one.studentId}, ${one.interviewerId}, '2027-01-01')`);

const CHANGES: Record<string, (one: Interview) => Promise<unknown>> = {
  'sits on a committee for it': (one) =>
    offer(nameOf(one.interviewerId), undefined, { committee: 'yes', committees: ['dermatology'] }),
  'has become the PCE mentor': assigned('pce-mentor'),
  'has become the Society Advisor': assigned('society-advisor'),
  'does not want to be paired': (one) =>
    database.db.execute(sql`insert into do_not_pair values (${one.interviewerId}, ${one.studentId}, now())`),
  'is of another specialty': (one) =>
    database.db.execute(
      sql`update person_specialties set specialty = 'urology' where person_id = ${one.interviewerId}`,
    ),
};

it.each(Object.keys(CHANGES))('is not taken where the interviewer %s; staff are asked to look', async (name) => {
  await published();
  const [one] = await of('ana');
  if (!one) throw new Error('ana has no interview');
  await CHANGES[name]?.(one);
  for (const who of ['ana', nameOf(one.interviewerId)])
    expect(textOf(await press(who, 'confirm', one.id))).toContain(LOOK);
  expect(textOf(await press('rosa', 'confirm-for', `${one.id}/${idOf('ana')}`))).toContain('no longer fits the rules');
  expect(await answers()).toEqual([]);
  expect(await told('rosa')).toContain('alert');
  const [other] = (await of('ana')).filter(({ id }) => id !== one.id);
  expect(textOf(await press('ana', 'confirm', other?.id))).toContain('that is confirmed');
});

it('is not taken where the student has said since that the time does not suit', async () => {
  await published();
  const [one] = await of('ana');
  if (!one) throw new Error('ana has no interview');
  await database.db.execute(
    sql`insert into interview_unavailable values (1, ${idOf('ana')}, ${one.startsAt.toString()})`,
  );
  expect(textOf(await press('ana', 'confirm', one.id))).toContain(LOOK);
  expect(await answers()).toEqual([]);
});

it('stands on both sides, pressed once or twice, and by staff for somebody', async () => {
  await published();
  const [one] = await of('ana');
  if (!one) throw new Error('ana has no interview');
  for (const _ of [1, 2]) await press('ana', 'confirm', one.id);
  await press('rosa', 'confirm-for', `${one.id}/${one.interviewerId}`);
  expect([...(await answers())]).toEqual([
    { side: 'interviewer', answer: 'confirmed' },
    { side: 'student', answer: 'confirmed' },
  ]);
});
