// The workspace's clock from the page: to the morning, to what is due, to a date, and back to the start.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { PATIENTLY, takeScreenshot } from '../support/browser.ts';
import { ADA } from '../support/foreign-app.ts';
import { foreignTest } from '../support/foreign-windows.ts';

const clock = (page: Page) => page.getByRole('button', { name: /^Workspace clock/ });
const shows = (page: Page, time: RegExp) =>
  expect.poll(() => clock(page).getAttribute('aria-label'), PATIENTLY).toMatch(time);

/** Something that follows the clock and has one thing to do, at this moment. */
async function follower(due: string, act: () => Promise<unknown>): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { now } = JSON.parse(body) as { now: string };
    const isAhead = Date.parse(now) < Date.parse(due);
    if (Date.parse(now) === Date.parse(due)) await act();
    response.end(JSON.stringify({ next: isAhead ? due : null }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

foreignTest('next morning, next due, a date half a year away, and the start again', async ({ windows }) => {
  const page = await windows.open(ADA);
  const other = await windows.open('ben@example.edu');
  const url = await follower('2026-12-04T12:30:00-05:00', () =>
    windows.api('chat.postMessage', { channel: 'U0SBX00001', text: 'Lunch is ready' }),
  );
  await windows.call('/clock/followers', { url });

  await clock(page).click();
  await page.getByRole('button', { name: 'Next morning' }).click();
  await shows(page, /Wed, Dec 2, 2026, 9:00:\d\d AM EST/);
  await clock(page).click();
  await page.getByRole('button', { name: 'Next due' }).click();
  await shows(page, /Fri, Dec 4, 2026, 12:30:\d\d PM EST/);
  const said = page.getByRole('article').filter({ hasText: 'Lunch is ready' });
  await said.getByText('12:30 PM').waitFor();
  // The other window is three hours behind in its own zone.
  await shows(other, /Fri, Dec 4, 2026, 9:30:\d\d AM PST/);
  await clock(page).click();
  await page.getByRole('button', { name: 'Next due' }).click();
  await page.getByText(/nobody who follows the clock has anything ahead/).waitFor();
  await takeScreenshot(page, 'workspace-clock-1-nothing-due');

  await page.getByRole('textbox', { name: /^Jump to/ }).fill('2027-06-01T09:00');
  await page.getByRole('button', { name: 'Jump', exact: true }).click();
  await shows(page, /Tue, Jun 1, 2027, 9:00:\d\d AM EDT/);
  await clock(page).click();
  await page.getByRole('textbox', { name: /^Jump to/ }).fill('2027-05-01T09:00');
  await page.getByRole('button', { name: 'Jump', exact: true }).click();
  await page.getByText(/the clock only goes forward/).waitFor();

  await page.getByRole('button', { name: /^Put the workspace back/ }).click();
  await page.getByRole('button', { name: 'Start over' }).click();
  await shows(page, /Tue, Dec 1, 2026, 9:00:\d\d AM EST/);
  await shows(other, /Tue, Dec 1, 2026, 6:00:\d\d AM PST/);
  await page.getByText('Nothing has been said here yet.').waitFor();
  await page.keyboard.press('Escape');
  await takeScreenshot(page, 'workspace-clock-2-start-over');
});
