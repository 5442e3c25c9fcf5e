// A pause, over the wire: what is kept back, what comes all the same, and what is said when it is over.
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { dateSession } from '../../src/features/calendar/acts/change-session.ts';
import { loadProgram } from '../../src/program/load.ts';
import { createProgram, type Program } from '../../src/program/program.ts';
import { answerText } from '../support/answer-text.ts';
import { wall } from '../support/delivery-builders.ts';
import { type Journey, startJourney } from '../support/journey.ts';

const item = z.object({
  seq: z.number(),
  channel: z.string(),
  ts: z.string(),
  text: z.string(),
  ephemeral: z.boolean(),
  blocks: z.unknown(),
});

/** In the PCE of the HST track, and applying: reminded at 18:30. */
const student = 'student.pce.hst@example.edu';
const asStaff = { as: 'director@example.edu', dryRun: false };

/** A program whose class meetings everybody must know of. */
async function withMandatoryMeetings(): Promise<Program> {
  const { file } = await loadProgram();
  const { kinds } = file.reminders;
  const meeting = { ...kinds['class-meeting'], mandatory: true };
  return createProgram({ ...file, reminders: { ...file.reminders, kinds: { ...kinds, 'class-meeting': meeting } } });
}

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney('socket', { program: await withMandatoryMeetings() });
}, 60_000);
afterAll(() => journey.stop());

const inbox = async () => z.object({ items: z.array(item) }).parse(await journey.call(`/inbox?user=${student}`)).items;
const lastAnswer = async () => (await inbox()).findLast(({ ephemeral }) => ephemeral);

/** When something with these words was said unasked, on the clock of the school. */
async function told(words: string): Promise<string[]> {
  const said = (await inbox()).filter(({ ephemeral, text }) => !ephemeral && text.includes(words));
  return said.map(({ ts }) => wall(Temporal.Instant.fromEpochMilliseconds(Math.floor(Number(ts) * 1000))));
}

async function press(action_id: string, value: string, says: string): Promise<void> {
  // Until the answer that offers it is there, the last one is another.
  await expect.poll(async () => JSON.stringify(await lastAnswer()), { timeout: 30_000 }).toContain(`"${action_id}"`);
  const asked = await lastAnswer();
  await journey.call('/click', {
    user: student,
    channel: asked?.channel,
    message_seq: asked?.seq,
    action_id,
    value,
  });
  await expect.poll(async () => answerText(await lastAnswer()), { timeout: 30_000 }).toContain(says);
}

async function dated(key: string, event: string, starts: string, ends: string): Promise<string> {
  const cells = { event, key, title: `Evening on ${key}`, place: 'TMEC 128', starts, ends };
  await dateSession(journey.app.ctx, cells, asStaff);
  const found = await journey.database.db.query.sessions.findMany();
  return String(found.find((session) => session.key === key)?.id);
}

test('somebody pauses who said Going, and asked to be reminded', async () => {
  await dated('meeting', 'road-to-residency-1', '2026-12-10 17:00', '2026-12-10 18:00');
  for (const [key, day] of [
    ['music', '2026-12-09'],
    ['film', '2026-12-11'],
  ] as const) {
    const id = await dated(key, 'alternative-careers-2', `${day} 19:30`, `${day} 20:30`);
    await journey.command(student, 'event private practice');
    await press('rsvp.going', id, `You're going:\nEvening on ${key}`);
  }
  await journey.command(student, 'todo');
  await press('milestones.remind', 'society-meeting-2/pce', 'Tue, Dec 8, 2026, 6:30 PM EST');
  await journey.command(student, 'settings');
  await journey.call('/idle?wait=5000');
  const values = { pause: 'until', 'pause-until': '2026-12-11' };
  expect(await journey.call('/submit', { user: student, values })).toMatchObject({ ok: true });
});

test('until it is over, only what everybody must know is said', async () => {
  await journey.jump('2026-12-10T23:00:00-05:00');
  expect(await told('Evening on meeting')).toEqual(['2026-12-09 18:30', '2026-12-10 16:00']);
  expect((await told('')).length).toBe(2);
});

test('afterwards what is still of use is said at its time, what was kept back is named in the digest, and what has passed is not', async () => {
  await journey.jump('2026-12-13T17:40:00-05:00');
  expect(await told('Evening on film')).toEqual(['2026-12-11 18:30']);
  const [digest, ...more] = await told('Second formal');
  expect(more).toEqual([]);
  expect(digest?.startsWith('2026-12-13 17:')).toBe(true);
  expect(await told('Evening on music')).toEqual([]);
});
