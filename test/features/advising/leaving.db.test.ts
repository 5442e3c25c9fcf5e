// What becomes of matches when somebody leaves, or is a RASA no more, and when that is said.
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AdvisingWorkspace, createAdvisingWorkspace } from '../../support/advising-workspace.ts';

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
const choose = (who: string, ...specialties: string[]) =>
  at.sent(who, 'advising.save-choice', '', { specialties, years: [] });
const need = async (student: string, specialty: string, rasa: string) =>
  `${await id(student)}/${specialty}/${await id(rasa)}`;
const taken = async () =>
  (await at.database.db.execute<{ taken: number }>(sql`select taken from rasas order by specialty`)).map(
    (row) => row.taken,
  );

describe('when somebody leaves', () => {
  it('a student frees the RASA and ends with everybody in neutral words, and their choices are gone', async () => {
    await choose('ada', 'general-surgery');
    await at.pressed('rosa', 'advising.confirm-rasa', await need('ada', 'general-surgery', 'gus'));
    await at.leave('ada');
    expect(await taken()).toEqual([0, 0]);
    const [gus, sol] = [await id('gus'), await id('sol')];
    expect((await at.queued()).slice(-2).sort()).toEqual(
      [`advising.match-ended person:${gus}`, `advising.match-ended person:${sol}`].sort(),
    );
    expect((await at.said()).every((text) => !text.includes('meet Gus'))).toBe(true);
    expect(await at.says('sol', 'advisees')).not.toContain('Ada');
    expect(await at.says('rosa', 'staff rasas')).toContain('Nobody is waiting');
  });

  it('a RASA leaves the student waiting for another, who is told', async () => {
    await choose('ada', 'general-surgery');
    await at.pressed('rosa', 'advising.confirm-rasa', await need('ada', 'general-surgery', 'gus'));
    await at.leave('gus');
    expect((await at.said()).at(-1)).toContain(
      'This match has ended: Gus Rasa, your RASA for General Surgery. Nothing you did. Staff are choosing somebody else for you already',
    );
    expect(await at.says('rosa', 'staff rasas')).toContain(
      'Ada Applying, General Surgery (since December 1, 2026): no RASA has a place left',
    );
  });

  it('who is no RASA any more is nobody’s, and the student reads how to get another', async () => {
    await choose('ada', 'general-surgery');
    await at.pressed('rosa', 'advising.confirm-rasa', await need('ada', 'general-surgery', 'gus'));
    const gus = await id('gus');
    await at.send('rosa', 'people.save-roles', `${gus}/rasa`, { roles: ['interviewer'] });
    const ends = (await at.said()).filter((text) => text.includes('This match has ended'));
    expect(ends).toHaveLength(2);
    expect(ends[0] ?? '').toContain('Staff are choosing somebody else for you already');
    expect(ends[1]).toMatch(/whose RASA for General Surgery you were\. Nothing you did\.$/);
    expect(await at.says('rosa', 'staff rasas')).toContain('Ada Applying, General Surgery');
  });

  it('in Match week that is said after it', async () => {
    await choose('ada', 'general-surgery');
    await at.pressed('rosa', 'advising.confirm-rasa', await need('ada', 'general-surgery', 'gus'));
    await at.database.db.execute(
      sql`insert into program_dates (subject, year, day) values ('match/nrmp', 2028, '2028-03-17')`,
    );
    at.ctx.clock.set(Temporal.Instant.from('2028-03-14T15:00:00Z'));
    await at.leave('gus');
    const due = await at.database.db.execute(
      sql`select due_at from outbox where composer = 'advising.match-ended' and person_id = ${await id('ada')}`,
    );
    expect(due.map((row) => Temporal.Instant.from(String(row.due_at)).toString())).toEqual(['2028-03-20T12:00:00Z']);
  });

  it('in quiet hours that is said at their end, and staff read in their own hours what they have to pass on', async () => {
    await choose('ada', 'general-surgery', 'dermatology');
    await at.pressed('rosa', 'advising.confirm-rasa', await need('ada', 'dermatology', 'kei'));
    await at.database.db.execute(sql`update people set time_zone = 'America/Los_Angeles' where name = 'Gus Rasa'`);
    await at.database.db.execute(sql`update people set time_zone = 'Europe/London' where name = 'Rosa Staff'`);
    at.ctx.clock.set(Temporal.Instant.from('2026-12-03T03:30:00Z'));
    await at.pressed('rosa', 'advising.confirm-rasa', await need('ada', 'general-surgery', 'gus'));
    await at.leave('ada');
    const due = async (composer: string) =>
      (
        await at.database.db.execute<{ who: string | null; due: string }>(
          sql`select p.name as who, o.due_at as due from outbox o left join people p on p.id = o.person_id
            where o.composer = ${composer} and o.enqueued_at > '2026-12-03T00:00Z' order by p.name`,
        )
      ).map((row) => `${row.who ?? 'both'} ${Temporal.Instant.from(String(row.due)).round('minute')}`);
    // Half past ten in Boston, half past seven in Los Angeles, half past three in London.
    expect(await due('advising.introduction')).toEqual(['both 2026-12-03T16:00:00Z']);
    expect(await due('advising.match-ended')).toEqual([
      'Gus Rasa 2026-12-03T03:30:00Z',
      'Sol Society 2026-12-03T13:00:00Z',
    ]);
    expect(await due('advising.tell-by-email')).toEqual([
      'Rosa Staff 2026-12-03T08:00:00Z',
      'Sam Staff 2026-12-03T13:00:00Z',
    ]);
  });

  it('who stays and is outside Slack is told by staff, who get the text', async () => {
    await choose('ada', 'dermatology');
    await at.pressed('rosa', 'advising.confirm-rasa', await need('ada', 'dermatology', 'kei'));
    await at.leave('ada');
    const texts = (await at.said()).filter((text) => text.includes('kei@example.edu'));
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain(
      'This match has ended: Ada Applying, whose RASA for Dermatology you were. Nothing you did.',
    );
  });
});
