// Staff import people, a student proposes what is different, and one leaves: over the wire, in both modes.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findPersonByEmail } from '../../src/people/store.ts';
import { answerText } from '../support/answer-text.ts';
import { type Journey, MODES, startJourney } from '../support/journey.ts';
import { buttonsOf } from '../support/said.ts';

const message = z.object({
  seq: z.number(),
  channel: z.string(),
  text: z.string(),
  blocks: z.unknown(),
  ephemeral: z.boolean(),
  files: z.array(z.object({ name: z.string() })).default([]),
});
const view = z.object({ blocks: z.array(z.record(z.string(), z.unknown())), title: z.object({ text: z.string() }) });
const submitted = z.object({ ok: z.boolean(), errors: z.record(z.string(), z.string()).nullish() });

const [director, assistant, priya] = [
  'director@example.edu',
  'assistant@example.edu',
  'student.pce@example.edu',
] as const;
const HEADING = 'Full name,E-Mail,Roles,Class,Track,Society';

describe.each(MODES)('over %s', (mode) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney(mode);
  }, 60_000);
  afterAll(() => journey.stop());

  const inbox = async (user: string) =>
    z.object({ items: z.array(message) }).parse(await journey.call(`/inbox?user=${user}`)).items;
  const last = async (user: string) => (await inbox(user)).at(-1);
  const modalOf = async (user: string) =>
    z.object({ modal: view.nullish() }).parse(await journey.call(`/view?user=${user}`)).modal;
  const modalText = async (user: string) => answerText({ text: '', blocks: (await modalOf(user))?.blocks ?? [] });
  const submit = async (user: string, values: Record<string, unknown> = {}) =>
    submitted.parse(await journey.call('/submit', { user, values }));

  /** Presses the last button of this label that somebody was shown. */
  async function press(user: string, label: string): Promise<void> {
    const shown = (await inbox(user)).findLast(({ blocks }) => buttonsOf(blocks).some((one) => one.label === label));
    const button = buttonsOf(shown?.blocks).find((one) => one.label === label);
    if (!shown || !button) throw new Error(`${user} sees no button ${label}`);
    await journey.call('/click', {
      user,
      channel: shown.channel,
      message_seq: shown.seq,
      action_id: button.action,
      value: button.value,
    });
  }

  test('staff import a table: columns explained once, every mistake named, the difference, then the import', async () => {
    await journey.command(director, 'staff import people');
    await expect.poll(() => modalText(director)).toContain('The first line names the columns');
    const bad = `${HEADING}\nAna Reyes,ana@example.edu,student,2030,pathways,Atlantis\nBad Address,not-an-address,rasa,,,\n`;
    expect(await submit(director, { table: 'people', pasted: bad })).toMatchObject({ ok: true });
    await expect.poll(() => modalText(director)).toContain('some headings are new to me');
    await submit(director, { 'heading-0': 'name', 'heading-1': 'emails' });
    await expect.poll(() => modalText(director)).toContain('line 2, society: "Atlantis" is no society of the program');
    expect(await modalText(director)).toContain('line 3, emails: "not-an-address" is no e-mail address');

    await journey.command(director, 'staff import people');
    await expect.poll(() => modalText(director)).toContain('The first line names the columns');
    const content = `${HEADING}\nAna Reyes,ana@example.edu,student,2030,pathways,Cannon\n`;
    await submit(director, { table: 'people', file: [{ name: 'people.csv', content }] });
    await expect.poll(() => modalText(director)).toContain('New: 1 · Changed: 0 · Unchanged: 0');
    expect(await modalText(director)).toContain('E-Mail → emails');
    expect(await findPersonByEmail(journey.database.db, 'ana@example.edu')).toBeUndefined();
    await submit(director);
    await expect.poll(() => modalText(director)).toContain('Imported: People. New: 1');
    expect(await findPersonByEmail(journey.database.db, 'ana@example.edu')).toMatchObject({ name: 'Ana Reyes' });
  });

  test('a member who joins the workspace is tied at once, and untied when the account is closed', async () => {
    const tied = async () => (await findPersonByEmail(journey.database.db, 'ana@example.edu'))?.slackUserId ?? null;
    await journey.call('/users', { add: { name: 'Ana Reyes', email: 'ana@example.edu', tz: 'America/Chicago' } });
    await expect.poll(tied).toMatch(/^U/);
    await journey.call('/users', { user: 'ana@example.edu', set: { tz: 'America/Denver' } });
    await expect
      .poll(async () => (await findPersonByEmail(journey.database.db, 'ana@example.edu'))?.timeZone)
      .toBe('America/Denver');
    await journey.call('/users', { user: 'ana@example.edu', set: { deleted: true } });
    await expect.poll(tied).toBeNull();
  });

  test('a table is exported as a file into the direct messages', async () => {
    await journey.command(director, 'staff export people');
    await expect
      .poll(async () => (await inbox(director)).flatMap(({ files }) => files.map(({ name }) => name)))
      .toContain('people.csv');
  });

  test('a student proposes an override, staff confirm it, and the student reads what came of it', async () => {
    await journey.command(priya, 'me');
    await expect.poll(async () => answerText(await last(priya))).toContain('Is something different');
    await press(priya, 'Something is different');
    await expect.poll(() => modalText(priya)).toContain('No reason is asked');
    const values = { what: 'leave', from: '2027-01-15', until: '2028-01-15' };
    await submit(priya, values);
    await expect.poll(() => modalText(priya)).toContain('From January 15, 2027: On leave until January 15, 2028');
    await submit(priya);
    await expect.poll(() => modalText(priya)).toContain('Sent: Leave from January 15, 2027');

    for (const user of [director, assistant])
      await expect.poll(async () => (await last(user))?.text ?? '').toContain('Priya Venkataraman proposes: Leave');
    await press(assistant, 'Confirm');
    // The question changes at the same time, and stands behind the answer then.
    await expect.poll(async () => answerText(await inbox(assistant))).toContain('Confirmed. Priya Venkataraman: Leave');
    await expect.poll(async () => (await last(priya))?.text ?? '').toContain('Staff confirmed what you proposed');
    // The other's copy of the question says so, and has nothing to press any more.
    await expect.poll(async () => answerText(await last(director))).toContain('Ravi Sundaresan confirmed it');
    expect(JSON.stringify(await last(director))).not.toContain('people.confirm');
  });

  test('a student leaves: everything stops, and the last words are never sent', async () => {
    await journey.command(director, 'staff person Priya');
    await expect.poll(async () => answerText(await last(director))).toContain('Priya Venkataraman');
    await press(director, 'Has left');
    await expect.poll(() => modalText(director)).toContain('Everything stops at once');
    await submit(director);
    await expect.poll(() => modalText(director)).toContain('Priya Venkataraman has left');
    const said = (await inbox(priya)).length;
    await journey.command(priya, 'next');
    await expect.poll(async () => answerText(await last(priya))).toContain("I can't find you among them");
    await journey.jump('2026-12-20T18:00:00-05:00');
    expect((await inbox(priya)).length).toBe(said + 1);
    await journey.command(director, 'staff audit Priya');
    await expect
      .poll(async () => answerText(await last(director)))
      .toMatch(/Theodora Whitcombe marked as having left: Priya[\s\S]*Ravi Sundaresan confirmed a proposal: Priya/);
  });

  test('a student with a button of staff’s is refused, in the log too, and learns nothing', async () => {
    await journey.command('student.postpce@example.edu', 'staff person Priya');
    await expect
      .poll(async () => answerText(await last('student.postpce@example.edu')))
      .toContain("That isn't open to your role here");
    const refusals = journey.logged.filter(({ outcome, action }) => outcome === 'refused' && action === 'staff.staff');
    expect(refusals.length).toBeGreaterThan(0);
  });
});
