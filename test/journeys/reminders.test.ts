// What the bot says of its own accord, over the wire, as the workspace's clock goes on: the first contact, reminders, the digest, and their buttons.
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answerText } from '../support/answer-text.ts';
import { wall } from '../support/delivery-builders.ts';
import { type Journey, startJourney } from '../support/journey.ts';

const item = z.object({
  seq: z.number(),
  channel: z.string(),
  ts: z.string(),
  text: z.string(),
  ephemeral: z.boolean().nullish(),
});
type Item = z.infer<typeof item>;

/** In the PCE of the HST track and applying: 18:30. Post-PCE and applying: 09:00. On leave: nothing. */
const pce = 'student.pce.hst@example.edu';
const postPce = 'student.postpce@example.edu';
const away = 'student.leave@example.edu';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney('socket', { greeted: false });
});
afterAll(() => journey.stop());

async function inbox(user: string): Promise<Item[]> {
  return z.object({ items: z.array(item) }).parse(await journey.call(`/inbox?user=${user}`)).items;
}

/** Moves the clock on; a long way takes several calls. */
async function jump(to: string): Promise<void> {
  const moved = z.object({ now: z.string(), done: z.boolean() });
  for (;;) if (moved.parse(await journey.call('/clock', { set: to })).done) return;
}

const sentAt = ({ ts }: Item) => wall(Temporal.Instant.fromEpochMilliseconds(Math.floor(Number(ts) * 1000)));
const withText = async (user: string, text: string) => (await inbox(user)).filter((one) => one.text.includes(text));

async function last(user: string): Promise<Item> {
  const found = (await inbox(user)).at(-1);
  if (!found) throw new Error(`${user} has no message`);
  return found;
}

async function press(user: string, on: Item, action_id: string, given: { value?: string; selected?: string }) {
  const { seq } = await last(user);
  await journey.call('/click', { user, channel: on.channel, message_seq: on.seq, action_id, ...given });
  await expect.poll(async () => (await last(user)).seq).toBeGreaterThan(seq);
  return (await last(user)).text;
}

describe('as time goes by', () => {
  test('the first contact is made once, in working hours, and not to somebody on leave', async () => {
    await jump('2026-12-01T09:30:00-05:00');
    const hello = await withText(pce, 'Hello from the Career Planning Program');
    expect(hello).toHaveLength(1);
    expect(hello[0]?.text).toContain('/career');
    expect(hello[0]?.text).toContain('Nobody reads what is written to me');
    await jump('2026-12-02T12:00:00-05:00');
    expect(await withText(pce, 'Hello from')).toHaveLength(1);
    expect(await inbox(away)).toEqual([]);
  });

  test('a digest on Sunday after five names the class meeting of the week', async () => {
    await jump('2027-01-17T16:59:00-05:00');
    expect((await withText(pce, 'Road to Residency')).filter(({ ephemeral }) => !ephemeral)).toEqual([]);
    await jump('2027-01-17T17:35:00-05:00');
    const [digest, ...more] = await withText(pce, 'What is ahead of you');
    const all = [...(digest ? [digest] : []), ...more].filter((one) => sentAt(one).startsWith('2027-01-17'));
    expect(all).toHaveLength(1);
    expect(all[0]?.text).toContain('Road to Residency');
    expect(all[0] && sentAt(all[0]) >= '2027-01-17 17:00' && sentAt(all[0]) < '2027-01-17 17:31').toBe(true);
  });

  test('the class meeting is reminded of the day before at the hour of the phase, and an hour before', async () => {
    await jump('2027-01-21T16:30:00-05:00');
    const told = async (user: string) =>
      (await withText(user, 'Road to Residency')).map(sentAt).filter((at) => at > '2027-01-18');
    expect(await told(pce)).toEqual(['2027-01-20 18:30', '2027-01-21 16:00']);
    expect(await told(postPce)).toEqual(['2027-01-20 09:00', '2027-01-21 16:00']);
    expect(await inbox(away)).toEqual([]);
    const [reminder] = await withText(pce, 'Road to Residency');
    expect(reminder?.text).toContain('Why you get this: PCE month');
    expect((await last(pce)).text).toContain('HST, class of 2028, applying 2027-28');
  });

  test('its buttons answer where they are pressed', async () => {
    const reminder = await last(pce);
    const [, session] = /session:(\d+)/.exec(JSON.stringify(await journey.call(`/inbox?user=${pce}`))) ?? [];
    expect(await press(pce, reminder, 'reminders.snooze', { value: `session:${session}` })).toContain(
      'comes before I could remind you again',
    );
    expect(await press(pce, reminder, 'reminders.fewer', { value: 'class-meeting' })).toContain(
      'no single reminders of class meetings',
    );
    expect(await press(pce, reminder, 'reminders.quiet-until', { selected: 'P7D' })).toContain(
      'Quiet until Thu, Jan 28, 2027, 8:00 AM EST',
    );
  });

  test('the settings open as one form and say what holds', async () => {
    const { error } = await journey.command(pce, 'settings');
    expect(error).toBeUndefined();
    await journey.call('/idle?wait=5000');
    const refused = z.object({ ok: z.boolean(), errors: z.record(z.string(), z.string()).optional() });
    const wrong = refused.parse(await journey.call('/submit', { user: pce, values: { zone: 'Atlantis' } }));
    expect(Object.keys(wrong.errors ?? {})).toEqual(['zone']);
    const values = { zone: 'America/Los_Angeles', 'leads-class-meeting': ['P2D'], digest: 'off' };
    expect(await journey.call('/submit', { user: pce, values })).toMatchObject({ ok: true });
    const shown = answerText(z.object({ modal: z.unknown() }).parse(await journey.call(`/view?user=${pce}`)).modal);
    expect(shown).toContain('Time zone: America/Los Angeles');
    expect(shown).toContain('Class meetings: 2 days before');
    expect(shown).toContain('No digest');
  });
});
