// Staff date the year through their forms: what changes is shown first, done once, told to the right people, and taken back.
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outbox, programDates, reminders, sessionChanges, sessions } from '../../../src/db/schema.ts';
import type { Reply } from '../../../src/feature.ts';
import { dateSession } from '../../../src/features/calendar/acts/change-session.ts';
import { dueReminders } from '../../../src/features/calendar/handlers/due.ts';
import { importRoster } from '../../../src/people/import-roster.ts';
import { matchSlack } from '../../../src/people/match-slack.ts';
import { allPeople } from '../../../src/people/store.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { createAnswerer } from '../../../src/slack/answer.ts';
import { answerText } from '../../support/answer-text.ts';
import { member, roster, STAFF_LINE } from '../../support/people-builders.ts';
import { buttonsOf, buttonValue, type Talk, talkTo } from '../../support/said.ts';
import { createTestContext, noonOf, type TestContext } from '../../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const program = await loadProgram();
const road = {
  key: 'road',
  event: 'road-to-residency-1',
  starts: '2027-01-21 17:00',
  ends: '2027-01-21 18:00',
  place: 'TMEC 227',
};
const asRosa = { as: 'rosa@example.edu', dryRun: false };

let database: TestDatabase;
let ctx: TestContext;
let talk: Talk;

beforeEach(async () => {
  database = await createTestDatabase();
  const members = ['ada', 'bo', 'rosa', 'ravi'].map((name) => member(name, `${name}@example.edu`));
  ctx = createTestContext(database, program, '2026-12-01', members);
  const people = roster(
    STAFF_LINE,
    'Ravi Staff,ravi@example.edu,staff,,,,,',
    'Ada Applies,ada@example.edu,student,2028,pathways,Castle,,',
    'Bo Applies,bo@example.edu,student,2028,pathways,Castle,,',
  );
  await importRoster(ctx, people, asRosa);
  await matchSlack(ctx);
  talk = talkTo(createAnswerer(ctx, () => 'reference'));
});
afterEach(() => database.drop());

const words = ({ text, blocks, form }: Reply) => `${text}\n${answerText({ text: '', blocks: form?.blocks ?? blocks })}`;
const sessionOf = async (key: string) => (await ctx.db.select().from(sessions).where(eq(sessions.key, key)))[0];
const everySession = () => ctx.db.select().from(sessions);
const idOf = async (name: string) => (await allPeople(ctx.db)).find((one) => one.name.startsWith(name))?.id ?? 0;
const reply = async (answered: ReturnType<Talk['click']>) => (await answered).reply;
const next = async (who = 'ada') => answerText((await talk.command(who, 'next')).reply);
type Values = Parameters<Talk['submit']>[3];

/** Sends a form until what it showed is done, as somebody does who agrees. */
async function sendTwice(who: string, action: string, value: string, values: Values): Promise<[Reply, Reply]> {
  const shown = await reply(talk.submit(who, action, value, values));
  return [shown, await reply(talk.submit(who, action, shown.form?.value ?? '', values))];
}

async function undo(who: string, done: Reply): Promise<string> {
  return (await reply(talk.click(who, 'staff.undo', buttonValue(done.blocks, 'Undo')))).text;
}

/** Somebody was told of a change: their message has left. */
async function deliver(who: string, changeId: number): Promise<void> {
  const personId = await idOf(who);
  const at = ctx.clock.now().toString();
  const row = {
    kind: 'post',
    lane: 'reminders',
    personId,
    recipient: `person:${personId}`,
    dedupeKey: `change:${changeId}/${personId}`,
    content: {},
    dueAt: at,
    readyAt: at,
    enqueuedAt: at,
    settledAt: at,
    state: 'sent',
    conversation: 'D1',
    ts: '1.1',
  } as const;
  const [sent] = await ctx.db.insert(outbox).values(row).returning({ id: outbox.id });
  await ctx.db.insert(reminders).values({
    personId,
    kind: 'change',
    subject: `change:${changeId}`,
    lead: 'moved',
    dueAt: at,
    usefulUntil: '2027-01-21T22:00:00Z',
    outcome: 'message',
    outboxId: sent?.id ?? null,
    decidedAt: at,
    counted: false,
  });
}

describe('a session that is dated', () => {
  const values = {
    event: ['road-to-residency-1'],
    day: '2027-01-21',
    hour: '17:00',
    minutes: ['90'],
    place: 'TMEC 250',
  };
  const date = (who = 'rosa', value = '', more: Values = {}) =>
    talk.submit(who, 'calendar.date-session', value, { ...values, ...more });

  it('is shown with whom it is for, then done, and is in the next answer of its students', async () => {
    const shown = await reply(date());
    expect(words(shown)).toContain('It is for 2 students, who see it from now on. Nobody is written to at once.');
    expect(await everySession()).toEqual([]);
    expect(await next()).not.toContain('TMEC 250');
    const done = await reply(date('rosa', shown.form?.value));
    expect(done.text).toContain('Dated:');
    expect(await sessionOf('road-to-residency-1-2027-01-21')).toMatchObject({
      place: 'TMEC 250',
      endsAt: expect.any(String),
    });
    expect(await next()).toContain('TMEC 250');
    expect(await undo('ravi', done)).toBe('Taken back: 1 session is no longer dated.');
    expect(await everySession()).toEqual([]);
  });

  it('is done once where it is pressed twice or by two; the second is told by whom', async () => {
    const shown = await reply(date());
    const [one, other] = await Promise.all([date('rosa', shown.form?.value), date('ravi', shown.form?.value)]);
    const told = [one, other].map(({ reply: { text } }) => text).sort();
    expect(told[0]).toContain('Dated:');
    expect(told[1]).toMatch(/It is dated already, as road-to-residency-1-2027-01-21, by (Rosa|Ravi) Staff/);
    expect(await everySession()).toHaveLength(1);
  });

  it('is shown anew where somebody dated the same event meanwhile', async () => {
    const shown = await reply(date());
    await dateSession(ctx, { ...road, starts: '2027-01-14 17:00', ends: '2027-01-14 18:00' }, asRosa);
    const again = await reply(date('ravi', shown.form?.value));
    expect(words(again)).toContain('This is not what you saw before, so nothing was done');
    expect(words(again)).toContain('In these months it has a session already: Thu, Jan 14, 2027');
    expect(await everySession()).toHaveLength(1);
  });

  it('names clashes and closed days, and each wrong field where it is', async () => {
    await dateSession(ctx, { ...road, key: 'part', event: 'competitive-application' }, asRosa);
    expect(words(await reply(date()))).toContain('At the same hour, for 2 of the same students: How to Create');
    expect(words(await reply(date('rosa', '', { day: '2027-01-18' })))).toContain(
      'The school is closed on that day (Martin Luther King Jr. Day).',
    );
    const wrong = await date('rosa', '', { day: null, hour: null });
    expect(wrong.fields).toMatchObject({ day: 'Please choose a day.', hour: expect.any(String) });
    expect((await date('rosa', '', { link: 'no link', capacity: '0' })).fields).toMatchObject({
      link: expect.stringContaining('https://'),
      capacity: expect.stringContaining('number of places'),
    });
    expect((await date('rosa', '', { day: '2027-03-14', hour: '02:30' })).fields).toMatchObject({
      hour: expect.stringContaining('clocks go forward'),
    });
  });

  it('stays where somebody answered to it: it is cancelled then, so that they are told', async () => {
    const [, done] = await sendTwice('rosa', 'calendar.date-session', '', values);
    const id = (await everySession())[0]?.id;
    await talk.click('ada', 'rsvp.going', String(id));
    expect(await undo('rosa', done)).toContain('1 person knows of road-to-residency-1-2027-01-21 by now');
    expect(await everySession()).toHaveLength(1);
  });
});

describe('a session that is moved', () => {
  let id = 0;
  beforeEach(async () => {
    await dateSession(ctx, road, asRosa);
    id = (await sessionOf('road'))?.id ?? 0;
    await talk.click('ada', 'rsvp.going', String(id));
  });
  const values = { day: '2027-01-28', hour: '17:00', minutes: ['60'], place: 'TMEC 227', link: '' };
  const due = async () => {
    const people = await allPeople(ctx.db);
    const all = await dueReminders(ctx, people, noonOf('2026-11-30'), noonOf('2027-02-01'));
    return people.filter((one) => all.get(one.id)?.some(({ kind }) => kind === 'change')).map(({ name }) => name);
  };

  it('says before how many know of it, and tells just them', async () => {
    const form = await reply(talk.click('rosa', 'calendar.ask-move', String(id)));
    const [shown, done] = await sendTwice('rosa', 'calendar.move-session', form.form?.value ?? '', values);
    expect(words(shown)).toContain('(so far: Thu, Jan 21, 2027, 5:00 PM EST');
    expect(words(shown)).toContain('1 person knows of it; I tell them: new time.');
    expect(done.text).toMatch(/Moved:[\s\S]*1 person is told\./);
    expect(await due()).toEqual(['Ada Applies']);
    expect(await next()).toContain('Jan 28');
  });

  it('is taken back without a word where nobody was told yet', async () => {
    const [, done] = await sendTwice('rosa', 'calendar.move-session', `${id}/0/`, values);
    expect(await undo('ravi', done)).toBe('Taken back: 1 session is as before. Nobody had been told.');
    expect(await due()).toEqual([]);
    expect(await ctx.db.select().from(sessionChanges)).toEqual([]);
    expect((await sessionOf('road'))?.startsAt).toContain('2027-01-21 22:00');
  });

  it('is taken back with a word to those who were told', async () => {
    await talk.click('bo', 'rsvp.going', String(id));
    const [, done] = await sendTwice('rosa', 'calendar.move-session', `${id}/0/`, values);
    const [change] = await ctx.db.select().from(sessionChanges);
    await deliver('Ada', change?.id ?? 0);
    expect(await undo('ravi', done)).toContain('1 person had been told; I tell them.');
    expect(await due()).toEqual(['Ada Applies']);
  });

  it('tells the second of two staff what the first one did, and keeps what they entered', async () => {
    const form = await reply(talk.click('ravi', 'calendar.ask-move', String(id)));
    await sendTwice('rosa', 'calendar.edit-session', `${id}/0/`, { place: 'Zoom', link: 'https://example.edu/z' });
    const late = await reply(talk.submit('ravi', 'calendar.move-session', form.form?.value ?? '', values));
    expect(words(late)).toContain(
      'Rosa Staff has changed it meanwhile, so nothing was done. It is now: Thu, Jan 21, 2027',
    );
    expect(JSON.stringify(late.form?.blocks)).toContain('"initial_date":"2027-01-28"');
    expect((await sessionOf('road'))?.place).toBe('Zoom');
    const [, done] = await sendTwice('ravi', 'calendar.move-session', late.form?.value ?? '', {
      ...values,
      place: 'Zoom',
    });
    expect(done.text).toContain('Moved:');
  });

  it('is not taken back over what somebody did since, and says who', async () => {
    const [, done] = await sendTwice('rosa', 'calendar.move-session', `${id}/0/`, values);
    await sendTwice('ravi', 'calendar.edit-session', `${id}/1/`, { place: 'Zoom', link: '' });
    expect(await undo('rosa', done)).toBe('Ravi Staff has changed road since, so I left things as they are.');
  });

  it('is cancelled once, with how many are told, and takes place again by Undo', async () => {
    const form = await reply(talk.click('rosa', 'calendar.ask-cancel', String(id)));
    expect(words(form)).toContain('1 person knows of it: I tell them once');
    const value = form.form?.value ?? '';
    const [one, other] = await Promise.all(
      ['rosa', 'ravi'].map((who) => talk.submit(who, 'calendar.cancel-session', value, { postponed: ['yes'] })),
    );
    const texts = [one?.reply.text, other?.reply.text].sort();
    expect(texts[1]).toContain('Postponed:');
    expect(texts[0]).toMatch(/^It is so already/);
    const page = await reply(talk.command('rosa', 'staff dates'));
    expect(page.text).toContain('postponed from January 21, 2027, new date to be announced');
    const done = [one, other].find((answered) => answered?.reply.text.includes('Postponed:'))?.reply as Reply;
    expect(await undo('ravi', done)).toContain('Taken back: 1 session is as before.');
    expect(await sessionOf('road')).toMatchObject({ cancelledAt: null, postponed: false });
  });

  it('has a recording once it is over, and fewer places than people are refused in their field', async () => {
    const few = await talk.submit('rosa', 'calendar.edit-session', `${id}/0/`, { capacity: '0' });
    expect(few.fields?.capacity).toBeDefined();
    const recording = 'https://example.edu/recording';
    const [shown] = await sendTwice('rosa', 'calendar.edit-session', `${id}/0/`, { recording });
    expect(words(shown)).toContain('Nobody is written to because of this.');
    expect(await sessionOf('road')).toMatchObject({ recording });
  });
});

describe('a series', () => {
  const values = {
    event: ['specialty-interest-series'],
    names: ['specialty'],
    hour: '17:30',
    minutes: ['75'],
    place: 'TMEC',
  };
  const lines = '2027-01-20, Urology\n2027-01-27 18:00, Derm; Zoom; https://example.edu/d';

  it('is dated in one go, each with its specialty, and taken back in one', async () => {
    const [shown, done] = await sendTwice('rosa', 'calendar.date-series', '', { ...values, lines });
    expect(words(shown)).toContain('2 sessions would be dated:');
    expect(done.text).toContain('2 sessions dated:');
    expect(await sessionOf('specialty-interest-series-dermatology-2027-01-27')).toMatchObject({
      title: 'Specialty Interest Series: Dermatology',
      specialty: 'dermatology',
      place: 'Zoom',
    });
    expect(await undo('rosa', done)).toBe('Taken back: 2 sessions are no longer dated.');
  });

  it('is all or nothing: every bad line is named, and the lines stay in the form', async () => {
    const bad = `${lines}\n2027-01-20, Urolgy\n2027-13-01, Pathology\n2027-02-03, Neurology; Zoom; no link\n2027-01-20, Urology`;
    const shown = await reply(talk.submit('rosa', 'calendar.date-series', '', { ...values, lines: bad }));
    expect(words(shown)).toContain('line 3: "Urolgy" is not a specialty in the program; did you mean "Urology"?');
    expect(words(shown)).toContain('line 4: expected a day');
    const fixed = bad.replace('2027-01-20, Urolgy\n2027-13-01, Pathology\n', '');
    const second = await reply(talk.submit('rosa', 'calendar.date-series', '', { ...values, lines: fixed }));
    expect(words(second)).toContain('line 3, link: expected a link that begins with https://');
    expect(words(second)).toContain('line 4, starts: it is dated already');
    expect(JSON.stringify(second.form?.blocks)).toContain('2027-02-03, Neurology; Zoom; no link');
    expect(await everySession()).toEqual([]);
  });
});

describe('days beside sessions', () => {
  const values = { subject: ['match/nrmp'], year: ['2027'], day: '2027-03-19' };
  const days = () => ctx.db.select().from(programDates);

  it('are entered with what they mean, once, and taken back', async () => {
    const [shown, done] = await sendTwice('rosa', 'calendar.set-date', '', values);
    expect(words(shown)).toContain('Match Day: NRMP Main Residency Match 2027: March 19, 2027 (so far: no day)');
    expect(words(shown)).toContain('Match week is Fri, Mar 12, 2027, 5:00 PM EST to Mon, Mar 22, 2027, 8:00 AM EDT');
    expect(await days()).toHaveLength(1);
    expect((await reply(talk.submit('ravi', 'calendar.set-date', shown.form?.value ?? '', values))).text).toContain(
      'already',
    );
    expect(await undo('ravi', done)).toContain('has no day again');
    expect(await days()).toEqual([]);
  });

  it('are taken out as long as nobody changed them, and put back', async () => {
    await sendTwice('rosa', 'calendar.set-date', '', values);
    const asked = await reply(talk.click('rosa', 'calendar.ask-clear', '2027/match/nrmp'));
    await sendTwice('ravi', 'calendar.set-date', '', { ...values, day: '2027-03-18' });
    const late = await reply(talk.submit('rosa', 'calendar.clear-date', asked.form?.value ?? ''));
    expect(late.text).toContain('Somebody changed that day meanwhile');
    const again = await reply(talk.click('rosa', 'calendar.ask-clear', '2027/match/nrmp'));
    const done = await reply(talk.submit('rosa', 'calendar.clear-date', again.form?.value ?? ''));
    expect(await days()).toEqual([]);
    expect(await undo('rosa', done)).toContain('is on March 18, 2027 again');
  });
});

describe('a day that is closed', () => {
  it('is shown with who is told, done at once, and taken back', async () => {
    await dateSession(ctx, road, asRosa);
    await dateSession(
      ctx,
      { ...road, key: 'part', event: 'competitive-application', starts: '2027-01-21 12:00', ends: '2027-01-21 13:00' },
      asRosa,
    );
    const [one, other] = [(await sessionOf('road'))?.id ?? 0, (await sessionOf('part'))?.id ?? 0];
    for (const id of [one, other]) await talk.click('ada', 'rsvp.going', String(id));
    const form = await reply(talk.command('rosa', 'staff close 2027-01-21'));
    const values = {
      [`act-${one}`]: ['online'],
      [`act-${other}`]: ['postpone'],
      [`day-${other}`]: '2027-01-28',
      [`hour-${other}`]: '12:00',
    };
    const bad = await talk.submit('rosa', 'calendar.close-day', form.form?.value ?? '', values);
    expect(bad.fields).toEqual({ [`link-${one}`]: 'Please enter the link to meet by.' });
    const good = { ...values, [`link-${one}`]: 'https://example.edu/snow' };
    const [shown, done] = await sendTwice('rosa', 'calendar.close-day', form.form?.value ?? '', good);
    expect(words(shown)).toContain('1 person gets one message each, also in quiet hours from 5:30 AM on.');
    expect(done.text).toMatch(/January 21, 2027 is closed:[\s\S]*1 person is told/);
    expect(await sessionOf('road')).toMatchObject({ place: null, link: 'https://example.edu/snow' });
    expect((await sessionOf('part'))?.startsAt).toContain('2027-01-28');
    expect(await undo('ravi', done)).toBe('Taken back: 2 sessions are as before. Nobody had been told.');
    expect(await sessionOf('road')).toMatchObject({ place: 'TMEC 227' });
  });

  it('without sessions is said to be so', async () => {
    expect((await reply(talk.command('rosa', 'staff close 2027-01-22'))).text).toContain('nothing to close');
    expect((await reply(talk.command('rosa', 'staff close tomorrow'))).text).toContain(
      'Please write the day like this',
    );
  });
});

describe('the pages', () => {
  it('list what has no date with a button each, and what is dated with what can be done', async () => {
    await dateSession(ctx, road, asRosa);
    const page = await reply(talk.command('rosa', 'staff dates'));
    expect(page.text).toContain('USMLE Step 1 Support Sessions, January 2027');
    expect(page.text).not.toContain('Road to Residency, Part I,');
    const dated = await reply(talk.click('rosa', 'calendar.show-dated', '0'));
    expect(buttonsOf(dated.blocks).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Move', 'Change', 'Cancel']),
    );
    ctx.clock.set(noonOf('2027-02-01'));
    const empty = await reply(talk.click('rosa', 'calendar.show-dated', '0'));
    const earlier = await reply(talk.click('rosa', 'calendar.show-dated', buttonValue(empty.blocks, 'Earlier')));
    expect(earlier.text).toContain('Road to Residency, Part I · Thu, Jan 21, 2027');
  });

  it('count for the console what has no date', async () => {
    const [count] = (
      await Promise.all(ctx.features.map((feature) => (feature.name === 'calendar' ? feature.counts?.(ctx) : [])))
    ).flat();
    expect(count?.count).toBeGreaterThan(5);
    expect((await reply(talk.click('rosa', count?.button.action ?? '', count?.button.value ?? ''))).text).toContain(
      'Dating the year',
    );
  });

  it('and whatever stands on them is refused to a student, who learns nothing', async () => {
    await dateSession(ctx, road, asRosa);
    const id = (await sessionOf('road'))?.id;
    for (const action of ['ask-move', 'ask-cancel', 'ask-edit', 'show-dated', 'ask-close'])
      expect((await talk.click('ada', `calendar.${action}`, String(id))).done.outcome).toBe('refused');
    const sent = await talk.submit('ada', 'calendar.cancel-session', `${id}/0/`, { postponed: ['no'] });
    expect(sent.done.outcome).toBe('refused');
    expect(await sessionOf('road')).toMatchObject({ cancelledAt: null });
  });
});
