// Advising and asking over the wire: a RASA chosen, confirmed, introduced and changed; each kind of ask to its end; a meeting; a student who leaves.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answerText } from '../support/answer-text.ts';
import { type Journey, MODES, startJourney } from '../support/journey.ts';
import { leaveProgram } from '../support/leave-program.ts';
import { loadTable } from '../support/load-table.ts';

/** For `expect.poll`, whose own patience is too short for a busy machine. */
const PATIENTLY = { timeout: 30_000 };

const message = z.object({
  seq: z.number(),
  channel: z.string(),
  text: z.string(),
  blocks: z.unknown(),
  ephemeral: z.boolean(),
});
const options = z.object({ options: z.array(z.object({ value: z.string() })) });
const views = z.object({ modal: z.unknown() });

const [leila, priya, kenji] = ['student.postpce@example.edu', 'student.pce@example.edu', 'student.dual@example.edu'];
const [gunnar, philippa, liaison] = ['rasa@example.edu', 'advisor@example.edu', 'liaison@example.edu'];
const [director, assistant] = ['director@example.edu', 'assistant@example.edu'];

const RASAS = `rasa,specialty,capacity
rasa@example.edu,General Surgery,1
keiko.brandt@example.edu,Dermatology,3
`;
const ASSIGNMENTS = `kind,student,advisor,starts
society-advisor,student.pce@example.edu,advisor@example.edu,2026-08-01
society-advisor,student.postpce@example.edu,edmund.fairweather@example.edu,2026-08-01
`;

describe.each(MODES)('over %s', (mode) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney(mode);
    await loadTable(journey.app.ctx, 'rasas', RASAS, director);
    await loadTable(journey.app.ctx, 'assignments', ASSIGNMENTS, director);
  }, 60_000);
  afterAll(() => journey.stop());

  const inbox = async (user: string) =>
    z.object({ items: z.array(message) }).parse(await journey.call(`/inbox?user=${user}`)).items;
  /** What was written unasked, in the bot's conversation or in one of several people. */
  const told = async (user: string, words: string) =>
    (await inbox(user)).filter(({ ephemeral, text }) => !ephemeral && text.includes(words));
  const answer = async (user: string) => (await inbox(user)).findLast(({ ephemeral }) => ephemeral);
  const modal = async (user: string) => answerText(views.parse(await journey.call(`/view?user=${user}`)).modal);

  async function says(user: string, text: string): Promise<string> {
    await journey.command(user, text);
    return answerText(await answer(user));
  }

  async function press(user: string, action_id: string, value: string, on?: z.infer<typeof message>): Promise<void> {
    const asked = on ?? (await answer(user));
    const done = await journey.call('/click', {
      user,
      channel: asked?.channel,
      message_seq: asked?.seq,
      action_id,
      value,
    });
    expect(done).toMatchObject({ ok: true });
  }

  /** Sends the form that opens, waits for what it becomes, and closes that. */
  async function submit(user: string, values: Record<string, unknown>, words: string): Promise<void> {
    await expect.poll(() => modal(user), PATIENTLY).not.toBe('');
    expect(await journey.call('/submit', { user, values })).toMatchObject({ ok: true });
    await expect.poll(() => modal(user), PATIENTLY).toContain(words);
    await journey.call('/close', { user, all: true });
  }

  const idOf = async (email: string): Promise<number> => {
    const found = await journey.database.db.query.personEmails.findMany();
    return found.find((row) => row.email === email)?.personId ?? 0;
  };
  const lastCase = async (): Promise<string> => {
    const found = await journey.database.db.query.cases.findMany();
    return String(Math.max(...found.map(({ id }) => id)));
  };

  test('a RASA is chosen, confirmed, introduced and changed', async () => {
    expect(await says(leila, 'advisors')).toContain('choose your specialties below');
    await press(leila, 'advising.choose', 'specialties');
    await submit(leila, { specialties: ['general-surgery', 'dermatology'], years: [] }, 'staff choose a RASA for you');

    const page = await says(director, 'staff rasas');
    expect(page).toContain('Leila Haddad, General Surgery (since December 1, 2026): Gunnar Ilves, who has 0 of 1');
    const [student, surgeon, outside] = [await idOf(leila), await idOf(gunnar), await idOf('keiko.brandt@example.edu')];
    await press(director, 'advising.confirm-rasa', `${student}/general-surgery/${surgeon}`);
    await expect.poll(async () => answerText(await answer(director)), PATIENTLY).toContain('I am introducing them');
    await expect.poll(() => told(leila, 'Leila Haddad, meet Gunnar Ilves'), PATIENTLY).toHaveLength(1);
    await expect.poll(() => told(gunnar, 'Leila Haddad, meet Gunnar Ilves'), PATIENTLY).toHaveLength(1);

    await says(director, 'staff rasas');
    await press(director, 'advising.confirm-rasa', `${student}/dermatology/${outside}`);
    await expect
      .poll(async () => answerText(await answer(director)), PATIENTLY)
      .toContain('To: student.postpce@example.edu, keiko.brandt@example.edu');
    await expect.poll(() => told(leila, 'you will be introduced by e-mail'), PATIENTLY).toHaveLength(1);
    expect(await says(leila, 'todo')).toContain('Choose a specialty and get a RASA · done');
    expect(await says(gunnar, 'advisees')).toContain('Leila Haddad');
    expect(await says(gunnar, 'advisees')).not.toContain('Dermatology');

    await says(leila, 'advisors');
    await press(leila, 'advising.choose', 'specialties');
    await submit(
      leila,
      { specialties: ['dermatology'], years: ['preliminary-year'] },
      'Your RASA for General Surgery: this match has ended.',
    );
    await expect.poll(() => told(gunnar, 'This match has ended: Leila Haddad'), PATIENTLY).toHaveLength(1);
    expect(await says(director, 'staff rasas')).toContain('Nobody is waiting for a RASA. 1 match at present.');
  });

  test("an advisor's meeting completes the student's milestone, and nobody else's advisor can", async () => {
    expect(await says(philippa, 'advisees')).toContain('Priya Venkataraman');
    expect(await says(philippa, 'advisees Leila')).toContain('Nobody whom you advise is called');
    await says(philippa, 'advisees');
    const found = await journey.database.db.query.assignments.findMany();
    const own = found.find(({ kind, studentId }) => kind === 'society-advisor' && studentId > 0)?.id ?? 0;
    await press(philippa, 'advising.met-advisee', `${own}/society-meeting-1/pce`);
    await expect
      .poll(async () => answerText(await answer(philippa)), PATIENTLY)
      .toContain('Noted: you met Priya Venkataraman');
    expect(await says(priya, 'todo')).toContain('First formal Society advising meeting of the PCE · done');
    expect(await says(gunnar, 'advisees')).not.toContain('Priya');
  });

  test('an ask for an alumnus outside Slack goes to the liaison, who introduces them by e-mail', async () => {
    await says(leila, 'ask');
    await press(leila, 'asks.new-alumni-advisor', 'alumni-advisor');
    await submit(
      leila,
      {
        specialty: 'dermatology',
        place: 'Boston',
        ways: ['call'],
        words: 'How is residency there?',
      },
      'your ask is with the Alumni Liaison',
    );
    const value = await lastCase();
    await expect.poll(() => told(liaison, 'A new ask is in your queue'), PATIENTLY).toHaveLength(1);
    expect(await says(director, 'staff cases')).toContain('With the Alumni Liaison: 1 ask');
    expect(await says(liaison, 'cases')).toContain(
      'Alumni advisor: Dermatology, Boston, from Leila Haddad: to be claimed',
    );
    await press(liaison, 'asks.open', value);
    await expect.poll(async () => answerText(await answer(liaison)), PATIENTLY).toContain('How is residency there?');
    await press(liaison, 'asks.claim', value);
    await expect.poll(() => told(leila, 'has taken on your ask'), PATIENTLY).toHaveLength(1);
    await expect.poll(async () => answerText(await answer(liaison)), PATIENTLY).toContain('It is yours');
    await press(liaison, 'asks.connect', value);
    const alumnus = { name: 'Robin Vale', email: 'robin.vale@example.com' };
    await submit(liaison, alumnus, 'To: robin.vale@example.com, student.postpce@example.edu');
    await expect.poll(() => told(leila, 'introducing you to somebody by e-mail'), PATIENTLY).toHaveLength(1);
    await press(liaison, 'asks.close', value);
    await expect.poll(() => told(leila, 'is closed'), PATIENTLY).toHaveLength(1);
    expect(await says(leila, 'ask')).toContain('Alumni advisor: Dermatology, Boston: closed');
  });

  test.each([
    ['specialty-mentor', { specialty: 'dermatology', words: 'I like skin.' }],
    ['shadowing', { specialty: 'urology', words: 'Friday afternoons.' }],
    ['step-1', { words: 'A study plan.' }],
    ['question', { words: 'What is a sub-internship?' }],
  ])('an ask for %s is claimed, answered and closed, or connected', async (kind, values) => {
    await says(priya, 'ask');
    await press(priya, `asks.new-${kind}`, kind);
    await submit(priya, values, 'your ask is with the career planning staff');
    const value = await lastCase();
    await says(director, 'staff cases');
    await press(director, 'asks.open', value);
    await expect.poll(async () => answerText(await answer(director)), PATIENTLY).toContain(values.words);
    await press(director, 'asks.claim', value);
    await expect.poll(async () => answerText(await answer(director)), PATIENTLY).toContain('It is yours');
    if (kind === 'specialty-mentor') {
      await press(director, 'asks.connect', value);
      await expect.poll(() => modal(director), PATIENTLY).not.toBe('');
      const view = z
        .object({ modal: z.object({ id: z.string() }) })
        .parse(await journey.call(`/view?user=${director}`));
      const query = { user: director, view_id: view.modal.id, action_id: 'asks.pick-person', query: 'Ruth' };
      const [found] = options.parse(await journey.call('/options', query)).options;
      await submit(director, { 'asks.pick-person': found?.value }, 'in a conversation of their own');
      await expect.poll(() => told(priya, 'Priya Venkataraman, meet Ruth Abramson'), PATIENTLY).toHaveLength(1);
    } else {
      await press(director, 'asks.reply', value);
      await submit(director, { words: `An answer on ${kind}.` }, 'Your reply goes to Priya Venkataraman');
      await expect.poll(() => told(priya, `An answer on ${kind}.`), PATIENTLY).toHaveLength(1);
    }
    const before = (await told(priya, 'is closed')).length;
    await press(director, 'asks.close', value);
    await expect.poll(() => told(priya, 'is closed'), PATIENTLY).toHaveLength(before + 1);
  });

  test('an ask that nobody takes up nudges its queue after three working days', async () => {
    await says(kenji, 'ask');
    await press(kenji, 'asks.new-question', 'question');
    await submit(kenji, { words: 'Whom do I ask about visas?' }, 'your ask is with');
    await journey.jump('2026-12-04T08:00:00-05:00');
    expect(await told(assistant, 'An ask has been waiting')).toEqual([]);
    await journey.jump('2026-12-04T12:00:00-05:00');
    await expect.poll(() => told(assistant, 'An ask has been waiting'), PATIENTLY).toHaveLength(1);
    expect(await says(director, 'next')).toContain('1 ask to be claimed.');
  });

  test('a student who leaves in the middle of all of it: it ends for those who stay, in neutral words', async () => {
    const value = await lastCase();
    await says(assistant, 'cases');
    await press(assistant, 'asks.open', value);
    await expect
      .poll(async () => answerText(await answer(assistant)), PATIENTLY)
      .toContain('Whom do I ask about visas?');
    await press(assistant, 'asks.claim', value);
    await expect.poll(async () => answerText(await answer(assistant)), PATIENTLY).toContain('It is yours');
    await leaveProgram(journey.app.ctx, kenji);
    await leaveProgram(journey.app.ctx, leila);
    await expect.poll(() => told(assistant, 'This match has ended: Kenji Morales-Ito'), PATIENTLY).toHaveLength(1);
    // Her RASA is outside Slack: staff get the text.
    await expect.poll(() => told(director, 'This match has ended: Leila Haddad'), PATIENTLY).toHaveLength(1);
    await expect
      .poll(() => told('edmund.fairweather@example.edu', 'This match has ended: Leila Haddad'), PATIENTLY)
      .toHaveLength(1);
    expect(await says(assistant, 'cases')).not.toContain('Kenji');
    expect(await says(director, 'staff rasas')).toContain('Nobody is waiting for a RASA. 0 matches at present.');
    expect(await told(leila, 'This match has ended')).toEqual([]);
  });
});
