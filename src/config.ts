// Every setting of the process, in one schema; nothing else reads process.env.
import { z } from 'zod';
import { ListedError } from './errors.ts';

const url = z.url({ error: 'expected a URL' });
/** A setting left empty in a file counts as not set. */
const unset = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(unset, schema.optional());

const database = {
  DATABASE_URL: optional(
    z.url({ protocol: /^postgres(ql)?$/, error: 'expected a URL like postgres://user:password@host:5432/name' }),
  ),
  LOG_LEVEL: z.preprocess(unset, z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info')),
};

const slackApi = {
  SLACK_API_URL: z.preprocess(unset, url.default('https://slack.com/api/')),
};

const botToken = z
  .string({ error: 'expected the bot token (xoxb-...) from OAuth & Permissions' })
  .startsWith('xoxb-', 'expected a bot token, which begins with xoxb-');

/** `when`: zod would ask about the two together only after each setting alone is right, and name one mistake after the other. */
const ofDelivery = { path: ['SLACK_APP_TOKEN'], when: () => true };

const processSettings = z
  .object({
    ...database,
    ...slackApi,
    SLACK_BOT_TOKEN: z.preprocess(unset, botToken),
    SLACK_APP_TOKEN: optional(z.string().startsWith('xapp-', 'expected an app-level token, which begins with xapp-')),
    SLACK_SIGNING_SECRET: optional(z.string().min(16, 'expected the signing secret from Basic Information')),
    PORT: z.preprocess(unset, z.coerce.number({ error: 'expected a port' }).int().min(0).max(65535).default(3000)),
    CLOCK_URL: optional(url),
  })
  .refine(({ SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret }) => app !== undefined || secret !== undefined, {
    ...ofDelivery,
    error: 'expected an app-level token (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)',
  })
  .refine(({ SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret }) => app === undefined || secret === undefined, {
    ...ofDelivery,
    error: 'expected either this (Socket Mode) or SLACK_SIGNING_SECRET (HTTP), not both',
  });

const toolSettings = z.object({
  ...database,
  ...slackApi,
  SLACK_BOT_TOKEN: optional(botToken),
  CLOCK_URL: optional(url),
});

export type LogLevel = z.infer<typeof toolSettings>['LOG_LEVEL'];

/** How Slack reaches the bot. */
export type Delivery = { mode: 'socket'; appToken: string } | { mode: 'http'; signingSecret: string; port: number };

export interface Config {
  /** Unset: a local cluster is started. */
  databaseUrl: string | undefined;
  logLevel: LogLevel;
  slackApiUrl: string;
  botToken: string;
  delivery: Delivery;
  /** The workspace whose clock is followed; unset: the real clock. */
  clockUrl: string | undefined;
  /** The whole environment, for the processes of a local database. */
  environment: Environment;
}

export interface ToolConfig {
  databaseUrl: string | undefined;
  logLevel: LogLevel;
  slackApiUrl: string;
  /** Without it a tool does not look for people in Slack. */
  botToken: string | undefined;
  /** The workspace whose time it is; unset: the real one. */
  clockUrl: string | undefined;
  environment: Environment;
}

type Environment = Readonly<Record<string, string | undefined>>;

function read<T extends z.ZodType>(schema: T, env: Environment): z.infer<T> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new ListedError(
    'The environment has missing or wrong settings (.env.example explains each):',
    parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  );
}

/** The bot's settings. Throws a ListedError that names every missing or wrong one. */
export function readConfig(env: Environment = process.env): Config {
  const settings = read(processSettings, env);
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret = '' } = settings;
  return {
    databaseUrl: settings.DATABASE_URL,
    logLevel: settings.LOG_LEVEL,
    slackApiUrl: settings.SLACK_API_URL,
    botToken: settings.SLACK_BOT_TOKEN,
    delivery: appToken ? { mode: 'socket', appToken } : { mode: 'http', signingSecret, port: settings.PORT },
    clockUrl: settings.CLOCK_URL,
    environment: env,
  };
}

/** What the command-line tools need: the database, and Slack if a token is there. Throws a ListedError. */
export function readToolConfig(env: Environment = process.env): ToolConfig {
  const settings = read(toolSettings, env);
  return {
    databaseUrl: settings.DATABASE_URL,
    logLevel: settings.LOG_LEVEL,
    slackApiUrl: settings.SLACK_API_URL,
    botToken: settings.SLACK_BOT_TOKEN,
    clockUrl: settings.CLOCK_URL,
    environment: env,
  };
}
