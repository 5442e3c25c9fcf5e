/** Starts a sandbox by itself, for an app that is started elsewhere. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { manifestSchema } from './manifest.ts';
import { type Member, MembersError, readMembers } from './members.ts';
import { createSandbox } from './server.ts';
import { type RateOptions, ratesSchema } from './web-api/rates.ts';

const usage =
  'usage: npx tsx sandbox/main.ts --manifest file.yml --members file.csv [--port N] [--now] [--rates off|N]';

/** Everything wrong with what was given, each with its place. */
class StartError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.name = 'StartError';
    this.mistakes = mistakes;
  }
}

interface Settings {
  manifest: unknown;
  members: Member[];
  port: number;
  now: 'real' | undefined;
  rates: RateOptions;
}

function readSettings(argv: string[]): Settings {
  const { values } = parseArgs({
    args: argv,
    options: {
      manifest: { type: 'string' },
      members: { type: 'string' },
      port: { type: 'string' },
      now: { type: 'boolean', default: false },
      rates: { type: 'string', default: '1' },
    },
  });
  const mistakes: string[] = [];
  const manifest = attempt(mistakes, '--manifest', () => readManifest(values.manifest));
  const members = attempt(mistakes, '--members', () => readMembers(readText(values.members)));
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) mistakes.push('--port: must be a number from 0 to 65535');
  const rates = values.rates === 'off' ? values.rates : { scale: Number(values.rates) };
  if (!ratesSchema.safeParse(rates).success) {
    mistakes.push('--rates: must be off, or a number by which the limits are multiplied');
  }
  if (mistakes.length > 0) throw new StartError(mistakes);
  return { manifest, members: members ?? [], port, now: values.now ? 'real' : undefined, rates };
}

function readText(path: string | undefined): string {
  if (path === undefined) throw new StartError(['is missing']);
  return readFileSync(path, 'utf8');
}

function readManifest(path: string | undefined): unknown {
  const manifest: unknown = parse(readText(path));
  manifestSchema.parse(manifest);
  return manifest;
}

/** Runs one reading; what goes wrong is added to the list under the name of its option. */
function attempt<Value>(mistakes: string[], name: string, read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    mistakes.push(...mistakesIn(error).map((mistake) => `${name}: ${mistake}`));
    return undefined;
  }
}

function mistakesIn(error: unknown): readonly string[] {
  if (error instanceof StartError || error instanceof MembersError) return error.mistakes;
  if (error instanceof z.ZodError) return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return [error instanceof Error ? error.message : String(error)];
}

try {
  const settings = readSettings(process.argv.slice(2));
  const { now, ...rest } = settings;
  const sandbox = await createSandbox({ ...rest, ...(now ? { now } : {}) });
  process.stdout.write(`${sandbox.url}

SLACK_API_URL=${sandbox.slackApiUrl}
SLACK_BOT_TOKEN=${sandbox.tokens.bot}
SLACK_APP_TOKEN=${sandbox.tokens.app}
SLACK_SIGNING_SECRET=${sandbox.tokens.signingSecret}
CLOCK_URL=${sandbox.url}
`);
  const end = () => void sandbox.stop();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
} catch (error) {
  process.stderr.write(`${mistakesIn(error).join('\n')}\n${usage}\n`);
  process.exitCode = 1;
}
