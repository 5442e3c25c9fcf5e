// A round of practice interviews over the wire, from collecting to feedback: the director, interviewers (one of them outside Slack), students.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answerText } from '../support/answer-text.ts';
import { type Journey, MODES, startJourney } from '../support/journey.ts';

const message = z.object({
  seq: z.number(),
  channel: z.string(),
  text: z.string(),
  blocks: z.unknown(),
  ephemeral: z.boolean(),
});
type Message = z.infer<typeof message>;
const submitted = z.looseObject({ ok: z.boolean() });

const director = 'director@example.edu';
const [samuel, kenji] = ['samuel.oduya@example.edu', 'student.dual@example.edu'] as const;
const [callum, edmund, ruth, beau] = [
  'interviewer@example.edu',
  'edmund.fairweather@example.edu',
  'rabramson.dermatology@example.edu',
  'beau.carrington@example.edu',
] as const;
const EVENINGS = ['2027-09-14', '2027-09-15'];

/** What comes a moment later, on a busy machine too. */
const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 30_000 });

describe.each(MODES)('over %s', (mode) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney(mode, { now: '2027-08-23T12:00:00-04:00' });
  }, 60_000);
  afterAll(() => journey.stop());

  const inbox = async (user: string) =>
    z.object({ items: z.array(message) }).parse(await journey.call(`/inbox?user=${user}`)).items;
  const told = async (user: string, words: string) =>
    (await inbox(user)).filter(({ ephemeral, text }) => !ephemeral && text.includes(words));
  const lastAnswer = async (user: string) => (await inbox(user)).findLast(({ ephemeral }) => ephemeral);
  const last = async (user: string) => answerText(await lastAnswer(user));

  async function press(user: string, action: string, value: string | number, on?: Message): Promise<void> {
    const asked = on ?? (await lastAnswer(user));
    await journey.call('/click', {
      user,
      channel: asked?.channel,
      message_seq: asked?.seq,
      action_id: `interviews.${action}`,
      value: String(value),
    });
  }
  const choose = async (user: string, action: string, selected: string) => {
    const asked = await lastAnswer(user);
    const click = {
      user,
      channel: asked?.channel,
      message_seq: asked?.seq,
      action_id: `interviews.${action}`,
      selected,
    };
    await journey.call('/click', click);
  };
  const modal = async (user: string) =>
    z.object({ modal: z.unknown().nullable() }).parse(await journey.call(`/view?user=${user}`)).modal;
  async function submit(user: string, action: string, values: Record<string, unknown>): Promise<void> {
    // A form whose opening takes longer says so first, and stands there a moment later.
    const form = { callback_id: `interviews.${action}` };
    await soon(() => modal(user)).toMatchObject(form);
    const answer = submitted.parse(await journey.call('/submit', { user, values }));
    expect(answer, JSON.stringify(answer)).toMatchObject({ ok: true });
  }

  const rows = async () =>
    journey.database.db.execute<{
      id: number;
      student: string;
      interviewer: string;
      starts: string;
      state: string;
    }>(sql`
      select i.id, s.name as student, v.name as interviewer, i.starts_at as starts, i.state from interviews i
      join people s on s.id = i.student_id join people v on v.id = i.interviewer_id
      where i.state <> 'cancelled' order by i.starts_at, i.id`);
  const of = async (name: string) =>
    (await rows()).filter(({ student, interviewer }) => student === name || interviewer === name);
  const address = (name: string) =>
    ({ 'Callum Abernethy': callum, 'Edmund Fairweather': edmund, 'Ruth Abramson': ruth, 'Samuel Oduya': samuel })[
      name
    ] ?? '';

  /** A long way is walked in steps of 25 seconds. */
  async function jump(set: string): Promise<void> {
    await soon(() => journey.call('/clock', { set })).toMatchObject({ done: true });
  }

  async function offers(user: string, committee: string, committees: string[] = []): Promise<void> {
    await soon(() => told(user, 'On which evenings could you?')).toHaveLength(1);
    const [asked] = await told(user, 'On which evenings could you?');
    await press(user, 'offer', '1', asked);
    await submit(user, 'save-offer', {
      evenings: EVENINGS,
      committee,
      ...(committees.length > 0 ? { committees } : {}),
    });
  }

  /** Ticks boxes in the message itself: nothing is sent before Save. */
  async function ticks(user: string): Promise<void> {
    await soon(() => told(user, 'On which evenings could you?')).toHaveLength(1);
    const [asked] = await told(user, 'On which evenings could you?');
    for (const [block_id, selected] of [
      ['evenings-1', EVENINGS],
      ['committee', 'no'],
    ] as const) {
      const place = { channel: asked?.channel, message_seq: asked?.seq, action_id: 'interviews.tick', block_id };
      await journey.call('/click', { user, ...place, selected });
    }
    await press(user, 'save-ticks', '1', asked);
    await soon(() => told(user, 'Thank you: you offer 10 times')).toHaveLength(1);
    expect(await told(user, 'On which evenings could you?')).toEqual([]);
  }

  async function signsUp(user: string, first: string, second: string): Promise<void> {
    await soon(() => told(user, 'You can sign up for two practice interviews')).toHaveLength(1);
    const [asked] = await told(user, 'You can sign up for two practice interviews');
    await press(user, 'sign-up', '1', asked);
    await submit(user, 'save-sign-up', { first, second, packet: 'https://example.edu/packet', consent: ['yes'] });
  }

  test('a round is opened; interviewers tick evenings, staff answer for one outside Slack, students sign up', async () => {
    await journey.command(director, 'staff interviews');
    expect(await last(director)).toContain('No round is open');
    await press(director, 'open-round', 'new');
    await submit(director, 'save-round', { evenings: EVENINGS, answerBy: '2027-09-05' });
    await ticks(callum);
    await offers(edmund, 'no');
    await offers(ruth, 'no');
    await offers(beau, 'yes', ['dermatology']);
    const [sofia] = await journey.database.db.execute<{ id: number }>(
      sql`select id from people where name = 'Sofia Marchetti' and slack_user_id is null`,
    );
    await journey.command(director, 'staff interviews');
    expect(await last(director)).toContain('4 of 11 interviewers have answered');
    await press(director, 'answer-for', '1');
    await soon(() => modal(director)).toMatchObject({ callback_id: 'interviews.choose-answer' });
    const { modal: open } = z
      .object({ modal: z.object({ id: z.string() }) })
      .parse(await journey.call(`/view?user=${director}`));
    await journey.call('/options', {
      user: director,
      view_id: open.id,
      action_id: 'staff.pick-person',
      query: 'Sofia',
    });
    await submit(director, 'choose-answer', { 'staff.pick-person': String(sofia?.id) });
    await submit(director, 'save-offer', { evenings: EVENINGS, committee: 'no' });
    await signsUp(samuel, 'internal-medicine', 'internal-medicine');
    await signsUp(kenji, 'dermatology', 'internal-medicine');
  });

  test('the plan is seen by staff alone, published, and confirmed on both sides; nobody on a committee is in it', async () => {
    await journey.command(director, 'staff interviews');
    await press(director, 'match', '1');
    await soon(() => last(director)).toContain('Here is the plan');
    expect(await last(director)).toContain('proved');
    expect(await told(samuel, 'Please confirm')).toEqual([]);
    expect(await rows()).toHaveLength(4);
    await choose(director, 'list-day', EVENINGS[0] ?? '');
    await soon(() => last(director)).toContain('Practice interviews on September 14, 2027');
    await journey.command(director, 'staff interviews');
    await press(director, 'publish', '1');
    await soon(() => last(director)).toContain('Published:');
    await soon(() => told(samuel, 'Here are your practice interviews')).toHaveLength(1);
    expect(await of('Beau Carrington')).toEqual([]);
    const [plan] = await told(samuel, 'Here are your practice interviews');
    for (const { id } of await of('Samuel Oduya')) await press(samuel, 'confirm', id, plan);
    await soon(() => last(samuel)).toContain('that is confirmed');
  });

  test('a refusal is repaired; who is outside Slack is answered for, with a mail and a calendar file', async () => {
    const own = await of('Samuel Oduya');
    const one = own.find(({ interviewer }) => interviewer !== 'Sofia Marchetti');
    const user = address(one?.interviewer ?? '');
    const [plan] = await told(user, 'Here are your practice interviews');
    await press(user, 'cannot', one?.id ?? 0, plan);
    await soon(() => told(samuel, 'I have found you another')).toHaveLength(1);
    const after = await of('Samuel Oduya');
    expect(after).toHaveLength(2);
    expect(new Set(after.map(({ interviewer }) => interviewer)).size).toBe(2);
    const outside = (await of('Sofia Marchetti'))[0];
    if (!outside) return;
    const [sofia] = await journey.database.db.execute<{ id: number }>(
      sql`select id from people where name = 'Sofia Marchetti'`,
    );
    await journey.command(director, 'staff interviews');
    await choose(director, 'outside', String(sofia?.id));
    await soon(() => last(director)).toContain('Dear Sofia Marchetti,');
    await press(director, 'confirm-for', `${outside.id}/${sofia?.id}`);
    await soon(() => last(director)).toContain('Noted as confirmed');
  });

  test('on the morning of an interview others are asked to stand in, and the student keeps the place', async () => {
    const one = (await of('Samuel Oduya')).find(({ interviewer }) => address(interviewer) !== '');
    if (!one) throw new Error('nobody in Slack interviews Samuel');
    const day = new Date(one.starts).toISOString().slice(0, 10);
    await jump(`${day}T10:00:00-04:00`);
    const user = address(one.interviewer);
    await journey.command(user, 'interview');
    await press(user, 'cannot', one.id);
    await soon(() => told(samuel, 'You keep your place')).toHaveLength(1);
    await soon(() => told(director, 'I have asked those who could stand in')).toHaveLength(1);
    const other = user === callum ? edmund : callum;
    const asked = await told(other, 'Could you stand in?');
    if (asked[0]) {
      await press(other, 'stand-in', one.id, asked[0]);
      await soon(() => told(samuel, 'interviews you instead')).toHaveLength(1);
    }
  });

  test('after it feedback reaches the student and nobody else; one that did not take place is noted', async () => {
    await jump('2027-09-16T08:30:00-04:00');
    const mine = await of('Samuel Oduya');
    const one = mine.find(({ interviewer }) => address(interviewer) !== '');
    if (!one) throw new Error('nobody in Slack interviewed Samuel');
    const user = address(one.interviewer);
    await journey.command(user, 'interview');
    await press(user, 'give-feedback', one.id);
    const words = {
      communication: '5',
      content: '4',
      professionalism: '5',
      setUp: '3',
      strengths: 'Calm and clear',
      workOn: 'Shorter',
    };
    await submit(user, 'save-feedback', words);
    await soon(() => told(samuel, 'has given you feedback')).toHaveLength(1);
    const [news] = await told(samuel, 'has given you feedback');
    await press(samuel, 'read-feedback', one.id, news);
    await soon(() => last(samuel)).toContain('Calm and clear');
    const other = (await of('Kenji Morales-Ito'))[0];
    await journey.command(kenji, 'interview');
    await press(kenji, 'not-held', other?.id ?? 0);
    await soon(() => last(kenji)).toContain('did not take place');
    for (const someone of [director, kenji, ruth, beau])
      expect(answerText(await inbox(someone))).not.toContain('Calm and clear');
  });
});
