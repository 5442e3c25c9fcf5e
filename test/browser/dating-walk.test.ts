// The year is dated in the page: a session dated, read at once by its student, moved while the other staff member looks, a series with a bad
// line, a day closed and taken back.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { browserTest, PATIENTLY, takeScreenshot } from '../support/browser.ts';
import { composer, readText, said } from '../support/page-parts.ts';

const WALK_MS = 150_000;
const [director, assistant, graduating] = [
  'director@example.edu',
  'assistant@example.edu',
  'student.graduating@example.edu',
] as const;

async function type(page: Page, text: string): Promise<void> {
  const field = composer(page);
  await field.waitFor();
  await field.fill(text);
  await field.press('Enter');
}

const press = (on: Locator, name: string | RegExp) => on.getByRole('button', { name }).last().click();

async function formOf(page: Page, name: string): Promise<Locator> {
  const form = page.getByRole('dialog', { name });
  await form.waitFor();
  return form;
}

async function chooseDay(page: Page, form: Locator, day: string, months: number): Promise<void> {
  await form.getByRole('button', { name: /^Day/ }).click();
  for (let month = 0; month < months; month += 1) await page.getByRole('button', { name: 'Next month' }).click();
  await page.getByRole('button', { name: day }).click();
}

async function chooseTime(page: Page, form: Locator, time: string): Promise<void> {
  await form.getByRole('combobox', { name: /^Starts at/ }).click();
  await page.keyboard.type(time);
  await page.keyboard.press('Enter');
}

const reads = (form: Locator, words: RegExp) => expect.poll(() => readText(form), PATIENTLY).toMatch(words);

async function closeForm(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

browserTest('a session is dated, read at once, and moved by one of two', { timeout: WALK_MS }, async ({ windows }) => {
  const staff = await windows.open(director);
  const student = await windows.open(graduating);
  await type(staff, '/career staff dates');
  const page = await said(staff, 'Making Your Rank List, Part 2');
  await takeScreenshot(staff, 'dating-1-undated');
  await page.getByRole('button', { name: /^Date it.*Making Your Rank List, Part 2/ }).click();
  const form = await formOf(staff, 'Date a session');
  await chooseDay(staff, form, 'Wednesday, January 20, 2027', 1);
  await chooseTime(staff, form, '17:30');
  await form
    .getByRole('textbox', { name: /^Place/ })
    .first()
    .fill('TMEC 227');
  await takeScreenshot(staff, 'dating-2-form');
  await press(form, 'Show what changes');
  await reads(form, /students, who see it from now on/);
  await takeScreenshot(staff, 'dating-3-shown');
  await press(form, 'Date it');
  await staff
    .getByText(/^Dated:/)
    .first()
    .waitFor();
  await takeScreenshot(staff, 'dating-4-dated');
  await closeForm(staff);
  await type(student, '/career next 10');
  const next = await said(student, 'Making Your Rank List, Part 2');
  expect(await readText(next)).toContain('TMEC 227');
  await takeScreenshot(student, 'dating-5-next');

  await type(staff, '/career staff dates');
  await press(await said(staff, 'Dating the year'), /^Sessions/);
  const dated = await said(staff, "Times are the school's");
  await takeScreenshot(staff, 'dating-6-sessions');
  await dated.getByRole('button', { name: /^Move/ }).first().click();
  const move = await formOf(staff, 'Move a session');
  await takeScreenshot(staff, 'dating-7-move');
  await chooseTime(staff, move, '19:00');
  await press(move, 'Show what changes');
  await reads(move, /so far: Thu, Dec 3, 2026/);
  await takeScreenshot(staff, 'dating-8-move-shown');
  await press(move, 'Move it');
  await staff
    .getByText(/^Moved:/)
    .first()
    .waitFor();
  await staff.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await staff
    .getByText(/^Taken back: 1 session is as before/)
    .first()
    .waitFor();
  await takeScreenshot(staff, 'dating-9-taken-back');
});

browserTest(
  'a series with a bad line is put right; a Match Day; a closed day',
  { timeout: WALK_MS },
  async ({ windows }) => {
    const staff = await windows.open(assistant);
    await type(staff, '/career staff dates');
    const page = await said(staff, 'Specialty Interest Series');
    await page.getByRole('button', { name: /^Date more.*Specialty Interest Series/ }).click();
    const form = await formOf(staff, 'Date a series');
    await chooseTime(staff, form, '12:30');
    const lines = form.getByRole('textbox', { name: /^Sessions, a line each/ });
    await lines.fill('2027-01-19, Vascular Surgery; TMEC 128\n2027-01-26 17:30, Torasic Surgery');
    await press(form, 'Show what changes');
    await reads(form, /line 2: "Torasic Surgery" is not a specialty/);
    await takeScreenshot(staff, 'dating-10-series-mistake');
    await lines.fill('2027-01-19, Vascular Surgery; TMEC 128\n2027-01-26 17:30, Thoracic Surgery');
    await press(form, 'Show what changes');
    await reads(form, /2 sessions would be dated:/);
    await takeScreenshot(staff, 'dating-11-series-shown');
    await press(form, 'Date them');
    await staff
      .getByText(/^2 sessions dated:/)
      .first()
      .waitFor();
    await takeScreenshot(staff, 'dating-12-series-dated');
    await closeForm(staff);

    await page.getByRole('button', { name: /^Enter the day.*NRMP/ }).click();
    const day = await formOf(staff, 'Enter a day');
    await chooseDay(staff, day, 'Friday, March 19, 2027', 3);
    await press(day, 'Show what changes');
    await reads(day, /Match week is Fri, Mar 12, 2027/);
    await takeScreenshot(staff, 'dating-13-match-day');
    await closeForm(staff);

    await type(staff, '/career staff close 2027-01-26');
    const closing = await formOf(staff, 'Close a day');
    await takeScreenshot(staff, 'dating-14-closing');
    await press(closing, 'Show what changes');
    await reads(closing, /Nobody is written to|one message each/);
    await takeScreenshot(staff, 'dating-15-closing-shown');
    await press(closing, 'Close the day');
    await staff
      .getByText(/^January 26, 2027 is closed:/)
      .first()
      .waitFor();
    await takeScreenshot(staff, 'dating-16-closed');
  },
);
