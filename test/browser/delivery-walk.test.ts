// What the bot says of its own accord, in the page of who reads it: places, changes of sessions, reminders and their buttons, settings.
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { cancelSession, dateSession, moveSession } from '../../src/features/calendar/acts/change-session.ts';
import { closeDay } from '../../src/features/calendar/acts/close-day.ts';
import { browserTest, takeScreenshot } from '../support/browser.ts';
import type { Journey } from '../support/journey.ts';
import { messages, readText, said, say } from '../support/page-parts.ts';

const WALK_MS = 240_000;
const asStaff = { as: 'director@example.edu', dryRun: false };

/** An evening for all students; `starts` and `ends` on the school's clock, `yyyy-mm-dd hh:mm`. */
async function dated({ app }: Journey, key: string, starts: string, ends: string, capacity = ''): Promise<void> {
  const cells = { event: 'alternative-careers-2', place: 'TMEC 128', key, title: `Evening on ${key}`, starts, ends };
  await dateSession(app.ctx, { ...cells, capacity }, asStaff);
}

/** Lets some minutes pass, with what falls due in them. */
async function pass(journey: Journey, minutes: number): Promise<void> {
  await journey.jump(journey.app.ctx.clock.now().add({ minutes }).toString());
}

const press = (on: Locator, name: string | RegExp) => on.getByRole('button', { name }).last().click();

browserTest(
  'a place of a full session goes on to who waits, and on again',
  { timeout: WALK_MS },
  async ({ windows }) => {
    const { journey } = windows;
    await dated(journey, 'law', '2026-12-15 17:00', '2026-12-15 18:00', '1');
    const ada = await windows.open('student.postpce@example.edu');
    const bo = await windows.open('student.pce@example.edu');
    const cy = await windows.open('student.preclerkship@example.edu');
    for (const [page, words] of [
      [ada, "You're going:"],
      [bo, "The one place is taken, so you're number 1 on the waiting list"],
      [cy, "you're number 2 on the waiting list"],
    ] as const) {
      await press(await say(page, '/career event private practice'), /^(Going|Join the waiting list)/);
      await said(page, words);
    }
    await takeScreenshot(bo, 'delivery-1-waiting');

    await press(await said(ada, "You're going:"), /^Not going/);
    await said(ada, "you're not going");
    const offer = await said(bo, 'A place has become free');
    await expect.poll(() => readText(offer)).toContain('Evening on law');
    await expect.poll(() => readText(offer)).not.toContain('Only visible to you');
    await takeScreenshot(bo, 'delivery-2-place-free');
    await press(offer, /^No, thank you/);
    await said(bo, "you're not going");
    await takeScreenshot(bo, 'delivery-3-no-thank-you');
    await press(await said(cy, 'A place has become free'), /^I'll be there/);
    await said(cy, "You're going:");
    await takeScreenshot(cy, 'delivery-4-going');
    for (const page of [ada, bo, cy])
      await expect.poll(() => messages(page).filter({ hasText: 'A place has become free' }).count()).toBe(0);
  },
);

browserTest('sessions are moved, cancelled, and a day is closed', { timeout: WALK_MS }, async ({ windows }) => {
  const { journey } = windows;
  await dated(journey, 'music', '2026-12-02 17:00', '2026-12-02 18:00');
  const ada = await windows.open('student.postpce@example.edu');
  await press(await say(ada, '/career event private practice'), /^Going/);
  await said(ada, "You're going:");
  await moveSession(journey.app.ctx, 'music', { starts: '2026-12-02 19:00' }, asStaff);
  await pass(journey, 3);
  expect(await readText(await said(ada, /New time/))).toMatch(/Evening on music.*December 2nd.*7:00 PM/);
  await takeScreenshot(ada, 'delivery-5-moved');
  await cancelSession(journey.app.ctx, 'music', { ...asStaff, postponed: false });
  await pass(journey, 3);
  expect(await readText(await said(ada, /cancelled/i))).toContain('Evening on music');
  await takeScreenshot(ada, 'delivery-6-cancelled');

  await dated(journey, 'film', '2026-12-03 12:00', '2026-12-03 13:00');
  await press(await say(ada, '/career event private practice'), /^Going/);
  await said(ada, /You're going:.*Evening on film/s);
  await journey.jump('2026-12-03T05:40:00-05:00');
  const choices = [
    { key: 'film', act: 'online', value: 'https://example.edu/film' },
    { key: 'panel-emergency-medicine-2026-27', act: 'postpone', value: null },
  ] as const;
  await closeDay(journey.app.ctx, { day: '2026-12-03', choices }, asStaff);
  await pass(journey, 3);
  const closed = await said(ada, /online: evening on film/i);
  await expect.poll(() => readText(closed)).not.toContain('Emergency Medicine');
  await takeScreenshot(ada, 'delivery-7-closed-day');
});

browserTest('Done, Remind me later, Snooze, settings and a pause', { timeout: WALK_MS }, async ({ windows }) => {
  const { journey } = windows;
  const page = await windows.open('student.pce@example.edu');
  await say(page, '/career todo');
  await takeScreenshot(page, 'delivery-8-todo');
  await press(messages(page).last(), /^Done: First formal/);
  await said(page, 'Done: First formal Society advising meeting of the PCE.');
  await takeScreenshot(page, 'delivery-9-done');
  await press(messages(page).last(), /^Remind me later: Second formal/);
  await said(page, "I'll remind you on");
  await journey.jump('2026-12-08T18:35:00-05:00');
  const reminder = await said(page, 'You asked me to remind you of it.');
  await expect.poll(() => readText(reminder)).toContain('Second formal');
  await takeScreenshot(page, 'delivery-10-reminder');
  await press(reminder, /^Snooze 1 day/);
  await said(page, /remind you .*December 9/);
  await takeScreenshot(page, 'delivery-11-snoozed');

  const field = page.getByRole('textbox', { name: 'Message to career' });
  await field.fill('/career settings');
  await field.press('Enter');
  const form = page.getByRole('dialog', { name: 'Settings' });
  await form.waitFor();
  await takeScreenshot(page, 'delivery-12-settings');
  await form.getByRole('checkbox').first().uncheck();
  for (const [name, choice] of [
    ['Quiet from', '8:00 PM'],
    ['Weekly digest', 'Off'],
    ['Pause', 'Pause until the day below'],
  ] as const) {
    await form.getByRole('combobox', { name }).click();
    await page.getByRole('option', { name: choice, exact: true }).click();
  }
  await takeScreenshot(page, 'delivery-13-settings-filled');
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByText('No digest').first().waitFor();
  const told = await readText(page.getByRole('dialog').last());
  expect(told).toMatch(/8:00 PM/);
  expect(told).toMatch(/December 15/);
  await takeScreenshot(page, 'delivery-14-settings-saved');
});
