// What changes while windows are open: the year, and what other people do.
import { expect } from 'vitest';
import { browserTest, takeScreenshot } from '../support/browser.ts';
import { messages, openConversation, openPeople, readText, say } from '../support/page-parts.ts';

browserTest('the HST class of 2028 passes from the PCE to Post-PCE when the clock is moved', async ({ windows }) => {
  const page = await windows.open('student.pce.hst@example.edu');
  const before = await say(page, '/career next');
  await expect.poll(() => readText(before)).toContain('PCE month 11 of 12, HST, class of 2028');

  await page.getByRole('button', { name: /^Workspace clock: Tue, Dec 1, 2026, 9:0/ }).click();
  await page.getByRole('textbox', { name: /^Jump to/ }).fill('2027-02-02T09:00');
  await takeScreenshot(page, 'year-1-jump');
  await page.getByRole('button', { name: 'Jump', exact: true }).click();
  await page
    .getByRole('button', { name: /^Workspace clock: Tue, Feb 2, 2027, 9:0\d:\d\d AM EST/ })
    .waitFor({ timeout: 60_000 });

  const after = await say(page, '/career next');
  const text = await readText(after);
  expect(text).toContain('Post-PCE, HST, class of 2028');
  expect(text).not.toMatch(/PCE month|January \d/);
  await takeScreenshot(page, 'year-2-after');
});

browserTest(
  'what one person does is never visible to the other, and what the bot says comes live',
  async ({ windows }) => {
    const leila = await windows.open('student.postpce@example.edu');
    const people = await openPeople(leila);
    const [priya] = await Promise.all([
      leila.context().waitForEvent('page'),
      people.getByRole('link', { name: 'Act as Priya Venkataraman in a new window' }).click(),
    ]);
    await priya.getByRole('button', { name: /^Acting as Priya Venkataraman/ }).waitFor();
    await people.getByRole('button', { name: 'Close' }).click();

    // In a channel that both read, an answer that is not kept to the asker would be seen.
    await Promise.all([openConversation(leila, 'general'), openConversation(priya, 'general')]);
    const [toLeila, toPriya] = await Promise.all([
      say(leila, '/career next', '#general'),
      say(priya, '/career next', '#general'),
    ]);
    await expect.poll(() => readText(toLeila)).toMatch(/^Only visible to you.* Post-PCE, Pathways, class of 2028/);
    await expect
      .poll(() => readText(toPriya))
      .toMatch(/^Only visible to you.* PCE month 3 of 12, Pathways, class of 2029/);
    await say(leila, 'Good morning everybody', '#general');
    await messages(priya).getByText('Good morning everybody').waitFor();
    await takeScreenshot(priya, 'two-windows-1-channel');
    await expect.poll(() => messages(priya).count()).toBe(2);
    await expect.poll(() => readText(priya.getByRole('log'))).not.toContain('class of 2028');
    await expect.poll(() => messages(leila).count()).toBe(2);
    await expect.poll(() => readText(leila.getByRole('log'))).not.toContain('class of 2029');

    await openConversation(leila, 'career');
    await say(leila, 'hello?');
    const help = messages(leila).nth(1);
    await help.getByText('/career calendar').first().waitFor();
    await expect.poll(() => readText(help)).not.toContain('Only visible to you');
    await takeScreenshot(leila, 'two-windows-2-help');
    await openConversation(priya, 'career');
    await say(priya, '/career calendar');
    await expect.poll(() => messages(priya).count()).toBe(1);
    await expect.poll(() => readText(priya.getByRole('log'))).not.toContain('hello?');
  },
);
