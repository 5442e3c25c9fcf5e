// The Home tab, specialties one follows, and sessions for one's own calendar, over the wire.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { importSessions } from '../../src/features/calendar/import-sessions.ts';
import { answerText } from '../support/answer-text.ts';
import { type Journey, MODES, startJourney } from '../support/journey.ts';

const item = z.object({
  seq: z.number(),
  channel: z.string(),
  text: z.string(),
  ephemeral: z.boolean(),
  files: z.array(z.object({ id: z.string(), name: z.string() })).nullish(),
});
const views = z.object({ home: z.unknown(), modal: z.unknown() });

const student = 'student.postpce@example.edu';

describe.each(MODES)('over %s', (mode) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney(mode);
  });
  afterAll(() => journey.stop());

  const inbox = async (user: string) =>
    z.object({ items: z.array(item) }).parse(await journey.call(`/inbox?user=${user}`)).items;
  const view = async (user: string) => views.parse(await journey.call(`/view?user=${user}`));
  const home = async (user: string) => answerText((await view(user)).home);
  const modal = async (user: string) => answerText((await view(user)).modal);

  async function pressIn(user: string, action_id: string, value: string) {
    const asked = (await inbox(user)).at(-1);
    await journey.call('/click', { user, channel: asked?.channel, message_seq: asked?.seq, action_id, value });
  }

  async function pressInView(user: string, action_id: string, value: string) {
    const { modal: open, home: page } = await view(user);
    const { id } = z.object({ id: z.string() }).parse(open ?? page);
    return journey.call('/click', { user, view_id: id, action_id, value });
  }

  test('Home says who one is, what is next and what one can type', async () => {
    await journey.call('/home', { user: student });
    await expect.poll(() => home(student)).toContain('Post-PCE, Pathways, class of 2028, applying 2027-28');
    expect(await home(student)).toContain('The Road to Residency, Part I');
    expect(await home(student)).toContain('/career calendar');
  });

  test.each([
    ['director@example.edu', 'Staff'],
    ['interviewer@example.edu', 'Interviewer'],
    ['student.leave@example.edu', 'On leave until September 1, 2027'],
  ])('Home is of use to %s', async (user, says) => {
    await journey.call('/home', { user });
    await expect.poll(() => home(user)).toContain(says);
  });

  test('a stranger finds kind words and the page of the program on Home', async () => {
    await journey.call('/home', { user: 'stranger@example.edu' });
    await expect.poll(() => home('stranger@example.edu')).toContain('https://');
    expect(await home('stranger@example.edu')).not.toContain('Road to Residency');
  });

  test('following a specialty shows on Home at once, and its panels come first in next', async () => {
    const preclerk = 'student.preclerkship@example.edu';
    await journey.call('/home', { user: preclerk });
    await journey.command(preclerk, 'specialty derm');
    expect((await inbox(preclerk)).at(-1)?.text).toMatch(/^Dermatology/);
    await pressIn(preclerk, 'specialties.follow', 'dermatology');
    await expect.poll(() => home(preclerk)).toContain('Specialties you follow');
    await expect.poll(async () => (await inbox(preclerk)).at(-1)?.text).toContain('You follow it');

    await journey.command(preclerk, 'specialty dermatology');
    await pressIn(preclerk, 'specialties.unfollow', 'dermatology');
    await expect.poll(() => home(preclerk)).not.toContain('Specialties you follow');
  });

  test('Details on Home opens a form, and what is found there opens on top of it', async () => {
    await journey.call('/home', { user: student });
    await expect.poll(() => home(student)).toContain('Road to Residency');
    const [details = ''] = /road-to-residency-1\/\d+/.exec(JSON.stringify((await view(student)).home)) ?? [];
    await pressInView(student, 'calendar.details', details);
    await expect.poll(() => modal(student)).toContain('The year ahead, from ERAS on.');
    const { id } = z.object({ id: z.string() }).parse((await view(student)).modal);
    const [add] = JSON.stringify((await view(student)).modal).match(/"value":"(\d+)"/) ?? [];
    const sessionId = /\d+/.exec(add ?? '')?.[0] ?? '';
    await journey.call('/click', { user: student, view_id: id, action_id: 'calendar.add', value: sessionId });
    await expect.poll(() => modal(student)).toContain('Add to calendar');
  });

  test('a session comes as a file with a stable UID, and a moved one with a higher SEQUENCE', async () => {
    const file = async () => {
      await journey.command(student, 'event road to residency part 1');
      const details = (await inbox(student)).at(-1);
      const sessions = await journey.database.db.query.sessions.findMany();
      const id = String(sessions.find((session) => session.key === 'road-to-residency-1-2027')?.id);
      await journey.call('/click', {
        user: student,
        channel: details?.channel,
        message_seq: details?.seq,
        action_id: 'calendar.add',
        value: id,
      });
      await expect.poll(async () => (await inbox(student)).at(-1)?.text).toContain('Add to calendar');
      const before = (await inbox(student)).filter((message) => message.files?.length).length;
      await pressIn(student, 'calendar.file', id);
      await expect
        .poll(async () => (await inbox(student)).filter((message) => message.files?.length).length)
        .toBe(before + 1);
      const sent = (await inbox(student)).findLast((message) => message.files?.length)?.files?.[0];
      expect(sent?.name).toBe('road-to-residency-1-2027.ics');
      return (await fetch(`${journey.sandbox.controlUrl}/files/${sent?.id}`)).text();
    };
    const first = await file();
    expect(first).toContain('UID:road-to-residency-1-2027@career-planning-bot');
    expect(first).toContain('DTSTART:20270121T220000Z');
    expect(first).toContain('SEQUENCE:0');

    const moved =
      'key,event,starts,ends\nroad-to-residency-1-2027,road-to-residency-1,2027-01-22 17:00,2027-01-22 18:00';
    await importSessions(journey.app.ctx, moved, { as: 'director@example.edu', dryRun: false });
    const second = await file();
    expect(second).toContain('UID:road-to-residency-1-2027@career-planning-bot');
    expect(second).toContain('DTSTART:20270122T220000Z');
    expect(second).toContain('SEQUENCE:1');
  });
});
