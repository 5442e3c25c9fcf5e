import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { testManifest } from './support/manifest.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-main-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function run(...args: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', new URL('../main.ts', import.meta.url).pathname, ...args]);
}

/** What the process says until this pattern fits or it ends. */
function said(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve) => {
    let words = '';
    const hear = (data: unknown) => {
      words += String(data);
      if (pattern.test(words)) resolve(words);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('close', () => resolve(words));
  });
}

const manifest = () => written('manifest.yml', stringify(testManifest()));

test('it prints an address and what a bot needs, and ends when told to', async () => {
  const members = written('members.csv', 'name,email,tz\nMaya L,maya@example.edu,America/New_York\n');
  const child = run('--manifest', manifest(), '--members', members);
  const words = await said(child, /CLOCK_URL=.*\n/);
  const address = /^http:\/\/127\.0\.0\.1:\d+/.exec(words)?.[0];
  expect(words).toContain(`SLACK_API_URL=${address}/api/`);
  expect(words).toMatch(/SLACK_BOT_TOKEN=xoxb-.*\nSLACK_APP_TOKEN=xapp-.*\nSLACK_SIGNING_SECRET=[0-9a-f]{32}\n/);
  expect((await fetch(`${address}/_control/state`)).status).toBe(200);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('every mistake is listed before it gives up', async () => {
  const wrong = written('wrong.yml', 'features:\n  slash_commands:\n    - command: career\n');
  const members = written('wrong.csv', 'name,email,tz\n,nobody,Boston\n');
  const child = run('--manifest', wrong, '--members', members, '--port', 'many', '--rates', 'few');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const words = await said(child, /usage/);
  for (const place of [
    'features.slash_commands.0.command',
    'oauth_config',
    'line 2, email',
    'line 2, tz',
    '--port',
    '--rates',
  ]) {
    expect(words).toContain(place);
  }
  expect(await ended).toBe(1);
});
