// Peer mentorship in the pages of those who take part: asked, answered in a direct message, introduced, a round drafted by staff.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { browserTest, takeScreenshot } from '../support/browser.ts';
import type { Journey } from '../support/journey.ts';
import { leaveProgram } from '../support/leave-program.ts';
import { BEATRIZ, DIRECTOR, OMAR, PRIYA, walkIn } from '../support/mentorship-walk.ts';
import { messages, readText, said, say } from '../support/page-parts.ts';

const WALK_MS = 120_000;
const SEASON = { 'starts-on': '2026-11-16', 'ends-on': '2027-03-31' };

async function openSeason(journey: Journey, way: 'rolling' | 'rounds') {
  const walk = walkIn(() => journey);
  const page = await walk.command(DIRECTOR, 'staff mentorship');
  const hears = way === 'rounds' ? { 'hears-by': '2026-12-15' } : {};
  await walk.fill(DIRECTOR, page, 'mentorship.edit-season', 'new', { way, ...SEASON, ...hears });
  await walk.join(BEATRIZ, { specialties: ['pediatrics'], capacity: '1' });
  await walk.join(OMAR, { specialties: ['ophthalmology'], capacity: '1' });
  return walk;
}

const press = async (page: Page, words: string | RegExp, name: string | RegExp) =>
  (await said(page, words)).getByRole('button', { name }).last().click();

browserTest(
  'a student asks, a mentor accepts in the direct message, and both are in a group',
  { timeout: WALK_MS },
  async ({ windows }) => {
    const { journey } = windows;
    const walk = await openSeason(journey, 'rolling');
    const priya = await windows.open(PRIYA);
    await say(priya, '/career mentor');
    await takeScreenshot(priya, 'mentorship-1-may-ask');
    await press(priya, 'let me find somebody', /^Ask for a mentor/);
    const form = priya.getByRole('dialog');
    await form.waitFor();
    await takeScreenshot(priya, 'mentorship-2-form');
    await form
      .getByRole('button', { name: /^(Close|Cancel)/ })
      .first()
      .click();

    const wishes = [String(await walk.idOf(OMAR)), String(await walk.idOf(BEATRIZ))];
    await walk.ask(PRIYA, {
      specialties: ['pediatrics'],
      wishes,
      others: 'match-me',
      note: 'I like clinic days best.',
    });
    await said(priya, 'I have asked Omar Farouqi');
    await takeScreenshot(priya, 'mentorship-3-asked');

    const omar = await windows.open(OMAR);
    await said(omar, 'would like a peer mentor');
    await takeScreenshot(omar, 'mentorship-4-offer');
    await press(omar, 'would like a peer mentor', /^Not this time/);
    await said(omar, 'Noted: not this time');
    await takeScreenshot(omar, 'mentorship-5-not-this-time');
    expect(await readText(await said(priya, 'the next one, Beatriz Nogueira'))).toContain(
      "Omar Farouqi can't take another student",
    );

    const beatriz = await windows.open(BEATRIZ);
    await press(beatriz, 'would like a peer mentor', /^Accept/);
    await said(priya, 'Beatriz Nogueira is your peer mentor');
    await takeScreenshot(priya, 'mentorship-6-matched');
    await walk.told(PRIYA, 'meet Beatriz Nogueira, your peer mentor');
    await priya
      .getByRole('navigation')
      .getByRole('button', { name: /Beatriz Nogueira/ })
      .click();
    await said(priya, 'A question to begin with');
    await takeScreenshot(priya, 'mentorship-7-introduced');
    expect(await messages(priya).filter({ hasText: 'meet Beatriz Nogueira' }).count()).toBe(1);
  },
);

browserTest('staff draft a round, publish it and take it back', { timeout: WALK_MS }, async ({ windows }) => {
  const { journey } = windows;
  const walk = await openSeason(journey, 'rounds');
  await walk.ask(PRIYA, {
    specialties: ['pediatrics'],
    wishes: [String(await walk.idOf(BEATRIZ))],
    others: 'only-wishes',
  });
  const director = await windows.open(DIRECTOR);
  await say(director, '/career staff mentorship');
  await takeScreenshot(director, 'mentorship-8-staff');
  await press(director, 'Peer mentorship, for staff', /^Draft a round/);
  expect(await readText(await said(director, 'Draft of a round'))).toContain(
    "both considered Pediatrics; the student's first wish",
  );
  await takeScreenshot(director, 'mentorship-9-draft');
  await press(director, 'Draft of a round', /^Publish/);
  // In the dialog that asks: looked for by its name alone, the button below would be found where the dialog is not there yet.
  const question = director.getByRole('dialog', { name: 'Publish this round?' });
  await question.getByRole('button', { name: 'Publish', exact: true }).click();
  await question.waitFor({ state: 'detached' });
  await said(director, 'Published: 1 pair is being introduced');
  await walk.told(PRIYA, 'meet Beatriz Nogueira, your peer mentor');
  await takeScreenshot(director, 'mentorship-10-published');
  await press(director, 'Published: 1 pair', /^Undo/);
  await said(director, 'The round is taken back');
  await walk.told(PRIYA, 'This introduction came too early and is taken back');
  await takeScreenshot(director, 'mentorship-11-undone');
});

browserTest('a mentor answers Later, then leaves, and the next is asked', { timeout: WALK_MS }, async ({ windows }) => {
  const { journey } = windows;
  const walk = await openSeason(journey, 'rolling');
  const priya = await windows.open(PRIYA);
  await walk.ask(PRIYA, { specialties: ['pediatrics'], wishes: [String(await walk.idOf(OMAR))], others: 'match-me' });
  await said(priya, 'I have asked Omar Farouqi');
  const omar = await windows.open(OMAR);
  await press(omar, 'would like a peer mentor', /^Later/);
  await said(omar, "I'll ask again on");
  await takeScreenshot(omar, 'mentorship-12-later');
  await leaveProgram(journey.app.ctx, OMAR);
  const next = await readText(await said(priya, 'the next one, Beatriz Nogueira'));
  expect(next).toContain("Omar Farouqi can't take another student this season");
  await takeScreenshot(priya, 'mentorship-13-mentor-left');
});
