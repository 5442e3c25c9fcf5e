import { describe, expect, it } from 'vitest';
import { manifestTool } from '../../src/cli/manifest.ts';
import { callTool } from '../support/call-tool.ts';

describe('npm run manifest', () => {
  it('prints the manifest of an app that Slack reaches over HTTP', async () => {
    const { code, out, err } = await callTool(manifestTool, ['--url', 'https://bot.example.edu']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('request_url: https://bot.example.edu/slack/events');
    expect(out).toContain('socket_mode_enabled: false');
  });

  it.each([
    ['nothing', []],
    ['an unknown option', ['--address', 'https://bot.example.edu']],
    ['an option without its value', ['--url']],
    ['a word too many', ['https://bot.example.edu']],
  ])('shows how it is written, without a stack: %s', async (_, args) => {
    const { code, out, err } = await callTool(manifestTool, args);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('Usage: npm run manifest -- --url https://bot.example.edu\n');
    expect(err).not.toMatch(/\n {4}at /);
  });
});
