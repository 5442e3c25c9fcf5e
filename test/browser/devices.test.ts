// The same page on a phone, in the dark, and without a mouse.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { browserTest, PHONE, takeScreenshot } from '../support/browser.ts';
import { calendars, choosePerson, composer, messages, readText, say } from '../support/page-parts.ts';

/** How many pixels lie beyond the right edge, where nobody would find them. */
function beyondTheEdge(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Presses a key until something has the focus; more than `most` presses is too long a way for anybody. */
async function reach(page: Page, key: 'Tab' | 'Shift+Tab' | 'ArrowDown', wanted: Locator, most: number): Promise<void> {
  await wanted.waitFor();
  for (let pressed = 0; pressed <= most; pressed += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} did not lead to ${String(wanted)} within ${most} presses`);
}

browserTest('the answer can be asked for and read on a phone, in the dark', async ({ windows }) => {
  const page = await windows.open(undefined, { ...PHONE, colorScheme: 'dark' });
  await page.getByRole('heading', { name: 'Who are you today?' }).waitFor();
  await takeScreenshot(page, 'phone-1-who-are-you');
  await expect.poll(() => beyondTheEdge(page)).toBe(0);
  await choosePerson(page, 'leila', 'Leila Haddad');
  const answer = await say(page, '/career next');
  await takeScreenshot(page, 'phone-2-next');
  await expect.poll(() => beyondTheEdge(page)).toBe(0);
  await answer.getByText('Post-PCE, Pathways, class of 2028').scrollIntoViewIfNeeded();
  await takeScreenshot(page, 'phone-3-next-from-its-top');

  await answer.getByRole('button', { name: 'Details: Class Meeting: The Road to Residency, Part II' }).tap();
  const details = messages(page).nth(1).getByRole('heading');
  await details.waitFor();
  await takeScreenshot(page, 'phone-4-details-pressed');
  await details.scrollIntoViewIfNeeded();
  await takeScreenshot(page, 'phone-5-details');

  await say(page, '/career calendar');
  await calendars(page).getByRole('button', { name: 'Later' }).tap();
  await page.getByRole('heading', { name: 'Calendar: February 2027' }).waitFor();
  await takeScreenshot(page, 'phone-6-calendar');
  await expect.poll(() => beyondTheEdge(page)).toBe(0);

  await page.getByRole('button', { name: /^Channels/ }).tap();
  await page.getByRole('navigation').getByRole('button', { name: 'general' }).waitFor();
  await takeScreenshot(page, 'phone-7-channels');
});

browserTest('the dark scheme is dark, and the light one light', async ({ windows }) => {
  for (const [colorScheme, dark] of [
    ['dark', true],
    ['light', false],
  ] as const) {
    const page = await windows.open('student.pce@example.edu', { colorScheme });
    await say(page, '/career');
    await takeScreenshot(page, `scheme-${colorScheme}`);
    const colours = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return [color, backgroundColor].map((text) => Number(/\d+/.exec(text)?.[0]));
    });
    // The red of ink and paper tells enough: what is below 128 is dark.
    expect(colours.map((red) => red < 128)).toEqual([!dark, dark]);
  }
});

browserTest('from the first page to an opened Details with the keyboard alone', async ({ windows }) => {
  const page = await windows.open();
  await reach(page, 'Tab', page.getByRole('searchbox', { name: /^Search people/ }), 6);
  await page.keyboard.type('leila');
  await reach(page, 'ArrowDown', page.getByRole('button', { name: /^Leila Haddad / }), 2);
  await takeScreenshot(page, 'keyboard-1-person');
  await page.keyboard.press('Enter');

  await reach(page, 'Tab', composer(page), 0);
  await page.keyboard.type('/ca');
  await page.getByRole('option', { name: '/career' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('next');
  await page.keyboard.press('Enter');
  const answer = messages(page).first();
  await answer.waitFor();
  await expect.poll(() => readText(answer)).toContain('Post-PCE, Pathways, class of 2028');

  const button = answer.getByRole('button', { name: 'Details: Class Meeting: The Road to Residency, Part II' });
  await reach(page, 'Shift+Tab', button, 4);
  await takeScreenshot(page, 'keyboard-2-details-focused');
  await page.keyboard.press('Enter');
  await messages(page).nth(1).getByRole('heading', { name: 'Class Meeting: The Road to Residency, Part II' }).waitFor();
  await takeScreenshot(page, 'keyboard-3-details');
  await reach(page, 'Tab', composer(page), 8);
});
