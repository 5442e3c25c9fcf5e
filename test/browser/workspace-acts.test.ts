// A foreign app used by two people at once: buttons, menus, dates, confirm dialogs, forms, and what only one of them sees.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PATIENTLY, takeScreenshot } from '../support/browser.ts';
import { ADA, BEN } from '../support/foreign-app.ts';
import { foreignTest } from '../support/foreign-windows.ts';

/** The app's latest message in the open conversation. */
const lunch = (page: Page) => page.getByRole('article').filter({ hasText: 'Lunch at' }).last();

async function type(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: /^Message to/ });
  await field.fill(text);
  await field.press('Enter');
}

foreignTest(
  'two windows: what one does the other sees at once, but for what is said to one alone',
  async ({ windows }) => {
    const ada = await windows.open(ADA, 'general');
    const ben = await windows.open(BEN, 'general');
    await type(ada, '/lunch the park');
    await lunch(ben).getByText('nobody yet').waitFor();
    await lunch(ben).getByRole('button', { name: 'Count me in' }).click();
    await lunch(ada).getByText('Coming: @Ben Okafor').waitFor();
    await lunch(ada).getByRole('button', { name: 'Count me in' }).click();
    await lunch(ben).getByText('Coming: @Ben Okafor, @Ada Brandt').waitFor();

    await lunch(ada).getByRole('combobox', { name: 'A dish' }).click();
    await ada.keyboard.type('noo');
    await expect.poll(() => ada.getByRole('option').allInnerTexts()).toEqual(['Noodles']);
    await takeScreenshot(ada, 'workspace-acts-1-select');
    await ada.keyboard.press('Enter');
    const told = ada.getByRole('article').filter({ hasText: 'Noodles it is.' });
    await told.getByText('Only visible to you').waitFor();

    await lunch(ada).getByRole('button', { name: 'A day' }).click();
    await ada.getByRole('button', { name: 'Next month' }).click();
    await ada.getByRole('button', { name: 'Thursday, January 21, 2027' }).click();
    await lunch(ben).getByText('on 2027-01-21').waitFor();
    await expect.poll(() => ben.getByText('Noodles it is.').count()).toBe(0);

    await lunch(ben).getByRole('button', { name: 'Cancel', exact: true }).click();
    const question = ben.getByRole('dialog', { name: 'Cancel the lunch?' });
    await takeScreenshot(ben, 'workspace-acts-2-confirm');
    await question.getByRole('button', { name: 'Keep it' }).click();
    await question.waitFor({ state: 'detached' });
    await lunch(ben).getByRole('button', { name: 'Cancel', exact: true }).click();
    await question.getByRole('button', { name: 'Cancel it' }).click();
    await ada.getByText('The lunch is cancelled.').waitFor();
    await takeScreenshot(ada, 'workspace-acts-3-cancelled');
  },
);

foreignTest(
  'a form: errors of the client and of the app under their fields, then the message, unread and announced',
  async ({ windows }) => {
    const ada = await windows.open(ADA, 'general');
    await type(ada, '/lunch');
    await lunch(ada).getByRole('button', { name: 'Plan another' }).click();
    const form = ada.getByRole('dialog', { name: 'Plan a lunch' });
    const where = form.getByRole('textbox', { name: 'Where' });
    await expect.poll(() => where.evaluate((field) => field === document.activeElement), PATIENTLY).toBe(true);
    await form.getByRole('button', { name: 'Plan it' }).click();
    await expect.poll(() => form.getByText('Please complete this required field.').count(), PATIENTLY).toBe(3);
    await expect.poll(() => where.getAttribute('aria-invalid')).toBe('true');

    await where.fill('the roof');
    await form.getByRole('textbox', { name: 'Seats' }).fill('9');
    await form.getByRole('button', { name: /^Day/ }).click();
    await ada.getByRole('button', { name: 'Friday, December 4, 2026' }).click();
    await form.getByRole('checkbox', { name: 'Soup' }).check();
    await form
      .locator('input[type=file]')
      .setInputFiles({ name: 'menu.pdf', mimeType: 'application/pdf', buffer: Buffer.from([0, 255]) });
    await form.getByText('menu.pdf').waitFor();
    await form.getByRole('button', { name: 'Plan it' }).click();
    await form.getByText('There are eight seats.').waitFor();
    await takeScreenshot(ada, 'workspace-form-1-refused');
    await form.getByRole('textbox', { name: 'Seats' }).fill('6');
    await expect.poll(() => form.getByText('There are eight seats.').count()).toBe(0);
    await form.getByRole('button', { name: 'Plan it' }).click();
    await form.waitFor({ state: 'detached' });

    const notice = ada.getByRole('list', { name: 'Notifications' }).getByText('Lunch at the roof (menu.pdf)');
    await notice.waitFor();
    await ada.getByRole('button', { name: /Lunch.*1 unread/ }).waitFor();
    await expect.poll(() => ada.title()).toMatch(/^\(1\) Ada Brandt/);
    await notice.click();
    await lunch(ada).getByText('Lunch at the roof (menu.pdf)').waitFor();
    await expect.poll(() => ada.getByRole('button', { name: /unread/ }).count()).toBe(0);
  },
);

foreignTest(
  'a button that leads elsewhere asks first where the app wants it, and a picture is shown',
  async ({ windows }) => {
    const words = (text: string) => ({ type: 'plain_text', text });
    const confirm = {
      title: words('Leave?'),
      text: words('The menu is elsewhere.'),
      confirm: words('Go'),
      deny: words('Stay'),
    };
    const button = {
      type: 'button',
      action_id: 'menu',
      text: words('The menu'),
      url: `${windows.sandbox.url}/?menu`,
      confirm,
    };
    await windows.api('chat.postMessage', {
      channel: 'U0SBX00001',
      text: 'The menu',
      blocks: [{ type: 'actions', elements: [button] }],
    });
    const ada = await windows.open(ADA);
    const link = ada.getByRole('link', { name: 'The menu' });
    const question = ada.getByRole('dialog', { name: 'Leave?' });
    await link.click();
    await question.getByRole('button', { name: 'Stay' }).click();
    await question.waitFor({ state: 'detached' });
    expect(ada.context().pages()).toHaveLength(1);
    await link.click();
    const [elsewhere] = await Promise.all([
      ada.waitForEvent('popup'),
      question.getByRole('button', { name: 'Go' }).click(),
    ]);
    expect(elsewhere.url()).toContain('?menu');

    const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
    await windows.call('/message', { user: ADA, text: 'see', files: [{ name: 'soup.png', base64: pixel }] });
    const picture = ada.getByRole('img', { name: 'soup.png' });
    await picture.waitFor();
    await expect
      .poll(() => picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth))
      .toBe(1);
  },
);

foreignTest('Home is published when it is opened, and its button opens the form', async ({ windows }) => {
  const ada = await windows.open(ADA);
  await ada.getByRole('tab', { name: 'Home' }).click();
  await ada.getByText('Welcome, @Ada Brandt').waitFor();
  await ada.getByRole('button', { name: 'Plan a lunch' }).click();
  await ada.getByRole('dialog', { name: 'Plan a lunch' }).waitFor();
});
