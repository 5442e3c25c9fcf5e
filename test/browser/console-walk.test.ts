// The director's Home in the page: the console in light and at phone width, Hold and Skip, a bad day, a year rolled over and taken back.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { browserTest, PATIENTLY, PHONE, takeScreenshot } from '../support/browser.ts';
import { messages, readText, said, say } from '../support/page-parts.ts';

const WALK_MS = 150_000;
const DIRECTOR = 'director@example.edu';
const STUDENT = 'student.preclerkship@example.edu';
const NEXT = 'Lessons Learned Along the Way';

async function openHome(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Home' }).click();
  await page.getByRole('heading', { name: 'Console' }).waitFor();
}

/** Presses a button whose dialog asks first, and says yes. */
async function confirmed(page: Page, on: Locator, name: RegExp, yes: string): Promise<void> {
  await on.getByRole('button', { name }).first().click();
  await page.getByRole('button', { name: yes, exact: true }).click();
}

const dialog = (page: Page, words: string | RegExp) => page.getByRole('dialog').filter({ hasText: words });

browserTest('the console: hold, skip, and a bad day', { timeout: WALK_MS }, async ({ windows }) => {
  const director = await windows.open(DIRECTOR);
  await openHome(director);
  await takeScreenshot(director, 'console-1-home');
  const phone = await windows.open('assistant@example.edu', PHONE);
  await openHome(phone);
  await takeScreenshot(phone, 'console-2-home-phone');

  await confirmed(director, director.getByRole('main'), /^Hold/, 'Hold it');
  await dialog(director, 'is held and does not leave').waitFor();
  await takeScreenshot(director, 'console-3-held');
  await director.keyboard.press('Escape');
  await expect.poll(() => readText(director.getByRole('main')), PATIENTLY).toContain('Held: it does not leave');
  await confirmed(director, director.getByRole('main'), /^Skip: Specialty/, 'Skip it');
  const skipped = dialog(director, 'is skipped and is not sent');
  await skipped.waitFor();
  await takeScreenshot(director, 'console-4-skipped');
  await expect.poll(() => readText(director.getByRole('main')), PATIENTLY).toContain('Skipped: it is left out');
  await skipped.getByRole('button', { name: /^Undo/ }).click();
  await dialog(director, 'Taken back').waitFor();
  await expect.poll(() => readText(director.getByRole('main')), PATIENTLY).not.toContain('Skipped: it is left out');
  await director.keyboard.press('Escape');
  await takeScreenshot(director, 'console-5-home-after');

  await confirmed(director, director.getByRole('main'), /^Stop all messages/, 'Stop all');
  await dialog(director, 'Messages are stopped').waitFor();
  await director.keyboard.press('Escape');
  await expect.poll(() => readText(director.getByRole('main')), PATIENTLY).toContain('MESSAGES ARE STOPPED');
  await takeScreenshot(director, 'console-6-stopped');
  await confirmed(director, director.getByRole('main'), /^Let messages go again/, 'Let them go');
  await dialog(director, 'Messages leave again').waitFor();
});

browserTest('a year rolled over and taken back', { timeout: WALK_MS }, async ({ windows }) => {
  const director = await windows.open(DIRECTOR);
  const student = await windows.open(STUDENT);
  await say(director, '/career staff roll-over');
  const proposal = await said(director, '2027-28 made of 2026-27');
  await takeScreenshot(director, 'rollover-1-proposal');
  await proposal.getByRole('button', { name: /^Choose what applies/ }).click();
  const boxes = dialog(director, 'Tick what applies');
  await boxes.waitFor();
  await takeScreenshot(director, 'rollover-2-boxes');
  await boxes.getByRole('button', { name: 'Show the difference' }).click();
  const difference = dialog(director, /Added to 2027-28/);
  await difference.waitFor();
  await takeScreenshot(director, 'rollover-3-difference');
  await difference.getByRole('button', { name: 'Apply' }).click();
  const done = dialog(director, 'is dated');
  await done.waitFor();
  await takeScreenshot(director, 'rollover-4-done');
  await say(student, '/career next 30');
  expect(await readText(messages(student).last())).toMatch(new RegExp(`${NEXT} · .*2027`));
  await takeScreenshot(student, 'rollover-5-student');
  await done.getByRole('button', { name: /^Undo/ }).click();
  await dialog(director, 'Taken back').waitFor();
  await takeScreenshot(director, 'rollover-6-undone');
});
