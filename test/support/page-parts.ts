// What somebody finds and does on the sandbox's page, by role and name as a screen reader would.
import type { Locator, Page } from 'playwright-core';

/** Everything said in the open conversation, oldest first. */
export function messages(page: Page): Locator {
  return page.getByRole('log', { name: /^Messages in/ }).getByRole('article');
}

/** Calendars among the messages. */
export function calendars(page: Page): Locator {
  return messages(page).filter({ has: page.getByRole('heading', { name: /^Calendar:/ }) });
}

/** What can be read there, in one line. */
export async function readText(part: Locator): Promise<string> {
  await part.waitFor();
  const [text = ''] = await part.allInnerTexts();
  return text.replaceAll(/\s+/g, ' ');
}

/** Where one writes; a window comes to the bot's conversation by itself, and what is typed before it is there would be lost. */
export function composer(page: Page, to = 'career'): Locator {
  return page.getByRole('textbox', { name: `Message to ${to}` });
}

/** Types as a person does, key by key, and sends it, usually to the bot; gives the next message of the conversation once it is there. */
export async function say(page: Page, text: string, to = 'career'): Promise<Locator> {
  const field = composer(page, to);
  await field.waitFor();
  const next = messages(page).nth(await messages(page).count());
  await field.pressSequentially(text);
  await field.press('Enter');
  await next.waitFor();
  return next;
}

/** The latest message with these words, once there is one. */
export async function said(page: Page, words: string | RegExp): Promise<Locator> {
  const found = messages(page).filter({ hasText: words }).last();
  await found.waitFor();
  await found.scrollIntoViewIfNeeded();
  return found;
}

/** Opens a channel, or the conversation with the bot, from the list at the left. */
export async function openConversation(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name }).click();
  await page.getByRole('main').getByRole('heading', { name, level: 1 }).waitFor();
}

/** Chooses somebody in a list of people that is open: the one that greets, or the one behind the name in the top bar. */
export async function choosePerson(page: Page, search: string, name: string): Promise<void> {
  await page.getByRole('searchbox', { name: /^Search people/ }).fill(search);
  await page.getByRole('button', { name: new RegExp(`^${name} `) }).click();
  await page.getByRole('button', { name: `Acting as ${name}. Choose another person` }).waitFor();
}

/** Opens the list of people from the top bar. */
export async function openPeople(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /Choose another person$/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Choose a person' });
  await dialog.waitFor();
  return dialog;
}
