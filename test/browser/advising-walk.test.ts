// Advising and asking in the pages of those who take part: a RASA, an advisor's meeting, an ask with an alumnus outside Slack, a student who leaves.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { browserTest, takeScreenshot } from '../support/browser.ts';
import { leaveProgram } from '../support/leave-program.ts';
import { loadTable } from '../support/load-table.ts';
import { messages, openConversation, readText, say } from '../support/page-parts.ts';

const WALK_MS = 100_000;
const DIRECTOR = 'director@example.edu';
const RASAS = 'rasa,specialty,capacity\nrasa@example.edu,General Surgery,1\nkeiko.brandt@example.edu,Dermatology,3\n';
const ASSIGNMENTS = `kind,student,advisor,starts
society-advisor,student.pce@example.edu,advisor@example.edu,2026-08-01
society-advisor,student.postpce@example.edu,edmund.fairweather@example.edu,2026-08-01
`;

async function said(page: Page, words: string | RegExp): Promise<Locator> {
  const found = messages(page).filter({ hasText: words }).last();
  await found.waitFor();
  await found.scrollIntoViewIfNeeded();
  return found;
}

const press = (on: Locator, name: string | RegExp) => on.getByRole('button', { name }).last().click();

/** Chooses in a menu of a form by its words. */
async function choose(page: Page, form: Locator, field: string | RegExp, option: string): Promise<void> {
  await form.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Finds somebody in a menu of the roster. */
async function find(page: Page, form: Locator, field: string, name: string): Promise<void> {
  const menu = form.getByRole('combobox', { name: field });
  await menu.fill(name);
  await page.getByRole('option', { name }).first().click();
}

/** The form with this title, once it is open. */
async function opened(page: Page, name: string): Promise<Locator> {
  const form = page.getByRole('dialog', { name });
  await form.waitFor();
  return form;
}

async function closeForm(page: Page): Promise<void> {
  await page.getByRole('dialog').last().getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('dialog').first().waitFor({ state: 'detached' });
}

browserTest('a RASA is chosen, confirmed, introduced and changed', { timeout: WALK_MS }, async ({ windows }) => {
  const { journey } = windows;
  await loadTable(journey.app.ctx, 'rasas', RASAS, DIRECTOR);
  await loadTable(journey.app.ctx, 'assignments', ASSIGNMENTS, DIRECTOR);
  const student = await windows.open('student.postpce@example.edu');
  const staff = await windows.open(DIRECTOR);
  const team = await say(student, '/career advisors');
  await takeScreenshot(student, 'advising-1-team');
  await press(team, /^Choose my specialties/);
  const form = await opened(student, 'Your specialties');
  await takeScreenshot(student, 'advising-2-specialties');
  await form.getByRole('button', { name: 'Save' }).click();
  await student.getByText('staff choose a RASA for you').first().waitFor();
  await takeScreenshot(student, 'advising-3-saved');
  await closeForm(student);

  const page = await say(staff, '/career staff rasas');
  expect(await readText(page)).toContain('Gunnar Ilves, who has 0 of 1');
  await takeScreenshot(staff, 'advising-4-rasas');
  await press(page, /^Confirm/);
  await said(staff, 'I am introducing them');
  await takeScreenshot(staff, 'advising-5-confirmed');
  await openConversation(student, 'Gunnar Ilves');
  await said(student, 'Leila Haddad, meet Gunnar Ilves');
  await takeScreenshot(student, 'advising-6-introduced');

  await leaveProgram(journey.app.ctx, 'student.postpce@example.edu');
  const rasa = await windows.open('rasa@example.edu');
  await said(rasa, 'This match has ended: Leila Haddad');
  await takeScreenshot(rasa, 'advising-7-ended');
});

browserTest("an advisor's advisees and a meeting", { timeout: WALK_MS }, async ({ windows }) => {
  await loadTable(windows.journey.app.ctx, 'assignments', ASSIGNMENTS, DIRECTOR);
  const advisor = await windows.open('advisor@example.edu');
  const list = await say(advisor, '/career advisees');
  await takeScreenshot(advisor, 'advising-8-advisees');
  await press(list, /^We met/);
  await said(advisor, 'Noted: you met Priya Venkataraman');
  await takeScreenshot(advisor, 'advising-9-met');
  const staff = await windows.open(DIRECTOR);
  const own = await say(staff, '/career staff assignments Priya');
  expect(await readText(own)).toContain('Philippa Osei-Mensah');
  await takeScreenshot(staff, 'advising-10-assignments');

  // Another Society Advisor in their place: all three read so.
  await press(own, /^Assign somebody/);
  const form = await opened(staff, 'Assign an advisor');
  await choose(staff, form, 'As', 'Society Advisor');
  await find(staff, form, 'Student', 'Priya Venkataraman');
  await find(staff, form, 'Advisor', 'Edmund Fairweather');
  await form.getByRole('checkbox', { name: 'ends on that day' }).check();
  await takeScreenshot(staff, 'advising-11-assign');
  await form.getByRole('button', { name: 'Assign' }).click();
  await staff.getByText("Edmund Fairweather is Priya Venkataraman's Society Advisor").first().waitFor();
  const student = await windows.open('student.pce@example.edu');
  await said(student, 'Edmund Fairweather is your Society Advisor from now on');
  await said(student, 'This match has ended: Philippa Osei-Mensah, your Society Advisor');
  await takeScreenshot(student, 'advising-12-told');
  await said(advisor, 'This match has ended: Priya Venkataraman, whose Society Advisor you were');
});

browserTest('an ask, its queue, and an alumnus outside Slack', { timeout: WALK_MS }, async ({ windows }) => {
  const student = await windows.open('student.pce@example.edu');
  const liaison = await windows.open('liaison@example.edu');
  await press(await say(student, '/career ask'), /^Alumni advisor/);
  await takeScreenshot(student, 'asks-1-ask');
  const form = await opened(student, 'Alumni advisor');
  await choose(student, form, /^Specialty/, 'Psychiatry');
  await form.getByRole('textbox', { name: /^Place/ }).fill('Chicago');
  await form.getByRole('checkbox', { name: 'a call' }).check();
  await form.getByRole('textbox', { name: /^What would you/ }).fill('How did you choose your program?');
  await takeScreenshot(student, 'asks-2-form');
  await form.getByRole('button', { name: 'Ask' }).click();
  await student.getByText('your ask is with the Alumni Liaison').first().waitFor();
  await takeScreenshot(student, 'asks-3-sent');
  await closeForm(student);

  const news = await said(liaison, 'A new ask is in your queue');
  expect(await readText(news)).not.toContain('How did you choose');
  await press(news, /^Open/);
  await said(liaison, 'How did you choose your program?');
  await takeScreenshot(liaison, 'asks-4-case');
  await press(messages(liaison).last(), /^Claim/);
  const own = await said(liaison, 'It is yours');
  await takeScreenshot(liaison, 'asks-5-claimed');
  await said(student, 'has taken on your ask');
  await press(own, /^Connect/);
  const connect = await opened(liaison, 'Connect');
  await connect.getByRole('textbox', { name: /name/ }).fill('Robin Vale');
  await connect.getByRole('textbox', { name: /address/ }).fill('robin.vale@example.com');
  await takeScreenshot(liaison, 'asks-6-connect');
  await connect.getByRole('button', { name: 'Introduce' }).click();
  await liaison.getByText('To: robin.vale@example.com').first().waitFor();
  await takeScreenshot(liaison, 'asks-7-email');
  await closeForm(liaison);
  await said(student, 'introducing you to somebody by e-mail');
  await press(own, /^Close/);
  await said(student, 'is closed');
  await say(student, '/career ask');
  await takeScreenshot(student, 'asks-8-own');
});
