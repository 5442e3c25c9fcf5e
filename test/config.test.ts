import { describe, expect, it } from 'vitest';
import { readConfig, readToolConfig } from '../src/config.ts';
import { ListedError } from '../src/errors.ts';

const SOCKET = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
const HTTP = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '0123456789abcdef' };

type Environment = Record<string, string | undefined>;

/** The settings that are complained of, with what is said of each. */
function complaints(read: (env: Environment) => unknown, env: Environment): { setting: string; problem: string }[] {
  try {
    read(env);
  } catch (error) {
    if (!(error instanceof ListedError)) throw error;
    return error.problems.map((text) => {
      const [setting = '', problem = ''] = text.split(/: (.*)/s);
      return { setting, problem };
    });
  }
  return [];
}

function settingsNamed(read: (env: Environment) => unknown, env: Environment): string[] {
  return complaints(read, env)
    .map(({ setting }) => setting)
    .sort();
}

describe('the settings of the bot', () => {
  it('are few: tokens for Socket Mode, all else by default', () => {
    expect(readConfig(SOCKET)).toMatchObject({
      databaseUrl: undefined,
      logLevel: 'info',
      slackApiUrl: 'https://slack.com/api/',
      botToken: 'xoxb-1',
      delivery: { mode: 'socket', appToken: 'xapp-1' },
      clockUrl: undefined,
    });
  });

  it('choose HTTP by a signing secret, with a port', () => {
    expect(readConfig(HTTP).delivery).toEqual({ mode: 'http', signingSecret: '0123456789abcdef', port: 3000 });
    expect(readConfig({ ...HTTP, PORT: '8080' }).delivery).toMatchObject({ port: 8080 });
    expect(readConfig({ ...HTTP, PORT: '0' }).delivery).toMatchObject({ port: 0 });
  });

  it('count as not set where they are empty', () => {
    const empty = {
      DATABASE_URL: '',
      LOG_LEVEL: '',
      SLACK_API_URL: '',
      SLACK_SIGNING_SECRET: '',
      PORT: '',
      CLOCK_URL: '',
    };
    expect(readConfig({ ...SOCKET, ...empty })).toMatchObject({ databaseUrl: undefined, logLevel: 'info' });
    expect(settingsNamed(readConfig, { ...SOCKET, SLACK_BOT_TOKEN: '' })).toEqual(['SLACK_BOT_TOKEN']);
  });

  it.each<[string, Environment, string, RegExp]>([
    ['no bot token', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN', /xoxb/],
    ['a bot token that is none', { ...SOCKET, SLACK_BOT_TOKEN: 'xoxp-1' }, 'SLACK_BOT_TOKEN', /xoxb-/],
    ['an app token that is none', { ...SOCKET, SLACK_APP_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN', /xapp-/],
    ['a short signing secret', { ...HTTP, SLACK_SIGNING_SECRET: 'abc' }, 'SLACK_SIGNING_SECRET', /Basic Information/],
    ['neither socket nor HTTP', { SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN', /SLACK_SIGNING_SECRET/],
    ['both socket and HTTP', { ...SOCKET, ...HTTP }, 'SLACK_APP_TOKEN', /not both/],
    ['a port of words', { ...HTTP, PORT: 'eighty' }, 'PORT', /port/],
    ['a port beyond all', { ...HTTP, PORT: '70000' }, 'PORT', /port/],
    ['half a port', { ...HTTP, PORT: '80.5' }, 'PORT', /./],
    ['another database', { ...SOCKET, DATABASE_URL: 'mysql://host/name' }, 'DATABASE_URL', /postgres:\/\//],
    ['no database address at all', { ...SOCKET, DATABASE_URL: 'localhost' }, 'DATABASE_URL', /postgres:\/\//],
    ['an unknown level', { ...SOCKET, LOG_LEVEL: 'loud' }, 'LOG_LEVEL', /info/],
    ['a Slack that is no address', { ...SOCKET, SLACK_API_URL: 'slack' }, 'SLACK_API_URL', /URL/],
    ['a clock that is no address', { ...SOCKET, CLOCK_URL: 'noon' }, 'CLOCK_URL', /URL/],
  ])('are refused by name: %s', (_, env, setting, expected) => {
    const found = complaints(readConfig, env);
    expect(found).toEqual([{ setting, problem: expect.stringMatching(expected) }]);
  });

  it('are all named at once where nothing is set', () => {
    expect(settingsNamed(readConfig, {})).toEqual(['SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN']);
  });

  it('are all named at once where several are wrong', () => {
    const env = {
      SLACK_BOT_TOKEN: 'x',
      DATABASE_URL: 'x',
      LOG_LEVEL: 'x',
      SLACK_API_URL: 'x',
      PORT: 'x',
      CLOCK_URL: 'x',
    };
    expect(settingsNamed(readConfig, env)).toEqual([
      'CLOCK_URL',
      'DATABASE_URL',
      'LOG_LEVEL',
      'PORT',
      'SLACK_API_URL',
      'SLACK_APP_TOKEN',
      'SLACK_BOT_TOKEN',
    ]);
  });
});

describe('the settings of the command-line tools', () => {
  it('are none, or a database and a bot token', () => {
    expect(readToolConfig({})).toMatchObject({ databaseUrl: undefined, botToken: undefined });
    const env = { DATABASE_URL: 'postgres://u:p@localhost:5432/name', SLACK_BOT_TOKEN: 'xoxb-1' };
    expect(readToolConfig(env)).toMatchObject({ databaseUrl: env.DATABASE_URL, botToken: 'xoxb-1' });
  });

  it('are named at once where they are wrong', () => {
    const env = { DATABASE_URL: 'x', LOG_LEVEL: 'x', SLACK_BOT_TOKEN: 'x', SLACK_API_URL: 'x' };
    expect(settingsNamed(readToolConfig, env)).toEqual(Object.keys(env).sort());
  });
});
