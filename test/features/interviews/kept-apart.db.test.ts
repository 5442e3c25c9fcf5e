// Who is kept apart by what other slices know: one's own RASA, and whom somebody does not want to be paired with.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { database, idOf, of, offer, openIt, press, signUp, useInterviewTrial } from '../../support/interview-trial.ts';

useInterviewTrial();

it('a student never meets their own RASA, nor whom either of the two does not want to be paired with', async () => {
  await database.db.execute(
    sql`insert into rasas (person_id, specialty, capacity) values (${idOf('ida')}, 'dermatology', 3)`,
  );
  await database.db.execute(
    sql`insert into assignments (kind, student_id, advisor_id, specialty, starts_on) values ('rasa', ${idOf('ana')}, ${idOf('ida')}, 'dermatology', '2027-01-01')`,
  );
  await database.db.execute(sql`insert into do_not_pair values (${idOf('jon')}, ${idOf('ana')}, now())`);
  await openIt();
  for (const name of ['ida', 'jon', 'kim']) await offer(name);
  await signUp('ana');
  await press('rosa', 'match');
  expect((await of('ana')).map(({ interviewerId }) => interviewerId)).toEqual([idOf('kim')]);
});
