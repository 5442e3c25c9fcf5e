// Staff look after people, in the page of who does it and who reads it: an import with mistakes and its difference, an override that a
// student proposes and staff confirm, and a student who leaves.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { browserTest, PATIENTLY, takeScreenshot } from '../support/browser.ts';
import { composer, messages, readText } from '../support/page-parts.ts';

const WALK_MS = 150_000;
const director = 'director@example.edu';

/** Types a command that opens a form, and gives the form. */
async function openForm(page: Page, text: string, name: string): Promise<Locator> {
  const field = composer(page);
  await field.waitFor();
  await field.fill(text);
  await field.press('Enter');
  return formOf(page, name);
}

async function formOf(page: Page, name: string): Promise<Locator> {
  const form = page.getByRole('dialog', { name });
  await form.waitFor();
  return form;
}

/** The latest message with these words, once there is one. */
async function said(page: Page, words: string | RegExp): Promise<Locator> {
  const found = messages(page).filter({ hasText: words }).last();
  await found.waitFor();
  await found.scrollIntoViewIfNeeded();
  return found;
}

const press = (on: Locator, name: string | RegExp) => on.getByRole('button', { name }).last().click();

async function choose(page: Page, form: Locator, name: string | RegExp, option: string): Promise<void> {
  await form.getByRole('combobox', { name }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

const HEADING = 'Full name,E-Mail,Roles,Class,Track,Society';

browserTest(
  'a table with mistakes is put right, its difference read, and imported',
  { timeout: WALK_MS },
  async ({ windows }) => {
    const page = await windows.open(director);
    const form = await openForm(page, '/career staff import people', 'Import a table');
    await takeScreenshot(page, 'people-1-import');
    const bad = `${HEADING}\nAna Reyes,ana@example.edu,student,2030,pathways,Atlantis\nBo Lind,not-an-address,rasa,,,`;
    await form.getByRole('textbox', { name: /Paste it here/ }).fill(bad);
    await press(form, 'Show the difference');
    const columns = await formOf(page, 'Columns');
    await takeScreenshot(page, 'people-2-columns');
    expect(await readText(columns)).toContain('E-Mail');
    await press(columns, 'Go on');
    const mistakes = await formOf(page, 'Mistakes');
    expect(await readText(mistakes)).toMatch(/line 2, society: "Atlantis".*line 3, emails: "not-an-address"/);
    await takeScreenshot(page, 'people-3-mistakes');
    await press(mistakes, 'Back');
    const again = await formOf(page, 'Import a table');
    await again
      .getByRole('textbox', { name: /Paste it here/ })
      .fill(
        `${HEADING}\nAna Reyes,ana@example.edu,student,2030,pathways,Cannon\nGunnar Ilves,rasa@example.edu,rasa; interviewer,,,`,
      );
    await press(again, 'Show the difference');
    const difference = await formOf(page, 'The difference');
    expect(await readText(difference)).toMatch(/New: 1 · Changed: 1.*Ana Reyes.*new/);
    await takeScreenshot(page, 'people-4-difference');
    await press(difference, 'Import');
    await page
      .getByText(/Imported: People/)
      .first()
      .waitFor();
    await takeScreenshot(page, 'people-5-imported');
  },
);

browserTest(
  'what a student proposes is confirmed by staff; then the student leaves',
  { timeout: WALK_MS },
  async ({ windows }) => {
    const student = await windows.open('student.pce@example.edu');
    const staff = await windows.open(director);
    const field = composer(student);
    await field.waitFor();
    await field.fill('/career me');
    await field.press('Enter');
    const own = await said(student, 'Is something different');
    await takeScreenshot(student, 'people-6-me');
    await press(own, /^Something is different/);
    const form = await formOf(student, 'Something is different');
    await choose(student, form, 'What', 'Not applying');
    await takeScreenshot(student, 'people-7-proposal');
    await press(form, 'Show');
    const changes = await formOf(student, 'What changes');
    await takeScreenshot(student, 'people-8-what-changes');
    await press(changes, 'Send to staff');
    await student
      .getByText(/Sent: Not applying/)
      .first()
      .waitFor();
    await student.keyboard.press('Escape');

    const asked = await said(staff, 'Priya Venkataraman proposes: Not applying');
    await takeScreenshot(staff, 'people-9-asked');
    await press(asked, /^Confirm/);
    await said(staff, 'Confirmed. Priya Venkataraman');
    // The question above loses its buttons, and what is below it moves.
    await said(staff, 'Theodora Whitcombe confirmed it');
    await takeScreenshot(staff, 'people-10-confirmed');
    await said(student, 'Staff confirmed what you proposed');
    await takeScreenshot(student, 'people-11-told');

    await composer(staff).fill('/career staff person Priya');
    await composer(staff).press('Enter');
    const person = await said(staff, 'student.pce@example.edu');
    await takeScreenshot(staff, 'people-12-person');
    // What is above it may still move: a press that fell beside the button is made again.
    const leave = staff.getByRole('dialog', { name: 'Has left' });
    await expect
      .poll(async () => {
        if (!(await leave.isVisible())) await press(person, /^Has left/);
        return leave.waitFor({ timeout: 5_000 }).then(
          () => true,
          () => false,
        );
      }, PATIENTLY)
      .toBe(true);
    await takeScreenshot(staff, 'people-13-leaves');
    await press(leave, 'Has left');
    await staff
      .getByText(/Priya Venkataraman has left/)
      .first()
      .waitFor();
    await takeScreenshot(staff, 'people-14-left');
    await staff.keyboard.press('Escape');
    await composer(staff).fill('/career staff audit Priya');
    await composer(staff).press('Enter');
    await said(staff, 'marked as having left');
    await takeScreenshot(staff, 'people-15-audit');
    await composer(student).fill('/career next');
    await composer(student).press('Enter');
    await said(student, "I can't find you among them");
    await takeScreenshot(student, 'people-16-stranger');
  },
);
