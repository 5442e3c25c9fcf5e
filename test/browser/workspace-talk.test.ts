// People among themselves: threads, mentions, groups, files, and the modal stack.
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { PATIENTLY, PHONE, takeScreenshot } from '../support/browser.ts';
import { ADA, BEN } from '../support/foreign-app.ts';
import { galleryModal, openView } from '../support/foreign-views.ts';
import { foreignTest } from '../support/foreign-windows.ts';

foreignTest('a thread stands beside the conversation and not in it, in both windows', async ({ windows }) => {
  const ada = await windows.open(ADA, 'general');
  const ben = await windows.open(BEN, 'general');
  await windows.call('/message', { user: BEN, channel: 'general', text: 'Who has the blanket?' });
  const question = ada.getByRole('article').filter({ hasText: 'Who has the blanket?' });
  await question.hover();
  await question.getByRole('button', { name: 'Reply in thread' }).click();
  const thread = ada.getByRole('complementary', { name: 'Thread' });
  await ada.keyboard.type('I do, @Ben Okafor');
  await ada.keyboard.press('Enter');
  await thread.getByText('1 reply').waitFor();
  await takeScreenshot(ada, 'workspace-talk-1-thread');
  const line = ben.getByRole('button', { name: /1 reply/ });
  await expect.poll(() => ben.getByText('I do,').count()).toBe(0);
  await line.click();
  await ben.getByRole('complementary', { name: 'Thread' }).getByText('I do,').waitFor();
  await takeScreenshot(ben, 'workspace-talk-2-reply-line');
});

foreignTest('a group of three, an unread line, and a file to keep', async ({ windows }) => {
  const ada = await windows.open(ADA);
  await ada.getByRole('button', { name: 'New message' }).click();
  const form = ada.getByRole('dialog', { name: 'New message' });
  await form.getByRole('combobox', { name: 'To' }).click();
  await ada.getByRole('option', { name: /Ben Okafor/ }).click();
  await ada.getByRole('option', { name: /Chioma Reyes/ }).click();
  await ada.keyboard.press('Escape');
  await form.getByRole('textbox', { name: 'Message' }).fill('Shall we?');
  await form.getByRole('button', { name: 'Send' }).click();
  await ada.getByRole('heading', { name: 'Ben Okafor, Chioma Reyes' }).waitFor();
  await ada.getByText('Shall we?').waitFor();

  await ada.getByRole('navigation').getByRole('button', { name: 'general' }).click();
  const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';
  await windows.call('/message', {
    user: BEN,
    with: [ADA, 'chioma@example.edu'],
    text: 'We shall. Here is when:',
    files: [{ name: 'lunch.ics', content: calendar }],
  });
  await ada.getByRole('button', { name: /1 unread/ }).click();
  await ada.getByText('New', { exact: true }).waitFor();
  await takeScreenshot(ada, 'workspace-talk-3-group-and-file');
  const [download] = await Promise.all([
    ada.waitForEvent('download'),
    ada.getByRole('link', { name: 'lunch.ics' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('lunch.ics');
  expect(await readFile(await download.path(), 'utf8')).toBe(calendar);
});

foreignTest('a modal on a modal leads back, and what was entered below is still there', async ({ windows }) => {
  const ada = await windows.open(ADA);
  await ada.getByRole('textbox', { name: /^Message to/ }).waitFor();
  await openView(windows, 'U0SBX00001', galleryModal);
  const below = ada.getByRole('dialog', { name: 'Everything to fill in' });
  await below.getByRole('textbox', { name: 'A line' }).fill('kept');
  await below.getByRole('radio', { name: 'By bike' }).check();
  const note = below.getByRole('textbox', { name: 'A note' });
  await note.click();
  await below.getByRole('button', { name: 'Bold' }).click();
  await ada.keyboard.type('with emphasis');
  await below.getByRole('combobox', { name: 'Hour' }).fill('2:10 pm');
  await ada.keyboard.press('Enter');
  await openView(windows, 'U0SBX00001', { ...galleryModal, title: { type: 'plain_text', text: 'On top' } }, 'push');
  const above = ada.getByRole('dialog', { name: 'On top' });
  await above.waitFor();
  await takeScreenshot(ada, 'workspace-talk-4-pushed');
  await above.getByRole('button', { name: 'Back' }).click();
  await below.waitFor();
  const value = (name: string) => below.getByRole('textbox', { name }).inputValue();
  await expect.poll(() => value('A line'), PATIENTLY).toBe('kept');
  await expect.poll(() => below.getByRole('radio', { name: 'By bike' }).isChecked()).toBe(true);
  await expect.poll(() => below.getByRole('combobox', { name: 'Hour' }).inputValue()).toBe('2:10 PM');
  await expect.poll(() => note.locator('b').textContent()).toBe('with emphasis');
  await expect.poll(() => above.count()).toBe(0);
});

foreignTest('a thread on a phone covers the conversation', async ({ windows }) => {
  await windows.call('/message', { user: BEN, channel: 'general', text: 'Who has the blanket?' });
  const page = await windows.open(ADA, 'general', PHONE);
  await page.getByText('Who has the blanket?').tap();
  await page.getByRole('button', { name: 'Reply in thread' }).tap();
  await page.getByRole('textbox', { name: 'Reply in thread' }).fill('I do');
  await page.getByRole('button', { name: 'Send' }).last().tap();
  await page.getByRole('complementary', { name: 'Thread' }).getByText('1 reply').waitFor();
  await takeScreenshot(page, 'workspace-talk-5-thread-on-a-phone');
});

foreignTest(
  'who reads further up is told of what comes in below, and sees the answer to their own act',
  async ({ windows }) => {
    const say = (user: string, text: string) => windows.call('/message', { user, channel: 'general', text });
    for (let line = 1; line <= 40; line++) await say(BEN, `Line ${line}`);
    const ada = await windows.open(ADA, 'general');
    const log = ada.getByRole('log');
    const fromEnd = () => log.evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight);
    await ada.getByText('Line 40').waitFor();
    await expect.poll(fromEnd, PATIENTLY).toBeLessThan(2);
    await log.evaluate((list) => list.scrollTo({ top: 0 }));
    await say(BEN, 'Something new');
    const below = ada.getByRole('button', { name: 'New messages below' });
    await below.waitFor();
    await takeScreenshot(ada, 'workspace-talk-6-new-below');
    await below.click();
    await expect.poll(fromEnd, PATIENTLY).toBeLessThan(2);
    await expect.poll(() => below.count()).toBe(0);
    await log.evaluate((list) => list.scrollTo({ top: 0 }));
    await ada.getByRole('textbox', { name: /^Message to/ }).fill('My own words');
    await ada.keyboard.press('Enter');
    await ada.getByText('My own words').waitFor();
    await expect.poll(fromEnd, PATIENTLY).toBeLessThan(2);
  },
);

foreignTest('an app that does not answer: what its button, its form and its command say of it', async ({ windows }) => {
  const ada = await windows.open(ADA);
  await ada.getByRole('textbox', { name: /^Message to/ }).waitFor();
  const elements = [{ type: 'button', action_id: 'nobody', text: { type: 'plain_text', text: 'Into the void' } }];
  const blocks = [{ type: 'actions', elements }];
  await windows.api('chat.postMessage', { channel: 'U0SBX00001', text: 'A button', blocks });
  await ada.getByRole('button', { name: 'Into the void' }).click();
  await ada.getByText('This app did not respond.').waitFor();
  const plain = (text: string) => ({ type: 'plain_text', text });
  await openView(windows, 'U0SBX00001', {
    type: 'modal',
    callback_id: 'nobody',
    title: plain('For nobody'),
    submit: plain('Send'),
    blocks: [{ type: 'section', text: plain('Nobody takes this form.') }],
  });
  const form = ada.getByRole('dialog', { name: 'For nobody' });
  await form.getByRole('button', { name: 'Send' }).click();
  await form.getByText('We had some trouble connecting. Try again?').waitFor();
  await takeScreenshot(ada, 'workspace-talk-7-no-answer');
});
