/** Starting a server under a keeper. Only the holder of the start lock comes here. */
import { spawn } from 'node:child_process';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../errors.ts';
import type { Binaries } from './binaries.ts';
import { type Cluster, clusterExists, createCluster, lastPort } from './cluster.ts';
import { elsewhere, failed } from './failure.ts';
import { look, postmasterFile, type Running } from './look.ts';
import { giveTo } from './own-folder.ts';
import { patience } from './patience.ts';
import { markOf } from './process-mark.ts';
import { type Environment, serverEnvironment } from './run-program.ts';
import { serverArguments } from './server-settings.ts';
import type { ServerUser } from './server-user.ts';

export type LaunchSettings = {
  readonly user: ServerUser;
  readonly environment: Environment;
  readonly idleMs: number;
  readonly startMs: number;
  /** Undefined: the last one if it is free, else any free one. */
  readonly port: number | undefined;
};

/** What the keeper is told; without `server` it watches one that lost its keeper. */
type KeeperOrder = {
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
  readonly data: string;
  readonly password: string;
  readonly port: number;
  readonly idleMs: number;
  readonly applicationName: string;
  readonly server?: { readonly file: string; readonly arguments: readonly string[] };
};

/**
 * Starts the server and returns once it answers; undefined when it ended for a passing reason (the port was taken
 * meanwhile, the processes of a server just killed still hold its memory) and another attempt is due. Throws a
 * UserError with the end of its output.
 */
export async function launch(
  cluster: Cluster,
  binaries: Binaries,
  settings: LaunchSettings,
): Promise<Running | undefined> {
  if (!(await clusterExists(cluster))) await createCluster(cluster, binaries, settings.user, settings.environment);
  const seen = await look(cluster);
  if (seen.state === 'running') return seen;
  if (seen.state === 'busy') return undefined;
  // Its server is dead and no keeper lives. Postgres itself asks only whether the id is in use, which it is by a zombie
  // or by a stranger.
  if (seen.state === 'stale') await rm(postmasterFile(cluster), { force: true });

  const port = await choosePort(cluster, settings.port);
  await writeFile(cluster.port, String(port), { mode: 0o600 });
  await giveTo(settings.user, cluster.port);
  const logStart = await logSize(cluster);
  const keeper = await startKeeper(cluster, settings, port, {
    file: join(binaries.bin, 'postgres'),
    arguments: serverArguments(cluster.data, port),
  });
  const waiting = patience(settings.startMs);
  while (!keeper.hasEnded()) {
    const now = await look(cluster);
    if (now.state === 'running') return now;
    if (waiting.over()) {
      keeper.end();
      throw failed('The local database server did not answer in time', await logSince(cluster, logStart), cluster.log);
    }
    await waiting.pause();
  }
  const output = await logSince(cluster, logStart);
  if (passing.test(output)) return undefined;
  throw failed('The local database server did not start', output, cluster.log);
}

/** "Still in use" and "already exists" are a server that is just ending, or one that was started without our lock. */
const passing = /is still in use|lock file "postmaster\.pid" already exists|could not bind .*address already in use/i;

/** Gives a running server a keeper again, one that ends it when idle as its own would have done. */
export async function adopt(cluster: Cluster, running: Running, settings: LaunchSettings): Promise<void> {
  await startKeeper(cluster, settings, running.port);
}

type Keeper = { hasEnded(): boolean; end(): void };

async function startKeeper(
  cluster: Cluster,
  { user, environment, idleMs }: LaunchSettings,
  port: number,
  server?: KeeperOrder['server'],
): Promise<Keeper> {
  const order: KeeperOrder = {
    user: user.drop ? { uid: user.uid, gid: user.gid } : undefined,
    data: cluster.data,
    password: cluster.password,
    port,
    idleMs,
    applicationName: 'career-planning-bot keeper',
    ...(server === undefined ? {} : { server }),
  };
  const log = await openLog(cluster, user);
  try {
    const file = fileURLToPath(new URL('./keeper.mjs', import.meta.url));
    const child = spawn(process.execPath, [file, JSON.stringify(order)], {
      // In a session of its own, so that Ctrl-C and the end of the terminal do not reach the server.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: serverEnvironment(environment),
    });
    let ended = false;
    child.on('exit', () => {
      ended = true;
    });
    child.on('error', () => {
      ended = true;
    });
    child.unref();
    if (child.pid !== undefined) {
      await writeFile(cluster.keeper, JSON.stringify(await markOf(child.pid)), { mode: 0o600 });
      await giveTo(user, cluster.keeper);
    }
    return { hasEnded: () => ended, end: () => child.kill('SIGTERM') };
  } finally {
    await log.close();
  }
}

/** A log of 5 MB is kept once and begun anew: enough for a long campaign, and never a full disk. */
async function openLog(cluster: Cluster, user: ServerUser) {
  if ((await logSize(cluster)) > 5_000_000) await rename(cluster.log, `${cluster.log}.old`);
  const log = await open(cluster.log, 'a', 0o600);
  await giveTo(user, cluster.log);
  return log;
}

async function logSize(cluster: Cluster): Promise<number> {
  return stat(cluster.log).then(
    (found) => found.size,
    () => 0,
  );
}

/** What was written since the log had that size; all of it when it was begun anew meanwhile. */
async function logSince(cluster: Cluster, start: number): Promise<string> {
  const log = await readFile(cluster.log);
  return log.subarray(log.length >= start ? start : 0).toString('utf8');
}

/** The port asked for, or the last one, or any that is free. Throws a UserError when the one asked for is taken. */
async function choosePort(cluster: Cluster, wanted: number | undefined): Promise<number> {
  if (wanted !== undefined) {
    if ((await freePort(wanted)) === wanted) return wanted;
    throw new UserError(
      `Port ${wanted} of 127.0.0.1 is taken or may not be used: end the program that has it, choose another port, ${elsewhere}.`,
    );
  }
  const last = await lastPort(cluster);
  const again = last === undefined ? undefined : await freePort(last);
  const port = again ?? (await freePort(0));
  if (port === undefined) throw new UserError(`No free port was found on 127.0.0.1, ${elsewhere}.`);
  return port;
}

/** The port if nobody listens on it, 0 meaning any; undefined if it cannot be had. */
function freePort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
