// Messages to many over the wire: as director and assistant, with what stands in the students' messages at each step.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BroadcastJourney, broadcastJourney, richText } from '../support/broadcast-journey.ts';
import { holdAnswers } from '../support/held-answers.ts';
import { type Journey, MODES, startJourney } from '../support/journey.ts';

const [director, assistant] = ['director@example.edu', 'assistant@example.edu'] as const;
/** Applying and of the Pathways track; so are others of the class of 2028. */
const [leila, camille] = ['student.postpce@example.edu', 'camille.rousseau@example.edu'] as const;
/** Applying, of HST; and one who does not apply. */
const others = ['student.pce.hst@example.edu', 'student.notapplying@example.edu'] as const;
const advisor = 'advisor@example.edu';

describe.each(MODES)('over %s', (mode) => {
  let journey: Journey;
  let on: BroadcastJourney;
  beforeAll(async () => {
    journey = await startJourney(mode);
    on = broadcastJourney(journey);
  });
  afterAll(() => journey.stop());

  test('of two presses in a row the form shows what came of the second', async () => {
    const preview = await on.write(
      director,
      { message: richText('The library is open.') },
      { roles: ['role:student'] },
    );
    expect(preview).toContain('people get it');
    const { letGo } = await holdAnswers(journey.database, 'broadcasts');
    // The second takes longer than the first.
    await on.pressInModal(director, 'broadcasts.discard');
    await on.pressInModal(director, 'broadcasts.preview');
    await letGo();
    await expect.poll(() => on.modal(director)).toContain('I have sent it to you');
  });

  test('a message to applying Pathways students is drafted, previewed, approved, sent, corrected and recalled', async () => {
    on.approvalOver(3);
    const applying = { cycles: ['cycle:applying'], tracks: ['track:pathways'] };
    const preview = await on.write(
      director,
      { message: richText('The workshop is on Friday.', 'Bring a draft.') },
      applying,
    );
    expect(preview).toMatch(/people get it/);
    expect(preview).toContain('Post-PCE, class of 2028');
    expect(preview).toContain('more than 3: a second staff member approves it');
    await on.pressInModal(director, 'broadcasts.preview');
    await expect.poll(() => on.modal(director)).toContain('I have sent it to you');
    expect(await on.lastTold(director, 'The workshop is on Friday.')).toContain('Bring a draft.');
    await on.pressInModal(director, 'broadcasts.send');
    await expect.poll(() => on.modal(director)).toContain('a second staff member approves it. I have asked 1.');
    expect(await on.told(leila, 'The workshop')).toEqual([]);

    expect(await on.lastTold(assistant, 'asks you to approve')).toContain('Theodora Whitcombe');
    await on.press(assistant, 'asks you to approve', 'broadcasts.approve');
    for (const user of [leila, camille])
      expect(await on.lastTold(user, 'The workshop is on Friday.')).toContain('From Theodora Whitcombe');
    // It is six in the morning in Los Angeles.
    await expect.poll(() => on.lastTold(director, /^Being sent/)).toContain('7 delivered, 1 to go');
    await on.pass({ minutes: 190 });
    expect(await on.lastTold(director, /^Sent: The workshop/)).toMatch(/\d+ delivered/);
    for (const user of others) expect(await on.told(user, 'The workshop')).toEqual([]);
    expect(await on.told(director, /^Sent: The workshop|^Being sent/)).toHaveLength(1);

    await on.press(director, /^Sent: The workshop/, 'broadcasts.correct');
    await expect.poll(() => on.modal(director)).toContain('copies stand in Slack');
    await on.submit(director, { message: richText('The workshop is on Monday.') });
    for (const user of [leila, camille]) {
      expect(await on.lastTold(user, 'The workshop is on Monday.')).toContain('This text was corrected.');
      expect(await on.told(user, 'on Friday')).toEqual([]);
    }
    expect(await on.lastTold(director, /^Sent and corrected/)).toMatch(/cop(y|ies) corrected/);

    await on.press(director, /^Sent and corrected/, 'broadcasts.recall');
    for (const user of [leila, camille]) await expect.poll(() => on.told(user, 'The workshop')).toEqual([]);
    expect(await on.lastTold(director, /^Recalled/)).toMatch(/cop(y|ies) deleted/);
  });

  test('a mandatory one is acknowledged by some, the rest are reminded, and the advisor is told', async () => {
    on.approvalOver(100);
    const writing = { message: richText('Please read the new rules.'), mandatory: ['yes'], by: '2026-12-11' };
    // Both of the Castle Society, with an advisor in Slack.
    await journey.database.db.execute(sql`insert into assignments (kind, student_id, advisor_id, starts_on)
      select 'society-advisor', student.person_id, advisor.person_id, '2026-08-01' from person_emails student, person_emails advisor
      where student.email in ('student.pce@example.edu', 'tariq.benali@example.edu') and advisor.email = ${advisor}`);
    const castle = { societies: ['society:Castle'], phases: ['phase:post-pce', 'phase:pce'] };
    const preview = await on.write(director, writing, castle);
    expect(preview).toContain('Mandatory: to be acknowledged by December 11, 2026');
    await on.pressInModal(director, 'broadcasts.send');
    await on.pressInModal(director, 'broadcasts.send');
    const [first, second] = ['student.pce@example.edu', 'tariq.benali@example.edu'] as const;
    for (const user of [first, second]) {
      expect(await on.lastTold(user, 'Please read the new rules.')).toContain(
        'Please acknowledge by December 11, 2026. After that your Society Advisor gets a note, so that they can help.',
      );
      expect(await on.told(user, 'Please read the new rules.')).toHaveLength(1);
    }
    await on.press(first, 'Please read the new rules.', 'broadcasts.acknowledge');
    await expect
      .poll(async () => (await on.inbox(first)).some(({ text }) => text.includes('Thank you, noted on')))
      .toBe(true);
    await journey.command(second, 'next');
    await expect
      .poll(async () => (await on.inbox(second)).findLast(({ ephemeral }) => ephemeral)?.text)
      .toContain('Please read and acknowledge by December 11, 2026');

    await on.goTo('2026-12-09T20:00:00-05:00');
    expect(await on.lastTold(second, 'waits for you')).toContain('After that your Society Advisor gets a note');
    expect(await on.told(first, 'waits for you')).toEqual([]);
    await on.goTo('2026-12-12T08:05:00-05:00');
    const note = await on.lastTold(advisor, 'yet to acknowledge');
    expect(note).toContain('Tariq Benali');
    expect(note).not.toContain('Priya');
    expect(await on.lastTold(director, 'yet to acknowledge the message')).toContain(
      'Tariq Benali (Philippa Osei-Mensah)',
    );
    expect(await on.told('edmund.fairweather@example.edu', 'yet to acknowledge')).toEqual([]);
  });

  test('in Match week it goes to graduating students when a second staff member releases it', async () => {
    await journey.database.db.execute(sql`insert into program_dates values ('match/nrmp', 2027, '2026-12-17')`);
    const [marcus, priya] = ['student.graduating@example.edu', 'student.pce@example.edu'] as const;
    const audience = { classes: ['class:2027', 'class:2029'] };
    const preview = await on.write(director, { message: richText('Lunch is at noon.') }, audience);
    expect(preview).toMatch(/\d+ in Match week, until a second staff member releases it: .*Marcus Thibodeaux/);
    await on.pressInModal(director, 'broadcasts.send');
    expect(await on.lastTold(priya, 'Lunch is at noon.')).toContain('Why you get this');
    expect(await on.told(marcus, 'Lunch')).toEqual([]);
    expect(await on.lastTold(assistant, 'asks you to release')).toContain('in Match week');
    await on.press(assistant, 'asks you to release', 'broadcasts.release');
    expect(await on.lastTold(marcus, 'Lunch is at noon.')).toContain('graduating');
    expect(await on.told(priya, 'Lunch')).toHaveLength(1);
  });
});
