import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Override } from '../../../src/domain/standing.ts';
import { UserError } from '../../../src/errors.ts';
import { findEvent, showDetails, turnPage, upcomingEntries } from '../../../src/features/calendar/handlers.ts';
import { saveSessions, sessionsByKeys } from '../../../src/features/calendar/store/sessions.ts';
import type { Person } from '../../../src/people/person.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { answerText } from '../../support/answer-text.ts';
import { person, session, student } from '../../support/people-builders.ts';
import { hst, pathways } from '../../support/school-calendar.ts';
import { createTestContext, type TestContext } from '../../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const TODAY = '2026-12-01';
const program = await loadProgram();
let database: TestDatabase;
let ctx: TestContext;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = createTestContext(database, program, TODAY);
  const dated = [
    session('road-to-residency-1', '2027-01-21', { place: 'TMEC 227', link: 'https://example.edu/road' }),
    session('specialty-interest-series', '2027-01-07', { key: 'ophthalmology-2027', title: 'Ophthalmology' }),
    session('specialty-interest-series', '2027-02-04', { key: 'urology-2027', title: 'Urology' }),
  ];
  const rows = dated.map(({ id: _, day: __, sequence: ___, ...row }) => row);
  await database.db.transaction((tx) => saveSessions(tx, rows));
});
afterAll(() => database.drop());

const asker = (who: Person) => ({ person: who, today: TODAY, zone: 'America/New_York' });
const idOf = async (key: string) => (await sessionsByKeys(database.db, [key], 'America/New_York'))[0]?.id;
const details = async (who: Person, entry: string) => answerText(await showDetails(ctx, asker(who), entry));
const event = async (who: Person, words: string) => answerText(await findEvent(ctx, asker(who), words));

const notApplying: Override = { kind: 'cycle', value: 'not-applying', from: '2026-07-01', to: null };

describe('the details of an event', () => {
  it('say what, when, where and by whom to those for whom it is', async () => {
    const text = await details(student(pathways()), 'road-to-residency-1');
    for (const part of [
      'Part I',
      'Thu, Jan 21, 2027, 5:00 PM EST',
      'TMEC 227',
      'Dean for Students, Jennifer Potter (interim)',
    ]) {
      expect(text).toContain(part);
    }
  });

  it.each<[string, Person, string]>([
    ['an event of the other track', student(pathways()), 'hst-rising-third-years'],
    ['an event of applications, to somebody who does not apply', student(pathways(notApplying)), 'match-day'],
    ['an event that is gone', student(pathways()), 'white-coat-ceremony'],
    ['no event at all', student(pathways()), ''],
    ['a name that every object has', student(pathways()), 'constructor'],
  ])('are not shown: %s', async (_, who, entry) => {
    await expect(showDetails(ctx, asker(who), entry)).rejects.toThrow(UserError);
  });

  it('are shown to the track it is for, and to staff', async () => {
    expect(await details(student(hst()), 'hst-rising-third-years')).toContain('Rising 3rd Years');
    expect(await details(person({ roles: ['staff'] }), 'hst-rising-third-years')).toContain('Rising 3rd Years');
  });

  it('do not give the dates of sessions that are for others by now', async () => {
    const text = await details(student(pathways()), 'specialty-interest-series');
    expect(text).toContain('Specialty Interest Series');
    expect(text).not.toContain('Jan 7');
  });

  it('say until when a session lasts, and open its meeting', async () => {
    const shown = await showDetails(ctx, asker(student(pathways())), 'road-to-residency-1');
    expect(answerText(shown)).toContain('Thu, Jan 21, 2027, 5:00 PM EST to 6:00 PM EST');
    expect(JSON.stringify(shown.blocks)).toContain('<https://example.edu/road|TMEC 227>');
  });

  it('have the pressed session first, and are whole for one that is gone', async () => {
    const first = await idOf('ophthalmology-2027');
    const who = student({ ...pathways(), class: 2030 });
    const dates = async (value: string) => (await details(who, value)).match(/(Ophthalmology|Urology) ·/g);
    expect(await dates('specialty-interest-series')).toEqual(expect.arrayContaining(['Ophthalmology ·', 'Urology ·']));
    expect((await dates(`specialty-interest-series/${await idOf('urology-2027')}`))?.[0]).toBe('Urology ·');
    expect((await dates(`specialty-interest-series/${first}`))?.[0]).toBe('Ophthalmology ·');
    expect(await details(who, 'specialty-interest-series/999999')).toContain('Urology');
    await expect(showDetails(ctx, asker(student(hst())), `hst-rising-third-years/${first}/1`)).rejects.toThrow(
      UserError,
    );
  });

  it('do not reach somebody else by the session that was pressed', async () => {
    const id = await idOf('ophthalmology-2027');
    expect(await details(student(pathways()), `specialty-interest-series/${id}`)).not.toContain('Jan 7');
  });

  it('name no month of the other track, and no date that never comes', async () => {
    const assessment = await details(student(pathways()), 'careers-in-medicine-assessment');
    expect(assessment).toContain('was in April 2025');
    expect(assessment).not.toContain('May');
    const text = await details(student({ ...pathways(), class: 2027 }), 'careers-in-medicine-retake');
    expect(text).toContain('was in June/July 2025');
    expect(text).not.toContain('to be announced');
    expect(await details(student(pathways()), 'match-day')).toContain('for you in March 2028, date to be announced');
  });

  it('have the steps that are the asker’s', async () => {
    const steps = await details(student(pathways()), 'application-checklist');
    expect(steps).toContain('MSPE input');
    expect(steps).not.toContain('Rank list certified');
  });

  it('say to the undecided that they hang on applying', async () => {
    const undecided: Override = { kind: 'cycle', value: 'undecided', from: '2026-07-01', to: null };
    expect(await details(student(pathways(undecided)), 'road-to-residency-1')).toContain('If you apply in this cycle');
    expect(await details(student(pathways()), 'road-to-residency-1')).not.toContain('If you apply');
  });

  it('are asked for where only small words were typed, and offered where they are near', async () => {
    expect(await event(student(pathways()), 'event of the')).toMatch(/^Which event\?/);
    expect(await event(student(pathways()), 'carers fair')).toContain('Did you mean one of these?');
  });

  it('are found by the title of a session, which comes first then', async () => {
    const text = await event(student({ ...pathways(), class: 2030 }), 'urology');
    expect(text).toContain('Specialty Interest Series');
    expect(text.match(/(Ophthalmology|Urology) ·/g)?.[0]).toBe('Urology ·');
  });

  it('are found by words, among what is the own', async () => {
    expect(await event(student(pathways()), 'road to residency')).toContain('Thu, Jan 21, 2027, 5:00 PM EST');
    expect(await event(student(pathways(notApplying)), 'match day')).not.toContain('Match Day');
    expect(await event(student(pathways()), 'fifth year options hst')).not.toContain('Fifth Year Options (HST)');
  });
});

describe('the pages of the calendar', () => {
  it.each(['', '2027', '2027-13', '2027-00', 'next', "2027-01'; drop table people"])(
    'are refused for the button %j',
    async (value) => {
      await expect(turnPage(ctx, asker(student(pathways())), value)).rejects.toThrow(UserError);
    },
  );

  it('show three months from the one on the button', async () => {
    const text = answerText(await turnPage(ctx, asker(student(pathways())), '2026-11'));
    for (const month of ['November 2026', 'December 2026', 'January 2027']) expect(text).toContain(month);
    expect(text).toContain('Thu, Jan 21, 2027, 5:00 PM EST');
  });

  it('stay as long as they were, without overlap', async () => {
    const page = await turnPage(ctx, asker(student(pathways())), '2027-01/1');
    expect(answerText(page)).toMatch(/^Calendar: January 2027\n/);
    expect(JSON.stringify(page.blocks)).toContain('"2026-12/1"');
    expect(JSON.stringify(page.blocks)).toContain('"2027-02/1"');
  });

  it('say what is past, and where to look when all is', async () => {
    const spring = createTestContext(database, program, '2027-03-01');
    const text = answerText(
      await turnPage(spring, { ...asker(student(pathways())), today: '2027-03-01' }, '2027-01/1'),
    );
    expect(text).toContain('was Thu, Jan 21, 2027, 5:00 PM EST');
    expect(text).toContain('/career next shows what is next');
  });
});

describe('what the calendar says lies ahead', () => {
  it('comes for many people with one statement', async () => {
    const people = Array.from({ length: 40 }, (_, at) => student(at % 2 === 0 ? pathways() : hst(), { id: at + 1 }));
    await upcomingEntries(ctx, people, TODAY, '2027-11-30');
    const before = database.statements.length;
    const ahead = await upcomingEntries(ctx, people, TODAY, '2027-11-30');
    expect(database.statements.length - before).toBe(1);
    expect([...ahead.keys()]).toEqual(people.map(({ id }) => id));
    expect([...ahead.values()].every((items) => items.some(({ title }) => title.includes('Road to Residency')))).toBe(
      true,
    );
  });

  it('leaves out a session of today that is over', async () => {
    const evening = createTestContext(database, program, '2027-01-21');
    const road = async () =>
      ((await upcomingEntries(evening, [student(pathways())], '2027-01-21', '2027-01-21')).get(1) ?? []).filter(
        ({ when }) => when.kind === 'session',
      );
    expect(await road()).toHaveLength(1);
    evening.clock.set(evening.clock.now().add({ hours: 5, minutes: 59 }));
    expect(await road()).toHaveLength(1);
    evening.clock.set(evening.clock.now().add({ minutes: 2 }));
    expect(await road()).toEqual([]);
  });
});
