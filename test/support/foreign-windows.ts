// Browser windows on the workspace of the foreign app.
import type { BrowserContextOptions, Page } from 'playwright-core';
import { test } from 'vitest';
import { PATIENTLY, takeScreenshot } from './browser.ts';
import { launchChromium } from './chromium.ts';
import { type ForeignApp, startForeignApp } from './foreign-app.ts';

interface Windows extends ForeignApp {
  /** Opens a window as somebody, by e-mail; `place` is a channel's name. */
  open(as: string, place?: string, options?: BrowserContextOptions): Promise<Page>;
}

const DESK: BrowserContextOptions = {
  viewport: { width: 1280, height: 900 },
  locale: 'en-US',
  timezoneId: 'Asia/Tokyo',
};

/** A test with a workspace of its own and windows on it; it fails on anything the browser complains about. */
export const foreignTest = test.extend<{ windows: Windows }>({
  windows: async ({ task }, use) => {
    const foreign = await startForeignApp('socket');
    const browser = await launchChromium(process.env);
    const troubles: string[] = [];
    const pages: Page[] = [];
    await use({
      ...foreign,
      async open(as, place, options = {}) {
        const context = await browser.newContext({ ...DESK, ...options });
        context.setDefaultTimeout(PATIENTLY.timeout);
        context.on('weberror', (error) => void troubles.push(`page error: ${error.error().stack}`));
        context.on('console', (message) => {
          // A refusal of the control API is an answer, which the page shows; the browser counts it as an error.
          if (/status of 409/.test(message.text())) return;
          if (['error', 'warning'].includes(message.type())) troubles.push(`console: ${message.text()}`);
        });
        const page = await context.newPage();
        pages.push(page);
        await page.goto(`${foreign.sandbox.url}/?as=${as}${place ? `&in=${place}` : ''}`);
        return page;
      },
    });
    if (task.result?.state === 'fail') {
      const name = task.name.replaceAll(/\W+/g, '-');
      for (const [at, page] of pages.entries()) await takeScreenshot(page, `failed-${name}-${at + 1}`);
    }
    await browser.close();
    await foreign.stop();
    if (troubles.length > 0) throw new Error(troubles.join('\n'));
  },
});
