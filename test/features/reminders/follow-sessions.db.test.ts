// What somebody asked to be reminded of, when its session moves.
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownReminders, people } from '../../../src/db/schema.ts';
import { toInstant } from '../../../src/domain/stored-instant.ts';
import { cancelSession, dateSession, moveSession } from '../../../src/features/calendar/acts/change-session.ts';
import { remindMe, snooze } from '../../../src/features/reminders/handlers.ts';
import type { Person } from '../../../src/people/person.ts';
import { findPersonByEmail, savePeople } from '../../../src/people/store.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { answerText } from '../../support/answer-text.ts';
import { moment, wall } from '../../support/delivery-builders.ts';
import { person, student } from '../../support/people-builders.ts';
import { pathways } from '../../support/school-calendar.ts';
import { createTestContext, type TestContext } from '../../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const asStaff = { as: 'rosa@example.edu', dryRun: false };
const program = await loadProgram();
let database: TestDatabase;
let ctx: TestContext;
let ada: Person;

beforeEach(async () => {
  database = await createTestDatabase();
  ctx = createTestContext(database, program, '2026-12-01');
  const rosa = person({ id: 101, emails: ['rosa@example.edu'], roles: ['staff'] });
  const known = student(pathways(), { id: 1, emails: ['ada@example.edu'] });
  await database.db.transaction((tx) => savePeople(tx, [rosa, known], '2026-12-01T00:00:00Z'));
  await ctx.db.update(people).set({ timeZone: 'America/New_York', slackUserId: 'U1' }).where(eq(people.id, 1));
  const found = await findPersonByEmail(ctx.db, 'ada@example.edu');
  if (!found) throw new Error('Ada is nobody');
  ada = found;
  const cells = { event: 'applying-with-eras', key: 'eras', place: 'TMEC 128' };
  await dateSession(ctx, { ...cells, starts: '2027-06-08 17:00', ends: '2027-06-08 18:00' }, asStaff);
});
afterEach(() => database.drop());

const asker = () => ({ person: ada, today: '2026-12-01', zone: 'America/New_York' });
const press = async (what: typeof remindMe) => {
  const id = (await ctx.db.query.sessions.findFirst())?.id;
  return answerText(await what(ctx, asker(), `session:${id}`));
};
const kept = async () => (await ctx.db.select().from(ownReminders)).map(({ dueAt }) => wall(toInstant(dueAt)));
const move = (starts: string, ends: string) => moveSession(ctx, 'eras', { starts, ends }, asStaff);

test('it moves as well, an hour before where the day before has passed, and is gone where both have', async () => {
  expect(await press(remindMe)).toContain('Jun 7');
  const [before = ''] = await kept();
  expect(before.slice(0, 10)).toBe('2027-06-07');
  await move('2027-06-15 17:00', '2027-06-15 18:00');
  expect(await kept()).toEqual([before.replace('-07', '-14')]);
  ctx.clock.set(moment('2027-06-01 20:00'));
  await move('2027-06-02 12:00', '2027-06-02 13:00');
  expect(await kept()).toEqual(['2027-06-02 11:00']);
  ctx.clock.set(moment('2027-06-02 10:50'));
  await move('2027-06-02 11:30', '2027-06-02 12:30');
  expect(await kept()).toEqual([]);
});

test('a snooze stays at the moment that was promised', async () => {
  await press(snooze);
  const before = await kept();
  await move('2027-06-15 17:00', '2027-06-15 18:00');
  expect(await kept()).toEqual(before);
});

test('a cancelled session keeps it, and reminds of nothing unless it is dated again', async () => {
  await press(remindMe);
  const before = await kept();
  await cancelSession(ctx, 'eras', { ...asStaff, postponed: true });
  expect(await kept()).toEqual(before);
});
