// The staff's console over the wire: what is going out is held and skipped and does not leave; all is stopped, and goes on.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answerText } from '../support/answer-text.ts';
import { type BroadcastJourney, broadcastJourney, richText } from '../support/broadcast-journey.ts';
import { type Journey, MODES, startJourney } from '../support/journey.ts';

const [director, assistant] = ['director@example.edu', 'assistant@example.edu'] as const;
const [leila, camille] = ['student.postpce@example.edu', 'camille.rousseau@example.edu'] as const;
const PATIENTLY = { timeout: 20_000 };
const MEETING = 'The Road to Residency, Part I';

const view = z.object({ id: z.string(), blocks: z.array(z.looseObject({})) });
const views = z.object({ home: view.nullish(), modal: view.nullish() });
const button = z.looseObject({ action_id: z.string(), value: z.string(), text: z.object({ text: z.string() }) });

/** The buttons of a view, each with the text that stands above it. */
function buttonsOf(blocks: readonly Record<string, unknown>[]) {
  let above = '';
  return blocks.flatMap((block) => {
    if (block.type === 'section') above = answerText({ text: block.text });
    const elements = z.array(z.unknown()).parse(block.elements ?? []);
    return [...elements, block.accessory].flatMap((element) => {
      const read = button.safeParse(element);
      return read.success ? [{ ...read.data, above, block_id: block.block_id }] : [];
    });
  });
}

describe.each(MODES)('over %s', (mode) => {
  let journey: Journey;
  let on: BroadcastJourney;
  beforeAll(async () => {
    journey = await startJourney(mode);
    on = broadcastJourney(journey);
  });
  afterAll(() => journey.stop());

  const seen = async (user: string) => views.parse(await journey.call(`/view?user=${user}`));
  const homeText = async (user: string) => answerText((await seen(user)).home?.blocks ?? []);

  async function openHome(user: string): Promise<void> {
    while ((await seen(user)).modal) await journey.call('/close', { user });
    await journey.call('/home', { user });
    await expect.poll(() => homeText(user), PATIENTLY).toContain('Console');
  }

  /** Presses a button in the modal that is open, else on Home: by its action, below these words. */
  async function press(user: string, action: string, above = ''): Promise<void> {
    // What is seen may be written anew before it is pressed, and then that press is refused and nothing was done.
    const pressed = async () => {
      const { modal, home } = await seen(user);
      const open = modal ?? home;
      const found = buttonsOf(open?.blocks ?? []).find((one) => one.action_id === action && one.above.includes(above));
      if (!open || !found) return `${user} sees no ${action} below ${above}`;
      // Of one thing there are two lines where somebody alone is kept back.
      const { block_id, value } = found;
      return JSON.stringify(
        await journey.call('/click', { user, view_id: open.id, action_id: action, block_id, value }),
      );
    };
    await expect.poll(pressed, PATIENTLY).toContain('"ok":true');
  }

  /** Does something on the list of what is going out, and waits until it is said. */
  async function actOn(user: string, action: string, above: string, says: string): Promise<void> {
    await openHome(user);
    await press(user, 'console.going-out');
    await expect.poll(() => on.modal(user), PATIENTLY).toContain('is not listed');
    await press(user, action, above);
    await expect.poll(() => on.modal(user), PATIENTLY).toContain(says);
  }

  /** From the list behind a number that is open: does it for one person alone. */
  async function keepForOne(user: string, person: string, act: string): Promise<void> {
    await press(user, 'console.one-person');
    await expect.poll(() => on.modal(user), PATIENTLY).toContain('for one person of those who get it');
    const [row] = await journey.database.db.execute(
      sql`select person_id as id from person_emails where email = ${person}`,
    );
    const view_id = (await seen(user)).modal?.id;
    await journey.call('/options', { user, view_id, action_id: 'staff.pick-person', query: person });
    const sent = await on.submit(user, { 'staff.pick-person': String(row?.id), act });
    expect(sent.errors).toBeUndefined();
    await expect.poll(() => on.modal(user), PATIENTLY).toContain('alone: ');
  }

  const leave = async (composer: string) => {
    const rows = await journey.database.db.execute(
      sql`select state, count(*)::int as count from outbox where composer = ${composer} group by state`,
    );
    return Object.fromEntries(rows.map((row) => [String(row.state), Number(row.count)]));
  };

  test('what staff hold or skip does not leave; what they let go leaves if it still helps', async () => {
    await on.goTo('2027-01-19T12:00:00-05:00');
    // The digest of the Sunday before named it.
    const known = (await on.told(leila, MEETING)).length;
    const knownToCamille = (await on.told(camille, MEETING)).length;
    const news = async () => (await on.told(leila, MEETING)).slice(known);
    await openHome(director);
    expect(await homeText(director)).toMatch(/Going out in the next 7 days\n\d+ messages to \d+ people/);
    const [day, hour] = [`${MEETING}, 1 day before`, `${MEETING}, 1 hour before`];
    await actOn(director, 'console.look', day, 'As one of them reads it');
    expect(await on.modal(director)).toMatch(/Post-PCE, class of 2028: \d+/);
    expect(await on.modal(director)).toContain('Why you get this');
    await keepForOne(director, camille, 'skip');
    await actOn(director, 'console.look', day, 'Skipped for Camille Rousseau alone');
    await actOn(director, 'console.hold', day, 'is held and does not leave');
    await actOn(director, 'console.skip', hour, 'is skipped and is not sent');

    await openHome(assistant);
    await actOn(assistant, 'console.look', day, 'Held: it does not leave');
    await on.goTo('2027-01-20T20:00:00-05:00');
    expect(await news()).toEqual([]);
    await actOn(assistant, 'console.release', day, 'is let go');
    await on.pass({ minutes: 2 });
    await expect.poll(news, PATIENTLY).toHaveLength(1);
    expect(answerText((await news())[0])).toContain('Thu, Jan 21, 2027');
    expect((await on.told(camille, MEETING)).slice(knownToCamille)).toEqual([]);
    await on.goTo('2027-01-21T18:30:00-05:00');
    expect(await news()).toHaveLength(1);
    const rows = await journey.database.db.execute(
      sql`select distinct lead, outcome from reminders where kind = 'class-meeting' and subject = (select 'session:' || id
        from sessions where entry = 'road-to-residency-1') and lead <> 'P7D' order by lead`,
    );
    expect([...rows]).toEqual([
      { lead: 'P1D', outcome: 'message' },
      // Camille's.
      { lead: 'P1D', outcome: 'skipped' },
      { lead: 'PT1H', outcome: 'skipped' },
    ]);
  });

  test('a hold is taken back by Undo, and a broadcast that is skipped is a draft again', async () => {
    const preview = await on.write(
      director,
      { message: richText('Bring your own cup.'), day: '2027-01-22', hour: '12:00' },
      { cycles: ['cycle:applying'] },
    );
    expect(preview).toContain('Bring your own cup');
    await on.pressInModal(director, 'broadcasts.send');
    await expect.poll(() => on.modal(director), PATIENTLY).toContain('Scheduled');
    await actOn(director, 'console.hold', 'Bring your own cup', 'is held');
    await press(director, 'staff.undo');
    await expect.poll(() => on.modal(director), PATIENTLY).toContain('it leaves as planned');
    await actOn(director, 'console.hold', 'Bring your own cup', 'is held');
    await on.goTo('2027-01-22T12:30:00-05:00');
    expect(await on.told(leila, 'own cup')).toEqual([]);
    await actOn(director, 'console.skip', 'Bring your own cup', 'is skipped');
    await on.goTo('2027-01-22T13:00:00-05:00');
    expect(await on.told(leila, 'own cup')).toEqual([]);
    const [row] = await journey.database.db.execute(sql`select state from broadcasts order by id desc limit 1`);
    expect(row).toEqual({ state: 'drafted' });
  });

  test('of what is not certain staff say that it was sent, or send it again; what Slack did not take is left', async () => {
    const uncertain = (key: string, state: string, error: string) =>
      journey.database.db.execute(sql`insert into outbox (dedupe_key, kind, lane, person_id, recipient, content, due_at, ready_at, enqueued_at, state, error)
        select ${key}, 'post', 'answers', id, 'person:' || id, ${JSON.stringify({ text: `Your mug: ${key}`, blocks: [] })}::json, now(), now(), now(), ${state}, ${error}
        from people where id = (select person_id from person_emails where email = ${leila})`);
    const states = async () =>
      (
        await journey.database.db.execute(
          sql`select state from outbox where dedupe_key like 'mug-%' order by dedupe_key`,
        )
      ).map(({ state }) => state);
    await uncertain('mug-1', 'uncertain', 'request_timeout');
    await uncertain('mug-2', 'uncertain', 'request_timeout');
    await uncertain('mug-3', 'failed', 'is_archived');
    await openHome(director);
    await expect.poll(() => homeText(director), PATIENTLY).toContain('2  Messages of which it is not known');
    await press(director, 'console.troubled', 'Messages of which it is not known');
    await expect.poll(() => on.modal(director), PATIENTLY).toContain('2 messages. Of these I could not find out');
    await press(director, 'console.was-sent', 'Leila');
    await expect.poll(() => on.modal(director), PATIENTLY).toContain('Noted as sent.');
    await press(director, 'console.send-again', 'Leila');
    await expect.poll(() => on.modal(director), PATIENTLY).toContain('Of every message it is known');
    expect(await on.lastTold(leila, 'Your mug: mug-2')).toContain('mug-2');
    await openHome(director);
    await press(director, 'console.troubled', 'Messages that Slack did not take');
    await expect.poll(() => on.modal(director), PATIENTLY).toContain('1 message. These Slack did not take');
    await press(director, 'console.leave-unsent', 'Leila');
    await expect.poll(() => on.modal(director), PATIENTLY).toContain('There is no message that Slack did not take.');
    expect(await states()).toEqual(['sent', 'sent', 'withdrawn']);
    expect(await on.told(leila, 'mug-1')).toEqual([]);
  });

  test('on a bad day nothing leaves unasked, who asks is answered, and what became stale is not sent late', async () => {
    await journey.database.db.execute(sql`insert into rsvps (person_id, session_id, answer, answered_at)
      select p.id, s.id, 'going', now() from sessions s, people p join person_emails e on e.person_id = p.id
      where e.email = ${leila} and s.key in ('competitive-application-part-1-2027', 'competitive-application-part-2-2027')`);
    await on.goTo('2027-01-25T08:00:00-05:00');
    const before = await leave('reminders.message');
    await openHome(director);
    await press(director, 'console.stop-all');
    await expect.poll(() => on.modal(director), PATIENTLY).toContain('Messages are stopped');
    await openHome(assistant);
    await expect.poll(() => homeText(assistant), PATIENTLY).toContain(':redcircle: MESSAGES ARE STOPPED');
    expect(await homeText(assistant)).toContain('since Mon, Jan 25, 2027, 8:00 AM EST, by Theodora Whitcombe');
    expect(await journey.answered(leila, journey.type(leila, 'next'))).toContain('Post-PCE');

    // What falls due a day and an hour before the first part is of no use after it; what falls due a day before the second still helps.
    await on.goTo('2027-02-01T12:00:00-05:00');
    const { queued, ...others } = await leave('reminders.message');
    expect([queued !== undefined && queued >= 3, others]).toEqual([true, before]);
    expect(await on.told(leila, 'Part 1 of 5')).toEqual([]);
    await openHome(assistant);
    await expect.poll(() => homeText(assistant), PATIENTLY).toMatch(/[1-9]\d* messages wait\./);
    await press(assistant, 'console.let-go');
    await expect.poll(() => on.modal(assistant), PATIENTLY).toContain('Messages leave again');
    await on.pass({ minutes: 5 });
    expect(await on.lastTold(leila, 'Part 2 of 5')).toContain('Tue, Feb 2, 2027');
    expect(await on.told(leila, 'Part 1 of 5')).toEqual([]);
    expect((await leave('reminders.message')).expired).toBeGreaterThanOrEqual(2);
  });
});
