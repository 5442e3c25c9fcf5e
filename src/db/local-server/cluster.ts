import { randomBytes } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../errors.ts';
import type { Binaries } from './binaries.ts';
import { codeOf, elsewhere, failed, messageOf } from './failure.ts';
import { giveTo } from './own-folder.ts';
import { type Environment, runProgram } from './run-program.ts';
import type { ServerUser } from './server-user.ts';

/**
 * The files of one database cluster. Everything of a major version lies in one folder, since no other version can read
 * its data.
 */
export type Cluster = {
  readonly major: number;
  readonly folder: string;
  readonly data: string;
  /** The password of the superuser `postgres`, mode 0600. */
  readonly password: string;
  /** The port of the last start, so that an address stays good after a crash. */
  readonly port: string;
  /** The mark of the process that watches the server. */
  readonly keeper: string;
  readonly lock: string;
  readonly log: string;
};

const prefix = 'postgres-';

export function clusterIn(directory: string, major: number): Cluster {
  const folder = join(directory, `${prefix}${major}`);
  return {
    major,
    folder,
    data: join(folder, 'data'),
    password: join(folder, 'password'),
    port: join(folder, 'port'),
    keeper: join(folder, 'keeper'),
    // Beside the folder, not in it: the lock is taken before the folder exists.
    lock: `${folder}.lock`,
    log: join(folder, 'server.log'),
  };
}

/** The clusters that exist in a cache folder, newest version first. */
export async function clustersIn(directory: string): Promise<readonly Cluster[]> {
  return (await readdir(directory))
    .flatMap((name) => (/^postgres-\d+$/.test(name) ? [Number(name.slice(prefix.length))] : []))
    .sort((a, b) => b - a)
    .map((major) => clusterIn(directory, major));
}

export async function clusterExists(cluster: Cluster): Promise<boolean> {
  return access(join(cluster.data, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

/**
 * The superuser's address. 127.0.0.1 instead of localhost: the server listens there only, and localhost may be ::1.
 * Throws a UserError when the password cannot be read.
 */
export async function clusterUrl(cluster: Cluster, port: number): Promise<string> {
  try {
    const password = (await readFile(cluster.password, 'utf8')).trim();
    return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  } catch (error) {
    throw failed(`The password of the local database in ${cluster.folder} cannot be read`, messageOf(error));
  }
}

/**
 * Makes a new cluster with a password of its own. It is made beside its place and renamed when whole, so a start that
 * was killed leaves no half of one. Throws a UserError with the end of initdb's output.
 */
export async function createCluster(
  cluster: Cluster,
  binaries: Binaries,
  user: ServerUser,
  environment: Environment,
): Promise<void> {
  const unfinished = `${cluster.folder}.new-`;
  await removeUnfinished(unfinished);
  const folder = await mkdtemp(unfinished);
  try {
    const password = join(folder, 'password');
    // Hexadecimal needs no escaping in an address.
    await writeFile(password, randomBytes(24).toString('hex'), { mode: 0o600 });
    const data = join(folder, 'data');
    await mkdir(data, { mode: 0o700 });
    for (const path of [folder, password, data]) await giveTo(user, path);
    const made = await runProgram(
      join(binaries.bin, 'initdb'),
      [`--pgdata=${data}`, `--pwfile=${password}`, ...initdbArguments(binaries.major)],
      environment,
      user,
    );
    if (!made.ok) throw failed(`The local database in ${dirname(cluster.folder)} could not be created`, made.output);
    await moveInto(folder, cluster);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * A folder that is there already has no data in it, but maybe something that somebody wants: it is not ours to remove.
 */
async function moveInto(folder: string, cluster: Cluster): Promise<void> {
  try {
    await rename(folder, cluster.folder);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error;
    throw new UserError(
      `The local database in ${cluster.folder} has lost its data: move that folder away to start anew, ${elsewhere}.`,
    );
  }
}

/**
 * SCRAM on every connection keeps the machine's other users out. Text sorts by code point and knows every letter's
 * case, on all machines alike: from version 17 on Postgres brings such a locale itself; before, the system has to
 * (macOS has no C.UTF-8, but a UTF-8 character type).
 */
function initdbArguments(major: number): readonly string[] {
  const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  return [
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-instructions',
    ...(major >= 17
      ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--locale=C', `--lc-ctype=${ctype}`]),
  ];
}

/** What killed starts have left; only the holder of the start lock comes here. */
async function removeUnfinished(path: string): Promise<void> {
  const names = await readdir(dirname(path));
  const left = names.filter((name) => name.startsWith(basename(path)));
  for (const name of left) await rm(join(dirname(path), name), { recursive: true, force: true });
}

/** The port of the last start; undefined where there was none. Throws what the file system throws. */
export async function lastPort(cluster: Cluster): Promise<number | undefined> {
  try {
    const port = Number(await readFile(cluster.port, 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
