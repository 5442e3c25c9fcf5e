// A student asks in the page, turns the calendar, and leaves nothing for the next person to see.
import { expect } from 'vitest';
import { browserTest, PATIENTLY, takeScreenshot } from '../support/browser.ts';
import { calendars, choosePerson, composer, messages, openPeople, readText, say } from '../support/page-parts.ts';

const PROGRAM_PAGE = 'https://meded.hms.harvard.edu/career-planning';

browserTest('a student is shown what /career takes, asks what is next, and opens the details', async ({ windows }) => {
  const page = await windows.open();
  await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
  await takeScreenshot(page, 'asking-1-who-are-you');
  await choosePerson(page, 'student.postpce@example.edu', 'Leila Haddad');

  await composer(page).pressSequentially('/');
  const proposal = page.getByRole('option', { name: '/career' });
  await proposal.waitFor();
  await expect.poll(() => readText(proposal)).toMatch(/next \| calendar \| .*What is next for you/);
  await takeScreenshot(page, 'asking-2-slash');
  await composer(page).pressSequentially('career ');
  await page.getByText(/next \| calendar \| event open house/).waitFor();
  await takeScreenshot(page, 'asking-3-hint');

  const answer = await say(page, 'next');
  const text = await readText(answer);
  expect(text).toContain('Only visible to you');
  expect(text).toContain('Post-PCE, Pathways, class of 2028, applying 2027-28');
  expect(text).toContain('Class Meeting: The Road to Residency, Part I · Thursday, January 21st at 5:00 PM · TMEC 250');
  expect(text).toContain('May, date to be announced');
  await takeScreenshot(page, 'asking-4-next');
  await page.getByRole('log').evaluate((log) => log.scrollTo(0, 0));
  await takeScreenshot(page, 'asking-5-next-from-its-top');

  await answer
    .getByRole('button', { name: 'Details: Class Meeting: The Road to Residency, Part I', exact: true })
    .click();
  const details = messages(page).nth(1);
  await details.getByRole('heading', { name: 'Class Meeting: The Road to Residency, Part I' }).waitFor();
  const told = await readText(details);
  expect(told).toContain('Only visible to you');
  expect(told).toMatch(/\bERAS\b/);
  expect(told).toMatch(/With: Dean for Students, .+; Director of Career \w+, ./);
  await takeScreenshot(page, 'asking-6-details');
});

browserTest('Later and Earlier turn one calendar in its place', async ({ windows }) => {
  const page = await windows.open('student.postpce@example.edu');
  await say(page, '/career next');
  await say(page, '/career calendar');
  await takeScreenshot(page, 'calendar-1-first');
  const title = (): Promise<string> => readText(calendars(page).getByRole('heading'));
  await expect.poll(() => title()).toBe('Calendar: November 2026 to January 2027');
  for (const [button, months] of [
    ['Later', 'February 2027 to April 2027'],
    ['Later', 'May 2027 to July 2027'],
    ['Earlier', 'February 2027 to April 2027'],
  ] as const) {
    await calendars(page).getByRole('button', { name: button }).click();
    await expect.poll(title, PATIENTLY).toBe(`Calendar: ${months}`);
  }
  await takeScreenshot(page, 'calendar-2-later');
  await expect.poll(() => calendars(page).count()).toBe(1);
  await expect.poll(() => messages(page).count()).toBe(2);
  await expect.poll(() => readText(messages(page).last())).toContain('Thursday, April 8th');
  await expect.poll(() => readText(messages(page).last())).not.toContain('Thursday, January 21st');
});

browserTest(
  'a stranger sees nothing of the student before, and gets kind words with the page of the program',
  async ({ windows }) => {
    const page = await windows.open('student.postpce@example.edu');
    await say(page, '/career next');
    await openPeople(page);
    await takeScreenshot(page, 'stranger-1-people');
    await choosePerson(page, 'stranger', 'Niall Brannigan');
    await page.getByText('Nothing has been said here yet.').waitFor();
    await expect.poll(() => readText(page.getByRole('main'))).not.toMatch(/Residency|class of/);

    const answer = await say(page, '/career next');
    await expect
      .poll(() => readText(answer))
      .toMatch(/Only visible to you.*Hello!.*please tell the career planning staff/);
    await expect.poll(() => answer.getByRole('link').getAttribute('href')).toBe(PROGRAM_PAGE);
    await expect.poll(() => readText(answer)).not.toMatch(/Residency|Match Day|Open House|to be announced|class of/);
    await expect.poll(() => messages(page).count()).toBe(1);
    await takeScreenshot(page, 'stranger-2-answer');
  },
);
