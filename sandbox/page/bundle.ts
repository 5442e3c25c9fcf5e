/** Bundles the page when the sandbox starts; nothing is written to disk, nothing is fetched from elsewhere. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface PageBundle {
  readonly html: string;
  readonly script: string;
  readonly style: string;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Sandbox</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/page.css">
    <script type="module" src="/page.js"></script>
  </head>
  <body>
    <div id="root"></div>
  </body>
</html>
`;

/** The page's three files as text: html for `/`, script for `/page.js`, style for `/page.css`. Rejects when it does not build. */
export async function bundlePage(): Promise<PageBundle> {
  const result = await build({
    entryPoints: { page: here('./main.tsx'), style: here('./style/page.css') },
    bundle: true,
    write: false,
    // Only names the outputs: nothing is written.
    outdir: here('.'),
    format: 'esm',
    target: ['es2023', 'chrome120', 'firefox125', 'safari17.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  const output = (extension: string): string =>
    result.outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
  return { html, script: output('.js'), style: output('.css') };
}
