// Sessions that are moved, cancelled or fall on a closed day: what is saved, whom it concerns, and what is said of it then.
import { eq } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  audit,
  calendarAdds,
  reminders,
  rsvps,
  sessionChangeReaders,
  sessionChanges,
  sessions,
} from '../../../src/db/schema.ts';
import type { Reminder } from '../../../src/domain/reminder.ts';
import { ListedError, UserError } from '../../../src/errors.ts';
import { cancelSession, dateSession, moveSession } from '../../../src/features/calendar/acts/change-session.ts';
import { closeDay } from '../../../src/features/calendar/acts/close-day.ts';
import { dueReminders } from '../../../src/features/calendar/handlers/due.ts';
import { offerCalendar, openedLink, sendCalendarFile } from '../../../src/features/calendar/handlers/own-calendar.ts';
import { stillTrue } from '../../../src/features/calendar/handlers/still-true.ts';
import { findEvent, upcomingEntries } from '../../../src/features/calendar/handlers.ts';
import { importSessions } from '../../../src/features/calendar/import-sessions.ts';
import { sessionsByKeys } from '../../../src/features/calendar/store/sessions.ts';
import { sayGoing } from '../../../src/features/rsvp/handlers/answer.ts';
import type { Person } from '../../../src/people/person.ts';
import { savePeople } from '../../../src/people/store.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { answerText } from '../../support/answer-text.ts';
import { person, student } from '../../support/people-builders.ts';
import { pathways } from '../../support/school-calendar.ts';
import { createTestContext, noonOf, type TestContext } from '../../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const TODAY = '2027-01-10';
const program = await loadProgram();
const staff = person({ id: 101, emails: ['rosa@example.edu'], roles: ['staff'] });
const students = [1, 2, 3, 4].map((id) => student(pathways(), { id }));
const [ada, bo, cy, di] = students as [Person, Person, Person, Person];
const asStaff = { as: 'rosa@example.edu', dryRun: false };
const road = {
  key: 'road',
  event: 'road-to-residency-1',
  starts: '2027-01-21 17:00',
  ends: '2027-01-21 18:00',
  place: 'TMEC 227',
};
const parts = {
  ...road,
  key: 'parts',
  event: 'competitive-application',
  starts: '2027-01-21 12:00',
  ends: '2027-01-21 13:00',
  link: 'https://example.edu/parts',
};
let database: TestDatabase;
let ctx: TestContext;

beforeEach(async () => {
  database = await createTestDatabase();
  ctx = createTestContext(database, program, TODAY);
  await database.db.transaction((tx) => savePeople(tx, [staff, ...students], '2026-12-01T00:00:00Z'));
  await dateSession(ctx, road, asStaff);
});
afterEach(() => database.drop());

const asker = (who: Person) => ({ person: who, today: TODAY, zone: 'America/New_York' });
async function idOf(key: string): Promise<number> {
  const [found] = await sessionsByKeys(database.db, [key], 'America/New_York');
  return found?.id ?? 0;
}

/** Somebody was told of a session as it was dated then. */
async function tell(who: Person, key: string, outcome: 'message' | 'digest' | 'dropped' = 'digest'): Promise<void> {
  const subject = `session:${await idOf(key)}`;
  const at = ctx.clock.now().toString();
  const row = {
    personId: who.id,
    kind: 'class-meeting',
    subject,
    lead: 'P7D',
    dueAt: at,
    usefulUntil: '2027-01-21T22:00:00Z',
    outcome,
    decidedAt: at,
    counted: false,
  } as const;
  await database.db.insert(reminders).values(row);
}

const due = async (from = noonOf('2027-01-01')): Promise<Map<number, Reminder[]>> =>
  new Map(
    [...(await dueReminders(ctx, students, from, noonOf('2027-02-01')))].map(([id, all]) => [
      id,
      all.filter(({ kind }) => kind === 'change'),
    ]),
  );
const dueTo = async () => [...(await due())].filter(([, all]) => all.length > 0).map(([id]) => id);
async function news(who: Person): Promise<(string | null | undefined)[]> {
  const changes = (await due()).get(who.id) ?? [];
  return Promise.all(changes.map(async (key) => (await stillTrue(ctx, who, key))?.news));
}
function later(): void {
  ctx.clock.set(ctx.clock.now().add({ minutes: 5 }));
}
const event = async (who: Person) => answerText(await findEvent(ctx, asker(who), 'road to residency part 1'));

describe('a session that is moved', () => {
  it('is told once to those who were told the old time, put it into their calendar or said Going, and to nobody else', async () => {
    await tell(ada, 'road');
    await tell(di, 'road', 'dropped');
    await sayGoing(ctx, asker(bo), String(await idOf('road')));
    await sendCalendarFile(ctx, asker(cy), String(await idOf('road')));
    const report = await moveSession(ctx, 'road', { starts: '2027-01-28 17:00' }, asStaff);
    expect(report.told).toMatchObject([{ key: 'road', what: 'moved', people: 3 }]);
    expect(await dueTo()).toEqual([1, 2, 3]);
    const [change] = (await due()).get(1) ?? [];
    expect(change).toMatchObject({ kind: 'change', lead: 'moved', via: 'message', urgent: false });
    expect(String(change?.dueAt)).toMatch(/^2027-01-10T17:00:0/);
    expect(String(change?.usefulUntil)).toBe('2027-01-21T22:00:00Z');
    const said = change && (await stillTrue(ctx, ada, change));
    expect(said).toMatchObject({ news: 'new time', upcoming: { day: '2027-01-28', where: 'TMEC 227' } });
    expect(said?.buttons.map(({ label }) => label)).toEqual(['Going', 'Not going']);
  });

  it('keeps its length and its answers, and counts up for calendars', async () => {
    await sayGoing(ctx, asker(bo), String(await idOf('road')));
    await moveSession(ctx, 'road', { starts: '2027-01-28 17:00' }, asStaff);
    const [moved] = await sessionsByKeys(database.db, ['road'], 'America/New_York');
    expect([String(moved?.startsAt), String(moved?.endsAt), moved?.sequence, moved?.taken]).toEqual([
      '2027-01-28T22:00:00Z',
      '2027-01-28T23:00:00Z',
      1,
      1,
    ]);
    expect(await database.db.select().from(rsvps)).toMatchObject([{ personId: 2, answer: 'going' }]);
  });

  it('is told as it is after the last of several moves', async () => {
    await tell(ada, 'road');
    await moveSession(ctx, 'road', { starts: '2027-01-28 17:00' }, asStaff);
    later();
    await moveSession(ctx, 'road', { place: 'TMEC 250' }, asStaff);
    later();
    await cancelSession(ctx, 'road', { ...asStaff, postponed: false });
    expect(await news(ada)).toEqual(['cancelled']);
    const [first] = await database.db.select().from(sessionChanges);
    const key = { kind: 'change', subject: `change:${first?.id}`, lead: 'moved' } as const;
    expect(await stillTrue(ctx, ada, key)).toBeNull();
  });

  it('is urgent within 48 hours', async () => {
    await tell(ada, 'road');
    ctx.clock.set(noonOf('2027-01-20'));
    await moveSession(ctx, 'road', { starts: '2027-01-22 17:00' }, asStaff);
    expect((await due()).get(1)).toMatchObject([{ urgent: true }]);
  });

  it('by an import is told as well', async () => {
    await tell(ada, 'road');
    const csv = 'key,event,starts,ends\nroad,road-to-residency-1,2027-01-28 17:00,2027-01-28 18:00\n';
    expect((await importSessions(ctx, csv, asStaff)).told).toMatchObject([{ key: 'road', what: 'moved', people: 1 }]);
    expect(await news(ada)).toEqual(['new time']);
    expect((await importSessions(ctx, csv, asStaff)).told).toEqual([]);
  });

  it.each([
    ['a title', { title: 'The Road' }],
    ['a recording', { recording: 'https://example.edu/recording' }],
    ['places', { capacity: '40' }],
  ])('is not told of %s', async (_, cells) => {
    await tell(ada, 'road');
    expect((await moveSession(ctx, 'road', cells, asStaff)).told).toEqual([]);
    expect(await dueTo()).toEqual([]);
  });

  it('changes nothing where nothing is different, as a dry run, or where something is wrong', async () => {
    await tell(ada, 'road');
    const before = [await database.db.select().from(sessions), await database.db.select().from(audit)];
    expect((await moveSession(ctx, 'road', { starts: road.starts }, asStaff)).unchanged).toBe(true);
    const dry = await moveSession(ctx, 'road', { starts: '2027-01-28 17:00' }, { ...asStaff, dryRun: true });
    expect(dry.told).toMatchObject([{ key: 'road', what: 'moved', people: 1 }]);
    const wrong = moveSession(ctx, 'road', { starts: 'tomorrow', capacity: 'many', link: 'x' }, asStaff);
    await expect(wrong).rejects.toThrow(ListedError);
    await expect(wrong).rejects.toThrow(/starts: [\s\S]*link: [\s\S]*capacity: /);
    await expect(moveSession(ctx, 'raod', { starts: road.starts }, asStaff)).rejects.toThrow('did you mean road?');
    expect([await database.db.select().from(sessions), await database.db.select().from(audit)]).toEqual(before);
    expect(await database.db.select().from(sessionChanges)).toEqual([]);
  });

  it.each(['nobody@example.edu', 'person1@example.edu'])('is moved by staff only, not by %s', async (as) => {
    await expect(moveSession(ctx, 'road', { place: 'x' }, { as, dryRun: false })).rejects.toThrow(UserError);
  });

  it('has one row of audit that names its key', async () => {
    await moveSession(ctx, 'road', { starts: '2027-01-28 17:00' }, asStaff);
    const rows = await database.db.select().from(audit).where(eq(audit.act, 'calendar.move-session'));
    expect(rows).toMatchObject([{ actorId: 101, details: { keys: ['road'] } }]);
  });
});

describe('a session that is cancelled', () => {
  const cancel = (postponed = false) => cancelSession(ctx, 'road', { ...asStaff, postponed });
  const lists = async () =>
    ((await upcomingEntries(ctx, [ada], TODAY, '2027-02-28')).get(1) ?? [])
      .filter(({ title }) => title.includes('Part I'))
      .map(({ when }) => when.kind);

  it('leaves all lists, is no longer reminded of, and its month waits for a date again', async () => {
    expect(await lists()).toEqual(['session']);
    await cancel();
    expect(await lists()).toEqual(['window']);
    const reminded = await dueReminders(ctx, students, noonOf('2027-01-01'), noonOf('2027-02-01'));
    expect([...reminded.values()].flat()).toEqual([]);
    const key = { kind: 'class-meeting', subject: `session:${await idOf('road')}`, lead: 'P1D' } as const;
    expect(await stillTrue(ctx, ada, key)).toBeNull();
    await expect(offerCalendar(ctx, asker(ada), String(await idOf('road')))).rejects.toThrow('was cancelled');
  });

  it('says so in the details of its event', async () => {
    await cancel();
    expect(await event(ada)).toMatch(/Thu, Jan 21, 2027, 5:00 PM EST · cancelled/);
    await cancel(true);
    expect(await event(ada)).toContain('postponed, new date to be announced');
  });

  it('is told without buttons, and told again when it takes place after all', async () => {
    await tell(ada, 'road');
    await cancel();
    const [change] = (await due()).get(1) ?? [];
    expect(change && (await stillTrue(ctx, ada, change))).toMatchObject({ news: 'cancelled', buttons: [] });
    later();
    await moveSession(ctx, 'road', { starts: '2027-01-28 17:00' }, asStaff);
    expect(await news(ada)).toEqual(['takes place after all']);
    expect(await lists()).toEqual(['session']);
  });

  it('needs a time to take place again', async () => {
    await cancel(true);
    await expect(moveSession(ctx, 'road', { place: 'TMEC 250' }, asStaff)).rejects.toThrow('give the time');
  });

  it('is cancelled once', async () => {
    await tell(ada, 'road');
    await cancel();
    later();
    expect(await cancel()).toMatchObject({ unchanged: true, told: [] });
    expect(await database.db.select().from(sessionChanges)).toHaveLength(1);
  });
});

describe('a closed day', () => {
  beforeEach(async () => {
    await dateSession(ctx, parts, asStaff);
    ctx.clock.set(Temporal.Instant.from('2027-01-21T10:00:00Z'));
    await tell(ada, 'road');
    await tell(ada, 'parts');
    await tell(bo, 'parts');
  });
  const choices = [
    { key: 'parts', act: 'online', value: null },
    { key: 'road', act: 'postpone', value: null },
  ] as const;

  it('is told to each in one go, of what concerns them, early in the morning', async () => {
    const { told } = await closeDay(ctx, { day: '2027-01-21', choices }, asStaff);
    expect(told).toMatchObject([
      { key: 'road', what: 'postponed', people: 1 },
      { key: 'parts', what: 'online', people: 2 },
    ]);
    const all = await due();
    expect([...all.keys()].filter((id) => all.get(id)?.length)).toEqual([1, 2]);
    const moments = new Set([...all.values()].flat().map(({ dueAt }) => String(dueAt)));
    expect(moments.size).toBe(1);
    expect([...all.values()].flat().every(({ early, urgent }) => early === true && urgent)).toBe(true);
    expect((await news(ada)).sort()).toEqual(['online', 'postponed, new date to be announced']);
    expect(await news(bo)).toEqual(['online']);
  });

  it('moves what has a new time', async () => {
    await closeDay(
      ctx,
      { day: '2027-01-21', choices: [choices[0], { ...choices[1], value: '2027-01-28 17:00' }] },
      asStaff,
    );
    const [moved] = await sessionsByKeys(database.db, ['road'], 'America/New_York');
    expect([String(moved?.startsAt), moved?.cancelledAt]).toEqual(['2027-01-28T22:00:00Z', null]);
  });

  it('leaves what is over alone', async () => {
    ctx.clock.set(Temporal.Instant.from('2027-01-21T20:00:00Z'));
    const { told } = await closeDay(
      ctx,
      { day: '2027-01-21', choices: [{ key: 'road', act: 'cancel', value: null }] },
      asStaff,
    );
    expect(told.map(({ key }) => key)).toEqual(['road']);
  });

  it('changes nothing where one session has no choice, or an impossible one', async () => {
    const wrong = [
      { key: 'parts', act: 'online', value: 'zoom' },
      { key: 'road', act: 'postpone', value: 'next week' },
    ] as const;
    await expect(closeDay(ctx, { day: '2027-01-21', choices: wrong }, asStaff)).rejects.toThrow(
      /--online parts: [\s\S]*--postpone road: /,
    );
    await expect(closeDay(ctx, { day: '2027-01-21', choices: [choices[0]] }, asStaff)).rejects.toThrow('road needs');
    await closeDay(ctx, { day: '2027-01-21', choices }, { ...asStaff, dryRun: true });
    expect(await database.db.select().from(sessionChanges)).toEqual([]);
    expect(await database.db.select().from(sessionChangeReaders)).toEqual([]);
  });
});

describe('Add to calendar', () => {
  it('is remembered once, whichever way it was pressed, and only for what is theirs to see', async () => {
    const id = String(await idOf('road'));
    await openedLink(ctx, asker(ada), id);
    await sendCalendarFile(ctx, asker(ada), id);
    await offerCalendar(ctx, asker(bo), id);
    await expect(openedLink(ctx, asker(ada), '999999')).rejects.toThrow(UserError);
    expect(await database.db.select().from(calendarAdds)).toMatchObject([{ personId: 1 }]);
  });

  it('spares them the reminder of the last hour', async () => {
    await openedLink(ctx, asker(ada), String(await idOf('road')));
    const all = await dueReminders(ctx, [ada, bo], noonOf('2027-01-01'), noonOf('2027-02-01'));
    const leads = (who: Person) => all.get(who.id)?.map(({ lead }) => lead);
    expect([leads(ada), leads(bo)]).toEqual([
      ['P1D', 'P7D'],
      ['P1D', 'PT1H', 'P7D'],
    ]);
    const key = { kind: 'class-meeting', subject: `session:${await idOf('road')}`, lead: 'PT1H' } as const;
    expect(await stillTrue(ctx, ada, key)).toBeNull();
    expect(await stillTrue(ctx, bo, key)).not.toBeNull();
  });
});

describe('a session that staff date', () => {
  it('is refused where there is one of its key, and where something is wrong', async () => {
    await expect(dateSession(ctx, road, asStaff)).rejects.toThrow('There is a session road already');
    const wrong = dateSession(
      ctx,
      { ...parts, event: 'parts', ends: '2027-01-21 11:00', rsvp_closes: '2027-01-21 13:00' },
      asStaff,
    );
    await expect(wrong).rejects.toThrow(/event: [\s\S]*|ends: [\s\S]*|rsvp_closes: /);
  });
});
