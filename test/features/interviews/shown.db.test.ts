// What is shown of interviews to whom: packets to their interviewers until feedback is given, the Home of interviewers, everybody's own zone,
// reminders, and numbers for staff.
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Asker, Feature } from '../../../src/feature.ts';
import type { Interview } from '../../../src/features/interviews/rules/interview-life.ts';
import type { Person } from '../../../src/people/person.ts';
import { answerText } from '../../support/answer-text.ts';
import {
  booked,
  ctx,
  database,
  EVENINGS,
  INTERVIEWERS,
  idOf,
  nameOf,
  of,
  offer,
  openIt,
  people,
  press,
  published,
  STUDENTS,
  send,
  signUp,
  textOf,
  useInterviewTrial,
} from '../../support/interview-trial.ts';

useInterviewTrial();

const FEEDBACK = {
  communication: '5',
  content: '4',
  professionalism: '5',
  setUp: '3',
  strengths: 'Calm',
  workOn: 'Pace',
};

function feature(): Feature {
  const found = ctx.features.find(({ name }) => name === 'interviews');
  if (!found) throw new Error('no interviews');
  return found;
}

function known(name: string) {
  const person = people.get(name);
  if (!person) throw new Error(`${name} is nobody`);
  return person;
}

const asker = (name: string): Asker => ({
  person: known(name),
  today: ctx.program.today(ctx.clock.now()),
  zone: 'America/New_York',
});
const home = async (name: string) => answerText((await feature().home?.(ctx, asker(name))) ?? []);
const own = async (name: string) => answerText(await ownReply(name));
const ownReply = (name: string) => {
  const command = feature().commands?.find(({ name: one }) => one === 'interview');
  if (!command) throw new Error('no command');
  return command.run(ctx, asker(name), '');
};

async function first(name: string): Promise<Interview> {
  const [one] = await of(name);
  if (!one) throw new Error(`${name} has no interview`);
  return one;
}

describe('the packet of a student', () => {
  const packet = 'https://example.edu/folder-of-ana';
  beforeEach(async () => {
    await published();
    await signUp('ana', { packet });
  });

  it('is seen by their interviewers alone, tried as everyone else', async () => {
    const mine = new Set((await of('ana')).map(({ interviewerId }) => nameOf(interviewerId)));
    expect(mine.size).toBe(2);
    for (const name of [...INTERVIEWERS, ...STUDENTS, 'sam', 'rosa'])
      expect([name, (await own(name)).includes(packet)]).toEqual([name, mine.has(name)]);
    const lists = await Promise.all(EVENINGS.map((day) => press('rosa', 'list-day', day)));
    for (const staff of [...lists, await press('rosa', 'round', 'round')]) expect(textOf(staff)).not.toContain(packet);
  });

  it('is gone for who has given feedback, and stays for the other interviewer', async () => {
    const [one, other] = await of('ana');
    if (!one || !other) throw new Error('ana has fewer than two');
    ctx.clock.set(Temporal.Instant.from('2027-09-16T09:00:00-04:00'));
    const who = nameOf(one.interviewerId);
    await send(who, 'save-feedback', one.id, FEEDBACK);
    expect(await own(who)).not.toContain(packet);
    expect(await own(nameOf(other.interviewerId))).toContain(packet);
  });
});

describe('Home', () => {
  it('of an interviewer has what waits, then times offered, then the schedule with what to do', async () => {
    await openIt();
    expect(await home('ida')).toContain('Would you interview again?');
    for (const name of ['ida', 'jon']) await offer(name);
    expect(await home('ida')).toContain('You offer 10 times on September 14, 2027 and September 15, 2027.');
    await signUp('ana');
    await press('rosa', 'match');
    // A draft is seen by staff alone.
    expect(await home('ida')).not.toMatch(/ana|Confirm/);
    await press('rosa', 'publish');
    const shown = await home('ida');
    expect(shown).toContain('1 of them is taken.');
    expect(shown).toMatch(/ana/);
    for (const word of ['please confirm', 'Confirm', "I can't", 'Add to calendar']) expect(shown).toContain(word);
    const one = await first('ida');
    ctx.clock.set(one.endsAt);
    expect(await home('ida')).toContain('Give feedback');
    const waiting = (await feature().waiting?.(ctx, [known('ida')]))?.get(idOf('ida'));
    expect(waiting?.map(({ text }) => text)).toEqual(['ana is waiting for your feedback.']);
  });

  it('of who has no part in the round says nothing of it', async () => {
    await openIt();
    expect(await home('rosa')).toBe('');
  });
});

it('times are those of who reads them', async () => {
  await database.db.execute(sql`update people set time_zone = 'America/Los_Angeles' where id = ${idOf('ida')}`);
  await published();
  const one = await first('ida');
  const at = (zone: string, name: string) =>
    `${one.startsAt.toLocaleString('en-US', { timeZone: zone, hour: 'numeric', minute: '2-digit' })} ${name}`;
  const ida = { ...known('ida'), timeZone: 'America/Los_Angeles' };
  const news = async (person: Person) => {
    const [row] = await database.db.execute<{ content: unknown }>(
      sql`select content from outbox where person_id = ${person.id} and content->>'news' = 'published'`,
    );
    return (await feature().composers?.news?.(ctx, person, row?.content))?.text;
  };
  expect(await news(ida)).toContain(at('America/Los_Angeles', 'PDT').replace(/\u202f/g, ' '));
  expect(await news(known(nameOf(one.studentId)))).toContain(at('America/New_York', 'EDT').replace(/\u202f/g, ' '));
});

it('both are reminded a day and an hour before; an hour before it is about the same interview still', async () => {
  await published();
  const one = await first('ana');
  const both = [known('ana'), known(nameOf(one.interviewerId))];
  const due = await feature().due?.(ctx, both, one.startsAt.subtract({ hours: 48 }), one.startsAt);
  for (const { id } of both) {
    const mine = (due?.get(id) ?? []).filter(({ subject }) => subject === `interview:${one.id}`);
    expect(mine.map(({ lead }) => lead).sort()).toEqual(['P1D', 'PT1H']);
    expect(mine.every(({ booked, via }) => booked && via === 'message')).toBe(true);
    expect(mine.find(({ lead }) => lead === 'PT1H')?.dueAt).toEqual(one.startsAt.subtract({ hours: 1 }));
  }
  const key = { kind: 'interview', subject: `interview:${one.id}`, lead: 'PT1H' } as const;
  expect((await feature().stillTrue?.(ctx, known('ana'), key))?.upcoming.title).toContain('Practice interview with');
  await press('ana', 'cannot', one.id);
  expect(await feature().stillTrue?.(ctx, known('ana'), key)).toBeNull();
});

describe('numbers for staff', () => {
  const page = async () => textOf(await press('rosa', 'round', 'round'));

  it('say who has not answered, what is booked, held and did not take place, and how much feedback there is', async () => {
    await openIt();
    const labels = async () => (await feature().counts?.(ctx))?.map(({ label, count }) => `${count} ${label}`);
    expect(await labels()).toEqual(['7 interviewers who have not answered']);
    for (const name of ['ida', 'jon']) await offer(name);
    for (const name of ['ana', 'ben']) await signUp(name);
    expect(await labels()).toEqual(['5 interviewers who have not answered', '4 practice interviews not planned yet']);
    await press('rosa', 'match');
    await press('rosa', 'publish');
    expect(await page()).toContain('4 interviews: 4 booked, 0 held, 0 did not take place; 0 with feedback.');
    const [one, other] = await of('ana');
    if (!one || !other) throw new Error('ana has fewer than two');
    ctx.clock.set(Temporal.Instant.from('2027-09-16T09:00:00-04:00'));
    await send(nameOf(one.interviewerId), 'save-feedback', one.id, FEEDBACK);
    await press('ana', 'not-held', other.id);
    expect(await page()).toContain('4 interviews: 2 booked, 1 held, 1 did not take place; 1 with feedback.');
    expect(await page()).not.toContain('Calm');
  });

  it('say how near to the best a plan is where that is not proved, and that it ran out of time', async () => {
    await openIt();
    for (const name of ['ida', 'jon']) await offer(name);
    await signUp('ana');
    await press('rosa', 'match');
    expect(await page()).toContain('students with at least one 1, proved; interviews 2, proved');
    const aim = (value: number, bound: number) => ({ value, bound, gap: (bound - value) / value });
    const report = {
      aims: { students: aim(1, 1), interviews: aim(8, 10), wishes: aim(1, 1), load: aim(2, 2) },
      milliseconds: { served: 10, all: 1_500 },
      cut: true,
      withoutHighs: 'search alone',
    };
    await database.db.execute(sql`update interview_rounds set report = ${JSON.stringify(report)}::jsonb`);
    expect(await page()).toContain('interviews 8, bound 10, gap 25.0 %');
    expect(await page()).toContain('It ran out of time: matching again may give another plan.');
    expect(await page()).toContain('The solver could not be asked');
  });

  it('list the interviews of an evening and of a specialty', async () => {
    await published();
    const byDay = textOf(await press('rosa', 'list-day', EVENINGS[0] ?? ''));
    const bySpecialty = textOf(await press('rosa', 'list-specialty', 'dermatology'));
    expect(bySpecialty).toContain('Dermatology');
    for (const { studentId, interviewerId, startsAt } of await booked()) {
      const line = new RegExp(
        `${nameOf(studentId)}.*${nameOf(interviewerId)}|${nameOf(interviewerId)}.*${nameOf(studentId)}`,
      );
      expect(bySpecialty).toMatch(line);
      const isFirst = startsAt.toString().startsWith(EVENINGS[0] ?? '');
      if (isFirst) expect(byDay).toMatch(line);
      else expect(byDay).not.toMatch(line);
    }
    expect(textOf(await press('rosa', 'list-specialty', 'no-such'))).not.toContain('ana');
    expect((await press('ana', 'list-specialty', 'dermatology')).done.outcome).toBe('refused');
  });
});
