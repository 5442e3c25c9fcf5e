// Staff date the year over the wire, as director and assistant: what they see first, what students read at once, what is told, taken back.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sessionsByKeys } from '../../src/features/calendar/store/sessions.ts';
import { answerText } from '../support/answer-text.ts';
import { type BroadcastJourney, broadcastJourney } from '../support/broadcast-journey.ts';
import { type Journey, MODES, startJourney } from '../support/journey.ts';
import { buttonsOf } from '../support/said.ts';

const [director, assistant] = ['director@example.edu', 'assistant@example.edu'] as const;
const [marcus, maya] = ['student.graduating@example.edu', 'student.preclerkship@example.edu'] as const;
const PATIENTLY = { timeout: 20_000 };
const KEY = 'rank-list-2-2027-01-20';

const view = z.object({
  modal: z.object({ id: z.string(), title: z.object({ text: z.string() }), blocks: z.unknown() }).nullish(),
});
const submitted = z.object({ ok: z.boolean(), errors: z.record(z.string(), z.string()).nullish() });

interface Wanted {
  label: string;
  value?: string;
}

describe.each(MODES)('over %s', (mode) => {
  let journey: Journey;
  let on: BroadcastJourney;
  beforeAll(async () => {
    journey = await startJourney(mode);
    on = broadcastJourney(journey);
  }, 60_000);
  afterAll(() => journey.stop());

  const modalOf = async (user: string) => view.parse(await journey.call(`/view?user=${user}`)).modal;
  const modal = async (user: string) => answerText({ text: '', blocks: (await modalOf(user))?.blocks ?? [] });
  const reads = (user: string, words: string | RegExp) =>
    expect
      .poll(() => modal(user), PATIENTLY)
      .toEqual(typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words));
  const tryIt = async (user: string, values: object = {}) =>
    submitted.parse(await journey.call('/submit', { user, values }));
  const submit = async (user: string, values: object = {}) =>
    expect((await tryIt(user, values)).errors ?? {}).toEqual({});
  const close = async (user: string) => {
    while (await modalOf(user)) await journey.call('/close', { user });
  };
  const asked = async (user: string, text: string) => journey.answered(user, journey.type(user, text));
  const found = (blocks: unknown, { label, value }: Wanted) =>
    buttonsOf(blocks).find((one) => one.label === label && (value === undefined || one.value === value));

  /** Presses the last such button that somebody was shown in a message. */
  async function press(user: string, wanted: Wanted): Promise<void> {
    const shown = (await on.inbox(user)).findLast(({ blocks }) => found(blocks, wanted));
    const button = found(shown?.blocks, wanted);
    if (!shown || !button) throw new Error(`${user} sees no button ${wanted.label}`);
    const place = { user, channel: shown.channel, message_seq: shown.seq };
    await journey.call('/click', { ...place, action_id: button.action, value: button.value });
  }

  /** Presses a button of the open form. */
  async function pressInForm(user: string, label: string): Promise<void> {
    const open = await modalOf(user);
    const button = found(open?.blocks, { label });
    if (!open || !button) throw new Error(`${user} has no form with ${label}`);
    await journey.call('/click', { user, view_id: open.id, action_id: button.action, value: button.value });
  }

  /** Turns the pages of sessions until one has this button. Each page takes the place of the one before. */
  async function findOnPages(user: string, wanted: Wanted): Promise<void> {
    await asked(user, 'staff dates');
    const { ts } = (await on.inbox(user)).findLast(({ text }) => text.startsWith('Dating the year')) ?? {};
    const page = async () => (await on.inbox(user)).find((one) => one.ts === ts);
    await press(user, { label: 'Sessions' });
    await expect.poll(async () => (await page())?.text, PATIENTLY).toMatch(/^Sessions/);
    for (let pages = 0; pages < 10; pages += 1) {
      const shown = await page();
      if (found(shown?.blocks, wanted)) return;
      await press(user, { label: 'Later' });
      await expect.poll(async () => (await page())?.text, PATIENTLY).not.toBe(shown?.text);
    }
    throw new Error(`no page has ${wanted.label}`);
  }

  const session = async (key = KEY) => (await sessionsByKeys(journey.database.db, [key], 'America/New_York'))[0];
  const idOf = async (key = KEY) => String((await session(key))?.id);

  test('what has no date is dated, and its students read it at once', async () => {
    expect(await asked(marcus, 'next')).not.toContain('Technical Aspects · Wed, Jan 20');
    expect(await asked(director, 'staff dates')).toContain(
      'Making Your Rank List, Part 2: Technical Aspects, January 2027',
    );
    await press(director, { label: 'Date it', value: 'rank-list-2' });
    await reads(director, 'time of the school');
    const wrong = await tryIt(director, { day: '2027-01-20', hour: '17:30', minutes: '60', link: 'zoom' });
    expect(wrong.errors?.link).toContain('https://');
    const values = {
      day: '2027-01-20',
      hour: '17:30',
      minutes: '60',
      place: 'TMEC 227',
      link: 'https://example.edu/rank',
    };
    await submit(director, values);
    await reads(director, 'who see it from now on. Nobody is written to at once.');
    expect(await session()).toBeUndefined();
    await submit(director);
    await reads(director, 'Dated:');
    expect(await asked(marcus, 'next 10')).toContain('TMEC 227');
    expect(await asked(marcus, 'event technical aspects')).toContain('Wed, Jan 20, 2027');
    await close(director);
  });

  test('it is moved: whoever said Going is told, and the second of two staff is told by whom', async () => {
    const id = await idOf();
    await press(marcus, { label: 'Going', value: id });
    await expect.poll(async () => (await session())?.taken, PATIENTLY).toBe(1);
    await findOnPages(director, { label: 'Move', value: id });
    await findOnPages(assistant, { label: 'Cancel', value: id });
    await press(director, { label: 'Move', value: id });
    await reads(director, 'Technical Aspects');
    await press(assistant, { label: 'Cancel', value: id });
    await reads(assistant, '1 person knows of it');
    await submit(director, { day: '2027-01-27' });
    await reads(director, /so far: Wed, Jan 20, 2027[\s\S]*1 person knows of it; I tell them: new time/);
    await submit(director);
    await reads(director, '1 person is told.');
    await submit(assistant, { postponed: 'no' });
    await reads(assistant, /Theodora Whitcombe has changed it meanwhile, so nothing was done\. It is now: Wed, Jan 27/);
    await close(director);
    await close(assistant);
    await journey.jump('2026-12-01T12:00:00-05:00');
    expect(await on.lastTold(marcus, /new time/i)).toContain('Technical Aspects');
    expect(await on.told(maya, /new time/i)).toEqual([]);
  });

  test('it is cancelled by the other one, told once, and taken back: those who were told read that it takes place', async () => {
    // Another week: of two messages a week both have room.
    await journey.jump('2026-12-07T12:00:00-05:00');
    await findOnPages(assistant, { label: 'Cancel', value: await idOf() });
    await press(assistant, { label: 'Cancel', value: await idOf() });
    await reads(assistant, '1 person knows of it: I tell them once');
    await submit(assistant, { postponed: 'no' });
    await reads(assistant, 'Cancelled:');
    expect(await asked(marcus, 'next 10')).not.toMatch(/Technical Aspects[^\n]*Wed, Jan 27/);
    await journey.jump('2026-12-07T12:05:00-05:00');
    expect(await on.lastTold(marcus, /cancelled/i)).toContain('Technical Aspects');
    await pressInForm(assistant, 'Undo');
    await reads(assistant, 'Taken back: 1 session is as before. 1 person had been told; I tell them.');
    await journey.jump('2026-12-07T12:15:00-05:00');
    expect(await on.lastTold(marcus, /takes place after all/i)).toContain('Technical Aspects');
    expect(await asked(marcus, 'next 10')).toMatch(/Technical Aspects[^\n]*Wed, Jan 27/);
    await close(assistant);
  });

  test('a series is dated in one form, every bad line named, all or nothing', async () => {
    await asked(assistant, 'staff dates');
    await press(assistant, { label: 'Date more', value: 'specialty-interest-series' });
    await reads(assistant, 'Sessions, a line each');
    const lines =
      '2027-01-19, Vascular Surgery\n2027-01-26, Torasic Surgery\n2027-02-31, Medical Genetics and Genomics';
    const values = { hour: '12:30', minutes: '75', names: 'specialty', place: 'TMEC 227' };
    await submit(assistant, { ...values, lines });
    await reads(assistant, /line 2: "Torasic Surgery" is not a specialty[\s\S]*line 3: expected a day/);
    expect(await session('specialty-interest-series-vascular-surgery-2027-01-19')).toBeUndefined();
    const good = lines.replace('Torasic', 'Thoracic').replace('02-31', '02-02');
    await submit(assistant, { ...values, lines: good });
    await reads(assistant, '3 sessions would be dated:');
    await submit(assistant);
    await reads(assistant, '3 sessions dated:');
    expect(await asked(maya, 'event vascular surgery')).toContain('Tue, Jan 19, 2027');
    await close(assistant);
  });

  test('a Match Day is entered with its week, and taken back', async () => {
    await asked(director, 'staff dates');
    await press(director, { label: 'Enter the day', value: '2027/match/nrmp' });
    await reads(director, 'Of the Match year, or the class');
    await submit(director, { day: '2027-03-19' });
    await reads(director, /Match week is Fri, Mar 12, 2027, 5:00 PM EST to Mon, Mar 22, 2027, 8:00 AM EDT/);
    await submit(director);
    await reads(director, 'Entered: Match Day: NRMP Main Residency Match 2027 is on March 19, 2027.');
    expect(await asked(marcus, 'event match day')).toContain('March 19, 2027');
    await pressInForm(director, 'Undo');
    await reads(director, 'has no day again');
    expect(await asked(marcus, 'event match day')).not.toContain('March 19, 2027');
    await close(director);
  });

  test('a day is closed: what becomes of each session, one message a person, and Undo', async () => {
    await journey.jump('2027-01-26T20:00:00-05:00');
    await asked(director, 'staff close 2027-01-27');
    await reads(director, 'January 27, 2027: what becomes of each session?');
    const [rank, panel] = [await idOf(), await idOf('panel-orthopaedic-surgery-2026-27')];
    await submit(director, { [`act-${rank}`]: 'online', [`act-${panel}`]: 'postpone' });
    await reads(director, /new date to be announced[\s\S]*one message each, also in quiet hours from 5:30 AM on/);
    await submit(director);
    await reads(director, 'January 27, 2027 is closed:');
    await journey.jump('2027-01-27T05:45:00-05:00');
    const told = await on.lastTold(marcus, 'The school is closed on January 27, 2027');
    expect(told).toMatch(/online/i);
    await close(director);
    await asked(director, 'staff close 2027-01-27');
    await reads(director, 'Technical Aspects');
    expect(await modal(director)).not.toContain('Orthopaedic');
    await close(director);
    expect(await asked(director, 'staff audit Whitcombe')).toMatch(
      /closed a day[\s\S]*entered a date[\s\S]*moved a session[\s\S]*dated a session/,
    );
  });

  test('a student is refused these pages, in the log too, and nothing changes', async () => {
    const before = await session();
    for (const page of ['staff dates', 'staff close 2027-01-27'])
      expect(await asked(maya, page)).toContain("That isn't open to your role here");
    const refusals = journey.logged.filter(({ outcome, action }) => outcome === 'refused' && action === 'staff.staff');
    expect(refusals.length).toBeGreaterThan(1);
    expect(await session()).toEqual(before);
  });
});
