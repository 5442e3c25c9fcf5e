// What every command-line tool shares: its arguments, its context, its exit code.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Clock, realClock } from '../clock.ts';
import { askClock } from '../clock-follower.ts';
import { type LogLevel, readToolConfig } from '../config.ts';
import type { Context } from '../context.ts';
import { openDatabase } from '../db/client.ts';
import { databaseUrlOf } from '../db/database-url.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { explained, UserError } from '../errors.ts';
import { features } from '../features/index.ts';
import { createLog } from '../log.ts';
import { loadProgram } from '../program/load.ts';
import { createReadingClient, createSlackDirectory, type SlackDirectory } from '../slack/directory.ts';

export interface ImportArguments {
  /** The text of the file. */
  csv: string;
  /** Who imports: the e-mail address of a staff member. */
  as: string;
  dryRun: boolean;
}

/** What Node reads of the arguments. Throws a UserError that says what is wrong and shows how it is written. */
export function readArguments<const Config extends ParseArgsConfig>(
  config: Config,
  usage: string,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UserError(`${String(error instanceof Error ? error.message : error)}\nUsage: ${usage}`);
  }
}

/** Reads `import file.csv --as email [--dry-run]`. Throws a UserError that shows how it is written, or says why the file cannot be read. */
export async function readImportArguments(args: readonly string[], usage: string): Promise<ImportArguments> {
  const parsed = readArguments(
    { args: [...args], allowPositionals: true, options: { as: { type: 'string' }, 'dry-run': { type: 'boolean' } } },
    usage,
  );
  const [verb, file, ...others] = parsed.positionals;
  const { as } = parsed.values;
  if (verb !== 'import' || file === undefined || others.length > 0 || as === undefined)
    throw new UserError(`Usage: ${usage}`);
  return { csv: await readText(file), as, dryRun: parsed.values['dry-run'] ?? false };
}

/** Throws a UserError where the file cannot be read, or is no text in UTF-8. */
export async function readText(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError(`${file} is not UTF-8 text. Please save it as "CSV UTF-8".`, { cause });
  }
}

const refused = () => Promise.reject(new UserError('Without SLACK_BOT_TOKEN nothing can be looked up in Slack.'));
const NO_SLACK: SlackDirectory = { members: refused, member: refused, readFile: refused };

export interface ToolContextOptions {
  databaseUrl: string;
  logLevel: LogLevel;
  slack: SlackDirectory | null;
  /** Left out: the real one. */
  clock?: Clock;
}

/** Works with a context on a database that is migrated, and closes it. */
export async function withContext<T>(
  { databaseUrl, logLevel, slack, clock = realClock }: ToolContextOptions,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const program = await loadProgram();
  const database = openDatabase(databaseUrl);
  const transaction: Context['transaction'] = (run) => database.db.transaction(run);
  try {
    return await work({
      db: database.db,
      transaction,
      slack: slack ?? NO_SLACK,
      clock,
      log: createLog(logLevel),
      program,
      features,
    });
  } finally {
    await database.close();
  }
}

async function clockAt(clockUrl: string): Promise<Clock> {
  try {
    return await askClock(clockUrl);
  } catch (error) {
    throw new UserError(`CLOCK_URL: ${clockUrl} does not say what time it is there (${String(error)}).`);
  }
}

/** What the environment says to a tool: the database, migrated, and Slack; `slack` is null where no token is set. */
export async function readToolContext(): Promise<ToolContextOptions> {
  const config = readToolConfig();
  const databaseUrl = await databaseUrlOf(config.databaseUrl, config.environment);
  await migrateDatabase(databaseUrl);
  const slack = config.botToken
    ? createSlackDirectory(createReadingClient(config.botToken, config.slackApiUrl), config.slackApiUrl)
    : null;
  const clock = config.clockUrl === undefined ? realClock : await clockAt(config.clockUrl);
  return { databaseUrl, logLevel: config.logLevel, slack, clock };
}

/** What every act of staff is told beside its own arguments. */
export const ACTING = { as: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const;

/** Who acts: the e-mail address of a staff member. Throws a UserError that shows how it is written where nobody is named. */
export function readActing(
  { as, 'dry-run': dryRun = false }: { as?: string | undefined; 'dry-run'?: boolean | undefined },
  usage: string,
): { as: string; dryRun: boolean } {
  if (as === undefined) throw new UserError(`Usage: ${usage}`);
  return { as, dryRun };
}

/** One of the things that a tool does. */
export interface Verb {
  /** How it is written. */
  usage: string;
  /** `args` is what follows the verb. */
  run(args: string[]): Promise<void>;
}

/** Does what the first argument names. Throws a UserError that shows how each verb is written where it names none. */
export async function runVerb(verbs: Readonly<Record<string, Verb>>, args: readonly string[]): Promise<void> {
  const [name = '', ...rest] = args;
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (verb) return verb.run(rest);
  const lines = Object.values(verbs).map(({ usage }) => `  ${usage}`);
  throw new UserError(['Usage:', ...lines].join('\n'));
}

/** `args` is what stands behind the tool's name. */
export type Tool = (args: string[]) => Promise<void>;

/** Runs a tool to its end and gives its exit code: 0, or 1 with the reason on standard error. */
export async function runTool(tool: Tool, args: string[]): Promise<number> {
  try {
    await tool(args);
    return 0;
  } catch (error) {
    process.stderr.write(`${explained(error)}\n`);
    return 1;
  }
}

/** Runs the tool of this file (`url`: its import.meta.url) if it is what Node was started with, and not part of something else. */
export async function runIfStarted(url: string, tool: Tool): Promise<void> {
  const [, started, ...args] = process.argv;
  if (started === undefined || createRequire(url).resolve(started) !== fileURLToPath(url)) return;
  process.exitCode = await runTool(tool, args);
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
