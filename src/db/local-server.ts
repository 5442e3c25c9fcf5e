/**
 * A Postgres for developers and tests, for when DATABASE_URL names none. One server serves everyone on the machine:
 * whoever comes first starts it, the others attach, and its keeper (local-server/keeper.mjs) ends it after ten minutes
 * without clients.
 */
import { UserError } from '../errors.ts';
import { type Binaries, type BinarySource, findCandidates, oldestMajor } from './local-server/binaries.ts';
import { type Cluster, clusterIn, clustersIn } from './local-server/cluster.ts';
import { elsewhere } from './local-server/failure.ts';
import { adopt, type LaunchSettings, launch } from './local-server/launch.ts';
import { look, type Running } from './local-server/look.ts';
import { defaultFolder, ownFolder } from './local-server/own-folder.ts';
import { patience } from './local-server/patience.ts';
import { readMark, stillRuns } from './local-server/process-mark.ts';
import type { Environment } from './local-server/run-program.ts';
import { findServerUser } from './local-server/server-user.ts';
import { tryStartLock } from './local-server/start-lock.ts';
import { stopServer } from './local-server/stop-server.ts';

export type { BinarySource } from './local-server/binaries.ts';

export type LocalServerOptions = {
  /** PATH says where Postgres may be, XDG_CACHE_HOME where its data goes; the rest is handed on to its processes. */
  readonly environment: Environment;
  /** The folder for data and binaries. Default: the cache folder of the user that the server runs as. */
  readonly directory?: string;
  /**
   * Milliseconds without clients after which the server ends; that of the process which starts it counts. Default: ten
   * minutes.
   */
  readonly idleMs?: number;
  /** What stop() does: leave the server to whoever else uses it (default), or end it at once. */
  readonly stop?: 'when idle' | 'immediately';
  /** A fixed port for a server that has to be started. Default: the last one, or a free one. */
  readonly port?: number;
  /** Where to look for Postgres, in this order. Default: the binaries that npm installed, then the machine's. */
  readonly binaries?: readonly BinarySource[];
  /**
   * Milliseconds that a start may take, besides creating the data. Default: one minute, for a recovery on a slow disk.
   */
  readonly startMs?: number;
};

export type LocalServer = {
  /** The superuser's address of the database `postgres`. It holds the password: not for logs. */
  readonly url: string;
  /** As Postgres says it, such as "18.4". */
  readonly version: string;
  readonly origin: 'started' | 'attached';
  /** The process id of the server. */
  readonly pid: number;
  /** The server's output. */
  readonly logFile: string;
  /** Detaches, or ends the server, as the options say. Throws a UserError when it does not end. */
  stop(): Promise<void>;
};

/**
 * Attaches to the local server, starting it first where it does not run. It is not held open: a process that stays away
 * from it for longer than the idle time may find it ended, and calls this again. Throws a UserError that says what is
 * wrong and what to do.
 */
export async function startLocalServer(options: LocalServerOptions): Promise<LocalServer> {
  const { environment } = options;
  const user = await findServerUser(environment);
  const directory = await ownFolder(options.directory ?? defaultFolder(user, environment), user);
  const settings: LaunchSettings = {
    user,
    environment,
    idleMs: options.idleMs ?? 600_000,
    startMs: options.startMs ?? 60_000,
    port: options.port,
  };
  const problems: string[] = [];
  const candidates = await findCandidates(options.binaries ?? ['embedded', 'machine'], {
    directory,
    user,
    environment,
  });
  for (const candidate of candidates) {
    if (candidate.major !== undefined) {
      const cluster = clusterIn(directory, candidate.major);
      const seen = await look(cluster);
      if (seen.state === 'running') return attached(cluster, seen, settings, options);
    }
    const binaries = await candidate.prepare();
    if (!('problem' in binaries)) {
      return attachOrStart(clusterIn(directory, binaries.major), binaries, settings, options);
    }
    problems.push(binaries.problem);
  }
  // Nothing to start, but another copy of the project may have started one.
  for (const cluster of await clustersIn(directory)) {
    const seen = await look(cluster);
    if (seen.state === 'running') return attached(cluster, seen, settings, options);
  }
  throw new UserError(noBinaries(problems));
}

function noBinaries(problems: readonly string[]): string {
  return [
    'No PostgreSQL was found that could serve as the local database.',
    ...problems.map((problem) => `  - ${problem}`),
    `Run npm install without --omit=optional, or install PostgreSQL ${oldestMajor} or newer, ${elsewhere}.`,
  ].join('\n');
}

async function attachOrStart(
  cluster: Cluster,
  binaries: Binaries,
  settings: LaunchSettings,
  options: LocalServerOptions,
): Promise<LocalServer> {
  const waiting = patience(settings.startMs);
  let why = 'another process is starting it';
  for (;;) {
    const seen = await look(cluster);
    if (seen.state === 'running') return attached(cluster, seen, settings, options);
    if (seen.state === 'busy') why = seen.why;
    else {
      const lock = await tryStartLock(cluster.lock);
      try {
        const started = lock === undefined ? undefined : await launch(cluster, binaries, settings);
        if (started !== undefined) return localServer(cluster, started, 'started', options);
      } finally {
        await lock?.release();
      }
    }
    if (waiting.over()) {
      throw new UserError(
        `The local database in ${cluster.folder} did not become ready (${why}). Its output is in ${cluster.log}; start again, ${elsewhere}.`,
      );
    }
    await waiting.pause();
  }
}

/** A server whose keeper was killed gets a new one, else it would never end. */
async function attached(
  cluster: Cluster,
  running: Running,
  settings: LaunchSettings,
  options: LocalServerOptions,
): Promise<LocalServer> {
  if (!(await hasKeeper(cluster))) {
    const lock = await tryStartLock(cluster.lock);
    try {
      if (lock !== undefined && !(await hasKeeper(cluster))) await adopt(cluster, running, settings);
    } finally {
      await lock?.release();
    }
  }
  return localServer(cluster, running, 'attached', options);
}

async function hasKeeper(cluster: Cluster): Promise<boolean> {
  const keeper = await readMark(cluster.keeper);
  return keeper !== undefined && (await stillRuns(keeper));
}

function localServer(
  cluster: Cluster,
  running: Running,
  origin: LocalServer['origin'],
  options: LocalServerOptions,
): LocalServer {
  return {
    url: running.url,
    version: running.version,
    origin,
    pid: running.pid,
    logFile: cluster.log,
    stop: async () => {
      if (options.stop === 'immediately') await stopServer(cluster);
    },
  };
}
