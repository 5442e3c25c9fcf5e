import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { markOf, stillRuns } from '../../src/db/local-server/process-mark.ts';
import { tryStartLock } from '../../src/db/local-server/start-lock.ts';

let folder = '';
let path = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-lock-'));
  path = join(folder, 'lock');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function taken(contenders: number): Promise<number> {
  const locks = await Promise.all(Array.from({ length: contenders }, () => tryStartLock(path)));
  return locks.filter((lock) => lock !== undefined).length;
}

describe('the start lock', () => {
  it('goes to one of many that come at once, and to the next once it is released', async () => {
    const first = await tryStartLock(path);
    expect(first).toBeDefined();
    expect(await taken(10)).toBe(0);
    await first?.release();
    expect(await taken(10)).toBe(1);
    expect(await readdir(folder)).toEqual(['lock.2']);
  });

  it('is taken over from a process that ended', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'inherit'] });
    const mark = await markOf(child.pid ?? 0);
    expect(await stillRuns(mark)).toBe(true);
    await writeFile(`${path}.7`, JSON.stringify(mark));
    expect(await taken(1)).toBe(0);
    child.stdin.end();
    await once(child, 'exit');
    expect(await taken(10)).toBe(1);
  });

  it('is taken over from a process whose id another one has by now', async () => {
    await writeFile(`${path}.7`, JSON.stringify({ pid: process.pid, startedAt: 'long ago' }));
    expect(await taken(10)).toBe(1);
  });

  it('is held by at most one at a time, however often it changes hands', async () => {
    let holders = 0;
    let most = 0;
    let turns = 0;
    async function contend(): Promise<void> {
      while (turns < 100) {
        const lock = await tryStartLock(path);
        if (lock === undefined) continue;
        holders += 1;
        turns += 1;
        most = Math.max(most, holders);
        await readdir(folder);
        holders -= 1;
        await lock.release();
      }
    }
    await Promise.all(Array.from({ length: 8 }, contend));
    expect(most).toBe(1);
  });

  it('is taken over when nothing readable is in it', async () => {
    await writeFile(`${path}.7`, '{"pid":');
    expect(await taken(10)).toBe(1);
  });
});
