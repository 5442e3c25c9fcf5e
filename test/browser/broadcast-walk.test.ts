// A message to many in the page: written and previewed by the director, approved by the assistant, read by a student, corrected, recalled.
import { sql } from 'drizzle-orm';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { createProgram } from '../../src/program/program.ts';
import { broadcastJourney, richText } from '../support/broadcast-journey.ts';
import { browserTest, PATIENTLY, takeScreenshot } from '../support/browser.ts';
import { composer, messages, readText } from '../support/page-parts.ts';

const WALK_MS = 110_000;

/** The latest message with these words, once there is one. */
async function said(page: Page, words: string | RegExp): Promise<Locator> {
  const found = messages(page).filter({ hasText: words }).last();
  await found.waitFor();
  await found.scrollIntoViewIfNeeded();
  return found;
}

const press = (on: Locator, name: string | RegExp) => on.getByRole('button', { name }).last().click();

async function type(page: Page, text: string): Promise<void> {
  const field = composer(page);
  await field.fill(text);
  await field.press('Enter');
}

/** Chooses one of a menu of several. */
async function choose(form: Locator, page: Page, menu: string, option: string): Promise<void> {
  await form.getByRole('combobox', { name: new RegExp(`^${menu}`) }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
  await page.keyboard.press('Escape');
}

browserTest('a message to applying Pathways students', { timeout: WALK_MS }, async ({ windows }) => {
  const { ctx } = windows.journey.app;
  ctx.program = createProgram({ ...ctx.program.file, broadcasts: { approvalOver: 3, nudgeDaysBefore: 2 } });
  const director = await windows.open('director@example.edu');
  const assistant = await windows.open('assistant@example.edu');
  const student = await windows.open('student.postpce@example.edu');

  await type(director, '/career broadcast');
  const writing = director.getByRole('dialog', { name: 'Message to many' });
  await writing.waitFor();
  await writing
    .getByRole('textbox', { name: 'Message' })
    .fill('*The workshop* is on Friday at noon in TMEC 128.\n- Bring a draft\n- Bring a friend');
  await writing.getByRole('checkbox').first().check();
  await takeScreenshot(director, 'broadcast-1-writing');
  await writing.getByRole('button', { name: 'Next: who gets it' }).click();
  await writing.getByText('Please choose the day by which everybody acknowledges it.').waitFor();
  await takeScreenshot(director, 'broadcast-2-refused');
  await writing.getByRole('button', { name: /^Acknowledge by/ }).click();
  await director.getByRole('button', { name: 'Friday, December 11, 2026' }).click();
  await writing.getByRole('button', { name: 'Next: who gets it' }).click();

  const audience = director.getByRole('dialog', { name: 'Who gets it' });
  await audience.waitFor();
  await choose(audience, director, 'Application cycles', 'Applying, any Match year');
  await choose(audience, director, 'Tracks', 'Pathways');
  await takeScreenshot(director, 'broadcast-3-audience');
  await audience.getByRole('button', { name: 'Next: preview' }).click();
  const card = director.getByRole('dialog').filter({ hasText: 'people get it' });
  await card.waitFor();
  await takeScreenshot(director, 'broadcast-4-preview');
  await card.getByRole('button', { name: 'Send it to me' }).click();
  await said(director, 'is on Friday at noon');
  await card.getByRole('button', { name: 'Ask for approval' }).click();
  await card.getByText('I have asked 1').waitFor();
  await takeScreenshot(director, 'broadcast-5-asked');
  await card.getByRole('button', { name: 'Close' }).last().click();

  const asked = await said(assistant, 'asks you to approve');
  await takeScreenshot(assistant, 'broadcast-6-approve');
  await press(asked, /^Approve and send/);
  const read = await said(student, 'is on Friday at noon');
  expect(await readText(read)).toContain('Please acknowledge by December 11, 2026');
  await takeScreenshot(student, 'broadcast-7-read');
  await press(read, /^Acknowledge/);
  await said(student, 'Thank you, noted');
  await takeScreenshot(student, 'broadcast-8-acknowledged');

  const progress = await said(director, /7 delivered, 1 to go/);
  await takeScreenshot(director, 'broadcast-9-progress');
  await press(progress, /^Correct/);
  const correction = director.getByRole('dialog', { name: 'Correct the message' });
  await correction.getByRole('textbox', { name: 'Message' }).fill('The workshop is on Monday at noon in TMEC 128.');
  await takeScreenshot(director, 'broadcast-10-correcting');
  await correction.getByRole('button', { name: 'Correct all copies' }).click();
  expect(await readText(await said(student, 'is on Monday at noon'))).toContain('This text was corrected');
  await takeScreenshot(student, 'broadcast-11-corrected');
  await director.keyboard.press('Escape');

  await press(await said(director, /delivered/), /^Recall/);
  const question = director.getByRole('dialog', { name: 'Recall this message?' });
  await takeScreenshot(director, 'broadcast-12-recalling');
  await question.getByRole('button', { name: 'Recall it' }).click();
  await expect.poll(() => messages(student).filter({ hasText: 'is on Monday at noon' }).count(), PATIENTLY).toBe(0);
  await takeScreenshot(student, 'broadcast-13-recalled');
  await said(director, /copies deleted/);
  await takeScreenshot(director, 'broadcast-14-recalled');
});

browserTest(
  'a mandatory message: acknowledged by one, the other reminded, the advisor told',
  { timeout: WALK_MS },
  async ({ windows }) => {
    const { journey } = windows;
    const on = broadcastJourney(journey);
    await journey.database.db.execute(sql`insert into assignments (kind, student_id, advisor_id, starts_on)
    select 'society-advisor', student.person_id, advisor.person_id, '2026-08-01' from person_emails student, person_emails advisor
    where student.email in ('student.pce@example.edu', 'tariq.benali@example.edu') and advisor.email = 'advisor@example.edu'`);
    const first = await windows.open('student.pce@example.edu');
    const second = await windows.open('tariq.benali@example.edu');
    const advisor = await windows.open('advisor@example.edu');
    const director = await windows.open('director@example.edu');
    await on.write(
      'director@example.edu',
      { message: richText('Please read the new rules for away rotations.'), mandatory: ['yes'], by: '2026-12-11' },
      { societies: ['society:Castle'], phases: ['phase:post-pce', 'phase:pce'] },
    );
    const card = director.getByRole('dialog').filter({ hasText: 'people get it' });
    await card.waitFor();
    await takeScreenshot(director, 'mandatory-1-preview');
    await card.getByRole('button', { name: /^Send to/ }).click();
    await director.getByRole('dialog').getByText('It is on its way').waitFor();
    await director.keyboard.press('Escape');
    await press(await said(first, 'the new rules for away rotations'), /^Acknowledge/);
    await said(first, 'Thank you, noted');
    await takeScreenshot(first, 'mandatory-2-acknowledged');
    await said(second, 'the new rules for away rotations');
    await on.goTo('2026-12-09T20:00:00-05:00');
    await said(second, 'waits for you');
    await takeScreenshot(second, 'mandatory-3-reminded');
    expect(await messages(first).filter({ hasText: 'waits for you' }).count()).toBe(0);
    await on.goTo('2026-12-12T08:05:00-05:00');
    expect(await readText(await said(advisor, 'yet to acknowledge'))).toContain('Tariq Benali');
    await takeScreenshot(advisor, 'mandatory-4-advisor');
    await said(director, 'yet to acknowledge the message');
    await takeScreenshot(director, 'mandatory-5-staff');
  },
);

browserTest('in Match week a second staff member releases a message', { timeout: WALK_MS }, async ({ windows }) => {
  const { journey } = windows;
  const on = broadcastJourney(journey);
  await journey.database.db.execute(sql`insert into program_dates values ('match/nrmp', 2027, '2026-12-04')`);
  const director = await windows.open('director@example.edu');
  const assistant = await windows.open('assistant@example.edu');
  const graduating = await windows.open('student.graduating@example.edu');
  await on.write(
    'director@example.edu',
    { message: richText('Lunch is at noon.') },
    { classes: ['class:2027', 'class:2029'] },
  );
  const card = director.getByRole('dialog').filter({ hasText: 'people get it' });
  await card.waitFor();
  await takeScreenshot(director, 'release-1-preview');
  await card.getByRole('button', { name: /^Send to/ }).click();
  await director.getByRole('dialog').getByText('I have asked a second staff member to release it').waitFor();
  await takeScreenshot(director, 'release-2-asked');
  const asked = await said(assistant, 'Match week');
  await takeScreenshot(assistant, 'release-3-question');
  expect(await messages(graduating).filter({ hasText: 'Lunch is at noon' }).count()).toBe(0);
  await press(asked, /^Release/);
  await said(graduating, 'Lunch is at noon');
  await takeScreenshot(graduating, 'release-4-read');
});
