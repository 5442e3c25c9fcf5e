import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

// Debian's package puts it there.
const USUAL_PATH = '/usr/bin/chromium';

// Without Chromium's own sandbox, which root cannot have. The rest keeps it from talking to anybody but the page.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The executable: CHROMIUM of the environment, else Debian's. Throws a sentence that says what to install. */
export function chromiumPath(environment: NodeJS.ProcessEnv): string {
  const path = environment.CHROMIUM || USUAL_PATH;
  if (existsSync(path)) return path;
  throw new Error(
    `The browser tests need Chromium, and ${path} is not there. Install it (Debian: apt-get install chromium), or set CHROMIUM to the path of one.`,
  );
}

/** Starts a browser without a screen. */
export function launchChromium(environment: NodeJS.ProcessEnv): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(environment), args: ARGUMENTS });
}
