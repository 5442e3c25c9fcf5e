// A message to many in the page: written and previewed by the director, approved by the assistant, read by a student, corrected, recalled.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { createProgram } from '../../src/program/program.ts';
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
