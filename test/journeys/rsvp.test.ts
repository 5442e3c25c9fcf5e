// Going, the waiting list, and sessions that staff move, cancel or close a day of, over the wire.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cancelSession, dateSession, moveSession } from '../../src/features/calendar/acts/change-session.ts';
import { closeDay } from '../../src/features/calendar/acts/close-day.ts';
import { answerText } from '../support/answer-text.ts';
import { type Journey, MODES, startJourney } from '../support/journey.ts';
import { runTool, TOOL_TIMEOUT } from '../support/run-tool.ts';

const message = z.object({
  seq: z.number(),
  channel: z.string(),
  text: z.string(),
  blocks: z.unknown(),
  ephemeral: z.boolean(),
});
type Message = z.infer<typeof message>;

const [ada, bo, cy] = [
  'student.postpce@example.edu',
  'student.pce@example.edu',
  'student.preclerkship@example.edu',
] as const;
const director = 'director@example.edu';
const asStaff = { as: director, dryRun: false };
/** For all students; nobody has said anything of it yet. */
const careers = { event: 'alternative-careers-2', place: 'TMEC 128' };

describe.each(MODES)('over %s', (mode) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney(mode);
  });
  afterAll(() => journey.stop());

  const inbox = async (user: string) =>
    z.object({ items: z.array(message) }).parse(await journey.call(`/inbox?user=${user}`)).items;
  /** What the bot wrote unasked: no answer to a command or a button. */
  const told = async (user: string, words: string) =>
    (await inbox(user)).filter(({ ephemeral, text }) => !ephemeral && text.includes(words));
  /** The latest answer; what is told unasked may come in between. */
  const lastAnswer = async (user: string) => (await inbox(user)).findLast(({ ephemeral }) => ephemeral);
  const last = async (user: string) => answerText(await lastAnswer(user));

  async function dated(key: string, starts: string, ends: string, capacity?: number): Promise<string> {
    const cells = { ...careers, key, title: `Evening on ${key}`, starts, ends };
    await dateSession(
      journey.app.ctx,
      capacity === undefined ? cells : { ...cells, capacity: String(capacity) },
      asStaff,
    );
    const found = await journey.database.db.query.sessions.findMany();
    return String(found.find((session) => session.key === key)?.id);
  }

  async function press(user: string, action_id: string, value: string, on?: Message): Promise<void> {
    const asked = on ?? (await lastAnswer(user));
    await journey.call('/click', { user, channel: asked?.channel, message_seq: asked?.seq, action_id, value });
  }

  /** Opens the details of the event and presses there. */
  async function answer(user: string, action_id: string, value: string, says: string): Promise<void> {
    await journey.command(user, 'event private practice');
    await press(user, action_id, value);
    await expect.poll(() => last(user)).toContain(says);
  }

  /** Lets some minutes pass, with what falls due in them. */
  async function pass(minutes: number): Promise<void> {
    const now = journey.app.ctx.clock.now().add({ minutes });
    await journey.jump(now.toString());
  }

  test('a full session has a waiting list; a place that is given back goes on until somebody takes it', async () => {
    const id = await dated('law', '2026-12-15 17:00', '2026-12-15 18:00', 1);
    await answer(ada, 'rsvp.going', id, "You're going:");
    await answer(bo, 'rsvp.going', id, "The one place is taken, so you're number 1 on the waiting list");
    await answer(cy, 'rsvp.going', id, "you're number 2 on the waiting list");

    await answer(ada, 'rsvp.not-going', id, "you're not going");
    await expect.poll(() => told(bo, 'A place has become free')).toHaveLength(1);
    await journey.command(bo, 'next');
    expect(await last(bo)).toContain('has become free for you');
    const [offer] = await told(bo, 'A place has become free');
    await press(bo, 'rsvp.pass-on', id, offer);
    await expect.poll(() => told(cy, 'A place has become free')).toHaveLength(1);
    const [offered] = await told(cy, 'A place has become free');
    await press(cy, 'rsvp.take-place', id, offered);
    // The offer becomes what was answered: nobody can press it again.
    await expect.poll(() => told(cy, "You're going:")).toHaveLength(1);
    expect(await told(bo, "Noted: you're not going to this session.")).toHaveLength(1);
    for (const one of [bo, cy]) expect(await told(one, 'A place has become free')).toEqual([]);
    await journey.command(bo, 'next');
    expect(await last(bo)).not.toContain('has become free for you');
    expect(await told(ada, 'A place has become free')).toEqual([]);

    await journey.command(director, 'event private practice');
    expect(await last(director)).toContain('Going (1 of 1): Maya Lindqvist');
    await journey.command(ada, 'event private practice');
    expect(await last(ada)).not.toContain('Maya');
  });

  test('a moved session is told once to who said Going, and to nobody else; so is a cancelled one', async () => {
    const id = await dated('music', '2026-12-02 17:00', '2026-12-02 18:00');
    await answer(ada, 'rsvp.going', id, "You're going:");
    await moveSession(journey.app.ctx, 'music', { starts: '2026-12-02 19:00' }, asStaff);
    await pass(3);
    await expect.poll(() => told(ada, 'Evening on music')).toHaveLength(1);
    expect(answerText(await told(ada, 'Evening on music'))).toMatch(/new time[\s\S]*Wed, Dec 2, 2026, 7:00 PM EST/i);
    await cancelSession(journey.app.ctx, 'music', { ...asStaff, postponed: false });
    await pass(3);
    await expect.poll(() => told(ada, 'Evening on music')).toHaveLength(2);
    expect(answerText((await told(ada, 'Evening on music')).at(-1))).toMatch(/cancelled/i);
    await pass(90);
    expect(await told(ada, 'Evening on music')).toHaveLength(2);
    expect(await told(bo, 'Evening on music')).toEqual([]);
    await journey.command(ada, 'event private practice');
    expect(await last(ada)).toMatch(/Evening on music · Wed, Dec 2, 2026, 7:00 PM EST · cancelled/);
    const [moved] = await told(ada, 'Evening on music');
    await press(ada, 'rsvp.not-going', id, moved);
    await expect.poll(() => last(ada)).toContain('Evening on music was cancelled');
  });

  test('a closed day is told early, in one message to each that names all that changes for them', async () => {
    // After the digest of that Sunday: nobody has read of these two in it.
    await journey.jump('2026-12-13T18:00:00-05:00');
    const [noon, evening] = [
      await dated('film', '2026-12-14 12:00', '2026-12-14 13:00'),
      await dated('trade', '2026-12-14 18:00', '2026-12-14 19:00'),
    ];
    await answer(ada, 'rsvp.going', noon, "You're going:");
    await answer(ada, 'rsvp.going', evening, "You're going:");
    await answer(bo, 'rsvp.going', evening, "You're going:");
    await journey.jump('2026-12-14T05:40:00-05:00');
    const before = { ada: (await told(ada, 'Evening on')).length, bo: (await told(bo, 'Evening on')).length };
    const choices = [
      { key: 'film', act: 'online', value: 'https://example.edu/film' },
      { key: 'trade', act: 'postpone', value: null },
    ] as const;
    await closeDay(journey.app.ctx, { day: '2026-12-14', choices }, asStaff);
    await pass(3);
    await expect.poll(() => told(ada, 'Evening on')).toHaveLength(before.ada + 1);
    await expect.poll(() => told(bo, 'Evening on')).toHaveLength(before.bo + 1);
    const toAda = answerText((await told(ada, 'Evening on')).at(-1));
    for (const part of [/online: evening on film/i, /postponed.*: evening on trade/i]) expect(toAda).toMatch(part);
    // Once in the text and once in the blocks, whatever it brought.
    expect(toAda.match(/The school is closed on December 14, 2026/g)).toHaveLength(2);
    const toBo = answerText((await told(bo, 'Evening on')).at(-1));
    expect([toBo.includes('Evening on trade'), toBo.includes('Evening on film')]).toEqual([true, false]);
    expect(await told(cy, 'Evening on trade')).toEqual([]);
  });

  test('a tool acts at the time of the workspace', { timeout: TOOL_TIMEOUT }, async () => {
    await dated('novels', '2026-12-16 17:00', '2026-12-16 18:00');
    const env = { DATABASE_URL: journey.database.url, CLOCK_URL: journey.sandbox.url };
    const run = await runTool('sessions', ['cancel', 'novels', '--as', director], env);
    expect(run).toMatchObject({ code: 0, err: '' });
    const found = await journey.database.db.query.sessions.findMany();
    expect(found.find(({ key }) => key === 'novels')?.cancelledAt).toMatch(/^2026-12-14/);
  });
});
