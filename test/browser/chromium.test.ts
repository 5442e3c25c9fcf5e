import { expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';

test('without a browser a sentence says what to install', () => {
  expect(() => chromiumPath({ CHROMIUM: '/nowhere/chromium' })).toThrow(
    /need Chromium, and \/nowhere\/chromium is not there\. Install it \(Debian: apt-get install chromium\)/,
  );
});

test('CHROMIUM names another browser than the usual one', () => {
  expect(chromiumPath({ CHROMIUM: process.execPath })).toBe(process.execPath);
});
