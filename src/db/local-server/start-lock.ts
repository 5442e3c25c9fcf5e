/**
 * Who may start a server in a folder. A lock is a file with a number; the highest number counts, and only a higher one
 * follows it. So the lock of a process that was killed is never removed to be taken, which two could do at once: it is
 * outnumbered, and one file has one maker.
 */
import { randomUUID } from 'node:crypto';
import { link, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { codeOf } from './failure.ts';
import { markOf, readMark, stillRuns } from './process-mark.ts';

export type StartLock = { release(): Promise<void> };

/**
 * Takes the lock `path` (files `path.1`, `path.2`...), or returns undefined while a living process holds it or was
 * quicker.
 */
export async function tryStartLock(path: string): Promise<StartLock | undefined> {
  const newest = (await numbersOf(path)).at(-1) ?? 0;
  const holder = await readMark(`${path}.${newest}`);
  if (holder !== undefined && (await stillRuns(holder))) return undefined;
  const number = newest + 1;
  const own = `${path}.${number}`;
  if (!(await makeWhole(own))) return undefined;
  const others = (await numbersOf(path)).filter((other) => other !== number);
  if (others.some((other) => other > number)) {
    await rm(own);
    return undefined;
  }
  for (const other of others) await rm(`${path}.${other}`, { force: true });
  // Emptied, not removed: the highest number has to stay known.
  return { release: () => writeFile(own, '') };
}

/** The numbers of the lock's files, rising. */
async function numbersOf(path: string): Promise<readonly number[]> {
  const start = `${basename(path)}.`;
  return (await readdir(dirname(path)))
    .filter((name) => name.startsWith(start) && /^\d+$/.test(name.slice(start.length)))
    .map((name) => Number(name.slice(start.length)))
    .sort((a, b) => a - b);
}

/**
 * Makes the file with our mark in it; false when it exists. A link appears with its content, so nobody finds a lock
 * without its holder.
 */
async function makeWhole(file: string): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(await markOf(process.pid)), { mode: 0o644 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
