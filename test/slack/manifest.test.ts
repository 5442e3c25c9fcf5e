import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { httpManifest, parseManifest } from '../../src/slack/manifest.ts';
import { slackManifest } from '../support/manifest-schema.ts';
import { ROOT } from '../support/source-files.ts';

const socket: unknown = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8'));

describe('the manifest', () => {
  test('for Socket Mode is what Slack publishes as valid, and names no URL', () => {
    expect(slackManifest.safeParse(socket).error?.issues).toBeUndefined();
    expect(JSON.stringify(socket)).not.toMatch(/"(request_)?url"/);
  });

  test('for HTTP is valid and sends everything to one place', () => {
    const http = httpManifest(parseManifest(socket), 'https://bot.example.edu');
    const parsed = slackManifest.parse(http);
    const place = 'https://bot.example.edu/slack/events';
    expect(parsed.features.slash_commands?.map((command) => command.url)).toEqual([place]);
    expect(parsed.settings?.interactivity?.request_url).toBe(place);
    expect(parsed.settings?.event_subscriptions?.request_url).toBe(place);
    expect(parsed.settings?.socket_mode_enabled).toBe(false);
  });

  test.each(['http://bot.example.edu', 'bot.example.edu', '', 'ftp://127.0.0.1'])(
    'refuses the address "%s" with a hint',
    (url) => {
      expect(() => httpManifest(parseManifest(socket), url)).toThrow('https://bot.example.edu');
    },
  );

  test('our transcript of the schema refuses what Slack refuses', () => {
    const manifest = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8'));
    manifest.display_information.name = 'x'.repeat(36);
    manifest.features.slash_commands[0].hint = 'no such property';
    expect(slackManifest.safeParse(manifest).error?.issues).toHaveLength(2);
  });
});
