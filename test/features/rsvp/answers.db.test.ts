// Places, the waiting list and who is told, on a real database, above all when many answer at the same moment.
import { and, asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outbox, programDates, rsvps, sessions } from '../../../src/db/schema.ts';
import type { RsvpAnswer } from '../../../src/domain/rsvp.ts';
import { toInstant } from '../../../src/domain/stored-instant.ts';
import { UserError } from '../../../src/errors.ts';
import { cancelSession, moveSession } from '../../../src/features/calendar/acts/change-session.ts';
import { importSessions } from '../../../src/features/calendar/import-sessions.ts';
import { saveSessions } from '../../../src/features/calendar/store/sessions.ts';
import { sayGoing, sayNotGoing } from '../../../src/features/rsvp/handlers/answer.ts';
import { composePlaceFree, noteSessions, waitingPromotions } from '../../../src/features/rsvp/handlers/notes.ts';
import { releasePlaces } from '../../../src/features/rsvp/handlers/release-places.ts';
import { importRoster } from '../../../src/people/import-roster.ts';
import type { Person } from '../../../src/people/person.ts';
import { allPeople, savePeople } from '../../../src/people/store.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { answerText } from '../../support/answer-text.ts';
import { moment, wall } from '../../support/delivery-builders.ts';
import { person, roster, session, student } from '../../support/people-builders.ts';
import { pathways } from '../../support/school-calendar.ts';
import { createTestContext, type TestContext } from '../../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const TODAY = '2026-12-01';
const STUDENTS = 12;
const program = await loadProgram();
const staff = person({ id: 101, emails: ['rosa@example.edu'], roles: ['staff'] });
const students = Array.from({ length: STUDENTS }, (_, at) => student(pathways(), { id: at + 1 }));
const asStaff = { as: 'rosa@example.edu', dryRun: false };
let database: TestDatabase;
let ctx: TestContext;
let id: number;

beforeEach(async () => {
  database = await createTestDatabase();
  ctx = createTestContext(database, program, TODAY);
  await database.db.transaction((tx) => savePeople(tx, [staff, ...students], '2026-12-01T00:00:00Z'));
  id = await dated('eras', 2);
});
afterEach(() => database.drop());

async function dated(key: string, capacity: number | null, day = '2027-06-08'): Promise<number> {
  const plan = session('applying-with-eras', day, { key, capacity });
  const [saved = 0] = await database.db.transaction((tx) => saveSessions(tx, [plan]));
  return saved;
}

/** Later than whatever was answered before: the order of answers is that of the clock. */
function later(): void {
  ctx.clock.set(ctx.clock.now().add({ minutes: 1 }));
}

const asker = (who: Person) => ({ person: who, today: TODAY, zone: 'America/New_York' });
const nth = (at: number): Person => students[at - 1] ?? staff;
const going = async (at: number, where = id) => answerText(await sayGoing(ctx, asker(nth(at)), String(where)));
const notGoing = async (at: number, where = id) => answerText(await sayNotGoing(ctx, asker(nth(at)), String(where)));
const taken = async () => (await database.db.select().from(sessions).where(eq(sessions.id, id)))[0]?.taken;
const peopleWith = async (answer: RsvpAnswer) =>
  (
    await database.db
      .select()
      .from(rsvps)
      .where(and(eq(rsvps.sessionId, id), eq(rsvps.answer, answer)))
      .orderBy(asc(rsvps.answeredAt), asc(rsvps.personId))
  ).map(({ personId }) => personId);
const told = async () => (await database.db.select().from(outbox).orderBy(outbox.id)).map((row) => row.personId);

/** Three go, one after the other: two have the places, the third waits. */
async function full(): Promise<void> {
  for (const at of [1, 2, 3]) {
    await going(at);
    later();
  }
}

describe('saying Going', () => {
  it('gives a place as long as there are any, then a number on the waiting list', async () => {
    expect(await going(1)).toContain("You're going:");
    later();
    await going(2);
    later();
    expect(await going(3)).toContain("All 2 places are taken, so you're number 1 on the waiting list");
    later();
    expect(await going(4)).toContain('number 2 on the waiting list');
    expect([await peopleWith('going'), await peopleWith('waiting'), await taken()]).toEqual([[1, 2], [3, 4], 2]);
  });

  it('twice changes nothing: neither the place nor the turn', async () => {
    await full();
    await going(4);
    later();
    await going(3);
    await going(1);
    expect([await peopleWith('going'), await peopleWith('waiting'), await taken()]).toEqual([[1, 2], [3, 4], 2]);
  });

  it.each([
    ['somebody for whom it is not', () => asker(staff)],
    ['a student of another class', () => asker(student({ ...pathways(), class: 2031 }, { id: 1 }))],
  ])('is refused to %s', async (_, who) => {
    await expect(sayGoing(ctx, who(), String(id))).rejects.toThrow(UserError);
    expect(await taken()).toBe(0);
  });

  it.each(['', '0', '999999', 'eras', '1; drop table rsvps'])('knows no session %j', async (value) => {
    await expect(sayGoing(ctx, asker(nth(1)), value)).rejects.toThrow('no longer in the program');
  });

  it('is refused kindly once it is closed, has begun or was cancelled', async () => {
    await moveSession(ctx, 'eras', { rsvp_closes: '2026-12-05 12:00' }, asStaff);
    await going(1);
    ctx.clock.set(ctx.clock.now().add({ hours: 24 * 5 }));
    await expect(going(2)).rejects.toThrow('closed on Sat, Dec 5, 2026, 12:00 PM EST');
    expect(await going(1)).toContain("You're going:");
    expect(await notGoing(1)).toContain("you're not going");
    await cancelSession(ctx, 'eras', { ...asStaff, postponed: false });
    await expect(notGoing(2)).rejects.toThrow('was cancelled');
  });
});

describe('a place that is given back', () => {
  it('goes to the first who waits, who is told at once', async () => {
    await full();
    await going(4);
    await notGoing(1);
    expect([await peopleWith('going'), await peopleWith('waiting'), await taken()]).toEqual([[2, 3], [4], 2]);
    expect(await database.db.select().from(outbox)).toMatchObject([
      { personId: 3, lane: 'answers', kind: 'post', composer: 'rsvp.place-free', content: { sessionId: id } },
    ]);
    const message = await composePlaceFree(ctx, nth(3), { sessionId: id });
    expect(answerText(message)).toContain('A place has become free, and it is yours');
    expect(await composePlaceFree(ctx, nth(2), { sessionId: id })).toBeNull();
    const leave = { kind: 'leave', value: 'leave', from: '2026-11-01', to: '2027-01-01' } as const;
    expect(await composePlaceFree(ctx, student(pathways(leave), { id: 3 }), { sessionId: id })).toBeNull();
  });

  it('is told after Match week to who graduates, and to nobody where it would be too late by then', async () => {
    await database.db.insert(programDates).values({ subject: 'match/nrmp', year: 2028, day: '2028-03-17' });
    const [soon, then] = [await dated('soon', 1, '2028-03-16'), await dated('then', 1, '2028-04-20')];
    const at = (minutes: number) => ctx.clock.now().add({ minutes }).toString();
    for (const sessionId of [soon, then]) {
      await database.db.update(sessions).set({ taken: 1 }).where(eq(sessions.id, sessionId));
      await database.db.insert(rsvps).values([
        { sessionId, personId: 1, answer: 'going', answeredAt: at(1) },
        { sessionId, personId: 2, answer: 'waiting', answeredAt: at(2) },
      ]);
    }
    ctx.clock.set(moment('2028-03-14 12:00'));
    await notGoing(1, soon);
    await notGoing(1, then);
    const told = await database.db.select().from(outbox).orderBy(asc(outbox.id));
    expect(told.map(({ dueAt }) => wall(toInstant(dueAt)))).toEqual(['2028-03-20 08:00', '2028-03-20 08:00']);
    expect(told.map(({ expiresAt }) => (expiresAt ?? '') < '2028-03-20')).toEqual([true, false]);
  });

  it('is passed on by "No, thank you", and kept by "I will be there"', async () => {
    await full();
    await going(4);
    await notGoing(1);
    const waits = async () => [...(await waitingPromotions(ctx, students)).keys()];
    expect(await waits()).toEqual([3]);
    later();
    await notGoing(3);
    expect([await peopleWith('going'), await told(), await waits()]).toEqual([[2, 4], [3, 4], [4]]);
    await going(4);
    expect([await waits(), await taken()]).toEqual([[], 2]);
    expect(await composePlaceFree(ctx, nth(4), { sessionId: id })).toBeNull();
  });

  it('can be won twice by the same person, who is told each time', async () => {
    await full();
    await notGoing(1);
    later();
    await notGoing(3);
    later();
    await going(1);
    later();
    await going(3);
    later();
    await notGoing(1);
    expect([await peopleWith('going'), await told()]).toEqual([
      [2, 3],
      [3, 3],
    ]);
  });

  it('stays free where nobody waits', async () => {
    await going(1);
    await notGoing(1);
    expect([await taken(), await told(), await peopleWith('not-going')]).toEqual([0, [], [1]]);
  });
});

describe('the capacity', () => {
  it('brings in those who wait when it is raised, in their turn', async () => {
    await full();
    for (const at of [4, 5]) {
      await going(at);
      later();
    }
    await moveSession(ctx, 'eras', { capacity: '4' }, asStaff);
    expect([await peopleWith('going'), await peopleWith('waiting'), await told()]).toEqual([[1, 2, 3, 4], [5], [3, 4]]);
    await moveSession(ctx, 'eras', { capacity: '' }, asStaff);
    expect([await peopleWith('waiting'), await taken()]).toEqual([[], 5]);
  });

  it('is not lowered below the places that are taken', async () => {
    await full();
    await expect(moveSession(ctx, 'eras', { capacity: '1' }, asStaff)).rejects.toThrow(
      'capacity: 2 people have a place already',
    );
    await moveSession(ctx, 'eras', { capacity: '2', title: 'ERAS' }, asStaff);
    expect(await taken()).toBe(2);
  });

  it('is imported as well: raised it brings people in, too low it is refused with its line', async () => {
    await full();
    const table = (capacity: number) =>
      `key,event,starts,ends,capacity\neras,applying-with-eras,2027-06-08 17:00,2027-06-08 18:00,${capacity}\n`;
    await expect(importSessions(ctx, table(1), asStaff)).rejects.toThrow('line 2, capacity: 2 people have a place');
    expect(await importSessions(ctx, table(3), asStaff)).toMatchObject({ told: [], unchanged: 0 });
    expect([await peopleWith('going'), await told()]).toEqual([[1, 2, 3], [3]]);
  });

  it('as a dry run promotes nobody', async () => {
    await full();
    const report = await moveSession(ctx, 'eras', { capacity: '9' }, { ...asStaff, dryRun: true });
    expect(report.after.capacity).toBe(9);
    expect([await peopleWith('waiting'), await told(), await taken()]).toEqual([[3], [], 2]);
  });
});

describe('at the same moment', () => {
  it('two cannot take the last place', async () => {
    await going(1);
    later();
    const answers = await Promise.all([2, 3, 4, 5].map((at) => going(at)));
    expect(answers.filter((text) => text.includes("You're going:"))).toHaveLength(1);
    expect([(await peopleWith('going')).length, (await peopleWith('waiting')).length, await taken()]).toEqual([
      2, 3, 2,
    ]);
  });

  it('a promotion and a newcomer do not both get the place', async () => {
    await full();
    await Promise.all([notGoing(1), going(4), going(5)]);
    expect([await peopleWith('going'), (await peopleWith('waiting')).sort(), await taken()]).toEqual([
      [2, 3],
      [4, 5],
      2,
    ]);
    expect(await told()).toEqual([3]);
  });

  it('a session is cancelled while others answer: whoever came first stands, nobody is promoted after it', async () => {
    await full();
    const outcomes = await Promise.allSettled([
      cancelSession(ctx, 'eras', { ...asStaff, postponed: false }),
      ...[4, 5, 6].map((at) => going(at)),
      notGoing(1),
    ]);
    const reasons = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(reasons.every((reason) => reason instanceof UserError)).toBe(true);
    expect(await taken()).toBe((await peopleWith('going')).length);
    expect(await taken()).toBeLessThanOrEqual(2);
  });

  it('whatever all of them press, places and count agree and nobody waits while one is free', async () => {
    const other = await dated('statements', 3, '2027-05-11');
    // A fixed mix: who presses what, where.
    const presses = Array.from({ length: 120 }, (_, at) => ({
      at: ((at * 7) % STUDENTS) + 1,
      press: (at * 5 + Math.floor(at / 11)) % 3 === 0 ? notGoing : going,
      where: at % 4 === 0 ? other : id,
    }));
    await Promise.all(presses.map(({ at, press, where }) => press(at, where)));
    for (const [where, capacity] of [
      [id, 2],
      [other, 3],
    ] as const) {
      const rows = await database.db.select().from(rsvps).where(eq(rsvps.sessionId, where));
      const [row] = await database.db.select().from(sessions).where(eq(sessions.id, where));
      const count = rows.filter(({ answer }) => answer === 'going').length;
      expect(row?.taken).toBe(count);
      if (rows.some(({ answer }) => answer === 'waiting')) expect(count).toBe(capacity);
    }
  });
});

describe('somebody who is changed', () => {
  const line = (at: number, more: string) => `Person ${at},person${at}@example.edu,student,${more}`;

  it('by a roster to another class keeps no place, and the next one gets it', async () => {
    await full();
    const csv = roster(line(1, '2031,pathways,,,'), line(2, '2028,pathways,Castle,,'));
    await importRoster(ctx, csv, asStaff);
    expect([await peopleWith('going'), await taken(), await told()]).toEqual([[2, 3], 2, [3]]);
  });

  it('to a leave on the day of the session leaves the waiting list without a word', async () => {
    await full();
    await importRoster(ctx, roster(line(3, '2028,pathways,,,leave from 2027-05-01 to 2027-09-01')), asStaff);
    expect([await peopleWith('going'), await peopleWith('waiting'), await told()]).toEqual([[1, 2], [], []]);
  });

  it('keeps everything as a dry run, and where the change does not touch it', async () => {
    await full();
    await importRoster(ctx, roster(line(1, '2031,pathways,,,')), { ...asStaff, dryRun: true });
    const [first] = await allPeople(database.db);
    if (first)
      await ctx.transaction((tx) => releasePlaces(ctx, tx, [{ before: first, after: { ...first, name: 'Ada' } }]));
    expect([await peopleWith('going'), await peopleWith('waiting'), await taken()]).toEqual([[1, 2], [3], 2]);
  });

  it('can still give back a place at what is no longer theirs', async () => {
    await going(1);
    const elsewhere = student({ ...pathways(), class: 2031 }, { id: 1 });
    expect(answerText(await sayNotGoing(ctx, asker(elsewhere), String(id)))).toContain("you're not going");
    expect(await taken()).toBe(0);
  });
});

describe('beside a session stands', () => {
  const note = async (who: Person) => (await noteSessions(ctx, who, [id])).get(id);
  const labels = async (who: Person) => (await note(who))?.buttons.map(({ label }) => label);

  it('what the reader can do next', async () => {
    expect(await labels(nth(1))).toEqual(['Going', 'Not going']);
    await full();
    expect(await labels(nth(1))).toEqual(['Not going']);
    expect(await labels(nth(3))).toEqual(['Leave the waiting list']);
    expect(await labels(nth(4))).toEqual(['Join the waiting list', 'Not going']);
    expect((await note(nth(3)))?.text).toContain('number 1');
    expect(await labels(staff)).toEqual([]);
  });

  it('who comes, for staff and for nobody else', async () => {
    await full();
    expect((await note(staff))?.list).toEqual(['Going (2 of 2): Person 1, Person 2', 'Waiting list (1): Person 3']);
    expect((await note(nth(1)))?.list).toEqual([]);
  });
});
