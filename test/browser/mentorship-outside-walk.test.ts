// Peer mentorship where staff stand in between: a table of mentors, a mentor outside Slack with mails and a calendar file; and what people
// keep to themselves: whom not to be paired with, Later, and an ending because somebody left.
import { sql } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { browserTest, PATIENTLY, takeScreenshot } from '../support/browser.ts';
import type { Journey } from '../support/journey.ts';
import { leaveProgram } from '../support/leave-program.ts';
import { loadTable } from '../support/load-table.ts';
import { BEATRIZ, DIRECTOR, OMAR, PRIYA, walkIn } from '../support/mentorship-walk.ts';
import { composer, readText, said, say } from '../support/page-parts.ts';

const WALK_MS = 150_000;
const SEASON = { way: 'rolling', 'starts-on': '2026-11-16', 'ends-on': '2027-03-31' };
/** At a hospital, and not in the workspace. */
const HELENA = 'helena.marsh@example.edu';
const PEOPLE = `name,emails,roles,class,track,society\nHelena Marsh,${HELENA},student; peer-mentor,2027,pathways,Castle`;
const MENTORS = `email,specialties,capacity\n${HELENA},Neurology,2\n${BEATRIZ},Pediatrics,1`;

const shot = (page: Page, name: string) => takeScreenshot(page, `mentorship-outside-${name}`);
const press = async (page: Page, words: string | RegExp, name: string | RegExp) =>
  (await said(page, words)).getByRole('button', { name }).last().click();

async function formOf(page: Page, name: string) {
  const form = page.getByRole('dialog', { name });
  await form.waitFor();
  return form;
}

async function close(page: Page, name: string): Promise<void> {
  const form = await formOf(page, name);
  await form
    .getByRole('button', { name: /^(Close|Cancel)/ })
    .first()
    .click();
  await form.waitFor({ state: 'detached' });
}

async function openSeason(journey: Journey) {
  const walk = walkIn(() => journey);
  const page = await walk.command(DIRECTOR, 'staff mentorship');
  await walk.fill(DIRECTOR, page, 'mentorship.edit-season', 'new', SEASON);
  return walk;
}

async function importMentors(director: Page): Promise<void> {
  const field = composer(director);
  await field.waitFor();
  await field.fill('/career staff import mentors');
  await field.press('Enter');
  const form = await formOf(director, 'Import a table');
  await form.getByRole('textbox', { name: /Paste it here/ }).fill(MENTORS);
  await form.getByRole('button', { name: 'Show the difference' }).click();
  const difference = await formOf(director, 'The difference');
  expect(await readText(difference)).toContain('New: 2');
  await shot(director, '1-difference');
  await difference.getByRole('button', { name: 'Import' }).click();
  await director
    .getByText(/Imported: Mentors/)
    .first()
    .waitFor();
  await shot(director, '2-imported');
  await director.keyboard.press('Escape');
}

/** Opens the staff page, where something waits, and shows the text for it. */
async function showMail(director: Page, waits: string, screenshot: string): Promise<string> {
  await say(director, '/career staff mentorship');
  await press(director, waits, /^E-mail text/);
  const form = await formOf(director, 'E-mail text');
  const text = await readText(form);
  await shot(director, screenshot);
  await close(director, 'E-mail text');
  return text;
}

browserTest(
  'a table of mentors is imported, and staff stand in for the one outside Slack',
  { timeout: WALK_MS },
  async ({ windows }) => {
    const { journey } = windows;
    await loadTable(journey.app.ctx, 'people', PEOPLE, DIRECTOR);
    const walk = await openSeason(journey);
    const director = await windows.open(DIRECTOR);
    await importMentors(director);

    const wishes = [String(await walk.idOf(HELENA))];
    await walk.ask(PRIYA, { specialties: ['neurology'], wishes, others: 'only-wishes' });
    const asks = await showMail(director, 'Helena Marsh is outside Slack: please ask by e-mail', '3-asking');
    expect(asks).toContain(`To: ${HELENA}`);
    expect(asks).toContain('Would you take Priya Venkataraman on?');
    await press(director, 'Helena Marsh is outside Slack: please ask', /^Says yes/);
    await said(director, 'Helena Marsh has the student now');
    const brings = await showMail(director, 'are to be introduced by e-mail', '4-introducing');
    expect(brings).toContain('A question to begin with');
    await press(director, 'are to be introduced by e-mail', /^I have introduced them/);

    const priya = await windows.open(PRIYA);
    await say(priya, '/career mentor');
    await shot(priya, '5-own-mentor');
    const card = await walk.command(PRIYA, 'mentor');
    const pair = /"value":"(\d+)"/.exec(JSON.stringify(card.blocks))?.[1] ?? '';
    const time = { day: '2026-12-10', hour: '17:00', where: 'Café' };
    await walk.fill(PRIYA, card, 'mentorship.meet', pair, time);
    // A form may be answered after it is closed.
    const entered = () =>
      journey.database.db.execute(sql`select 1 from mentor_pairs where meets_at is not null and meets_where = 'Café'`);
    await expect.poll(entered, PATIENTLY).toHaveLength(1);
    await say(priya, '/career mentor');
    await said(priya, 'You meet: Thu, Dec 10, 2026, 5:00 PM EST, Café');
    await shot(priya, '6-time-entered');

    const tells = await showMail(director, 'please write of a time to meet Priya Venkataraman', '7-mail-of-the-time');
    expect(tells).toContain('Thu, Dec 10, 2026, 5:00 PM EST, Café');
    await press(director, 'please write of a time to meet', /^Calendar file/);
    await said(director, 'The calendar file for the mail to Helena Marsh');
    await director
      .getByRole('link', { name: /Peer mentorship: Priya Venkataraman and Helena Marsh/ })
      .last()
      .waitFor();
    await shot(director, '8-calendar-file');
    await press(director, 'please write of a time to meet', /^I have sent it/);
    await expect.poll(async () => walk.count(DIRECTOR, 'please write of a time to meet Priya')).toBe(0);
    await shot(director, '9-sent');
  },
);

browserTest(
  'whom not to be paired with, Later, and a mentor who leaves in mid-season',
  { timeout: WALK_MS },
  async ({ windows }) => {
    const { journey } = windows;
    const walk = await openSeason(journey);
    await walk.join(OMAR, { specialties: ['ophthalmology'], capacity: '1' });
    await walk.join(BEATRIZ, { specialties: ['pediatrics'], capacity: '1' });
    const priya = await windows.open(PRIYA);
    await say(priya, '/career mentor');
    await press(priya, 'let me find somebody', /^People not to pair me with/);
    const apart = await formOf(priya, 'Not to be paired with');
    await apart.getByRole('combobox', { name: 'People' }).click();
    await apart.getByRole('combobox', { name: 'People' }).pressSequentially('Omar');
    await priya.getByRole('option', { name: 'Omar Farouqi' }).click();
    await shot(priya, '10-keep-apart');
    await apart.getByRole('button', { name: 'Save' }).click();
    await priya
      .getByText(/Saved; nobody sees it but you/)
      .first()
      .waitFor();
    await priya.keyboard.press('Escape');
    await walk.ask(PRIYA, { specialties: ['ophthalmology'], wishes: [], others: 'match-me' });
    await said(priya, 'I have asked Beatriz Nogueira');
    await shot(priya, '11-somebody-else-is-asked');

    const beatriz = await windows.open(BEATRIZ);
    await press(beatriz, 'would like a peer mentor', /^Later/);
    await said(beatriz, "I'll ask again on");
    await shot(beatriz, '12-later');
    await press(beatriz, 'Would you take Priya Venkataraman on', /^Accept/);
    await said(priya, 'Beatriz Nogueira is your peer mentor');
    await leaveProgram(journey.app.ctx, BEATRIZ);
    await said(priya, 'Your match with Beatriz Nogueira has ended; nothing you did.');
    expect(await walk.count(PRIYA, 'Beatriz Nogueira is your peer mentor')).toBe(0);
    await shot(priya, '13-ended');
    await press(priya, 'has ended; nothing you did', /^Ask for another mentor/);
    await priya.getByRole('dialog', { name: 'Ask for a peer mentor' }).waitFor();
    await shot(priya, '14-asks-again');
  },
);
