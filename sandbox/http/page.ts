import type { ServerResponse } from 'node:http';
import type { PageBundle } from '../page/bundle.ts';
import { send } from './answer.ts';

let bundle: Promise<PageBundle> | undefined;

/** The page is built when somebody first looks at it: a test without a browser need not wait for the bundler. */
function bundled(): Promise<PageBundle> {
  bundle ??= import('../page/bundle.ts').then(({ bundlePage }) => bundlePage());
  return bundle;
}

/** Sends the page or its parts; false when the path is none of them. */
export async function sendPage(response: ServerResponse, path: string): Promise<boolean> {
  switch (path) {
    case '/':
      send(response, 200, 'text/html; charset=utf-8', (await bundled()).html);
      return true;
    case '/page.js':
      send(response, 200, 'text/javascript; charset=utf-8', (await bundled()).script);
      return true;
    case '/page.css':
      send(response, 200, 'text/css; charset=utf-8', (await bundled()).style);
      return true;
    case '/favicon.ico':
      response.writeHead(204).end();
      return true;
    default:
      return false;
  }
}
