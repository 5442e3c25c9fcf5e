// A student and an advisor meet, over the wire: a time is entered, seen by both, moved, reminded of a day and an hour before, and over.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answerText } from '../support/answer-text.ts';
import { type Journey, MODES, startJourney } from '../support/journey.ts';
import { loadTable } from '../support/load-table.ts';

/** For `expect.poll`, whose own patience is too short for a busy machine. */
const PATIENTLY = { timeout: 30_000 };

const message = z.object({
  seq: z.number(),
  channel: z.string(),
  text: z.string(),
  blocks: z.unknown(),
  ephemeral: z.boolean(),
  files: z.array(z.unknown()).optional(),
});
const views = z.object({ modal: z.unknown() });

const [priya, philippa, director] = ['student.pce@example.edu', 'advisor@example.edu', 'director@example.edu'];
const ASSIGNMENTS = `kind,student,advisor,starts
society-advisor,student.pce@example.edu,advisor@example.edu,2026-08-01
`;

describe.each(MODES)('over %s', (mode) => {
  let journey: Journey;
  let pair: string;
  beforeAll(async () => {
    journey = await startJourney(mode);
    await loadTable(journey.app.ctx, 'assignments', ASSIGNMENTS, director);
    const [row] = await journey.database.db.query.assignments.findMany();
    pair = String(row?.id);
  }, 60_000);
  afterAll(() => journey.stop());

  const inbox = async (user: string) =>
    z.object({ items: z.array(message) }).parse(await journey.call(`/inbox?user=${user}`)).items;
  /** What was written unasked. */
  const told = async (user: string, words: string) =>
    (await inbox(user)).filter(({ ephemeral, text }) => !ephemeral && text.includes(words));
  const answer = async (user: string) => (await inbox(user)).findLast(({ ephemeral }) => ephemeral);
  const modal = async (user: string) => answerText(views.parse(await journey.call(`/view?user=${user}`)).modal);
  async function says(user: string, text: string): Promise<string> {
    await journey.command(user, text);
    return answerText(await answer(user));
  }
  async function press(user: string, action_id: string, value: string, on?: z.infer<typeof message>): Promise<void> {
    const { channel, seq: message_seq } = on ?? (await answer(user)) ?? {};
    expect(await journey.call('/click', { user, channel, message_seq, action_id, value })).toMatchObject({ ok: true });
  }
  async function submit(user: string, values: Record<string, string>, words: string): Promise<void> {
    await expect.poll(() => modal(user), PATIENTLY).toContain('When you meet');
    expect(await journey.call('/submit', { user, values })).toMatchObject({ ok: true });
    await expect.poll(() => modal(user), PATIENTLY).toContain(words);
    await journey.call('/close', { user, all: true });
  }

  test('an advisor enters a time, and the student reads it, in lists and in a message', async () => {
    expect(await says(philippa, 'advisees')).toContain('Next meeting: First formal Society advising meeting');
    await press(philippa, 'advising.meet', pair);
    await submit(
      philippa,
      { day: '2026-12-03', hour: '16:00', where: 'TMEC 227' },
      'You meet Priya Venkataraman on Thu, Dec 3, 2026, 4:00 PM EST, TMEC 227.',
    );
    await expect.poll(() => told(priya, 'entered when the two of you meet: Thu, Dec 3'), PATIENTLY).toHaveLength(1);
    expect(await says(priya, 'advisors')).toContain('Next meeting: Thu, Dec 3, 2026, 4:00 PM EST · TMEC 227');
    expect(await says(priya, 'next')).toContain('Meeting with Philippa Osei-Mensah');
    expect(await says(philippa, 'next')).toContain('Meeting with Priya Venkataraman');
  });

  test('the student moves it from the message, and the advisor reads the new time', async () => {
    const [news] = await told(priya, 'entered when the two of you meet');
    await press(priya, 'advising.meet', pair, news);
    await submit(
      priya,
      { day: '2026-12-04', hour: '16:00', where: 'TMEC 227' },
      'You meet Philippa Osei-Mensah on Fri',
    );
    await expect.poll(() => told(philippa, 'entered when the two of you meet: Fri, Dec 4'), PATIENTLY).toHaveLength(1);
    expect(await says(philippa, 'advisees')).toContain('Next meeting: Fri, Dec 4, 2026, 4:00 PM EST · TMEC 227');
    const [moved] = await told(philippa, 'Fri, Dec 4');
    await press(philippa, 'advising.calendar', pair, moved);
    await expect
      .poll(async () => (await inbox(philippa)).some(({ files = [] }) => files.length > 0), PATIENTLY)
      .toBe(true);
  });

  test('both are reminded the day before and an hour before, of the new time alone', async () => {
    await journey.jump('2026-12-03T15:30:00-05:00');
    await expect.poll(() => told(philippa, 'Meeting with Priya Venkataraman'), PATIENTLY).toHaveLength(1);
    await journey.jump('2026-12-04T15:30:00-05:00');
    await expect.poll(() => told(priya, 'Meeting with Philippa Osei-Mensah'), PATIENTLY).toHaveLength(2);
    await expect.poll(() => told(philippa, 'Meeting with Priya Venkataraman'), PATIENTLY).toHaveLength(2);
    expect((await told(priya, 'Meeting with Philippa')).every(({ text }) => text.includes('Fri, Dec 4'))).toBe(true);
  });

  test('We met completes the milestone and ends the meeting', async () => {
    await says(philippa, 'advisees');
    await press(philippa, 'advising.met-advisee', `${pair}/society-meeting-1/pce`);
    await expect
      .poll(async () => answerText(await answer(philippa)), PATIENTLY)
      .toContain('Noted: you met Priya Venkataraman');
    expect(await says(priya, 'advisors')).not.toContain('TMEC 227');
    expect(await says(priya, 'next')).not.toContain('Meeting with Philippa');
    expect(await says(priya, 'todo')).toContain('First formal Society advising meeting of the PCE · done');
  });
});
