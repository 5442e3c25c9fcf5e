// Windows of a real browser on the sandbox's page. A test made with `browserTest` has a workspace with the bot of its own, and fails on
// anything that the browser complains about, so that no journey has to look for it.
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { type Journey, startJourney } from './journey.ts';
import { ROOT } from './source-files.ts';

/** How long a window may take to show what is waited for; a command alone may take Slack's three seconds. */
const PATIENCE_MS = 60_000;

/** For `expect.poll`, whose own patience is too short for a busy machine. */
export const PATIENTLY = { timeout: PATIENCE_MS } as const;

/** The narrowest of today's usual phones. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

const USUAL: BrowserContextOptions = {
  viewport: { width: 1280, height: 900 },
  locale: 'en-US',
  // Far from everybody in the workspace: a time that the page took from the browser's zone instead of the person's would show.
  timezoneId: 'Asia/Tokyo',
};

interface Windows {
  journey: Journey;
  /** Opens a window as somebody, by e-mail; without one the page asks who one is. Windows opened this way share no storage. */
  open(as?: string, options?: BrowserContextOptions): Promise<Page>;
}

/** Saves what a window shows to test-results/screenshots/<name>.png. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  const path = join(ROOT, 'test-results', 'screenshots', `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
}

// Everything on the page is live: one that began anew has lost something.
async function reloads(pages: readonly Page[]): Promise<string[]> {
  const kinds = await Promise.all(
    pages.map((page) =>
      page.evaluate(() => performance.getEntriesByType('navigation').map((entry) => entry.toJSON().type)),
    ),
  );
  return kinds.flat().flatMap((kind) => (kind === 'reload' ? ['a page reloaded itself'] : []));
}

async function openWindow(browser: Browser, options: BrowserContextOptions, troubles: string[]): Promise<Page> {
  const context = await browser.newContext({ ...USUAL, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  // The context hears also the windows that its pages open.
  context.on('weberror', (problem) => void troubles.push(`page error: ${problem.error().stack}`));
  context.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console error: ${message.text()} (${message.location().url})`);
  });
  return context.newPage();
}

/** A test with `windows` of its own. When it fails, each window is saved as it stands. */
export const browserTest = test.extend<{ browser: Browser; begins: string | undefined; windows: Windows }>({
  /** When the workspace begins; on its usual day where a test does not extend this. */
  begins: undefined,
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which other fixtures are needed, and insists on one
    async ({}, use) => {
      const browser = await launchChromium(process.env);
      await use(browser);
      await browser.close();
    },
    { scope: 'file' },
  ],
  windows: async ({ browser, begins, task }, use) => {
    const journey = await startJourney('socket', { now: begins });
    const troubles: string[] = [];
    await use({
      journey,
      async open(as, options = {}) {
        const page = await openWindow(browser, options, troubles);
        await page.goto(as === undefined ? journey.sandbox.url : `${journey.sandbox.url}/?as=${as}`);
        return page;
      },
    });
    const pages = browser.contexts().flatMap((context) => context.pages());
    if (task.result?.state === 'fail') {
      const name = task.name.replaceAll(/\W+/g, '-');
      for (const [at, page] of pages.entries()) await takeScreenshot(page, `failed-${name}-${at + 1}`);
    }
    troubles.push(...(await reloads(pages)));
    // Windows go before the workspace: a page that finds it gone complains.
    for (const context of browser.contexts()) await context.close();
    await journey.stop();
    if (troubles.length > 0) throw new Error(troubles.join('\n'));
  },
});
