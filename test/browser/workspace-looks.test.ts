// What every kind of block, input and drawer looks like, by day, by night and on a phone.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PHONE, takeScreenshot } from '../support/browser.ts';
import { ADA, BEN } from '../support/foreign-app.ts';
import { galleryMessage, galleryModal, openView } from '../support/foreign-views.ts';
import { foreignTest } from '../support/foreign-windows.ts';

const WAYS = [
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['phone', PHONE],
  ['phone-dark', { ...PHONE, colorScheme: 'dark' }],
] as const;

/** How many pixels lie beyond the right edge, where nobody would find them. */
const beyondTheEdge = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

foreignTest.for(WAYS)('a message and a modal with everything: %s', async ([way, options], { windows }) => {
  await windows.call('/message', {
    user: BEN,
    channel: 'general',
    text: 'Good morning @Ada Brandt, what shall we eat?',
  });
  const page = await windows.open(ADA, 'general', options);
  await page.getByText('Good morning').waitFor();
  await windows.api('chat.postMessage', { channel: 'U0SBX00001', ...galleryMessage });
  await page.getByRole('list', { name: 'Notifications' }).getByText('A message with everything').waitFor();
  await takeScreenshot(page, `workspace-${way}-1-mention-and-toast`);
  await page.getByRole('list', { name: 'Notifications' }).getByText('A message with everything').click();
  const message = page.getByRole('article').filter({ hasText: 'Autumn lunch' });
  await message.getByText('Friday, December 4th at 12:30 PM').waitFor();
  await expect.poll(() => message.getByText('(not drawn here)').count()).toBe(0);
  await expect.poll(() => beyondTheEdge(page)).toBe(0);
  await takeScreenshot(page, `workspace-${way}-2-message`);
  await message.getByRole('heading', { name: 'Autumn lunch' }).scrollIntoViewIfNeeded();
  await takeScreenshot(page, `workspace-${way}-3-message-from-its-top`);

  await openView(windows, 'U0SBX00001', galleryModal);
  const modal = page.getByRole('dialog', { name: 'Everything to fill in' });
  await expect
    .poll(() => modal.getByRole('textbox', { name: 'E-mail' }).evaluate((field) => field === document.activeElement))
    .toBe(true);
  await expect.poll(() => modal.getByText('(not drawn here)').count()).toBe(0);
  await takeScreenshot(page, `workspace-${way}-4-modal`);
  await modal.getByRole('textbox', { name: 'E-mail' }).fill('nobody');
  await modal.getByRole('textbox', { name: 'Seats' }).fill('nine');
  await modal.getByRole('button', { name: 'Send it' }).click();
  await modal.getByText('Please enter a valid e-mail address.').waitFor();
  await takeScreenshot(page, `workspace-${way}-5-errors`);
  await modal.getByRole('button', { name: /^Day/ }).click();
  await page.getByRole('grid', { name: 'December 2026' }).waitFor();
  await takeScreenshot(page, `workspace-${way}-6-calendar`);
  await page.keyboard.press('Escape');
  await modal.getByRole('checkbox', { name: 'Salad' }).scrollIntoViewIfNeeded();
  await takeScreenshot(page, `workspace-${way}-7-modal-lower`);
  await page.keyboard.press('Escape');
  await modal.waitFor({ state: 'detached' });

  await page.getByRole('tab', { name: 'Home' }).click();
  await page.getByText('Welcome').waitFor();
  await page.getByRole('button', { name: 'Traffic', exact: true }).click();
  await page.getByText('views.publish').first().click();
  await takeScreenshot(page, `workspace-${way}-8-home-and-traffic`);
  await page.getByRole('button', { name: 'Close traffic' }).click();
  await page.getByRole('button', { name: /^Workspace clock/ }).click();
  await takeScreenshot(page, `workspace-${way}-9-clock`);
  await expect.poll(() => beyondTheEdge(page)).toBe(0);
});
