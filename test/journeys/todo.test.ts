// Milestones over the wire: ticked off, opened again, put off, waved away, and pressed when it is too late.
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { milestoneTicks, ownReminders, people, personEmails } from '../../src/db/schema.ts';
import { answerText } from '../support/answer-text.ts';
import { type Journey, MODES, startJourney } from '../support/journey.ts';

const item = z.object({
  seq: z.number(),
  channel: z.string(),
  text: z.string(),
  blocks: z.array(z.unknown()).nullish(),
});
const views = z.object({ home: z.unknown(), modal: z.unknown() });

const pce = 'student.pce@example.edu';
const graduating = 'student.graduating@example.edu';
const applying = 'student.postpce@example.edu';

describe.each(MODES)('over %s', (mode) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney(mode);
  });
  afterAll(() => journey.stop());

  const inbox = async (user: string) =>
    z.object({ items: z.array(item) }).parse(await journey.call(`/inbox?user=${user}`)).items;
  const last = async (user: string) => (await inbox(user)).at(-1);
  const lastText = async (user: string) => (await last(user))?.text;
  const home = async (user: string) => answerText(views.parse(await journey.call(`/view?user=${user}`)).home);

  async function ask(user: string, text: string) {
    const { error } = await journey.command(user, text);
    expect(error).toBeUndefined();
    const answer = await last(user);
    if (!answer) throw new Error(`${user} got no answer to ${text}`);
    return answer;
  }

  const press = (user: string, on: z.infer<typeof item>, action_id: string, value: string) =>
    journey.call('/click', { user, channel: on.channel, message_seq: on.seq, action_id, value });

  /** Presses a button of the last message. */
  async function pressLast(user: string, action_id: string, value: string) {
    const on = await last(user);
    if (on) await press(user, on, action_id, value);
  }

  async function idOf(email: string): Promise<number> {
    const [row] = await journey.database.db
      .select({ id: people.id })
      .from(people)
      .innerJoin(personEmails, eq(personEmails.personId, people.id))
      .where(eq(personEmails.email, email));
    return row?.id ?? 0;
  }

  async function ticks(email: string) {
    const rows = await journey.database.db.select().from(milestoneTicks);
    const id = await idOf(email);
    return rows.filter((row) => row.personId === id).map((row) => `${row.entry}/${row.occurrence}/${row.item}`);
  }

  test('Done takes a milestone off the list, off next and into Home; Undo brings it back', async () => {
    await journey.call('/home', { user: pce });
    await expect.poll(() => home(pce)).toContain('4 milestones to tick off');
    const first = await ask(pce, 'todo');
    expect(first.text).toMatch(/Next\nFirst formal Society advising meeting of the PCE · by March 31, 2027/);
    await pressLast(pce, 'milestones.tick', 'society-meeting-1/pce');
    await expect.poll(() => lastText(pce)).toContain('Done: First formal Society advising meeting of the PCE.');
    expect(await lastText(pce)).toMatch(
      /Done lately\nFirst formal Society advising meeting of the PCE · done on December 1, 2026/,
    );
    expect(await ticks(pce)).toEqual(['society-meeting-1/pce/']);
    await expect.poll(() => home(pce)).toContain('3 milestones to tick off');
    await pressLast(pce, 'milestones.undo', 'society-meeting-1/pce');
    await expect.poll(() => lastText(pce)).toContain('First formal Society advising meeting of the PCE is open again.');
    expect(await ticks(pce)).toEqual([]);
    expect((await ask(pce, 'next')).text).toContain('First formal Society advising meeting');
  });

  test('Done in next answers below it, and what is done is gone from next and marked in the calendar', async () => {
    const next = await ask(pce, 'next');
    expect(next.text).toContain('First formal Society advising meeting');
    await press(pce, next, 'milestones.done', 'society-meeting-1/pce');
    await expect.poll(() => lastText(pce)).toBe('Done: First formal Society advising meeting of the PCE.');
    expect((await ask(pce, 'next')).text).not.toContain('First formal Society advising meeting');
    expect((await ask(pce, 'calendar march')).text).toContain(
      'First formal Society advising meeting of the PCE (done)',
    );
  });

  test('a press on an old list says what has happened since', async () => {
    const old = await ask(pce, 'todo');
    const newer = await ask(pce, 'todo');
    await press(pce, newer, 'milestones.tick', 'plan-post-pce/post-pce');
    await expect.poll(() => lastText(pce)).toContain('Done: Plan the Post-PCE phase.');
    await press(pce, old, 'milestones.tick', 'plan-post-pce/post-pce');
    const texts = async () => (await inbox(pce)).map(({ text }) => text).join('\n');
    await expect.poll(texts).toContain('Plan the Post-PCE phase is done already; nothing has changed.');
    expect((await ticks(pce)).filter((id) => id.startsWith('plan-post-pce'))).toHaveLength(1);
  });

  test('Remind me later says when, and keeps it: in a week, at the hour of the phase', async () => {
    await ask(pce, 'todo');
    await pressLast(pce, 'milestones.remind', 'society-meeting-2/pce');
    await expect.poll(() => lastText(pce)).toContain("I'll remind you on Tue, Dec 8, 2026, 6:30 PM EST: Second formal");
    const [row] = await journey.database.db
      .select()
      .from(ownReminders)
      .where(
        and(eq(ownReminders.personId, await idOf(pce)), eq(ownReminders.subject, 'milestone:society-meeting-2/pce')),
      );
    expect(new Date(row?.dueAt ?? '').toISOString()).toBe('2026-12-08T23:30:00.000Z');
    await pressLast(pce, 'milestones.tick', 'society-meeting-2/pce');
    await expect.poll(() => lastText(pce)).toContain('Done: Second formal');
    expect(await journey.database.db.select().from(ownReminders)).toEqual([]);
  });

  test('Not for me takes something optional off the list and out of next; Undo brings it back', async () => {
    expect((await ask(graduating, 'next 30')).text).toContain('Transition to Internship');
    await ask(graduating, 'todo');
    await pressLast(graduating, 'milestones.not-for-me', 'transition-to-internship/2027-04');
    await expect.poll(() => lastText(graduating)).toContain('Transition to Internship is off your list.');
    expect((await ask(graduating, 'next 30')).text).not.toContain('Transition to Internship');
    expect((await ask(graduating, 'calendar april')).text).not.toContain('Transition to Internship');
    await ask(graduating, 'todo');
    await pressLast(graduating, 'milestones.undo', 'transition-to-internship/2027-04');
    await expect.poll(() => lastText(graduating)).toContain('Transition to Internship is open again.');
    expect((await ask(graduating, 'next 30')).text).toContain('Transition to Internship');
  });

  test('the steps of a group are ticked one by one, and next counts what is left', async () => {
    expect((await ask(applying, 'next 30')).text).toContain('Application checklist (6 steps left)');
    await ask(applying, 'todo');
    await pressLast(applying, 'milestones.tick', 'application-checklist/2028/mspe-input');
    await expect.poll(() => lastText(applying)).toContain('Done: Application checklist: MSPE input.');
    expect((await ask(applying, 'next 30')).text).toContain('Application checklist (5 steps left)');
    expect((await ask(applying, 'next 30')).text).toContain('Career Selection (2 steps left)');
  });
});
