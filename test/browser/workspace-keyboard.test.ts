// The foreign app without a mouse.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { PATIENTLY, takeScreenshot } from '../support/browser.ts';
import { ADA } from '../support/foreign-app.ts';
import { foreignTest } from '../support/foreign-windows.ts';

/** Presses a key until something has the focus; more than `most` presses is too long a way for anybody. */
async function reach(page: Page, key: string, wanted: Locator, most: number): Promise<void> {
  await wanted.waitFor();
  const isThere = () => wanted.evaluate((element) => element === document.activeElement);
  // What has the focus by itself gets it a moment after it is there.
  if (most === 0) return expect.poll(isThere, PATIENTLY).toBe(true);
  for (let pressed = 0; pressed <= most; pressed += 1) {
    if (await isThere()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} did not lead to ${String(wanted)} within ${most} presses`);
}

foreignTest('command, select, date, confirm dialog, form and thread with the keyboard alone', async ({ windows }) => {
  const page = await windows.open(ADA, 'general');
  const composer = page.getByRole('textbox', { name: /^Message to/ });
  await reach(page, 'Tab', composer, 30);
  await page.keyboard.type('/lu');
  await page.getByRole('option', { name: '/lunch' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('the park');
  await page.keyboard.press('Enter');
  const lunch = page.getByRole('article').filter({ hasText: 'Lunch at the park' });

  await reach(page, 'Shift+Tab', lunch.getByRole('combobox', { name: 'A dish' }), 8);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('Salad it is.').waitFor();

  await reach(page, 'Tab', lunch.getByRole('button', { name: 'A day' }), 3);
  await page.keyboard.press('Enter');
  await reach(page, 'ArrowRight', page.getByRole('button', { name: 'Friday, December 4, 2026' }), 4);
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowDown');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), PATIENTLY)
    .toBe('Monday, January 11, 2027');
  await takeScreenshot(page, 'workspace-keyboard-1-calendar');
  await page.keyboard.press('Enter');
  await lunch.getByText('on 2027-01-11').waitFor();

  await reach(page, 'Tab', lunch.getByRole('button', { name: 'Cancel', exact: true }), 12);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Cancel the lunch?' }).waitFor();
  await page.keyboard.press('Escape');
  await reach(page, 'Shift+Tab', lunch.getByRole('button', { name: 'Plan another' }), 2);
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Plan a lunch' });
  await reach(page, 'Tab', form.getByRole('textbox', { name: 'Where' }), 0);
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });

  const reply = lunch.getByRole('button', { name: 'Reply in thread' });
  await reach(page, 'Shift+Tab', reply, 10);
  await takeScreenshot(page, 'workspace-keyboard-2-reply');
  await page.keyboard.press('Enter');
  const answer = page.getByRole('textbox', { name: 'Reply in thread' });
  await reach(page, 'Tab', answer, 0);
  await page.keyboard.type('I bring the bread');
  await page.keyboard.press('Enter');
  await lunch.getByText('1 reply').waitFor();
});
