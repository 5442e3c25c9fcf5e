import { expect, test } from 'vitest';
import { bundlePage } from '../page/bundle.ts';

test('the page builds into three files that need nothing from elsewhere', async () => {
  const { html, script, style } = await bundlePage();
  expect(html).toContain('src="/page.js"');
  expect(html).toContain('href="/page.css"');
  expect(script.length).toBeGreaterThan(10_000);
  expect(style).toContain('.message');
  expect(style).not.toMatch(/url\(|@import/);
  expect(`${html}${style}`).not.toMatch(/https?:\/\//);
  expect(script).not.toMatch(/\.innerHTML\s*=\s*[a-z]+\.(text|value)/);
});
