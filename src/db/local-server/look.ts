/**
 * What there is in a cluster's folder at this moment: nothing, a server that answers, one on its way, or the remains of
 * one.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { UserError } from '../../errors.ts';
import { type Cluster, clusterUrl } from './cluster.ts';
import { codeOf, messageOf } from './failure.ts';
import { processFacts, readMark, stillRuns } from './process-mark.ts';

export type Running = {
  readonly state: 'running';
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  /** As Postgres says it, such as "18.4". */
  readonly version: string;
};

export type Seen =
  | Running
  | { readonly state: 'absent' }
  /** Starting, ending, or recovering: look again. */
  | { readonly state: 'busy'; readonly why: string }
  /** A postmaster.pid whose server is dead. */
  | { readonly state: 'stale' };

export const postmasterFile = (cluster: Cluster): string => join(cluster.data, 'postmaster.pid');

/** Looks once. Throws a UserError when the server does not take our password. */
export async function look(cluster: Cluster): Promise<Seen> {
  const found = await readPostmaster(cluster);
  const server = found === undefined || found.pid === 0 ? undefined : await processFacts(found.pid);
  // The id may have gone to another program since, so the command line has to name our data.
  const alive = server?.state === 'running' && server.command.includes(cluster.data);
  if (found === undefined || !alive) {
    const keeper = await readMark(cluster.keeper);
    if (keeper !== undefined && (await stillRuns(keeper)))
      return { state: 'busy', why: 'it is just starting or ending' };
    return { state: found === undefined ? 'absent' : 'stale' };
  }
  if (!found.ready) return { state: 'busy', why: 'it is starting or ending' };
  return ask(cluster, found.pid, found.port);
}

type Postmaster = { readonly pid: number; readonly port: number; readonly ready: boolean };

/**
 * The file that a running server keeps in its data folder: line 1 is its process id, 4 its port, 8 its state. It grows
 * line by line during a start, so what is not there yet reads as 0 and not ready.
 */
async function readPostmaster(cluster: Cluster): Promise<Postmaster | undefined> {
  try {
    const lines = (await readFile(postmasterFile(cluster), 'utf8')).split('\n');
    const whole = (line: string | undefined): number => (/^\d+\s*$/.test(line ?? '') ? Number(line) : 0);
    return { pid: whole(lines[0]), port: whole(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw new UserError(`${postmasterFile(cluster)} cannot be read: ${messageOf(error)}`);
  }
}

/** A wrong password is a state that lasts; every other refusal passes or ends with the caller's patience. */
async function ask(cluster: Cluster, pid: number, port: number): Promise<Seen> {
  const url = await clusterUrl(cluster, port);
  const sql = postgres(url, { max: 1, connect_timeout: 5, fetch_types: false, onnotice: () => undefined });
  try {
    const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
    // Packagers append their own words: "15.18 (Debian 15.18-0+deb12u1)".
    return { state: 'running', pid, port, url, version: row?.version.split(' ')[0] ?? String(cluster.major) };
  } catch (error) {
    if (codeOf(error) === '28P01') {
      throw new UserError(
        `The local database in ${cluster.folder} does not take the password in ${cluster.password}: end process ${pid} and move the folder away to start anew.`,
      );
    }
    return { state: 'busy', why: messageOf(error) };
  } finally {
    await sql.end({ timeout: 1 });
  }
}
